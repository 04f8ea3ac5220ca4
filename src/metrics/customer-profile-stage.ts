import { fewestGaps, gapsOf, median, type OrderDay, type ProfileSpans, daysBetween } from "./customer-profile.ts";
import type { LifecycleStageName } from "./lifecycle.ts";

/** How often each gap between order days occurs over all accounts: up to the as-of, and before the period. */
export interface UsualGaps {
  readonly days: ArrayLike<number>;
  readonly up_to_now: ArrayLike<number>;
  readonly before_period: ArrayLike<number>;
}

/** The usual gap is never counted as shorter, in days. */
const shortestGap = 30;
/** Beyond so many usual gaps of silence a customer is at risk, and lost. */
const [atRisk, lost] = [1.5, 3];
/** New for so many days after the first order; loyal from so many orders. */
const [newDays, loyalOrders] = [90, 4];

export interface CustomerStage {
  readonly stage: LifecycleStageName;
  /** Days between orders that its silence was measured by; null for a prospect. */
  readonly usualGap: number | null;
}

/**
 * Lifecycle stage of one customer out of its order days (ascending, none after the as-of), by the rules of `/lifecycle`:
 * the first that holds of reactivated, lost, at risk, loyal, new, active. `population` stands in for a customer with too
 * few gaps of its own. O(days log days).
 */
export function customerStage(
  days: readonly OrderDay[],
  { from, asOf }: Pick<ProfileSpans, "from" | "asOf">,
  population: UsualGaps | null,
): CustomerStage {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return { stage: "prospect", usualGap: null };
  const gaps = gapsOf(days);
  const usual = usualGap(gaps, population, "up_to_now");
  const before = usualGap(
    gaps.filter(({ on }) => on < from),
    population,
    "before_period",
  );
  const silent = daysBetween(last.ordered_on, asOf);
  const orders = days.reduce((sum, { placed }) => sum + placed, 0);
  const stage = (): LifecycleStageName => {
    if (gaps.some(({ on, gap }) => on >= from && gap > lost * before)) return "reactivated";
    if (silent > lost * usual) return "lost";
    if (silent > atRisk * usual) return "at_risk";
    if (orders >= loyalOrders) return "loyal";
    return daysBetween(first.ordered_on, asOf) <= newDays ? "new" : "active";
  };
  return { stage: stage(), usualGap: usual };
}

function usualGap(
  gaps: readonly { readonly gap: number }[],
  population: UsualGaps | null,
  when: "up_to_now" | "before_period",
): number {
  const own = gaps.length >= fewestGaps ? median(gaps.map(({ gap }) => gap)) : null;
  return Math.max(shortestGap, own ?? (population === null ? 0 : weightedMedian(population.days, population[when])));
}

/** Mean of the lower and the upper middle of ascending values that occur so often; 0 when none does. */
function weightedMedian(values: ArrayLike<number>, counts: ArrayLike<number>): number {
  const all = Array.from(counts).reduce((sum, count) => sum + count, 0);
  let [seen, low, high] = [0, Number.NaN, Number.NaN];
  for (let i = 0; i < values.length; i++) {
    seen += counts[i] ?? 0;
    if (Number.isNaN(low) && 2 * seen >= all && seen > 0) low = values[i] ?? 0;
    if (Number.isNaN(high) && 2 * seen > all) high = values[i] ?? 0;
  }
  return all === 0 ? 0 : (low + high) / 2;
}
