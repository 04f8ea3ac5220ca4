import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Source } from "#connector.ts";
import connector from "#connectors/wukong/index.ts";
import { openMapping } from "#sync/mapping/open-mapping.ts";
import { alone } from "../connectors/alone.ts";
import { openTestStore, type TestStore } from "../sync/open-test-store.ts";
import { openTestMariadb, type TestDatabase } from "./sql/databases.ts";

/** Tables with the columns and types of Wukong 11, as its public schema has them, with a few records. */
const schema = await readFile(new URL("./wukong/schema.sql", import.meta.url), "utf8");
const records = await readFile(new URL("./wukong/records.sql", import.meta.url), "utf8");

let database: TestDatabase;
let store: TestStore;
let folder: string;
let now: Date;
beforeAll(async () => {
  database = await openTestMariadb();
  await database.run(`${schema}\nGRANT SELECT ON shop.* TO reader@'127.0.0.1'`);
});
afterAll(() => database?.close());
beforeEach(async () => {
  await database.run(records);
  store = await openTestStore("wukong");
  folder = await mkdtemp(join(tmpdir(), "parley-wukong-"));
  now = new Date("2026-03-02T01:00:00Z");
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function opened<T>(work: (source: Source) => Promise<T>): Promise<T> {
  const { of, mapped } = await openMapping(connector, null);
  const context = { ...alone, now, zone: "Asia/Shanghai", scratch: folder, mapping: of, mapped };
  const source = await connector.open({ WUKONG_MYSQL_URL: database.url }, context);
  try {
    return await work({ ...source, clock: async () => now });
  } finally {
    await source.close();
  }
}
async function load(): Promise<void> {
  now = new Date(now.getTime() + 60_000);
  const { capabilities } = connector;
  const report = await opened((source) =>
    store.sync(source, { capabilities, now, sourceZone: "Asia/Shanghai", zone: "Asia/Shanghai" }),
  );
  expect(report.notes.filter((note) => note.includes("could not be read"))).toEqual([]);
  expect(report.rejected).toEqual([]);
}
const rows = (sql: string): Promise<Record<string, unknown>[]> => store.raw(sql);

test("all its queries are understood by a real MariaDB with Wukong's tables", async () => {
  expect((await opened((source) => source.check())).filter(({ ok }) => !ok)).toEqual([]);
});

test("records become rows of every table", async () => {
  await load();
  expect(
    await rows(
      "SELECT external_id, name, industry, tier, CAST(acquired_at AS VARCHAR) AS acquired FROM data.accounts WHERE deleted_at IS NULL ORDER BY external_id",
    ),
  ).toEqual([
    { external_id: "1", name: "华星科技", industry: "IT", tier: "A（重点客户）", acquired: "2025-12-01 02:00:00" },
    { external_id: "2", name: "蓝海贸易", industry: null, tier: null, acquired: null },
  ]);
  expect(
    await rows(
      "SELECT external_id, status, CAST(amount AS VARCHAR) AS amount, CAST(closed_at AS VARCHAR) AS closed FROM data.opportunities WHERE deleted_at IS NULL ORDER BY external_id",
    ),
  ).toEqual([
    { external_id: "10", status: "won", amount: "120000.5000", closed: "2026-01-20 03:00:00" },
    { external_id: "11", status: "open", amount: "80000.0000", closed: null },
  ]);
  expect(
    await rows(
      "SELECT external_id, origin, CAST(entered_at AS VARCHAR) AS entered FROM data.opportunity_stage_events WHERE origin = 'native' ORDER BY external_id",
    ),
  ).toEqual([
    { external_id: "1", origin: "native", entered: "2025-12-10 02:00:00" },
    { external_id: "2", origin: "native", entered: "2026-01-05 02:00:00" },
    { external_id: "3", origin: "native", entered: "2026-02-01 02:00:00" },
  ]);
  expect(
    await rows(
      "SELECT external_id, status, CAST(net AS VARCHAR) AS net FROM data.orders WHERE deleted_at IS NULL ORDER BY external_id",
    ),
  ).toEqual([
    { external_id: "20", status: "confirmed", net: "120000.5000" },
    { external_id: "21", status: "draft", net: "5000.0000" },
  ]);
  expect(
    await rows("SELECT external_id, CAST(amount AS VARCHAR) AS amount FROM data.payments ORDER BY external_id"),
  ).toEqual([{ external_id: "30", amount: "60000.0000" }]);
  expect(await rows("SELECT external_id, score, scale_max FROM data.surveys")).toEqual([
    { external_id: "40", score: 4, scale_max: 5 },
  ]);
  expect(await rows("SELECT external_id, kind FROM data.activities ORDER BY external_id")).toEqual([
    { external_id: "50", kind: "call" },
    { external_id: "51", kind: "visit" },
  ]);
  expect(
    await rows(
      "SELECT count(*)::INTEGER AS n, CAST(sum(amount) AS VARCHAR) AS amount, CAST(max(period_end) AS VARCHAR) AS until FROM data.targets",
    ),
  ).toEqual([{ n: 12, amount: "78.0000", until: "2026-12-31" }]);
  expect(await rows("SELECT status FROM data.leads ORDER BY external_id")).toEqual([
    { status: "converted" },
    { status: "open" },
  ]);
  expect(await rows("SELECT count(*)::INTEGER AS n FROM data.order_lines")).toEqual([{ n: 1 }]);
  expect(await rows("SELECT name, CAST(budget AS VARCHAR) AS budget FROM data.campaigns")).toEqual([
    { name: "春季展会", budget: "30000.0000" },
  ]);
});

test("a move of stage that leaves the deal's own time of change alone is seen, as is a deal that is deleted", async () => {
  await load();
  await database.run(
    "UPDATE wk_crm_business SET status_id = 2 WHERE business_id = 11; INSERT INTO wk_crm_business_change VALUES (4, 11, 2, '2026-03-02 09:01:30', 1); UPDATE wk_crm_business SET status = 3, update_time = '2026-03-02 09:01:30' WHERE business_id = 10",
  );
  now = new Date(now.getTime() + 5 * 60_000);
  await load();
  expect(
    await rows(
      "SELECT o.external_id, s.name FROM data.opportunities o JOIN data.stages s ON s.id = o.stage_id WHERE o.deleted_at IS NULL",
    ),
  ).toEqual([{ external_id: "11", name: "方案报价" }]);
});
