import { expect, test } from "vitest";
import type { Source } from "#connector.ts";
import type { SourceRow, TableName } from "#model/tables.ts";
import { pseudonym } from "#store/state/privacy-marks.ts";
import type { Mark } from "#sync/erasure.ts";
import { forgetMirrored } from "#sync/privacy-mirror.ts";
import { openTestStore } from "./open-test-store.ts";

const pepper = "pepper";
const rows: Partial<Record<TableName, readonly Record<string, unknown>[]>> = {
  accounts: [
    { id: "a", name: "Wang Planted", phone: "138-planted", region: "North" },
    { id: "b", name: "Bolt", phone: "139", region: "South" },
  ],
  contacts: [{ id: "p", account_id: "a", name: "Planted Person", email: "planted@x.test" }],
  tickets: [{ id: "t", account_id: "a", subject: "planted subject", created_at: "2026-01-02" }],
  leads: [{ id: "l", name: "Planted Lead", created_at: "2026-01-02" }],
  orders: [{ id: "o", account_id: "a", ordered_at: "2026-01-02", net: 5 }],
};
const source: Source = {
  tables: Object.keys(rows) as TableName[],
  check: async () => [],
  fingerprint: async () => null,
  async *read(table) {
    yield { table, rows: (rows[table] ?? []) as unknown as readonly SourceRow<TableName>[], next: null };
  },
  close: async () => {},
};
const capabilities = { reads: "increments", deletes: "none", stageHistory: "none", writes: false } as const;

test("what is kept of the source's records holds nothing of erased people, and does not when they are read again", async () => {
  const store = await openTestStore();
  const marks: Mark[] = [
    { kind: "erase", pseudonym: pseudonym(pepper, "accounts", "a"), field: "accounts", value: null },
    { kind: "erase", pseudonym: pseudonym(pepper, "leads", "l"), field: "leads", value: null },
  ];
  const privacy = { marks, pepper };
  const said = async (): Promise<string> => {
    const tables = await store.raw(
      "SELECT table_schema || '.' || table_name AS name FROM information_schema.tables WHERE table_schema IN ('data', 'mirror') ORDER BY 1",
    );
    const texts: string[] = [];
    for (const { name } of tables)
      texts.push(JSON.stringify(await store.raw(`SELECT CAST(x AS VARCHAR) FROM ${String(name)} x`)));
    return texts.join("\n");
  };
  await store.sync(source, { capabilities });
  expect(await said()).toMatch(/Wang Planted/);
  await store.store.collect((landing) => forgetMirrored(landing, marks, pepper));
  const mirror = await store.raw(
    "SELECT name, region, CAST(a AS VARCHAR) AS row FROM mirror.accounts a ORDER BY external_id",
  );
  expect(JSON.stringify(mirror)).not.toMatch(/planted/i);
  expect(mirror.map(({ name, region }) => [name, region])).toEqual([
    [null, "North"],
    ["Bolt", "South"],
  ]);

  // The source gives the same once more, and then a change of the record.
  for (const minutes of [20, 40]) {
    if (minutes === 40) (rows.accounts?.[0] as Record<string, unknown>).name = "Wang Planted anew";
    await store.sync(source, { capabilities, privacy, now: new Date(Date.UTC(2026, 0, 15, 0, minutes)) });
    expect(await said(), `${minutes}`).not.toMatch(/planted/i);
  }
  expect(store.store.freshness()?.rows).toMatchObject({ accounts: 2, orders: 1 });
  await store.close();
});
