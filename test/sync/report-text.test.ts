import { expect, test } from "vitest";
import { reportText } from "#local/report-text.ts";
import type { SyncReport } from "#sync/report.ts";

const bad = { table: "orders", origin: "orders.csv", line: 2, column: "net", value: "x", reason: "is not an amount" };
const report: SyncReport = {
  rows: { accounts: 3, orders: 6 },
  leftOut: {},
  rejected: [],
  rejectedCount: 0,
  mapping: [],
  notes: [],
  dryRun: false,
  seconds: 0.31,
  rowsPerSecond: 29,
};

test("says that a dry run loaded nothing, and how fast only where rows are many", () => {
  expect(reportText(report)).toMatch(/^Loaded in 0\.3 s\n/);
  expect(reportText({ ...report, dryRun: true })).toMatch(/^Would load; nothing was kept\./);
  const many = { ...report, rows: { orders: 20_000 }, rowsPerSecond: 65_000 };
  expect(reportText(many)).toContain("Loaded in 0.3 s (65,000 rows a second)");
});

test("says of how many rows a table took some or none", () => {
  const left = { orders: { taken: 6, given: 7 }, accounts: { taken: 1, given: 2 }, returns: { taken: 0, given: 4 } };
  const text = reportText({ ...report, leftOut: left });
  expect(text).toMatch(/orders +6 of 7 taken\n/);
  expect(text).toMatch(/accounts +3; 1 of 2 in the source taken\n/);
  expect(text).toMatch(/returns +0 of 4 taken$/);
});

test("promises all bad cells only where the JSON has them", () => {
  const rejected = Array.from({ length: 30 }, () => bad);
  expect(reportText({ ...report, rejected, rejectedCount: 30 })).toMatch(
    /… and 10 more: npm run sync -- --dry-run --json lists all$/,
  );
  expect(reportText({ ...report, rejected, rejectedCount: 5000 })).toMatch(
    /… and 4,980 more: npm run sync -- --dry-run --json lists the first 30$/,
  );
  expect(reportText({ ...report, rejected: [bad], rejectedCount: 1 })).toMatch(
    /Could not be read: 1\n {2}orders\.csv, line 2, orders\.net: "x" is not an amount$/,
  );
});
