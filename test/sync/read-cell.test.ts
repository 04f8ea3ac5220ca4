import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Column } from "#model/column.ts";
import { cleanCell, readValue } from "#sync/read-cell.ts";
import { trimCell } from "#sync/read-text.ts";
import type { TimeStyle } from "#sync/read-time.ts";

let read: (column: Column, cell: string, style?: TimeStyle) => Promise<string | null>;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  read = async (column, cell, style = { zone: "UTC" }) => {
    const sql = `SELECT CAST(${readValue(column, "clean", style)} AS VARCHAR) AS v FROM (SELECT ${cleanCell(column, "cell")} AS clean FROM (SELECT ${trimCell("$cell")} AS cell))`;
    const reader = await connection.runAndReadAll(sql, { cell });
    return reader.getRowObjectsJS()[0]?.v as string | null;
  };
});

describe("instants", () => {
  const instant = { kind: "instant" } as const;
  test.each([
    ["2016-10-20T08:15:00Z", "2016-10-20 08:15:00"],
    ["2016-10-20T08:15:00+08:00", "2016-10-20 00:15:00"],
    ["2016-10-20 08:15:00.5-0530", "2016-10-20 13:45:00.5"],
    ["2016-10-20", "2016-10-20 00:00:00"],
    ["2016/10/20 08:15", "2016-10-20 08:15:00"],
    ["2016/1/2 8:05", "2016-01-02 08:05:00"],
    ["10/20/2016", "2016-10-20 00:00:00"],
    ["10/20/2016 8:26:00", "2016-10-20 08:26:00"],
    ["1/2/16", "2016-01-02 00:00:00"],
    ["1/2/2016 3:05 PM", "2016-01-02 15:05:00"],
    ["20161020", "2016-10-20 00:00:00"],
    ["2016年10月20日", "2016-10-20 00:00:00"],
    ["2016年1月2日 8:26:00", "2016-01-02 08:26:00"],
    [" 2016-10-20\u3000", "2016-10-20 00:00:00"],
    ["2016-02-30", null],
    ["10/32/2016", null],
    ["infinity", null],
    ["epoch", null],
    ["yesterday", null],
    ["NaN", null],
  ])("%s is %s", async (cell, expected) => {
    expect(await read(instant, cell)).toBe(expected);
  });

  test("times without a zone are in the source's, also across clock changes", async () => {
    // America/New_York: UTC−5 in winter, UTC−4 in summer; 02:30 on 2024-03-10 does not exist and moves to 03:30 EDT.
    const style = { zone: "America/New_York" };
    expect(await read(instant, "2024-01-10 12:00", style)).toBe("2024-01-10 17:00:00");
    expect(await read(instant, "7/10/2024 12:00", style)).toBe("2024-07-10 16:00:00");
    expect(await read(instant, "2024-03-10 02:30:00", style)).toBe("2024-03-10 07:30:00");
    expect(await read(instant, "2024-07-10T12:00:00Z", style)).toBe("2024-07-10 12:00:00");
  });

  test("given formats and the order of day and month decide", async () => {
    expect(await read(instant, "03.04.05", { zone: "UTC", formats: ["%y.%m.%d"] })).toBe("2003-04-05 00:00:00");
    expect(await read(instant, "3/4/2016", { zone: "UTC", dayFirst: true })).toBe("2016-04-03 00:00:00");
  });

  test("a date is the day in the zone on which its instant falls", async () => {
    expect(await read({ kind: "date" }, "2016-10-20T20:00:00Z", { zone: "Asia/Shanghai" })).toBe("2016-10-21");
    expect(await read({ kind: "date" }, "2016-10-20 20:00:00", { zone: "Asia/Shanghai" })).toBe("2016-10-20");
  });
});

describe("numbers", () => {
  test.each([
    ["1234.5", "1234.5000"],
    ["1,234,567.891", "1234567.8910"],
    ["¥4,620.00", "4620.0000"],
    ["CN¥ 12", "12.0000"],
    ["RMB 1,000", "1000.0000"],
    ["$12.30", "12.3000"],
    ["€ 5", "5.0000"],
    ["£7", "7.0000"],
    ["(1,200.50)", "-1200.5000"],
    ["-3", "-3.0000"],
    ["１２３．５", "123.5000"],
    ["100元", "100.0000"],
    ["1e3", "1000.0000"],
    ["12,34", null],
    ["1_000", null],
    ["NaN", null],
    ["Infinity", null],
    ["-inf", null],
    ["12 apples", null],
    ["999999999999999999", null],
  ])("money %s is %s", async (cell, expected) => {
    expect(await read({ kind: "money" }, cell)).toBe(expected);
  });

  test("every double and integer is read back from its own text, and no non-finite one", async () => {
    const values = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        expect(Number(await read({ kind: "number" }, String(value)))).toBe(value + 0);
      }),
      { numRuns: 60 },
    );
    for (const cell of ["NaN", "Infinity", "-Infinity", "inf"]) expect(await read({ kind: "number" }, cell)).toBeNull();
  });

  test("per cent is a hundredth, whole numbers are whole", async () => {
    expect(await read({ kind: "number" }, "15%")).toBe("0.15");
    expect(await read({ kind: "integer" }, "3.0")).toBe("3");
    expect(await read({ kind: "integer" }, "3.5")).toBeNull();
  });
});

test.each([
  ["TRUE", "true"],
  ["yes", "true"],
  ["1", "true"],
  ["是", "true"],
  ["No", "false"],
  ["0", "false"],
  ["否", "false"],
  ["maybe", null],
])("flag %s is %s", async (cell, expected) => {
  expect(await read({ kind: "flag" }, cell)).toBe(expected);
});

test("choices match without case, words for no value are empty, names are left as they are", async () => {
  const status = { kind: "text", choices: ["draft", "confirmed"] } as const;
  expect(await read(status, " Confirmed ")).toBe("confirmed");
  expect(await read(status, "shipped")).toBeNull();
  expect(await read({ kind: "text" }, "NULL")).toBe("NULL");
  expect(await read({ kind: "reference" }, "NULL")).toBeNull();
});
