import { quantileSorted } from "simple-statistics";
import type { ChurnEvents } from "./churn-events.ts";
import type { ChurnPopulation } from "./churn-population.ts";

/** Share of an account's gaps that a silence must exceed to be out of the ordinary. */
export const ruleQuantile = 0.975;
/** Gaps below which an account's own distribution has no such tail, and all accounts' scaled gaps stand for it. */
const enoughGaps = 40;
/** Gaps of all accounts below which there is no tail to speak of. */
const fewestGaps = 20;

/**
 * Which accounts have been silent for longer than 97.5 % of their own gaps between order days (1, else 0): for those
 * with at least 40 gaps by their own quantile, for others by their median gap times the quantile of all gaps over their
 * account's median, and for those who ordered only once by the quantile of all gaps.
 * O(order days · log order days). Null with fewer than 20 gaps in all.
 */
export function silentBeyondRule(
  { orders }: ChurnEvents,
  { accounts, starts, ends, snapshot }: ChurnPopulation,
): Uint8Array | null {
  const gapsOf = (i: number) => {
    const [start, end] = [starts[i] as number, ends[i] as number];
    const days = orders.day.subarray(start, end);
    return days
      .slice(1)
      .map((day, at) => day - (days[at] as number))
      .sort();
  };
  const own = Array.from(accounts, (_, i) => gapsOf(i));
  const all = Float64Array.from(own.flatMap((gaps) => [...gaps])).sort();
  if (all.length < fewestGaps) return null;
  const scaled = Float64Array.from(own.flatMap((gaps) => [...gaps].map((gap) => gap / middle(gaps)))).sort();
  const factor = quantileSorted([...scaled], ruleQuantile);
  const usual = quantileSorted([...all], ruleQuantile);
  return Uint8Array.from(own, (gaps, i) => {
    // An account under contract may never have ordered.
    if (starts[i] === ends[i]) return 0;
    const silence = snapshot - (orders.day[(ends[i] as number) - 1] as number);
    const limit =
      gaps.length === 0
        ? usual
        : gaps.length >= enoughGaps
          ? quantileSorted([...gaps], ruleQuantile)
          : middle(gaps) * factor;
    return silence > limit ? 1 : 0;
  });
}

function middle(sorted: Float64Array): number {
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
}
