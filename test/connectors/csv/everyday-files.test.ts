import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { writeXlsx } from "hucre/xlsx";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SyncOptions } from "#sync/options.ts";
import { openTestStore, type TestStore } from "../../sync/open-test-store.ts";
import { folderOf, openCsv } from "./folder-of.ts";

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore("csv");
});
afterEach(() => store.close());

type Files = Readonly<Record<string, string | Uint8Array>>;

async function load(files: Files, options?: Partial<SyncOptions>) {
  return store.sync(await openCsv(await folderOf(files)), options);
}

async function check(files: Files) {
  return (await openCsv(await folderOf(files))).check();
}

const orderDate = "orders.csv has no column for ordered_at; is it order_date? Rename it, or map it in mapping.yaml";

describe("a file without a column that rows cannot do without", () => {
  const orders = `order_id,order_date,amount,customer\n${[1, 2, 3, 4, 5, 6, 7].map((n) => `${n},2025-01-0${n},5,Ann`).join("\n")}\n`;

  test("gives one note with the header that may be meant, and no rejection per line", async () => {
    const report = await load({ "orders.csv": orders });
    expect(report.rejectedCount).toBe(0);
    expect(report.rows.orders).toBeUndefined();
    expect(report.leftOut).toEqual({ orders: { taken: 0, given: 7 } });
    expect(report.notes.filter((note) => note.includes("has no column"))).toEqual([
      "orders.csv has no column for id; is it order_id? Rename it, or map it in mapping.yaml",
      "orders.csv has no column for account_id; is it customer? Rename it, or map it in mapping.yaml",
      orderDate,
      "orders.csv has no column for net; is it amount? Rename it, or map it in mapping.yaml",
    ]);
  });

  test("is found by the check, whatever it is written in", async () => {
    const xlsx = await writeXlsx({
      sheets: [
        {
          name: "Sheet1",
          rows: [
            ["order_id", "order_date"],
            [1, 2],
          ],
        },
      ],
    });
    const gbk = Buffer.concat([Buffer.from("id,"), Buffer.from([0xc8, 0xd5, 0xc6, 0xda]), Buffer.from("\n1,2\n")]);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(orders, "utf16le")]);
    for (const [name, content, header] of [
      ["orders.csv", orders, "order_date"],
      ["orders.csv", utf16, "order_date"],
      ["orders.csv", gbk, "日期"],
      ["orders.csv.gz", gzipSync(orders), "order_date"],
      ["orders.xlsx", xlsx, "order_date"],
    ] as const) {
      const findings = (await check({ [name]: content })).filter(({ ok }) => !ok);
      expect(findings).toEqual([
        {
          ok: false,
          what: expect.stringContaining("no row of orders can be loaded without ordered_at"),
          mend: expect.stringContaining(`has no column for ordered_at; is it ${header}? Rename it`),
        },
      ]);
    }
  });

  test("is found by the check in Parquet", async () => {
    const folder = await folderOf({});
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(`COPY (SELECT 1 AS id, 'x' AS order_date) TO '${join(folder, "orders.parquet")}'`);
    const findings = await (await openCsv(folder)).check();
    expect(findings.filter(({ ok }) => !ok)).toMatchObject([
      { mend: expect.stringContaining("ordered_at; is it order_date?") },
    ]);
  });

  test.each([
    ["payments.csv", "id,回款日期,金额", "paid_at; is it 回款日期?"],
    ["returns.csv", "id,returned at", "returned_at; is it returned at?"],
    ["orders.csv", "id,Ordered", "ordered_at; is it Ordered?"],
    ["orders.csv", "id,foo,bar", "ordered_at; is it one of foo, bar?"],
    ["orders.csv", "id,net", "ordered_at; add one, or map one in mapping.yaml"],
  ])("%s with %s", async (name, header, expected) => {
    const [finding] = (await check({ [name]: `${header}\n` })).filter(({ ok }) => !ok);
    expect(finding?.mend).toContain(expected);
  });

  test("a mapping that forgets it is told which table's", async () => {
    const mapping = "files: [{ file: sales.csv, tables: [{ table: orders, columns: { id: Nr } }] }]";
    const files = { "sales.csv": "Nr,Datum,When\n1,2025-01-01,x\n", "mapping.yaml": mapping };
    const sentence =
      "sales.csv has no column for orders.ordered_at; is it one of Datum, When? Rename it, or map it in mapping.yaml";
    expect((await load(files)).notes).toContain(sentence);
    expect((await check(files)).filter(({ ok }) => !ok)).toMatchObject([{ mend: sentence }]);
  });

  test("is not missed where another file or column fills it", async () => {
    const report = await load({ "orders-1.csv": "id,ordered_at\n1,2025-01-01\n", "orders-2.csv": "id,net\n2,5\n" });
    expect(report.leftOut).toEqual({ orders: { taken: 1, given: 2 } });
    expect(report.notes).toContain("orders-2.csv has no column for ordered_at; add one, or map one in mapping.yaml");
    expect(await check({ "orders.csv": "ID,Ordered_At\n1,2025-01-01\n" })).toEqual([
      expect.objectContaining({ ok: true }),
      { ok: true, what: "orders.csv fills orders" },
    ]);
  });
});

test("what is left out of a table is counted, with broken lines and older rows", async () => {
  const report = await load({ "orders.csv": "id,ordered_at,net\n1,2025-01-01,1\n1,2025-01-01,2\n2\n3,,4\n" });
  expect(report.leftOut).toEqual({ orders: { taken: 1, given: 4 } });
});

test("headers are only suggested, never mapped by themselves", async () => {
  const report = await load({ "orders.csv": "id,ordered_at,amount,customer\n1,2025-01-01,5,Ann\n" });
  expect(report.rows).toEqual({ orders: 1 });
  expect(await store.raw("SELECT net, account_id, CAST(custom AS VARCHAR) AS custom FROM data.orders")).toEqual([
    { net: null, account_id: null, custom: '{"amount":"5","customer":"Ann"}' },
  ]);
});

describe("a currency sign", () => {
  const money = async () => {
    const rows = await store.raw(
      "SELECT external_id AS id, currency, CAST(net AS DOUBLE) AS net FROM data.orders ORDER BY 1",
    );
    return rows.map(({ id, currency, net }) => [id, currency, net]);
  };
  const orders = (...rows: readonly string[]) => ({ "orders.csv": `id,ordered_at,net\n${rows.join("\n")}\n` });
  const day = "2025-01-01";

  test("tells a row's currency when it means one only", async () => {
    const report = await load(orders(`1,${day},€20`, `2,${day},"₹1,000"`, `3,${day},5`, `4,${day},HK$7`), {
      currency: "USD",
    });
    expect(await money()).toEqual([
      ["1", "EUR", 20],
      ["2", "INR", 1000],
      ["3", "USD", 5],
      ["4", "HKD", 7],
    ]);
    expect(report.rejected).toEqual([]);
  });

  test.each([
    ["CNY", "¥3000", "CNY"],
    ["JPY", "￥3000", "JPY"],
    ["CAD", "$3000", "CAD"],
    ["CNY", "3000元", "CNY"],
  ])("means the reporting currency %s when it may: %s", async (currency, cell, expected) => {
    const report = await load(orders(`1,${day},${cell}`), { currency });
    expect(await money()).toEqual([["1", expected, 3000]]);
    expect(report.rejected).toEqual([]);
  });

  test("that is unclear is a bad cell", async () => {
    const report = await load(orders(`1,${day},¥3000`, `2,${day},$5`), { currency: "EUR" });
    expect(report.rejected.map(({ line, column, value, reason }) => [line, column, value, reason])).toEqual([
      [2, "net", "¥3000", "may be CNY or JPY, and the row names no currency"],
      [3, "net", "$5", "may be USD or CAD or AUD, and the row names no currency"],
    ]);
    expect(await money()).toEqual([
      ["1", "EUR", null],
      ["2", "EUR", null],
    ]);
  });

  test("that contradicts the row's currency is a bad cell, one that fits it is not", async () => {
    const file = `id,ordered_at,net,tax,currency\n1,${day},€20,£1,\n2,${day},¥20,1,JPY\n3,${day},$20,1,EUR\n4,${day},¥20,1,RMB\n`;
    const report = await load({ "orders.csv": file }, { currency: "USD" });
    expect(report.rejected.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [2, "tax", "is not in the row's currency, EUR"],
      [4, "net", "is not in the row's currency, EUR"],
    ]);
    expect(await money()).toEqual([
      ["1", "EUR", 20],
      ["2", "JPY", 20],
      ["3", "EUR", null],
      ["4", "CNY", 20],
    ]);
  });

  test("on order lines tells their order's currency, and is a bad cell where the order says another", async () => {
    const report = await load(
      {
        "orders.csv": `id,ordered_at,currency\nA,${day},\nB,${day},GBP\nC,${day},\n`,
        "order_lines.csv":
          "id,order_id,quantity,unit_price\n1,A,2,€5\n2,A,1,€1\n3,B,1,€9\n4,B,1,£2\n5,C,1,€1\n6,C,1,£4\n",
      },
      { currency: "USD" },
    );
    expect(await money()).toEqual([
      ["A", "EUR", 11],
      ["B", "GBP", 2],
      ["C", "USD", null],
    ]);
    expect(report.rejected.map(({ line, column, value, reason }) => [line, column, value, reason])).toEqual([
      [4, "unit_price", "€9", "is not in its order's currency, GBP"],
      [6, "unit_price", "€1", "is not in its order's currency, USD"],
      [7, "unit_price", "£4", "is not in its order's currency, USD"],
    ]);
  });
});

describe("a decimal comma", () => {
  const nets = async (cells: readonly string[]) => {
    const lines = cells.map((cell, index) => `${index};2025-01-01;${cell}`);
    const report = await load({ "orders.csv": `id;ordered_at;net\n${lines.join("\n")}\n` }, { currency: "EUR" });
    const rows = await store.raw("SELECT CAST(net AS DOUBLE) AS net FROM data.orders ORDER BY external_id");
    return { values: rows.map(({ net }) => net), report };
  };

  test("is understood where the whole column fits only that form", async () => {
    const { values, report } = await nets(["1.234,56", "1.000", "7", "-2,5", "€ 3,10", "(4,25)"]);
    expect(values).toEqual([1234.56, 1000, 7, -2.5, 3.1, -4.25]);
    expect(report.notes).toContain("orders.csv: net is read with a decimal comma");
    expect(report.rejected).toEqual([]);
  });

  test("is not where a cell needs a decimal point, and such cells are bad", async () => {
    const { values, report } = await nets(["12,34", "12.5", "1,000"]);
    expect(values).toEqual([null, 12.5, 1000]);
    expect(report.rejected.map(({ value }) => value)).toEqual(["12,34"]);
  });

  test("is not where thousands alone would tell it", async () => {
    expect((await nets(["1,234", "5"])).values).toEqual([1234, 5]);
    expect((await nets(["1.234", "5"])).values).toEqual([1.234, 5]);
  });
});
