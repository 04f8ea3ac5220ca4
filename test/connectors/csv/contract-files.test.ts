import { rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { writeXlsx } from "hucre/xlsx";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../sync/open-test-store.ts";
import { folderOf, openCsv, writeFiles } from "./folder-of.ts";

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore("csv");
});
afterEach(() => store.close());

const orders = "id,account_id,ordered_at,net\n1,a,2025-01-01,10\n2,b,2025-01-02,20\n";
const nets = () =>
  store.raw(
    "SELECT o.external_id AS id, a.external_id AS account, CAST(net AS DOUBLE) AS net FROM data.orders o LEFT JOIN data.accounts a ON a.id = account_id ORDER BY 1",
  );
const expected = [
  { id: "1", account: "a", net: 10 },
  { id: "2", account: "b", net: 20 },
];

async function load(files: Readonly<Record<string, string | Uint8Array>>) {
  return store.sync(await openCsv(await folderOf(files)));
}

describe("every way of writing the same table gives the same rows", () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(orders, "utf16le")]);
  test.each([
    ["plain", { "orders.csv": orders }],
    ["gz", { "orders.csv.gz": gzipSync(orders) }],
    ["byte order mark and CRLF", { "orders.csv": `\ufeff${orders.replaceAll("\n", "\r\n")}` }],
    ["semicolons", { "Orders.csv": orders.replaceAll(",", ";") }],
    ["tabs", { "orders.tsv": orders.replaceAll(",", "\t") }],
    ["quotes", { "orders.csv": orders.replace("1,a,2025-01-01,10", '"1"," a ","2025-01-01","10"') }],
    ["UTF-16", { "orders.csv": utf16 }],
    [
      "two files",
      { "orders-2024.csv": orders.replace(/2,b.*\n/, ""), "orders-2025.csv": orders.replace(/1,a.*\n/, "") },
    ],
    ["no last line break", { "orders.csv": orders.trimEnd() }],
    ["blank lines at the end", { "orders.csv": `${orders}\n\n` }],
  ])("%s", async (_, files: Record<string, string | Uint8Array>) => {
    const report = await load(files);
    expect(report.rejected).toEqual([]);
    expect(await nets()).toEqual(expected);
  });

  test("xlsx, with dates as Excel keeps them", async () => {
    const rows = [
      ["id", "account_id", "ordered_at", "net"],
      [1, "a", new Date("2025-01-01T00:00:00Z"), 10],
      [2, "b", new Date("2025-01-02T00:00:00Z"), 20],
    ];
    const report = await load({ "orders.xlsx": await writeXlsx({ sheets: [{ name: "Tabelle1", rows }] }) });
    expect(report.rejected).toEqual([]);
    expect(await nets()).toEqual(expected);
  });

  test("parquet", async () => {
    const folder = await folderOf({});
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(
      `COPY (SELECT * FROM (VALUES (1, 'a', TIMESTAMP '2025-01-01', 10.0), (2, 'b', TIMESTAMP '2025-01-02', 20.0)) t(id, account_id, ordered_at, net))
       TO '${join(folder, "orders.parquet")}'`,
    );
    await store.sync(await openCsv(folder));
    expect(await nets()).toEqual(expected);
  });

  test("GBK, as Excel saves it in China", async () => {
    // 华星 in GBK is BB AA D0 C7.
    const name = Buffer.from([0xbb, 0xaa, 0xd0, 0xc7]);
    await load({ "accounts.csv": Buffer.concat([Buffer.from("id,name\nx,"), name, Buffer.from("\n")]) });
    expect(await store.raw("SELECT name FROM data.accounts")).toEqual([{ name: "华星" }]);
  });
});

test("an unknown encoding is refused by name", async () => {
  const folder = await folderOf({ "accounts.csv": Buffer.from([0x69, 0x64, 0x0a, 0xff, 0xff, 0x0a]) });
  await expect(store.sync(await openCsv(folder))).rejects.toMatchObject({
    code: "encoding",
    message: "accounts.csv is not UTF-8, UTF-16 or GBK text",
  });
});

test("hostile text is only text", async () => {
  const name = `'; DROP TABLE data.accounts; --`;
  const long = "长".repeat(100_000);
  await load({ "accounts.csv": `id,name,x'y"z\n1,${name},q\n2,${long},\n3,"a ""b""\nc",\n` });
  expect(await store.raw("SELECT name FROM data.accounts ORDER BY id")).toEqual([
    { name },
    { name: long },
    { name: 'a "b"\nc' },
  ]);
});

test("columns that the model does not know are kept in custom and listed", async () => {
  const report = await load({ "accounts.csv": "id,name,Province,shoe size\n1,x,浙江,\n2,y,,42\n" });
  expect(await store.raw("SELECT CAST(custom AS VARCHAR) AS custom FROM data.accounts ORDER BY id")).toEqual([
    { custom: '{"Province":"浙江"}' },
    { custom: '{"shoe size":"42"}' },
  ]);
  expect(report.mapping).toEqual([
    {
      file: "accounts.csv",
      table: "accounts",
      columns: { id: "id", name: "name" },
      unknown: ["Province", "shoe size"],
    },
  ]);
  expect(report.notes).toContain(
    "accounts.csv: columns that accounts does not know are kept in custom: Province, shoe size",
  );
});

test("half a file: lines that are cut or have too many fields are reported by number, the others stay", async () => {
  const report = await load({
    "orders.csv":
      "id,account_id,ordered_at,net\n1,a,2025-01-01,10\n2,b\n3,c\n4,d,2025-01-04,5,6\n5,e,bad,7\n6,f,2025-01-06,x\n7,g,20",
  });
  expect((await nets()).map(({ id, net }) => [id, net])).toEqual([
    ["1", 10],
    ["6", null],
  ]);
  expect(
    report.rejected.map(({ origin, line, column, value, reason }) => [origin, line, column, value, reason]),
  ).toEqual([
    ["orders.csv", 3, "", "2,b", "line left out: it has too few fields"],
    ["orders.csv", 4, "", "3,c", "line left out: it has too few fields"],
    ["orders.csv", 5, "", "4,d,2025-01-04,5,6", "line left out: it has too many fields"],
    ["orders.csv", 6, "ordered_at", "bad", "is not a time"],
    ["orders.csv", 6, "ordered_at", "", "row left out: it has no usable ordered_at"],
    ["orders.csv", 7, "net", "x", "is not an amount"],
    ["orders.csv", 8, "", "7,g,20", "line left out: it has too few fields"],
  ]);
});

test("half a gz gives what it holds and says so", async () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, index) => `${index},a${(index * 7919) % 1000},2025-01-01,${(index * 31) % 977}`,
  );
  const whole = gzipSync(`id,account_id,ordered_at,net\n${lines.join("\n")}\n`);
  const report = await load({ "orders.csv.gz": whole.subarray(0, whole.length / 2) });
  expect(report.rows.orders).toBeGreaterThan(1000);
  expect(report.rejected.map(({ reason }) => reason).join("\n")).toContain("the gz file is broken");
});

test("of rows with the same id the newest stays, and the others are reported", async () => {
  const report = await load({
    "accounts.csv": "id,name,source_updated_at\n1,new,2025-02-01\n1,old,2025-01-01\n2,first,\n2,last,\n",
  });
  expect(await store.raw("SELECT external_id, name FROM data.accounts ORDER BY external_id")).toEqual([
    { external_id: "1", name: "new" },
    { external_id: "2", name: "last" },
  ]);
  expect(report.rejected.map(({ line, reason }) => [line, reason])).toEqual([
    [3, "row left out: line 2 has the same id"],
    [4, "row left out: line 5 has the same id"],
  ]);
});

test("an empty file and one with only a header hold no rows", async () => {
  const report = await load({ "orders.csv": orders, "accounts.csv": "", "owners.csv": "id,name\n" });
  expect(report.notes).toContain("accounts.csv is empty");
  expect(report.rows).toEqual({ accounts: 2, orders: 2 });
});

test("order lines alone give their orders, products and customers", async () => {
  const report = await load({
    "order_lines.csv":
      "order_id,account_id,ordered_at,product_id,quantity,unit_price,country\nA,c1,2025-01-01,p,2,1.25,DE\nA,c1,2025-01-01,q,1,3,DE\nB,,2025-01-02,p,1,1.25,FR\n",
  });
  expect(report.rows).toEqual({ accounts: 1, orders: 2, order_lines: 3, products: 2 });
  expect(
    await store.raw(
      "SELECT external_id, account_id, CAST(net AS DOUBLE) AS net, units, country FROM data.orders ORDER BY id",
    ),
  ).toEqual([
    { external_id: "A", account_id: 1, net: 5.5, units: 3, country: "DE" },
    { external_id: "B", account_id: null, net: 1.25, units: 1, country: "FR" },
  ]);
});

test("what a file leaves out has the contract's defaults, whether the column is missing or its cells are empty", async () => {
  const filled = { status: "confirmed", currency: "CNY", net: 10, total: 10 };
  const read = () =>
    store.raw(
      "SELECT status, currency, CAST(net AS DOUBLE) AS net, CAST(total AS DOUBLE) AS total FROM data.orders ORDER BY id",
    );
  await load({ "orders.csv": "id,account_id,ordered_at,net\n1,a,2025-01-01,10\n" });
  expect(await read()).toEqual([filled]);
  await load({ "orders.csv": "id,account_id,ordered_at,status,currency,net,total\n1,a,2025-01-01,,,,10\n" });
  expect(await read()).toEqual([filled]);
  await load({
    "order_lines.csv": "order_id,account_id,ordered_at,product_id,quantity,unit_price\nA,c,2025-01-01,p,2,5\n",
  });
  expect(await read()).toEqual([filled]);
});

test("the order of day and month is that of the whole column", async () => {
  const report = await load({ "orders.csv": "id,ordered_at\n1,03/04/2025\n2,25/12/2024\n" });
  expect(
    await store.raw("SELECT CAST(ordered_at AS DATE)::VARCHAR AS day FROM data.orders ORDER BY external_id"),
  ).toEqual([{ day: "2025-04-03" }, { day: "2024-12-25" }]);
  expect(report.notes).toContain("orders.csv: ordered_at is read as day/month/year");
});

test("syncing again changes nothing, another folder replaces all, a dry run neither", async () => {
  const folder = await folderOf({ "orders.csv": orders, "accounts.csv": "id,name\na,Ann\n" });
  const all = async () => [
    await store.raw("SELECT * FROM data.orders ORDER BY id"),
    await store.raw("SELECT * FROM data.accounts ORDER BY id"),
  ];
  await store.sync(await openCsv(folder));
  const first = await all();
  await store.sync(await openCsv(folder));
  expect(await all()).toEqual(first);

  const other = await openCsv(await folderOf({ "orders.csv": "id,ordered_at,net\n9,2025-01-01,1\n" }));
  const dry = await store.sync(other, { dryRun: true });
  expect(dry.rows).toEqual({ orders: 1 });
  expect(await all()).toEqual(first);
  await store.sync(other);
  expect(await nets()).toEqual([{ id: "9", account: null, net: 1 }]);
  expect(await store.raw("SELECT * FROM data.accounts")).toEqual([]);
});

test("the fingerprint changes with the files and their times", async () => {
  const folder = await folderOf({ "orders.csv": orders });
  const source = await openCsv(folder);
  const before = await source.fingerprint();
  expect(await source.fingerprint()).toBe(before);
  await utimes(join(folder, "orders.csv"), 1e9, 1e9);
  const touched = await source.fingerprint();
  expect(touched).not.toBe(before);
  await writeFiles(folder, { "mapping.yaml": "zone: UTC\n" });
  expect(await source.fingerprint()).not.toBe(touched);
});

describe("check says what is wrong with the folder", () => {
  test("missing, empty, without tables, good", async () => {
    const folder = await folderOf({});
    const findings = async () => (await openCsv(folder)).check();
    expect(await findings()).toMatchObject([{ ok: false, what: `[csv] the folder ${folder} is empty` }]);
    await writeFiles(folder, { "ordres.csv": orders });
    expect(await findings()).toMatchObject([{ ok: false, what: `[csv] no file of ${folder} is a table of the model` }]);
    await writeFiles(folder, { "orders.csv": orders });
    expect(await findings()).toEqual([
      { ok: true, what: `${folder} can be read` },
      { ok: true, what: "orders.csv fills orders" },
      { ok: true, what: 'ordres.csv is left alone: it is no table of the model. Did you mean "orders"?' },
    ]);
    await rm(folder, { recursive: true });
    expect(await findings()).toMatchObject([{ ok: false, what: `[csv] the folder ${folder} does not exist` }]);
  });
});
