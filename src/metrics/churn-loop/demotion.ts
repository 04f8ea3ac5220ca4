import { quantile } from "simple-statistics";
import { wilson } from "../proportions.ts";
import type { Outcome } from "./churn-outcomes.ts";

/** Judged accounts without which nobody is called wrong; and the latest that count, so that a mended rule is forgiven. */
export const fewestJudged = 30;
export const latestJudged = 200;
/** A rule is wrong when less than this part of what it foretold came true. */
const leastKept = 0.5;

/** A rule that keeps being wrong, and the risk from which on it may still speak. */
export interface Demotion {
  readonly rule: string;
  readonly judged: number;
  /** Share of its accounts that it foretold to leave: the mean of the risks it gave. */
  readonly foretold: number;
  /** Share that left, or was taken on and ordered again: in its favour. */
  readonly right: number;
  /** Only accounts of at least this risk are spoken of: the highest quarter of what it spoke of before. */
  readonly threshold: number;
}

/**
 * Rules that keep being wrong (降级): even the upper end of the 95 % interval of what came true, counted in their favour, is
 * less than half of what they foretold, among their latest 200 judged accounts and at least 30. Nothing is kept: once
 * newer accounts come out as foretold, or the company turns it off, the rule speaks as before. O(n log n).
 */
export function demotions(all: readonly Outcome[]): Demotion[] {
  const rules = [...new Set(all.map(({ rule }) => rule))].sort();
  return rules.flatMap((rule) => {
    const judged = all
      .filter((one) => one.rule === rule && one.state !== "open")
      .toSorted((a, b) => (a.openedOn < b.openedOn ? 1 : -1))
      .slice(0, latestJudged);
    if (judged.length < fewestJudged) return [];
    const right = judged.filter(({ state, taken }) => state === "left" || taken).length;
    const foretold = judged.reduce((sum, { risk }) => sum + risk, 0) / judged.length;
    const { high } = wilson({ successes: right, trials: judged.length });
    if (high >= leastKept * foretold) return [];
    const threshold = quantile(
      judged.map(({ risk }) => risk),
      0.75,
    );
    return [{ rule, judged: judged.length, foretold, right: right / judged.length, threshold }];
  });
}
