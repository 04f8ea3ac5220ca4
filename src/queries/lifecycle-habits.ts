import type { View } from "#store.ts";
import type { LifecycleSpans } from "./lifecycle-spans.ts";
import { day, gapSpans, sample as spans } from "./lifecycle-spans.ts";

export const sample: LifecycleSpans = spans;

/** What everybody's gaps between order days are, for those who have too few of their own. */
export interface Habits {
  /** Gaps there are in all: a measure of how much there is to read. */
  readonly gaps: number;
  /** Exact medians in days up to the as-of, before the period, and before the one before it; null without gaps. */
  readonly now: number | null;
  readonly start: number | null;
  readonly earlier: number | null;
}

/** Median gaps of the population, from a histogram of whole days. */
export async function lifecycleHabits(view: View, days: LifecycleSpans): Promise<Habits> {
  const { asOf, from, previousFrom } = days;
  const [found] = await view.select(
    `WITH counted AS (
       SELECT gap, ${gapSpans.map(({ name, within }) => `sum(CASE WHEN ${within} THEN 1 ELSE 0 END) AS ${name}_n`).join(", ")}
       FROM account_gaps WHERE ordered_on <= ${day("asOf")} GROUP BY gap
     ),
     upto AS (
       SELECT gap, ${gapSpans.map(({ name }) => `sum(${name}_n) OVER (ORDER BY gap) AS ${name}_upto, sum(${name}_n) OVER () AS ${name}_all`).join(", ")}
       FROM counted
     )
     SELECT coalesce(max(now_all), 0) AS gaps, ${gapSpans.map(({ name }) => `${middle(name)} AS ${name}_median`).join(", ")}
     FROM upto`,
    { asOf, from, previousFrom },
    { gaps: "integer", now_median: "double?", start_median: "double?", earlier_median: "double?" },
  );
  return {
    gaps: found?.gaps ?? 0,
    now: found?.now_median ?? null,
    start: found?.start_median ?? null,
    earlier: found?.earlier_median ?? null,
  };
}

/** Median of a histogram: the mean of its lower and upper middle. */
function middle(name: string): string {
  const least = (sign: string) => `min(CASE WHEN 2 * ${name}_upto ${sign} ${name}_all THEN gap END)`;
  return `(${least(">=")} + ${least(">")}) / 2.0`;
}
