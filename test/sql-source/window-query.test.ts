import { expect, test } from "vitest";
import { nextBatch } from "#sql-source/batch.ts";
import { wallWindow } from "#sql-source/wall-clock.ts";
import { windowQuery } from "#sql-source/window-query.ts";

const writing = { quoted: (name: string) => `"${name}"`, placeholder: (position: number) => `$${position}` };
const query = { sql: "SELECT * FROM t -- all;\n;", key: "id", changed: "at", file: "mapping.yaml", line: 3 };
const window = { lo: new Date("2026-03-01T00:00:00Z"), hi: new Date("2026-03-02T00:00:00Z") };
const from = {
  columns: ["id", "at"],
  keyKind: "integer",
  changedKind: "wall",
  zone: "Asia/Shanghai",
  window,
  most: 10,
} as const;

test("a window is asked for in the zone of the column, after a key, in its order", () => {
  expect(windowQuery(writing, query, { ...from, after: "9007199254740993" })).toEqual({
    sql: 'SELECT "id", "at" FROM (\nSELECT * FROM t -- all;\n\n) AS parley WHERE "at" >= $1 AND "at" < $2 AND "id" > $3 ORDER BY "id" LIMIT 10',
    values: ["2026-03-01 08:00:00.000", "2026-03-02 08:00:00.000", 9007199254740993n],
  });
});

test("what never changed is in the window without a beginning", () => {
  const oldest = windowQuery(writing, query, { ...from, window: { lo: null, hi: window.hi }, after: null });
  expect(oldest.sql).toContain('WHERE ("at" < $1 OR "at" IS NULL) ORDER BY');
});

test("an instant is compared in UTC, and a table that is read whole not at all", () => {
  expect(windowQuery(writing, query, { ...from, changedKind: "instant", after: null }).values[0]).toBe(
    "2026-03-01 00:00:00.000",
  );
  expect(windowQuery(writing, query, { ...from, changedKind: null, after: null }).sql).not.toContain("WHERE");
});

test("a window over the hour that a clock shows twice begins with its first showing and ends with its second", () => {
  // New York, 1 November 2026: 06:00 UTC is 01:00 for the second time.
  const fold = { lo: new Date("2026-11-01T05:50:00Z"), hi: new Date("2026-11-01T06:05:00Z") };
  expect(wallWindow(fold, "America/New_York")).toEqual(["2026-11-01 00:50:00.000", "2026-11-01 02:05:00.000"]);
});

test("rows are fetched by thousands, fewer where they are large, never so many more at once", () => {
  const rows = (count: number, size: number) => Array.from({ length: count }, () => ["x".repeat(size)]);
  expect(nextBatch(rows(500, 10))).toBe(1_000);
  expect(nextBatch(rows(4_000, 10))).toBe(5_000);
  expect(nextBatch(rows(500, 100_000))).toBe(40);
  expect(nextBatch(rows(1, 10_000_000))).toBe(1);
});
