import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import clv from "../../commands/clv.ts";
import { readTable } from "../bench/accuracy/table.ts";
import { ask } from "../commands/ask-company.ts";
import { folderOf, openCsv } from "../connectors/csv/folder-of.ts";
import { openTestStore, type TestStore } from "../sync/open-test-store.ts";

/** Public data sets that are not free enough, or too large, to keep here. */
const root = join(import.meta.dirname, "../..");
const sets = process.env.PARLEY_DATA_SETS ?? join(root, "../shared/data");
const cdnow = join(sets, "cdnow/cdnow_sample_transactions.csv.gz");

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore("csv");
});
afterEach(() => store.close());

interface Result {
  readonly n: number;
  readonly params: Readonly<Record<"r" | "alpha" | "a" | "b" | "p" | "q" | "v", number>>;
  readonly log_likelihood: number;
  readonly expected_purchases: number;
  readonly holdout: Readonly<Record<"mae" | "naive_mae" | "spearman" | "naive_spearman" | "days", number>>;
}

const everyone = { from: "1990-01-01", locale: "en", full: true } as const;

describe.runIf(existsSync(cdnow))("CDNOW's transaction log as a CRM", () => {
  /** Eight customers got their first CDs for nothing; only orders that bring money count, so these bring a cent. */
  async function load() {
    const { rows } = readTable(cdnow);
    const orders = rows.map((row, index) =>
      [index + 1, row.Id, `${row.Date}T12:00:00Z`, Math.max(0.01, Number(row.Price)), "fulfilled"].join(","),
    );
    const ids = [...new Set(rows.map((row) => row.Id))];
    const folder = await folderOf({
      "accounts.csv": ["id,name", ...ids.map((id) => `${id},Customer ${id}`)].join("\n"),
      "orders.csv": ["id,account_id,ordered_at,net,status", ...orders].join("\n"),
    });
    const report = await store.sync(await openCsv(folder), { currency: "USD" });
    expect(report.rejected).toEqual([]);
  }

  test("has the published parameters and 1,653 purchases to come in the 39 weeks after the calibration", async () => {
    await load();
    const asked = { ...everyone, to: "1997-10-01", asOf: "1997-09-30", options: { horizon: "39w" } };
    const { result } = (await ask(clv, store.store, asked)) as unknown as { result: Result };
    // Fader & Hardie, A Note on Implementing the BG/NBD (2004) and the Gamma-Gamma Model (2013), on this sample.
    expect(result.n).toBe(2357);
    expect(result.params.r).toBeCloseTo(0.2426, 4);
    expect(result.params.alpha).toBeCloseTo(4.4135, 3);
    expect(result.params.a).toBeCloseTo(0.7929, 3);
    expect(result.params.b).toBeCloseTo(2.4257, 2);
    expect(result.log_likelihood).toBeCloseTo(-9582.4256, 2);
    expect(result.expected_purchases / 1653.42).toBeCloseTo(1, 3);
    expect(result.params.p / 6.2488).toBeCloseTo(1, 3);
    expect(result.params.q / 3.7446).toBeCloseTo(1, 3);
    expect(result.params.v / 15.4478).toBeCloseTo(1, 3);
  });

  test("is forecast better than by going on as before", async () => {
    await load();
    const asked = { ...everyone, to: "1998-07-01", asOf: "1998-06-30", options: { horizon: "39w" } };
    const { footnotes, ...reply } = await ask(clv, store.store, asked);
    const result = reply.result as unknown as Result;
    expect(result.holdout.days).toBe(272);
    expect(result.holdout.mae).toBeLessThan(result.holdout.naive_mae);
    // As an order of customers going on as before is as good, and the footnotes say so.
    expect(result.holdout.spearman).toBeGreaterThan(0.4);
    expect(footnotes?.join(" ")).toContain("rank correlation");
  });
});

describe.runIf(existsSync(join(sets, "retail")))("UCI Online Retail as a CRM", () => {
  test("values its 4,338 customers", async () => {
    const mapping = join(root, "examples/online-retail/mapping.yaml");
    await store.sync(await openCsv(join(sets, "retail"), mapping), { currency: "GBP" });
    const asked = { ...everyone, to: "2011-12-10", asOf: "2011-12-09" };
    const reply = await ask(clv, store.store, asked);
    const result = reply.result as unknown as Result;
    expect(result.n).toBe(4338);
    expect(result.holdout.mae).toBeLessThan(result.holdout.naive_mae);
  });
});
