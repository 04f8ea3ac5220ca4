import { afterEach, beforeEach, expect, test } from "vitest";
import type { Capabilities, Source } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { SourceRow, TableName } from "#model/tables.ts";
import { openTestStore, type TestStore } from "./open-test-store.ts";

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

const capabilities: Capabilities = { reads: "increments", deletes: "flag", stageHistory: "none", writes: false };
type Change = {
  readonly table: TableName;
  readonly at: number;
  readonly row?: Record<string, unknown>;
  readonly deleted?: string;
  readonly merged?: { id: string; into: string };
};

/** A source of changes at given minutes of a day. */
function changing(changes: readonly Change[]): Source {
  const tables = [...new Set(changes.map(({ table }) => table))];
  return {
    tables,
    check: async () => [],
    fingerprint: async () => null,
    async *read(table, { lo, hi }) {
      const found = changes.filter(
        (change) => change.table === table && instant(change.at) < hi && (lo === null || instant(change.at) >= lo),
      );
      yield {
        table,
        rows: found.flatMap(({ row, at }) =>
          row ? [{ source_updated_at: instant(at).toISOString(), ...row } as unknown as SourceRow<TableName>] : [],
        ),
        deleted: found.flatMap(({ deleted }) => deleted ?? []),
        merged: found.flatMap(({ merged }) => merged ?? []),
        next: null,
      };
    },
    close: async () => {},
  };
}
const instant = (minute: number): Date => new Date(Date.UTC(2026, 0, 15, 0, minute));

const first: Change[] = [
  { table: "accounts", at: 0, row: { id: "a", name: "Acme", region: "North" } },
  { table: "accounts", at: 0, row: { id: "b", name: "Bolt" } },
  { table: "orders", at: 1, row: { id: "o1", account_id: "a", ordered_at: "2026-01-02", net: 100 } },
  { table: "orders", at: 1, row: { id: "o2", account_id: "late", ordered_at: "2026-01-03" } },
  { table: "order_lines", at: 1, row: { id: "l1", order_id: "o2", product_id: "p", quantity: 2, unit_price: 5 } },
  {
    table: "activities",
    at: 1,
    row: { id: "v1", kind: "call", account_id: "a", opportunity_id: "d1", occurred_at: "2026-01-04" },
  },
  { table: "opportunities", at: 1, row: { id: "d0", stage_id: "New", created_at: "2026-01-01", amount: 7 } },
  { table: "tickets", at: 1, row: { id: "t1", order_id: "o9", subject: "where is it" } },
  { table: "payments", at: 1, row: { id: "pay1", order_id: "o2", paid_at: "2026-01-05", amount: 3 } },
];
const later: Change[] = [
  { table: "accounts", at: 40, row: { id: "late", name: "Late Ltd", region: "South" } },
  { table: "accounts", at: 40, merged: { id: "b", into: "a" } },
  {
    table: "orders",
    at: 40,
    row: { id: "o2", account_id: "late", ordered_at: "2026-01-03", channel: "web", currency: "USD" },
  },
  { table: "orders", at: 40, row: { id: "o9", account_id: "b", ordered_at: "2026-01-06", net: 9 } },
  { table: "order_lines", at: 40, row: { id: "l2", order_id: "o2", product_id: "q", quantity: 1, unit_price: 4 } },
  {
    table: "opportunities",
    at: 40,
    row: { id: "d1", stage_id: "Won", created_at: "2026-01-02", closed_at: "2026-01-09", amount: 50 },
  },
  { table: "orders", at: 41, deleted: "o1" },
];
const looks: Readonly<Record<string, string>> = {
  accounts:
    "SELECT a.external_id, a.name, a.region, a.deleted_at IS NULL AS live, m.external_id AS into FROM data.accounts a LEFT JOIN data.accounts m ON m.id = a.merged_into_id ORDER BY 1",
  orders:
    "SELECT o.external_id, a.external_id AS account, CAST(o.net AS DOUBLE) AS net, o.units, o.channel, o.currency, o.deleted_at IS NULL AS live FROM data.orders o LEFT JOIN data.accounts a ON a.id = o.account_id ORDER BY 1",
  order_lines:
    "SELECT l.external_id, o.external_id AS ordered, a.external_id AS account, p.name FROM data.order_lines l LEFT JOIN data.orders o ON o.id = l.order_id LEFT JOIN data.accounts a ON a.id = l.account_id LEFT JOIN data.products p ON p.id = l.product_id ORDER BY 1",
  activities:
    "SELECT v.external_id, d.external_id AS deal FROM data.activities v LEFT JOIN data.opportunities d ON d.id = v.opportunity_id ORDER BY 1",
  tickets:
    "SELECT t.external_id, o.external_id AS ordered FROM data.tickets t LEFT JOIN data.orders o ON o.id = t.order_id ORDER BY 1",
  payments:
    "SELECT p.external_id, a.external_id AS account, p.currency, CAST(p.amount AS DOUBLE) AS amount FROM data.payments p LEFT JOIN data.accounts a ON a.id = p.account_id ORDER BY 1",
  stages: "SELECT external_id, name, is_won, CAST(sort_order AS INTEGER) AS place FROM data.stages ORDER BY 1",
  events:
    "SELECT e.external_id, s.name FROM data.opportunity_stage_events e JOIN data.stages s ON s.id = e.to_stage_id ORDER BY 1",
  rollups:
    "SELECT a.external_id, CAST(ordered_on AS VARCHAR) AS day, CAST(orders AS INTEGER) AS orders FROM data.account_days d JOIN data.accounts a ON a.id = d.account_id ORDER BY 1, 2",
};
async function all(of: TestStore): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [name, sql] of Object.entries(looks)) found[name] = await of.raw(sql);
  return found;
}

test("publishing what changed gives what publishing everything gives", async () => {
  // Enough rows beside, that the changes are few.
  const many = Array.from(
    { length: 120 },
    (_, index): Change => ({ table: "mentions", at: 2, row: { id: `m${index}`, text: "x" } }),
  );
  const options = { capabilities, now: instant(30) };
  await store.sync(changing([...first, ...many]), options);
  await store.sync(changing([...first, ...later, ...many]), { ...options, now: instant(60) });
  const step = await all(store);
  const anew = await openTestStore();
  await anew.sync(changing([...first, ...later, ...many]), { ...options, now: instant(60) });
  expect(step).toEqual(await all(anew));
  await anew.close();
  expect(step.orders).toEqual([
    { external_id: "o1", account: null, net: null, units: null, channel: null, currency: "CNY", live: false },
    { external_id: "o2", account: "late", net: 14, units: 3, channel: "web", currency: "USD", live: true },
    { external_id: "o9", account: "b", net: 9, units: null, channel: null, currency: "CNY", live: true },
  ]);
  expect(step.activities).toEqual([{ external_id: "v1", deal: "d1" }]);
  expect(step.tickets).toEqual([{ external_id: "t1", ordered: "o9" }]);
  expect(
    (step.accounts as { external_id: string; into: string }[]).find(({ external_id }) => external_id === "b")?.into,
  ).toBe("a");
});

test("the newer version of a record stays, in whatever order they come", async () => {
  const versions: Change[] = [
    { table: "accounts", at: 9, row: { id: "a", name: "new" } },
    { table: "accounts", at: 8, row: { id: "a", name: "old" } },
  ];
  await store.sync(changing(versions), { capabilities, now: instant(30) });
  const older: Change = {
    table: "accounts",
    at: 35,
    row: { id: "a", name: "older", source_updated_at: "2026-01-14T00:00:00Z" },
  };
  await store.sync(changing([...versions, older]), { capabilities, now: instant(60) });
  expect(await store.raw("SELECT name FROM data.accounts")).toEqual([{ name: "new" }]);
});

test("fields that no mapping knows go to custom and are told; rows that cannot be read are kept apart until they can", async () => {
  const strange: Change[] = [
    { table: "orders", at: 1, row: { id: "o", ordered_at: "soon", net: 5 } },
    { table: "orders", at: 1, row: { id: "p", ordered_at: "2026-01-01", net: "many", colour: "red" } },
  ];
  const report = await store.sync(changing(strange), { capabilities, now: instant(30) });
  const reasons = report.rejected.map(({ line, column, reason }) => [line, column, reason]);
  expect(reasons).toEqual([
    ["o", "ordered_at", "is not a time"],
    ["o", "ordered_at", "row left out: it has no usable ordered_at"],
    ["p", "colour", "is not mapped; kept in custom"],
    ["p", "net", "is not an amount"],
  ]);
  expect(await store.raw("SELECT custom FROM data.orders")).toEqual([{ custom: '{"colour":"red"}' }]);
  const mended: Change = { table: "orders", at: 40, row: { id: "o", ordered_at: "2026-01-02", net: 5 } };
  const again = await store.sync(changing([...strange, mended]), { capabilities, now: instant(60) });
  expect(again.rejected.map(({ line }) => line)).toEqual(["p", "p"]);
  expect(store.store.freshness()?.rows.orders).toBe(2);
});

test("another mapping reads everything again; a dry run keeps nothing", async () => {
  const options = { capabilities, now: instant(30) };
  await store.sync(changing(first), { ...options, dryRun: true });
  expect(store.store.freshness()).toBeNull();
  const before = await store.sync(changing(first), { ...options, signature: "one" });
  expect(before.reads?.find(({ table }) => table === "orders")).toMatchObject({ read: 2, changed: 2 });
  const after = await store.sync(changing(first), { ...options, now: instant(31), signature: "two" });
  expect(after.reads?.find(({ table }) => table === "orders")).toMatchObject({ read: 2, changed: 2 });
});

test("a sync of nothing makes the data as new as the source, and nothing that was learned from them old", async () => {
  await store.sync(changing(first), { capabilities, now: instant(30) });
  const before = store.store.freshness()?.syncedAt;
  const later = new Date("2100-01-01T00:00:00Z");
  await store.sync(changing(first), { capabilities, now: later });
  expect(store.store.freshness()).toMatchObject({ syncedAt: before, confirmedAt: later });
});

test("a table that cannot be read leaves the data as old as they were", async () => {
  await store.sync(changing(first), { capabilities, now: instant(30) });
  const before = store.store.freshness()?.confirmedAt;
  const source = changing(first);
  const failing: Source = {
    ...source,
    async *read(table, window, cursor) {
      if (table === "orders") throw new SourceError("test", "no orders today", { kind: "permission" });
      yield* source.read?.(table, window, cursor) ?? [];
    },
  };
  const report = await store.sync(failing, { capabilities, now: new Date("2100-01-01T00:00:00Z") });
  expect(report.notes.join()).toContain("no orders today");
  expect(store.store.freshness()?.confirmedAt).toEqual(before);
});
