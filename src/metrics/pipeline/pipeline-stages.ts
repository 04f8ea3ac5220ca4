import { inCents } from "./pipeline-changes.ts";
import type { PipelineDeals } from "./pipeline-deals.ts";

/** Open deals together. */
export interface OpenDeals {
  readonly deals: number;
  readonly amount: number;
  /** Amounts times the probability of winning them; null where none of the deals has one. */
  readonly weighted: number | null;
}

/** Which deals: those open now, or those that were at the opening day, of which no probability is known. */
export type When = "now" | "then";

/**
 * Open deals by a key of their row (their stage, their group), summed: amounts in whole cents, weighted by the
 * probability of each deal, given as a share or in percent. Deals of unknown amount count as deals. O(n).
 */
export function openDealsBy<Key>(
  { length, columns }: PipelineDeals,
  keyOf: (row: number) => Key,
  when: When = "now",
): Map<Key, OpenDeals> {
  const sums = new Map<Key, { deals: number; cents: number; weighted: number; judged: number }>();
  const [open, worth] =
    when === "now" ? [columns.open_now, columns.worth_now] : [columns.open_then, columns.worth_then];
  for (let row = 0; row < length; row++) {
    if (open[row] !== 1) continue;
    const key = keyOf(row);
    const sum = sums.get(key) ?? { deals: 0, cents: 0, weighted: 0, judged: 0 };
    const cents = inCents(worth[row]);
    const chance = when === "now" ? (columns.chance[row] as number) : Number.NaN;
    sum.deals++;
    sum.cents += cents;
    if (!Number.isNaN(chance)) {
      sum.weighted += cents * (chance > 1 ? chance / 100 : chance);
      sum.judged++;
    }
    sums.set(key, sum);
  }
  return new Map(
    [...sums].map(([key, { deals, cents, weighted, judged }]) => [
      key,
      { deals, amount: cents / 100, weighted: judged === 0 ? null : Math.round(weighted) / 100 },
    ]),
  );
}

/** All of them together. */
export function allOpenDeals(deals: PipelineDeals, when: When = "now"): OpenDeals {
  return openDealsBy(deals, () => "all", when).get("all") ?? { deals: 0, amount: 0, weighted: 0 };
}
