import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "#store.ts";
import pool from "../../commands/pool.ts";
import { type Asked, ask, companyOf, insert } from "./ask-company.ts";
import { span } from "./selling-company.ts";

const at = (day: string) => `${day} 02:00:00`;

/** Two pools; customers fall back after thirty days without follow-up. Today is 31 March 2025. */
async function fill(landing: Parameters<Parameters<typeof companyOf>[0]>[0]): Promise<void> {
  await insert(landing, "owners", [
    { id: 1, name: "Ann" },
    { id: 2, name: "Bob" },
  ]);
  const account = (id: number, name: string, region: string, more: object = {}) => ({
    ...{ id, name, region, type: "company", owner_id: 1, pool: null, released_at: null, claimed_at: null },
    ...{ last_followed_at: at("2025-03-30"), acquired_at: at("2024-01-01"), ...more },
  });
  const lying = (id: number, region: string, followed: string, released: string) =>
    account(id, `Idle ${id}`, region, {
      ...{ owner_id: null, pool: region === "north" ? "North pool" : "South pool" },
      ...{ last_followed_at: at(followed), released_at: at(released) },
    });
  await insert(landing, "accounts", [
    lying(1, "north", "2025-01-01", "2025-01-31"),
    lying(2, "north", "2025-01-05", "2025-02-04"),
    lying(3, "north", "2025-01-10", "2025-02-09"),
    lying(4, "south", "2025-01-11", "2025-02-10"),
    lying(5, "south", "2025-01-12", "2025-02-11"),
    lying(6, "south", "2025-02-12", "2025-02-20"), // released early
    account(7, "Falcon Foods", "north", { last_followed_at: at("2025-03-02") }), // falls back on 1 April
    account(8, "华星科技", "south", { last_followed_at: at("2025-03-04"), owner_id: 2 }), // on 3 April
    account(9, "Later Ltd", "south", { last_followed_at: at("2025-03-05") }),
    account(10, "A person", "south", { last_followed_at: at("2025-03-03"), type: "person" }), // persons never fell back
    account(11, "Claimed One", "north", { released_at: at("2025-01-20"), claimed_at: at("2025-02-10") }),
    account(12, "Claimed Two", "south", { released_at: at("2025-01-20"), claimed_at: at("2025-03-10") }),
    account(13, "Claimed before", "south", { released_at: at("2024-05-20"), claimed_at: at("2024-06-10") }),
  ]);
  await insert(landing, "orders", [
    { id: 1, account_id: 11, ordered_at: at("2025-02-20"), status: "confirmed", net: 70 },
    { id: 2, account_id: 12, ordered_at: at("2025-03-01"), status: "confirmed", net: 70 }, // before the claim
    { id: 3, account_id: 7, ordered_at: at("2025-01-01"), status: "confirmed", net: 300 },
    { id: 4, account_id: 1, ordered_at: at("2024-12-01"), status: "confirmed", net: 900 },
  ]);
}

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await companyOf(fill));
});
afterAll(() => close());

const about = (asked: Asked = {}) =>
  ask(pool, store, { from: "2025-01-01", to: "2025-04-01", asOf: "2025-03-31", ...asked });

describe("/pool", () => {
  it("counts what lies in each pool, falls back within three days, was claimed and ordered since", async () => {
    const { result, headline } = await about();
    expect(result).toMatchObject({ n: 6, rule: { days_without_follow_up: 30, known: "released" }, excluded: [] });
    expect(result.pools).toEqual([
      {
        ...{ pool: "North pool", accounts: 3, claimed: 1, converted_after_claim: 1 },
        falling_back: [
          {
            ...{ account_id: "accounts-7", name: "Falcon Foods", owner: "Ann", last_followed_on: "2025-03-02" },
            ...{ falls_on: "2025-04-01", revenue: 300 },
          },
        ],
      },
      {
        ...{ pool: "South pool", accounts: 3, claimed: 1, converted_after_claim: 0 },
        falling_back: [expect.objectContaining({ account_id: "accounts-8", falls_on: "2025-04-03" })],
      },
    ]);
    expect(headline).toBe("6 customers lie unowned in 2 pools; 2 more fall back within three days");
  });

  it("takes the rule that is given, and knows the pools of a past day", async () => {
    const given = await about({ options: { days: "29" } });
    expect(given.result).toMatchObject({ rule: { days_without_follow_up: 29, known: "configured" }, falling_back: 2 });
    const past = await about({ from: "2025-02-01", to: "2025-02-10" });
    expect(past.result).toMatchObject({ n: 5, claimed: 0 });
    // Two that were claimed later lay there too, in the pools of their regions.
    expect(past.result.pools).toMatchObject([
      { pool: "North pool", accounts: 4 },
      { pool: "South pool", accounts: 1 },
    ]);
  });

  it("masks the names of unowned customers for whoever is no administrator", async () => {
    const asker = { name: "Ann", role: "representative" } as const;
    const own = await ask({ ...pool, run: (input) => pool.run({ ...input, asker }) }, store, {
      ...{ from: "2025-01-01", to: "2025-04-01", asOf: "2025-03-31" },
    });
    expect(own.result.waiting).toContainEqual(expect.objectContaining({ account_id: "accounts-1", name: "I***" }));
    expect(JSON.stringify(own)).not.toContain("Idle");
    expect((await about()).result.waiting).toContainEqual(expect.objectContaining({ name: "Idle 1" }));
  });

  it("says everything in both languages", async () => {
    for (const locale of ["en", "zh"] as const) {
      const { headline, kpis, table, insights, actions, footnotes, method } = await about({ locale });
      expect({ headline, kpis, table, insights, actions, footnotes, method }).toMatchSnapshot();
    }
  });

  it("follows the claims of a past period up to the as-of, and earlier ones for as long", async () => {
    const february = { from: "2025-02-01", to: "2025-02-15", asOf: "2025-02-19" };
    expect((await about(february)).result).toMatchObject({ claimed: 1, converted_after_claim: 0 });
    // It ordered on 20 February, after the period.
    expect((await about({ ...february, asOf: "2025-02-20" })).result).toMatchObject({ converted_after_claim: 1 });
    const comparison = { kind: "prev", period: span("2025-02-01", "2025-02-15") } as const;
    const compared = (asOf: string) => about({ from: "2025-03-01", to: "2025-03-15", comparison, asOf });
    expect((await compared("2025-03-20")).result.previous).toMatchObject({ claimed: 1, converted_after_claim: 1 });
    expect((await compared("2025-03-19")).result.previous).toMatchObject({ claimed: 1, converted_after_claim: 0 });
  });

  it("tells a CRM without pools from one whose pools are empty", async () => {
    const { store: bare, close: closeBare } = await companyOf((landing) =>
      insert(landing, "accounts", [{ id: 1, name: "Kept" }]),
    );
    try {
      const reply = await ask(pool, bare, { from: "2025-01-01", to: "2025-04-01" });
      expect(reply).toMatchObject({ empty: true, headline: "The CRM has no customer pools" });
      expect(reply.actions).toEqual(["See what the source gives: npm run doctor"]);
    } finally {
      await closeBare();
    }
  });

  it("says so when there is no pool", async () => {
    const nothing = await about({ from: "2020-01-01", to: "2020-02-01", asOf: "2020-01-31" });
    expect(nothing).toMatchObject({ empty: true, result: { n: 0, pools: [], claimed: 0 } });
    expect(nothing.actions?.length).toBeGreaterThan(0);
  });
});
