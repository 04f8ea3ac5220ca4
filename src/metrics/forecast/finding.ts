import type { FactorForecast } from "./factor-forecast.ts";
import type { Factor, LeftFactor } from "./factors.ts";
import type { Forecast } from "./forecast.ts";
import type { History } from "./history.ts";
import type { Target } from "./target.ts";

export type ForecastGrain = "week" | "month" | "quarter";

/** A bucket of the future. */
export interface ForecastPoint {
  readonly start: string;
  readonly mean: number;
  readonly lo80: number;
  readonly hi80: number;
  readonly lo95: number;
  readonly hi95: number;
}

/** Open deals by the bucket of their expected close; null where that is past or not given. */
export interface PipelineBucket {
  readonly start: string | null;
  readonly deals: number;
  readonly amount: number;
  readonly weighted: number;
}

export interface GroupForecast {
  /** Null for facts without a value; see `other`. */
  readonly key: string | null;
  /** Whether it is all groups that are not listed, together. */
  readonly other: boolean;
  readonly history: History;
  readonly points: readonly ForecastPoint[];
}

/** All that `/forecast` found out. */
export interface ForecastFinding {
  readonly grain: ForecastGrain;
  readonly history: History;
  /** The bucket that has begun and is not over: what it brought so far. */
  readonly running: { readonly start: string; readonly soFar: number } | null;
  readonly forecast: FactorForecast;
  readonly points: readonly ForecastPoint[];
  /** First day behind the last point. */
  readonly end: string;
  /** Sum of the points, and of the same buckets a year before; null where sums say nothing, or they are not known. */
  readonly total: number | null;
  readonly yearBefore: { readonly from: string; readonly to: string; readonly total: number } | null;
  readonly factors: readonly Factor[];
  readonly left: readonly LeftFactor[];
  readonly target: Target | null;
  readonly pipeline: readonly PipelineBucket[] | null;
  readonly groups: readonly GroupForecast[];
  /** Whether the groups' forecasts add up to the whole's. */
  readonly coherent: boolean;
}

type Bounds = Pick<Forecast, "mean" | "lo80" | "hi80" | "lo95" | "hi95">;

/**
 * The forecast by bucket. Nothing lies below `least` in the first one (what a sum has reached already), nor above `most`
 * in any (1 for a share).
 */
export function pointsOf(bounds: Bounds, starts: readonly string[], limits: { least?: number; most?: number } = {}) {
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = limits;
  return starts.map((start, step): ForecastPoint => {
    const within = (values: readonly number[]) => {
      return Math.min(most, Math.max(step === 0 ? least : Number.NEGATIVE_INFINITY, values[step] as number));
    };
    const { mean, lo80, hi80, lo95, hi95 } = bounds;
    return {
      start,
      mean: within(mean),
      lo80: within(lo80),
      hi80: within(hi80),
      lo95: within(lo95),
      hi95: within(hi95),
    };
  });
}

/** The highest point, the first of equals. */
export function peakOf(points: readonly ForecastPoint[]): ForecastPoint {
  return points.reduce((most, point) => (point.mean > most.mean ? point : most));
}

/** The lowest point, the first of equals. */
export function lowestOf(points: readonly ForecastPoint[]): ForecastPoint {
  return points.reduce((least, point) => (point.mean < least.mean ? point : least));
}

/** The points that have not begun: one that has may still be the highest, but it is too late to prepare for it. */
export function comingOf(
  points: readonly ForecastPoint[],
  running: ForecastFinding["running"],
): readonly ForecastPoint[] {
  const coming = points.filter(({ start }) => start !== running?.start);
  return coming.length > 0 ? coming : points;
}

export function sumOf(points: readonly ForecastPoint[]): number {
  return points.reduce((sum, { mean }) => sum + mean, 0);
}
