import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "#store.ts";
import collections from "../../commands/collections.ts";
import { type Asked, ask, companyOf, insert } from "./ask-company.ts";

const at = (day: string) => `${day} 02:00:00`;

/** Orders and a contract with plans in 2025; today is 31 March. */
async function fill(landing: Parameters<Parameters<typeof companyOf>[0]>[0]): Promise<void> {
  await insert(landing, "owners", [
    { id: 1, name: "Ann" },
    { id: 2, name: "Bob" },
  ]);
  await insert(landing, "accounts", [
    { id: 1, name: "Falcon Foods", owner_id: 1, region: "north", pool: null },
    { id: 2, name: "华星科技", owner_id: 2, region: "south", pool: null },
    { id: 3, name: "Quiet Cafe", owner_id: null, region: "north", pool: "North" },
  ]);
  const order = (id: number, account: number, day: string, net: number, status = "confirmed") => ({
    ...{ id, account_id: account, ordered_at: at(day), status, net },
  });
  await insert(landing, "orders", [
    order(1, 1, "2025-01-10", 300),
    order(2, 1, "2025-02-20", 200),
    order(3, 2, "2025-01-05", 100),
    order(4, 2, "2025-03-01", 90, "cancelled"),
    order(5, 2, "2025-03-02", 50), // paid at once, without a plan
    order(6, 3, "2025-01-02", 40),
  ]);
  const plan = (id: number, about: object, due: string | null, amount: number | null, owner = 1) => ({
    ...{
      id,
      order_id: null,
      contract_id: null,
      account_id: 1,
      owner_id: owner,
      due_on: due,
      amount,
      amount_reporting: amount,
    },
    ...about,
  });
  await insert(landing, "receivable_plans", [
    plan(1, { order_id: 1 }, "2025-01-31", 150),
    plan(2, { order_id: 1 }, "2025-02-28", 150),
    plan(3, { order_id: 2 }, "2025-03-20", 200),
    plan(4, { order_id: 3, account_id: 2 }, "2025-01-10", 100, 2),
    plan(5, { order_id: 4, account_id: 2 }, "2025-03-15", 90, 2), // cancelled
    plan(6, { contract_id: 1, account_id: 2 }, "2025-03-01", 60, 2),
    plan(7, { contract_id: 1, account_id: 2 }, "2025-04-05", 60, 2), // due next week
    plan(8, {}, null, 10),
    plan(9, {}, "2025-03-01", null),
    plan(10, { order_id: 6, account_id: 3 }, "2025-01-15", 40, 1), // in the pool
  ]);
  const payment = (id: number, about: object, day: string, amount: number, kind = "payment") => ({
    ...{ id, order_id: null, contract_id: null, account_id: 1, paid_at: at(day), amount, kind, ...about },
  });
  await insert(landing, "payments", [
    payment(1, { order_id: 1 }, "2025-02-05", 200), // all of plan 1, 50 of plan 2
    payment(2, { account_id: 1 }, "2025-03-25", 120), // whatever is oldest: 100 of plan 2, 20 of plan 3
    payment(3, { order_id: 3, account_id: 2 }, "2025-01-09", 100),
    payment(4, { order_id: 3, account_id: 2 }, "2025-02-01", 30, "refund"), // opens plan 4 again
    payment(5, { contract_id: 1, account_id: 2 }, "2025-03-02", 70), // 60 of plan 6, 10 of plan 7
    payment(6, { order_id: 5, account_id: 2 }, "2025-03-02", 50),
    payment(7, { order_id: 2 }, "2025-03-26", 40),
    payment(8, { order_id: 2 }, "2025-03-28", 15, "refund"), // goods came back: the claim fell
  ]);
  await insert(landing, "returns", [{ id: 1, order_id: 2, account_id: 1, returned_at: at("2025-03-27"), amount: 15 }]);
}

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await companyOf(fill));
});
afterAll(() => close());

const about = (asked: Asked = {}) =>
  ask(collections, store, { from: "2025-01-01", to: "2025-04-01", asOf: "2025-03-31", ...asked });

describe("/collections", () => {
  it("allocates payments to plans by contract or order, oldest first, and tells how old the rest is", async () => {
    const { result, headline } = await about();
    // Due: 150 + 150 + 200 + 100 + 60 + 40; settled: 150 + 150 + 60 + 70 + 60 + 0.
    expect(result).toMatchObject({
      ...{ received: 535, refunded: 45, due: 700, received_against_due: 490, rate: 0.7, overdue: 210, n: 3 },
      ...{ outstanding: 210, billed: 700, dso_days: (210 / 700) * 90 },
    });
    expect(result.ageing).toEqual([
      { bucket: "1-30", amount: 140, plans: 1 },
      { bucket: "31-60", amount: 0, plans: 0 },
      { bucket: "61-90", amount: 70, plans: 2 },
      { bucket: ">90", amount: 0, plans: 0 },
    ]);
    expect(result.accounts).toEqual([
      {
        ...{ account_id: "accounts-1", name: "Falcon Foods", owner: "Ann", due: 500, received_against_due: 360 },
        ...{ overdue: 140, oldest_days: 11 },
      },
      expect.objectContaining({ account_id: "accounts-3", overdue: 40, oldest_days: 75 }),
      expect.objectContaining({ account_id: "accounts-2", overdue: 30, oldest_days: 80 }),
    ]);
    expect(result.owners).toEqual([
      { owner: "Ann", received: 345, due: 540, received_against_due: 360, rate: 360 / 540, overdue: 180 },
      { owner: "Bob", received: 190, due: 160, received_against_due: 130, rate: 130 / 160, overdue: 30 },
    ]);
    expect(result.excluded).toEqual([
      { reason: "order_cancelled", rows: 1 },
      { reason: "due_on_missing", rows: 1 },
      { reason: "amount_missing", rows: 1 },
    ]);
    expect(headline).toBe("70% of the ¥700 due has come in; ¥210 is overdue, 33% of it for more than 60 days");
  });

  it("looks at plans due in the period as they stand today, and at the period's end for DSO", async () => {
    const { result } = await about({ from: "2025-02-01", to: "2025-03-01" });
    expect(result).toMatchObject({ received: 170, due: 150, received_against_due: 150, rate: 1, overdue: 210 });
    // At the end of February 100 of plan 2, 200 of plan 3, 30 of plan 4 and 40 of plan 10 were owed; 200 was billed.
    expect(result).toMatchObject({ outstanding: 370, billed: 200, dso_days: (370 / 200) * 28 });
  });

  it("leaves out for a representative what belongs to nobody, and what belongs to others", async () => {
    const own = await ask(
      { ...collections, run: (input) => collections.run({ ...input, asker: { name: "Ann", role: "representative" } }) },
      store,
      { from: "2025-01-01", to: "2025-04-01", asOf: "2025-03-31", lens: { owners: [1] } },
    );
    expect(own.result).toMatchObject({ n: 1, due: 500, overdue: 140 });
    expect(JSON.stringify(own)).not.toMatch(/Quiet|华星|Bob/);
  });

  it("groups by region, and says everything in both languages", async () => {
    const { result } = await about({ lens: { by: ["region"] } });
    expect(result.groups).toMatchObject([
      { key: "north", due: 540, rate: 360 / 540, overdue: 180 },
      { key: "south", due: 160, received: 190, overdue: 30 },
    ]);
    for (const locale of ["en", "zh"] as const) {
      const { headline, kpis, table, insights, actions, footnotes, method } = await about({ locale });
      expect({ headline, kpis, table, insights, actions, footnotes, method }).toMatchSnapshot();
    }
  });

  it("says so when nothing came in or was due", async () => {
    const nothing = await about({ from: "2020-01-01", to: "2020-02-01", locale: "zh" });
    expect(nothing).toMatchObject({ empty: true, result: { received: 0, due: 0, rate: null, dso_days: null } });
    expect(nothing.actions?.length).toBeGreaterThan(0);
  });
});
