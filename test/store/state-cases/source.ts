import { expect } from "vitest";
import { accountMerges, forgetMerges, keepMerge } from "#store/state/account-merges.ts";
import { allowProfiling, keepMarks, privacyMarks } from "#store/state/privacy-marks.ts";
import type { State } from "#store.ts";
import { openTestStore, rowSource } from "../../sync/open-test-store.ts";
import type { StateCases } from "../state-cases.ts";

const by = { by: "Li", at: new Date("2026-01-02T03:04:05Z") };

async function loadDays(state: State) {
  const store = await openTestStore();
  const stages = [{ id: "S1", name: "Contact", sort_order: 1 }];
  const deal = (id: string, amount: number | null) => ({
    ...{ id, stage_id: "S1", amount, created_at: "2026-01-01T02:00:00Z", expected_close_on: null },
  });
  const load = (instant: string, opportunities: readonly object[]) =>
    store.sync(rowSource({ stages, opportunities } as never), {
      ...{ state, zone: "Asia/Shanghai", now: new Date(instant) },
    });
  try {
    await load("2026-01-05T01:00:00Z", [deal("a", 100), deal("b", null), deal("c", 0.0001)]);
    await load("2026-01-06T01:00:00Z", [deal("a", 120.5), deal("b", null), deal("c", 7)]);
    await load("2026-01-06T09:00:00Z", [deal("a", 130), deal("b", null), deal("c", 0.0001)]);
    return await store.raw(`SELECT CAST(as_of_date AS VARCHAR) AS day, o.external_id AS deal,
      CAST(p.amount AS DOUBLE) AS amount FROM data.opportunity_snapshots p
      JOIN data.opportunities o ON o.id = p.opportunity_id ORDER BY day, deal`);
  } finally {
    await store.close();
  }
}

export default {
  "daily snapshots of deals are kept and landed with the next loads": async (state) => {
    expect(await loadDays(state)).toEqual([
      { day: "2026-01-05", deal: "a", amount: 100 },
      { day: "2026-01-05", deal: "b", amount: null },
      { day: "2026-01-05", deal: "c", amount: 0.0001 },
      { day: "2026-01-06", deal: "a", amount: 130 },
    ]);
    expect(await state.rows("SELECT day, deal, amount, stage, is_open FROM deal_snapshots ORDER BY day, deal")).toEqual(
      [
        { day: "2026-01-05", deal: "a", amount: 100, stage: "S1", is_open: true },
        { day: "2026-01-05", deal: "b", amount: null, stage: "S1", is_open: true },
        { day: "2026-01-05", deal: "c", amount: 0.0001, stage: "S1", is_open: true },
        { day: "2026-01-06", deal: "a", amount: 130, stage: "S1", is_open: true },
      ],
    );
  },

  "merges of accounts are kept, followed and forgotten": async (state) => {
    await keepMerge(state, "csv", { survivor: "b", others: ["c"], ...by });
    await keepMerge(state, "csv", { survivor: "a", others: ["b"], ...by });
    expect(await accountMerges(state, "csv")).toEqual([
      { account: "b", survivor: "a", ...by },
      { account: "c", survivor: "a", ...by },
    ]);
    await forgetMerges(state, "csv", ["b"]);
    expect(await accountMerges(state, "csv")).toEqual([]);
  },

  "privacy marks replace each other, and an erasure ends the others": async (state) => {
    const mark = (kind: "erase" | "no_profiling" | "correct", field: string, value: string | null = null) => ({
      ...{ kind, pseudonym: "p1", field, value },
    });
    await keepMarks(state, "csv", [mark("correct", "accounts.name", "A"), mark("no_profiling", "accounts")], by);
    await keepMarks(state, "csv", [mark("correct", "accounts.name", "B")], by);
    expect(await privacyMarks(state, "csv")).toEqual([
      mark("correct", "accounts.name", "B"),
      mark("no_profiling", "accounts"),
    ]);
    await allowProfiling(state, "csv", ["p1", "p2"]);
    expect(await privacyMarks(state, "csv")).toEqual([mark("correct", "accounts.name", "B")]);
    await keepMarks(state, "csv", [mark("erase", "accounts")], by);
    expect(await privacyMarks(state, "csv")).toEqual([mark("erase", "accounts")]);
  },
} satisfies StateCases;
