import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cohort } from "#metrics/retention.ts";
import type { Store } from "#store.ts";
import retentionCommand from "../../commands/retention.ts";
import { ask, companyOf, insert, texts } from "./ask-company.ts";

let store: Store;
let close: () => Promise<void>;

/** Ten customers a month from January to October; half of the first five months' come back the month after, then a tenth. */
const months = Array.from({ length: 10 }, (_, index) => index + 1);
const day = (month: number, date = "10") => `2025-${String(month).padStart(2, "0")}-${date}`;

beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    const accounts = months.flatMap((month) =>
      Array.from({ length: 40 }, (_, index) => ({ id: month * 100 + index, region: index % 2 ? "east" : "west" })),
    );
    let id = 0;
    const order = (account_id: number | null, on: string, net: number) => ({
      id: ++id,
      account_id,
      ordered_at: `${on} 04:00:00`,
      status: "confirmed",
      currency: "CNY",
      net,
    });
    const orders = accounts.flatMap(({ id: account }) => {
      const month = Math.floor(account / 100);
      const returning = account % 100 < (month <= 5 ? 20 : 4);
      return [
        order(account, day(month), 100),
        ...(returning ? [order(account, day(month + 1), 50), order(account, day(month + 1, "20"), 50)] : []),
      ];
    });
    await insert(landing, "accounts", accounts);
    // A customer of 2024 is in no cohort of 2025, however often ordering; one order has no account.
    await insert(landing, "accounts", [{ id: 1, region: "west" }]);
    await insert(landing, "orders", [
      ...orders,
      order(1, "2024-12-31", 10),
      order(1, "2025-03-03", 10),
      order(null, "2025-03-03", 10),
    ]);
    await insert(landing, "web_events", [
      { id: 1, account_id: 100, kind: "login", occurred_at: "2025-02-01 04:00:00" },
      { id: 2, account_id: 100, kind: "login", occurred_at: "2025-03-01 04:00:00" },
      { id: 3, account_id: 101, kind: "login", occurred_at: "2025-02-02 04:00:00" },
      { id: 4, account_id: 101, kind: "visit", occurred_at: "2025-03-02 04:00:00" },
    ]);
    await insert(landing, "contracts", [
      { id: 1, account_id: 100, ends_on: "2025-03-31", renewed_by_id: 3 },
      { id: 2, account_id: 101, ends_on: "2025-06-30", renewed_by_id: null },
      { id: 3, account_id: 100, ends_on: "2026-03-31", renewed_by_id: null },
    ]);
  }));
});
afterAll(() => close());

const year = { from: "2025-01-01", to: "2025-11-16" };

describe("/retention", () => {
  it("counts cohorts by month, also the one that the as-of cuts", async () => {
    const { result } = await ask(retentionCommand, store, year);
    const cohorts = result.cohorts as Cohort[];
    expect(cohorts.map(({ cohort }) => cohort)).toEqual(months.map((month) => day(month, "01")));
    expect(cohorts[0]).toMatchObject({ size: 40 });
    expect(cohorts[0]?.retained.slice(0, 3)).toEqual([40, 20, 0]);
    expect(cohorts[0]?.revenue.slice(0, 3)).toEqual([4000, 2000, 0]);
    // October: November runs to the 15th, so the second order on the 20th has not come yet.
    expect(cohorts[9]?.retained).toEqual([40, 4, ...Array(9).fill(null)]);
    expect(cohorts[9]?.complete.slice(0, 2)).toEqual([true, false]);
    expect(cohorts[9]?.revenue.slice(0, 2)).toEqual([4000, 200]);
    // 5 × 20 + 4 × 4 of 9 × 40.
    expect((result.average as number[])[1]).toBeCloseTo(116 / 360, 12);
    expect(result).toMatchObject({ n: 400, renewals: { due: 2, renewed: 1 }, renewal_rate: 0.5 });
    expect(result.excluded).toEqual([{ reason: "no_account", rows: 1, money: 10 }]);
  });

  it("gives the same months from days as from the rollup", async () => {
    const whole = (await ask(retentionCommand, store, { from: "2025-01-01", to: "2026-01-01" })).result
      .cohorts as Cohort[];
    const filtered = await ask(retentionCommand, store, {
      from: "2025-01-01",
      to: "2026-01-01",
      lens: { filters: [{ dimension: "currency", values: ["CNY"] }] },
    });
    expect(filtered.result.cohorts).toEqual(whole);
  });

  it("counts weeks and quarters", async () => {
    const quarters = (await ask(retentionCommand, store, { ...year, options: { grain: "quarter" } })).result
      .cohorts as Cohort[];
    // First quarter: 120 customers, of whom March's 20 come back in April.
    expect(quarters[0]).toMatchObject({ cohort: "2025-01-01", size: 120 });
    expect(quarters[0]?.retained).toEqual([120, 20, 0, 0]);
    const weeks = (await ask(retentionCommand, store, { ...year, options: { grain: "week" } })).result
      .cohorts as Cohort[];
    // 10 January 2025 is a Friday; 10 and 20 February fall into the fifth and sixth week after its own.
    expect(weeks[0]).toMatchObject({ cohort: "2025-01-06", size: 40 });
    expect(weeks[0]?.retained.slice(0, 8)).toEqual([40, 0, 0, 0, 0, 20, 20, 0]);
  });

  it("counts events instead of orders", async () => {
    const { result } = await ask(retentionCommand, store, { ...year, options: { event: "login" } });
    expect(result.cohorts).toMatchObject([{ cohort: "2025-02-01", size: 2, revenue: [] }]);
    expect((result.cohorts as Cohort[])[0]?.retained.slice(0, 2)).toEqual([2, 1]);
  });

  it("compares groups", async () => {
    const { result } = await ask(retentionCommand, store, { ...year, lens: { by: ["region"] } });
    const groups = result.groups as { group: string; size: number }[];
    expect(groups.map(({ group, size }) => [group, size])).toEqual([
      ["east", 200],
      ["west", 200],
    ]);
    expect(result.n).toBe(400);
  });

  it("counts neither deleted renewals nor those that begin after the as-of", async () => {
    const company = await companyOf(async (landing) => {
      await insert(landing, "accounts", [{ id: 1 }]);
      await insert(landing, "orders", [
        { id: 1, account_id: 1, ordered_at: "2025-02-01 04:00:00", status: "confirmed", currency: "CNY", net: 1 },
      ]);
      const contract = { account_id: 1, ends_on: "2025-03-31", renewed_by_id: null };
      const blank = { ...contract, ends_on: null, starts_on: null, signed_at: null, deleted_at: null };
      await insert(landing, "contracts", [
        ...[11, 12, 13, 14, 15].map((renewed_by_id, id) => ({ ...blank, ...contract, id: id + 1, renewed_by_id })),
        { ...blank, id: 11, starts_on: "2025-04-01", signed_at: "2026-02-01 04:00:00" },
        { ...blank, id: 12, starts_on: "2026-04-01", signed_at: "2025-02-01 04:00:00" },
        { ...blank, id: 13, signed_at: "2026-04-01 04:00:00" },
        { ...blank, id: 14, starts_on: "2025-04-01", deleted_at: "2025-05-01 04:00:00" },
        { ...blank, id: 15, signed_at: "2025-11-15 04:00:00" },
      ]);
    });
    try {
      const { result } = await ask(retentionCommand, company.store, { ...year });
      expect(result.renewals).toMatchObject({ due: 5, renewed: 2 });
      const later = await ask(retentionCommand, company.store, { ...year, asOf: "2026-05-01" });
      expect(later.result.renewals).toMatchObject({ due: 5, renewed: 4 });
    } finally {
      await company.close();
    }
  });

  it("keeps to the company's own figures when the group changes from order to order", async () => {
    const company = await companyOf(async (landing) => {
      await insert(landing, "accounts", [{ id: 1 }, { id: 2 }]);
      const order = { account_id: 1, status: "confirmed", currency: "CNY", net: 100 };
      await insert(landing, "orders", [
        { ...order, id: 1, ordered_at: "2025-01-05 04:00:00", channel: "web" },
        { ...order, id: 2, ordered_at: "2025-02-05 04:00:00", channel: "shop" },
        { ...order, id: 3, ordered_at: "2025-01-05 04:00:00", channel: "web", account_id: 2 },
      ]);
      await insert(landing, "contracts", [{ id: 1, account_id: 1, ends_on: "2025-03-31", renewed_by_id: null }]);
    });
    try {
      const plain = await ask(retentionCommand, company.store, year);
      const grouped = await ask(retentionCommand, company.store, { ...year, lens: { by: ["channel"] } });
      const { groups, ...whole } = grouped.result;
      expect(whole).toEqual(plain.result);
      expect(whole).toMatchObject({ n: 2, renewals: { due: 1 } });
      expect((whole.average as number[])[1]).toBe(0.5);
      const { kpis, insights, actions } = plain;
      expect(grouped).toMatchObject({ kpis, insights, actions });
      // Within shops, customer 1 began in February.
      expect((groups as { group: string; size: number }[]).map(({ group, size }) => [group, size])).toEqual([
        ["web", 2],
        ["shop", 1],
      ]);
    } finally {
      await company.close();
    }
  });

  it.each(["en", "zh"] as const)("says what it found in %s", async (locale) => {
    expect(texts(await ask(retentionCommand, store, { ...year, locale }))).toMatchSnapshot();
    expect(texts(await ask(retentionCommand, store, { ...year, locale, lens: { by: ["region"] } }))).toMatchSnapshot();
    expect(
      texts(await ask(retentionCommand, store, { ...year, locale, options: { event: "login", grain: "quarter" } })),
    ).toMatchSnapshot();
    const none = await ask(retentionCommand, store, { locale, from: "2020-01-01", to: "2020-02-01" });
    expect(none).toMatchObject({ empty: true, result: { n: 0, cohorts: [], average: [] } });
    expect([none.headline, none.actions]).toMatchSnapshot();
  });
});
