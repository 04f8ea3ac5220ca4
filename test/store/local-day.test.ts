import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { localDay } from "#store/local-day.ts";
import { zoneOffsets } from "#store/zone-offsets.ts";

/** DuckDB's own time zone database (ICU) is the judge: every hour and every change from 1970 to 2037. */
test.each([
  "Asia/Shanghai",
  "America/New_York",
  "Europe/London",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "America/Sao_Paulo",
  "UTC",
])("the business day in %s is the one that the time zone database gives", async (zone) => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const near = zoneOffsets(zone).map(({ from }) => `(TIMESTAMP '${new Date(from).toISOString().slice(0, 19)}')`);
  const reader = await connection.runAndReadAll(`WITH moments AS (
    SELECT TIMESTAMP '1970-01-01' + to_hours(CAST(h AS INTEGER)) AS m FROM range(0, 596000, 5) AS r(h)
    UNION ALL SELECT m + to_minutes(CAST(d AS INTEGER)) FROM (VALUES ${near.join(", ")}) AS t(m), range(-1500, 1500, 30) AS r(d)
  )
  SELECT count(*) AS n, count(*) FILTER (WHERE ${localDay(zone)("m")} <> CAST(m AT TIME ZONE 'UTC' AT TIME ZONE '${zone}' AS DATE)) AS wrong
  FROM moments WHERE m >= TIMESTAMP '1970-01-03' AND m < TIMESTAMP '2037-12-01'`);
  const [row] = reader.getRowObjects();
  expect(Number(row?.n)).toBeGreaterThan(100_000);
  expect(Number(row?.wrong)).toBe(0);
  connection.closeSync();
  instance.closeSync();
});
