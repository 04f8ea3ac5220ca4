import { lifecycleRules } from "#model/lifecycle-rules.ts";
import { daysBetween } from "../days.ts";
import type { LifecycleStageName } from "../lifecycle/lifecycle.ts";
import { type CustomerOrders, gapsOf, median, type OrderDay, type ProfileSpans } from "./customer-profile.ts";

/** How often each gap between order days occurs over all accounts: up to the as-of, and before the period. */
export interface UsualGaps {
  readonly days: ArrayLike<number>;
  readonly up_to_now: ArrayLike<number>;
  readonly before_period: ArrayLike<number>;
}

const { atRisk, lost, newDays, loyalOrders, fewestGaps, shortestGap } = lifecycleRules;

/** Does the stage depend on what is usual for others? Asking for that costs a look at all orders. */
export function needsPopulation(
  days: readonly OrderDay[],
  { from, asOf }: Pick<ProfileSpans, "from" | "asOf">,
): boolean {
  const gaps = gapsOf(days);
  const last = days.at(-1);
  if (last === undefined) return false;
  const silent = daysBetween(last.ordered_on, asOf) > atRisk * shortestGap;
  const before = gaps.filter(({ on }) => on < from).length;
  const broken = gaps.some(({ on, gap }) => on >= from && gap > lost * shortestGap);
  return (silent && gaps.length < fewestGaps) || (broken && before < fewestGaps);
}

/**
 * Lifecycle stage of one customer out of its order days (ascending, none after the as-of), by the rules of `/lifecycle`:
 * the first that holds of reactivated, lost, at risk, loyal, new, active. `population` stands in for a customer with too
 * few gaps of its own; null where `needsPopulation` says no. O(days log days).
 */
export function customerStage(
  days: readonly OrderDay[],
  { from, asOf }: Pick<ProfileSpans, "from" | "asOf">,
  population: UsualGaps | null,
): LifecycleStageName {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return "prospect";
  const gaps = gapsOf(days);
  const earlier = gaps.filter(({ on }) => on < from);
  const before = usualGap(earlier, population, "before_period");
  if (gaps.some(({ on, gap }) => on >= from && gap > lost * before)) return "reactivated";
  const usual = usualGap(gaps, population, "up_to_now");
  const silent = daysBetween(last.ordered_on, asOf);
  if (silent > lost * usual) return "lost";
  if (silent > atRisk * usual) return "at_risk";
  if (days.reduce((sum, { placed }) => sum + placed, 0) >= loyalOrders) return "loyal";
  return daysBetween(first.ordered_on, asOf) <= newDays ? "new" : "active";
}

/** Has the customer been silent for longer than usual, whatever else its stage says? */
export function isSilent(stage: LifecycleStageName, { silentDays, medianGap }: Silence): boolean {
  if (stage === "at_risk" || stage === "lost") return true;
  return stage === "reactivated" && (silentDays ?? 0) > atRisk * Math.max(shortestGap, medianGap ?? 0);
}

type Silence = Pick<CustomerOrders, "silentDays" | "medianGap">;

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
