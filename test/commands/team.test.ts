import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Landing, Store } from "#store.ts";
import teamCommand from "../../commands/team.ts";
import { type Asked, ask, companyOf, insert } from "./ask-company.ts";

const quarter: Asked = { from: "2025-07-01", to: "2025-10-01", asOf: "2025-10-15" };
const at = (day: string) => `2025-${day} 02:00:00`;

/**
 * Ann (East) wins 3 of 4 deals of 100 each after ten days, Bo (West) 1 of 3, Cy (West) has a target and nothing else; one
 * deal is void, one lost deal has no closing day, one is still open, one nobody owns. Bo's account brings an order that
 * names no owner, of which a fifth is returned.
 */
async function fill(landing: Landing, orders: boolean): Promise<void> {
  await insert(landing, "owners", [
    { id: 1, name: "Ann", team: "East" },
    { id: 2, name: "Bo", team: "West" },
    { id: 3, name: "Cy", team: "West" },
  ]);
  await insert(landing, "accounts", [
    { id: 1, name: "A", region: "North", owner_id: 1 },
    { id: 2, name: "B", region: "South", owner_id: 2 },
  ]);
  const deal = (id: number, owner: number | null, status: string, closed: string | null = at("07-21")) => ({
    ...{ id, owner_id: owner, account_id: owner === 1 ? 1 : 2, status, amount: 100 + id, currency: "CNY" },
    ...{ created_at: at("07-11"), closed_at: closed },
  });
  await insert(landing, "opportunities", [
    ...[deal(1, 1, "won"), deal(2, 1, "won"), deal(3, 1, "won"), deal(4, 1, "lost")],
    ...[deal(5, 2, "won", at("08-20")), deal(6, 2, "lost"), deal(7, 2, "lost")],
    ...[deal(8, 2, "void"), deal(9, 1, "lost", null), deal(10, 2, "open", null), deal(11, null, "won")],
    deal(12, 1, "won", at("10-02")),
  ]);
  await insert(landing, "targets", [
    { id: 1, owner_id: 1, metric: "revenue", amount: 400, period_start: "2025-07-01", period_end: "2025-09-30" },
    { id: 2, owner_id: 3, metric: "revenue", amount: 920, period_start: "2025-09-01", period_end: "2025-11-30" },
  ]);
  await insert(landing, "leads", [
    { id: 1, owner_id: 1, created_at: at("07-02"), first_response_at: "2025-07-02 05:00:00" },
    { id: 2, owner_id: 2, created_at: at("07-02"), first_response_at: null },
  ]);
  await insert(
    landing,
    "activities",
    [1, 2, 3].map((id) => ({ id, owner_id: 2, kind: "call", occurred_at: at("09-01") })),
  );
  await insert(landing, "surveys", [
    { id: 1, account_id: 1, kind: "nps", score: 3, responded_at: at("07-03") },
    { id: 2, account_id: 1, kind: "nps", score: 10, responded_at: at("08-03") },
    { id: 3, account_id: 2, kind: "nps", score: 6, responded_at: at("08-03") },
  ]);
  if (!orders) return;
  const order = { status: "confirmed", currency: "CNY", ordered_at: at("08-05") };
  await insert(landing, "orders", [
    { ...order, id: 1, account_id: 1, owner_id: 1, net: 500 },
    { ...order, id: 2, account_id: 2, owner_id: null, net: 1000 },
  ]);
  await insert(landing, "returns", [
    { id: 1, order_id: 2, account_id: 2, amount: 200, currency: "CNY", returned_at: at("09-05") },
  ]);
  await insert(landing, "payments", [
    { id: 1, order_id: 1, account_id: 1, kind: "payment", amount: 300, currency: "CNY", paid_at: at("09-05") },
    { id: 2, order_id: 1, account_id: 1, kind: "refund", amount: 50, currency: "CNY", paid_at: at("09-06") },
  ]);
  await insert(landing, "contracts", [
    { id: 1, account_id: 2, owner_id: null, kind: "contract", amount: 70, currency: "CNY", signed_at: at("09-05") },
  ]);
}

let trading: { store: Store; close(): Promise<void> };
let dealing: { store: Store; close(): Promise<void> };
beforeAll(async () => {
  trading = await companyOf((landing) => fill(landing, true));
  dealing = await companyOf((landing) => fill(landing, false));
});
afterAll(async () => {
  await trading.close();
  await dealing.close();
});

interface Owner {
  readonly owner: string | null;
  readonly [field: string]: unknown;
}
const ownersOf = (result: Readonly<Record<string, unknown>>) => result.owners as readonly Owner[];

describe("/team", () => {
  it("counts deals closed in the period by owner, void ones left out", async () => {
    const { result } = await ask(teamCommand, trading.store, quarter);
    expect(result).toMatchObject({
      n: 8,
      basis: "ordered",
      excluded: [
        { reason: "void", rows: 1 },
        { reason: "closed_at_missing", rows: 1 },
      ],
    });
    expect(ownersOf(result).map(({ owner }) => owner)).toEqual(["Bo", "Ann", "Cy", null]);
    const [bo, ann, cy] = ownersOf(result);
    expect(ann).toMatchObject({
      ...{ owner_id: "owners-1", team: "East", revenue: 500, won: 3, lost: 1, win_rate: 0.75, avg_deal: 102 },
      ...{ mean_cycle_days: 10, median_cycle_days: 10, activities: 0, median_response_h: 3, customer_score: 1 },
      ...{ target: 400, attainment: 1.25, open_pipeline: 0, win_rate_by_amount: 306 / 410 },
    });
    // The order names no owner, so the account's is credited, less what came back.
    expect(bo).toMatchObject({ revenue: 800, won: 1, lost: 2, activities: 3, open_pipeline: 110, customer_score: -1 });
    // Thirty of the ninety-one days of Cy's target lie in the quarter.
    expect(cy).toMatchObject({ revenue: 0, won: 0, win_rate: null, target: expect.closeTo((920 * 30) / 91, 3) });
    expect(result.total).toMatchObject({ revenue: 1300, won: 5, lost: 3, mean_cycle_days: 16, customer_score: 0 });
    expect(result.customer_score_kind).toBe("nps");
  });

  it("takes won money where there are no orders", async () => {
    const { result, footnotes } = await ask(teamCommand, dealing.store, quarter);
    expect(ownersOf(result).map(({ owner, revenue }) => [owner, revenue])).toEqual([
      ["Ann", 306],
      ["Bo", 105],
      ["Cy", 0],
      [null, 111],
    ]);
    expect(footnotes?.[0]).toContain("the won amount of deals stands for revenue");
  });

  it("counts what was signed and what was received, where asked", async () => {
    const signed = await ask(teamCommand, trading.store, { ...quarter, options: { basis: "签约" } });
    expect(signed.result).toMatchObject({ basis: "signed", total: { revenue: 70, target: null } });
    const received = await ask(teamCommand, trading.store, { ...quarter, options: { basis: "received" } });
    expect(ownersOf(received.result)[0]).toMatchObject({ owner: "Ann", revenue: 250 });
  });

  it("sums people by team, and refuses other groups", async () => {
    const { result } = await ask(teamCommand, trading.store, { ...quarter, lens: { by: ["team"] } });
    expect(ownersOf(result)).toMatchObject([
      { owner: null, team: "West", revenue: 800, won: 1, lost: 2 },
      { owner: null, team: "East", revenue: 500, won: 3, lost: 1 },
      { owner: null, team: null, won: 1 },
    ]);
    const other = ask(teamCommand, trading.store, { ...quarter, lens: { by: ["region"] } });
    await expect(other).rejects.toMatchObject({ code: "not_applicable" });
  });

  it("never ranks rates on noise, in both languages", async () => {
    const english = await ask(teamCommand, trading.store, quarter);
    expect(english.result.win_rates).toEqual({ verdict: "no clear difference", above: [], below: [] });
    expect(english.headline).toBe(
      "Bo leads with ¥800 (62%); 1 of 2 on target; too few closed deals to compare win rates",
    );
    const chinese = await ask(teamCommand, trading.store, { ...quarter, locale: "zh" });
    expect(chinese.headline).toBe("Bo以¥800居首（占62%），2人中1人达标，已关闭商机太少，无法比较赢单率");
    expect(chinese.actions?.[0]).toContain("Cy的主管");
  });

  it("names who wins clearly more often", async () => {
    const company = await companyOf(async (landing) => {
      await insert(
        landing,
        "owners",
        [1, 2, 3, 4].map((id) => ({ id, name: `P${id}`, team: "T" })),
      );
      const rows = [1, 2, 3, 4].flatMap((owner) =>
        Array.from({ length: 60 }, (_, n) => ({
          ...{ id: owner * 100 + n, owner_id: owner, status: n < (owner === 3 ? 45 : 18) ? "won" : "lost", amount: 10 },
          ...{ currency: "CNY", created_at: at("07-11"), closed_at: at("07-21") },
        })),
      );
      await insert(landing, "opportunities", rows);
    });
    try {
      const { result, headline } = await ask(teamCommand, company.store, quarter);
      expect(result.win_rates).toEqual({ verdict: "clear difference", above: ["P3"], below: [] });
      expect(headline).toBe("P3 leads with ¥450 (45%); P3 wins clearly more often, 75% against 30%");
    } finally {
      await company.close();
    }
  });

  it("shows a representative nothing of anybody else's", async () => {
    const { result } = await ask(teamCommand, trading.store, { ...quarter, lens: { owners: [2], self: 2 } });
    expect(ownersOf(result).map(({ owner }) => owner)).toEqual(["Bo"]);
    expect(result.total).toMatchObject({ revenue: 800, won: 1, lost: 2, target: null });
  });

  it("speaks of no deals where none closed", async () => {
    const { store, close } = await companyOf((landing) =>
      insert(landing, "orders", [{ id: 1, account_id: 1, ordered_at: at("09-05"), status: "confirmed", net: 100 }]),
    );
    try {
      const { headline, footnotes } = await ask(teamCommand, store, quarter);
      expect(headline).toBe("(no owner): ¥100");
      expect(footnotes?.join()).not.toMatch(/small sample/i);
    } finally {
      await close();
    }
  });

  it("says that nothing happened", async () => {
    const { empty, result } = await ask(teamCommand, trading.store, {
      from: "2020-01-01",
      to: "2020-04-01",
      locale: "zh",
    });
    expect({ empty, n: result.n }).toEqual({ empty: true, n: 0 });
  });
});
