import { twoProportions } from "../proportions.ts";
import { type Cohort, recentRetention } from "../retention.ts";

/** More customers are won while fewer of them come back in their first month. */
export interface HollowGrowth {
  /** New customers a month, of the newest cohorts and of those before them. */
  readonly new_customers: number;
  readonly previous_new_customers: number;
  /** Share of them that bought again in the month after. */
  readonly retention: number;
  readonly previous_retention: number;
  readonly p_value: number;
}

/** Growth below this is none. */
const leastGrowth = 0.05;

/**
 * Does acquisition rise while first-month retention falls? The newest complete monthly cohorts (at most three) against those
 * before: at least 5 % more customers a month, and a retention so much lower that a two-proportion z test finds p < .05.
 * Null where not, and with fewer than two cohorts on either side. O(cohorts).
 */
export function hollowGrowth(cohorts: readonly Cohort[]): HollowGrowth | null {
  const found = recentRetention(cohorts, 1);
  if (found === null) return null;
  const { recent, earlier } = found;
  const [more, fewer] = [recent, earlier].map(({ customers, cohorts: months }) => customers / months) as [
    number,
    number,
  ];
  if (recent.rate === null || earlier.rate === null) return null;
  if (more < fewer * (1 + leastGrowth) || recent.rate >= earlier.rate) return null;
  const trials = ({ retained, customers }: typeof recent) => ({ successes: retained, trials: customers });
  const { pValue } = twoProportions(trials(recent), trials(earlier));
  if (pValue >= 0.05) return null;
  return {
    new_customers: more,
    previous_new_customers: fewer,
    retention: recent.rate,
    previous_retention: earlier.rate,
    p_value: pValue,
  };
}
