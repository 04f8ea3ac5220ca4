import { coherentForecasts } from "./coherent.ts";
import type { FactorForecast } from "./factor-forecast.ts";
import type { Factor, LeftFactor } from "./factors.ts";
import { type ForecastFinding, type PipelineBucket, pointsOf, sumOf } from "./finding.ts";
import type { Forecast } from "./forecast.ts";
import type { GroupHistory } from "./group-histories.ts";
import type { ForecastPlan, Past } from "./past.ts";
import { type TargetRow, targetOf } from "./target.ts";

interface Forecasted {
  readonly plan: ForecastPlan;
  readonly past: Past;
  readonly whole: FactorForecast;
  readonly groups: readonly (GroupHistory & { readonly forecast: Forecast | null })[];
  /** Whether the groups are all of the whole, and no more. */
  readonly parts: boolean;
  /** Values cannot be above this. */
  readonly most: number;
  readonly factors: readonly Factor[];
  readonly left: readonly LeftFactor[];
  readonly targets: readonly TargetRow[];
  /** The span whose target matters, such as the fiscal year. */
  readonly year: { readonly from: string; readonly to: string };
  readonly pipeline: readonly PipelineBucket[] | null;
}

/** Puts together what a forecast found out. O(buckets · (groups + targets)). */
export function forecastFinding(given: Forecasted): ForecastFinding {
  const { plan, past, whole, parts, most, factors, left, pipeline } = given;
  const { ahead, end, grain } = plan;
  const { history, running, sums } = past;
  const points = pointsOf(whole, ahead, { most, ...(running ? { least: running.soFar } : {}) });
  const groups = given.groups.flatMap(({ forecast, ...group }) => (forecast ? [{ ...group, forecast }] : []));
  const all = parts && groups.length === given.groups.length;
  const means = points.map(({ mean }) => mean);
  const scaled = all
    ? coherentForecasts(
        groups.map(({ forecast }) => forecast),
        means,
      )
    : null;
  const starts = [...history.starts, ...ahead];
  const values = [...history.values, ...means];
  const buckets = starts.map((start, t) => {
    return { start, end: starts[t + 1] ?? end, value: values[t] ?? 0, past: t < history.starts.length };
  });
  const known = new Map(pipeline?.map((bucket) => [bucket.start, bucket]));
  return {
    ...{ grain, history, running, forecast: whole, points, end, factors, left },
    total: sums ? sumOf(points) : null,
    // Without a season the year before is no measure for what lies ahead.
    yearBefore: sums && !whole.method.seasonMissing ? yearBefore(past, plan) : null,
    target: targetOf(given.targets, buckets, given.year),
    pipeline:
      pipeline &&
      [...ahead, null].flatMap((start) => {
        const bucket = known.get(start);
        return bucket === undefined && start === null ? [] : [bucket ?? { start, deals: 0, amount: 0, weighted: 0 }];
      }),
    groups: groups.map(({ forecast, ...group }, index) => {
      return { ...group, points: pointsOf(scaled?.[index] ?? forecast, ahead, { most }) };
    }),
    coherent: scaled !== null,
  };
}

/** The same buckets one season earlier; null where they are not all past, or not known. */
function yearBefore({ history }: Past, { season, ahead }: ForecastPlan): ForecastFinding["yearBefore"] {
  const first = history.starts.length - season;
  const from = history.starts[first];
  if (from === undefined || ahead.length > season) return null;
  const total = history.values.slice(first, first + ahead.length).reduce((sum, value) => sum + value, 0);
  return { from, to: history.starts[first + ahead.length] ?? (ahead[0] as string), total };
}
