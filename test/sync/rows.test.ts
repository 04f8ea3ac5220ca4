import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestStore, rowSource, type TestStore } from "./open-test-store.ts";

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

describe("money", () => {
  const rates = [
    { id: "1", rate_on: "2025-01-01", from_currency: "USD", to_currency: "CNY", rate: 7 },
    { id: "2", rate_on: "2025-02-01", from_currency: "USD", to_currency: "CNY", rate: 8 },
    { id: "3", rate_on: "2025-01-01", from_currency: "CNY", to_currency: "JPY", rate: 20 },
    { id: "4", rate_on: "2025-01-01", from_currency: "EUR", to_currency: "USD", rate: 1.5 },
  ];
  const orders = [
    { id: "same", ordered_at: "2025-01-10", net: 10 },
    { id: "before", ordered_at: "2024-12-31", net: 10, currency: "USD" },
    { id: "direct", ordered_at: "2025-01-31T10:00:00Z", net: 10, currency: "USD" },
    { id: "newer", ordered_at: "2025-02-01", net: 10, tax: 1, currency: "usd" },
    { id: "inverse", ordered_at: "2025-03-01", net: 100, currency: "JPY" },
    { id: "cross", ordered_at: "2025-03-01", net: 10, currency: "EUR" },
    { id: "unknown", ordered_at: "2025-03-01", net: 10, currency: "XXX" },
  ];

  test("is converted at the latest rate on or before the day: direct, inverse or through another currency", async () => {
    const report = await store.sync(rowSource({ orders, fx_rates: rates }));
    const rows = await store.raw("SELECT external_id, CAST(net_reporting AS DOUBLE) AS net FROM data.orders");
    expect(Object.fromEntries(rows.map((row) => [row.external_id, row.net]))).toEqual({
      same: 10,
      before: null,
      direct: 70,
      newer: 80,
      inverse: 5,
      cross: 120,
      unknown: null,
    });
    expect(report.notes.filter((note) => note.startsWith("no rate"))).toEqual([
      "no rate from USD to CNY for 1 days between 2024-12-31 and 2024-12-31: those amounts are left out of totals",
      "no rate from XXX to CNY for 1 days between 2025-03-01 and 2025-03-01: those amounts are left out of totals",
    ]);
  });

  test("of lines and returns goes by their order's currency and day", async () => {
    await store.sync(
      rowSource({
        fx_rates: rates,
        orders: [{ id: "o", account_id: "a", ordered_at: "2025-01-10", net: 10, currency: "USD" }],
        order_lines: [{ id: "l", order_id: "o", product_id: "p", quantity: 2, unit_price: 5 }],
        returns: [{ id: "r", order_id: "o", returned_at: "2025-02-10", amount: 1 }],
      }),
    );
    const [line] = await store.raw(
      "SELECT account_id, CAST(net AS DOUBLE) AS net, CAST(net_reporting AS DOUBLE) AS there FROM data.order_lines",
    );
    expect(line).toEqual({ account_id: 1, net: 10, there: 70 });
    const [back] = await store.raw(
      "SELECT currency, account_id, CAST(amount_reporting AS DOUBLE) AS there FROM data.returns",
    );
    expect(back).toEqual({ currency: "USD", account_id: 1, there: 8 });
  });
});

test("what files may leave out is filled in", async () => {
  await store.sync(
    rowSource({
      orders: [
        { id: "total", ordered_at: "2025-01-02", total: 113, tax: 13 },
        { id: "net", ordered_at: "2025-01-01", net: 5 },
        { id: "lines", ordered_at: "2025-01-03" },
      ],
      order_lines: [
        { id: "1", order_id: "lines", quantity: 3, unit_price: 0.1 },
        { id: "2", order_id: "lines", quantity: 1, unit_price: 0.2, discount: 0.5 },
      ],
    }),
  );
  const rows = await store.raw(
    "SELECT id, external_id, status, currency, CAST(net AS DOUBLE) AS net, CAST(total AS DOUBLE) AS total, units FROM data.orders ORDER BY id",
  );
  const common = { status: "confirmed", currency: "CNY" };
  expect(rows).toEqual([
    { ...common, id: 1, external_id: "net", net: 5, total: 5, units: null },
    { ...common, id: 2, external_id: "total", net: 100, total: 113, units: null },
    { ...common, id: 3, external_id: "lines", net: 0.4, total: 0.4, units: 4 },
  ]);
});

test("deals get their stages, status and an inferred history", async () => {
  await store.sync(
    rowSource({
      opportunities: [
        { id: "d1", stage_id: "赢单", created_at: "2025-01-02", closed_at: "2025-02-01", amount: 5, owner_id: "王芳" },
        { id: "d2", stage_id: "New", created_at: "2025-01-01", account_id: "a" },
        { id: "d3", stage_id: "Lost", closed_at: "2025-03-01" },
      ],
    }),
  );
  expect(
    await store.raw(
      "SELECT name, sort_order::INTEGER AS sort_order, is_won, is_lost FROM data.stages ORDER BY sort_order",
    ),
  ).toEqual([
    { name: "New", sort_order: 1, is_won: false, is_lost: false },
    { name: "赢单", sort_order: 2, is_won: true, is_lost: false },
    { name: "Lost", sort_order: 3, is_won: false, is_lost: true },
  ]);
  expect(await store.raw("SELECT external_id, status FROM data.opportunities ORDER BY external_id")).toEqual([
    { external_id: "d1", status: "won" },
    { external_id: "d2", status: "open" },
    { external_id: "d3", status: "lost" },
  ]);
  const events = await store.raw(
    `SELECT e.external_id, f.name AS was, t.name AS is, e.origin FROM data.opportunity_stage_events e
     LEFT JOIN data.stages f ON f.id = from_stage_id JOIN data.stages t ON t.id = to_stage_id ORDER BY 1`,
  );
  expect(events).toEqual([
    { external_id: "d1:1", was: null, is: "New", origin: "inferred" },
    { external_id: "d1:2", was: "New", is: "赢单", origin: "inferred" },
    { external_id: "d2:1", was: null, is: "New", origin: "inferred" },
    { external_id: "d3:2", was: null, is: "Lost", origin: "inferred" },
  ]);
  expect(await store.raw("SELECT name FROM data.owners")).toEqual([{ name: "王芳" }]);
});

test("keys stay with their rows while others come and go", async () => {
  const order = (id: string, day: number) => ({ id, account_id: "a", ordered_at: `2025-01-0${day}`, net: 1 });
  await store.sync(rowSource({ orders: [order("x", 1), order("y", 2), order("z", 3)] }));
  await store.sync(rowSource({ orders: [order("new", 1), order("z", 3), order("y", 2)] }));
  const rows = await store.raw("SELECT id, external_id FROM data.orders ORDER BY id");
  expect(rows).toEqual([
    { id: 2, external_id: "y" },
    { id: 3, external_id: "z" },
    { id: 4, external_id: "new" },
  ]);
});

test("a failing source changes nothing", async () => {
  const good = rowSource({ orders: [{ id: "x", ordered_at: "2025-01-01", net: 1 }] });
  await store.sync(good);
  const bad = {
    ...good,
    // biome-ignore lint/correctness/useYield: it breaks before its first page
    async *read() {
      throw new Error("the line is dead");
    },
  };
  await expect(store.sync(bad)).rejects.toThrow("the line is dead");
  expect(await store.raw("SELECT external_id FROM data.orders")).toEqual([{ external_id: "x" }]);
});

test("rows without a usable id or date, and bad cells, are kept as rejected", async () => {
  const report = await store.sync(
    rowSource({
      orders: [
        { id: "", ordered_at: "2025-01-01" },
        { id: "late", ordered_at: "soon", net: 1 },
        { id: "kept", ordered_at: "2025-01-01", net: Number.NaN, campaign_id: "nowhere" },
      ],
    }),
  );
  expect(report.rows.orders).toBe(1);
  expect(report.notes).toContain("orders.campaign_id: 1 rows refer to campaigns that the source does not have");
  const rejected = await store.raw(
    'SELECT "table", line, column_name, "value", reason FROM data.rejected_rows ORDER BY line, reason',
  );
  expect(rejected).toEqual([
    { table: "orders", line: "", column_name: "id", value: "", reason: "row left out: it has no usable id" },
    { table: "orders", line: "kept", column_name: "net", value: "NaN", reason: "is not an amount" },
    { table: "orders", line: "late", column_name: "ordered_at", value: "soon", reason: "is not a time" },
    {
      table: "orders",
      line: "late",
      column_name: "ordered_at",
      value: "",
      reason: "row left out: it has no usable ordered_at",
    },
  ]);
});
