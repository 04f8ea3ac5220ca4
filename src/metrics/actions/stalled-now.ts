import type { PipelineDeals } from "../pipeline/pipeline-deals.ts";
import type { DayCounts } from "../pipeline/stage-days.ts";
import { type StalledDeal, stalledDeals } from "../pipeline/stalled-deals.ts";

/**
 * Deals created since `from` that are stalled on a day, the largest first. `arrivals` are the days on which open deals came
 * into their stage, `stays` how many won deals spent how many days in each (stage null: in all). O(deals + stays · stages).
 */
export function stalledNow(
  deals: PipelineDeals,
  arrivals: { readonly deal: Float64Array; readonly arrived: Float64Array },
  stays: readonly { readonly stage: number | null; readonly days: number; readonly deals: number }[],
  { from, asOf }: { readonly from: string; readonly asOf: string },
): StalledDeal[] {
  const daysOf = (stage: number | null): DayCounts => {
    const own = stays.filter((row) => row.stage === stage);
    return { days: own.map(({ days }) => days), deals: own.map(({ deals }) => deals) };
  };
  const stages = [...new Set(stays.map(({ stage }) => stage))].filter((stage) => stage !== null);
  const won = { cycle: daysOf(null), stages: new Map(stages.map((stage) => [stage, daysOf(stage)])) };
  const [first, today] = [from, asOf].map((day) => Date.parse(day) / 86_400_000) as [number, number];
  const daysIn = (keys: ArrayLike<number>, days: ArrayLike<number>) =>
    new Map(Array.from(keys, (deal, row) => [deal, days[row] as number]));
  const born = daysIn(deals.columns.deal, deals.columns.born);
  const arrived = daysIn(arrivals.deal, arrivals.arrived);
  return stalledDeals(deals, { won, arrived, asOf: today }).filter(({ deal }) => !((born.get(deal) ?? first) < first));
}
