import type { Judgement } from "../anomaly/anomaly.ts";

/** One indicator as `/kpi` tells it; what is not known is null. */
export interface KpiRow {
  readonly kpi: string;
  readonly value: number | null;
  /** Its value in the period before, of equally many elapsed days. */
  readonly previous: number | null;
  /** Relative change against `previous`; null where that is not above zero. */
  readonly change: number | null;
  /** Its value in the same period a year ago. */
  readonly yoy: number | null;
  readonly yoy_change: number | null;
  /** Its values in the last twelve complete months (weeks, quarters), oldest first. */
  readonly series: readonly (number | null)[];
  /** Is the last value of the series unusual? Null where too little is known to tell. */
  readonly anomaly: boolean | null;
  readonly z: number | null;
  /** What past and season let expect of the last value. */
  readonly expected: number | null;
}

export interface KpiFacts {
  readonly kpi: string;
  readonly value: number | null;
  readonly previous: number | null;
  readonly yoy: number | null;
  /** NaN where it is not known. */
  readonly history: Float64Array;
  readonly judgement: Judgement | null;
}

/** Points of a sparkline. */
export const sparklineLength = 12;

/** What is told of an indicator. O(1) beside its sparkline. */
export function kpiRow({ kpi, value, previous, yoy, history, judgement }: KpiFacts): KpiRow {
  const points = [...history.subarray(-sparklineLength)];
  return {
    kpi,
    value,
    previous,
    change: ratio(value, previous),
    yoy,
    yoy_change: ratio(value, yoy),
    series: points.map((point) => (Number.isNaN(point) ? null : point)),
    anomaly: judgement?.anomaly ?? null,
    z: judgement?.z ?? null,
    expected: judgement?.expected ?? null,
  };
}

function ratio(now: number | null, before: number | null): number | null {
  return now === null || before === null || before <= 0 ? null : now / before - 1;
}

/** Buckets in a year, or in a week for days: the season of a series. */
export const seasonOf = { day: 7, week: 52, month: 12, quarter: 4 } as const;
export type KpiGrain = keyof typeof seasonOf;

/** Buckets read at most, three seasons and more. */
export const historyLength = { day: 91, week: 157, month: 48, quarter: 24 } as const;

/** The buckets that the period's unit, or its length where it has none, makes a line of. */
export function kpiGrain(step: { readonly count: number; readonly unit: string }): KpiGrain {
  const { count, unit } = step;
  if (unit === "quarter") return "quarter";
  if (unit === "week") return count <= 4 ? "week" : "month";
  if (unit === "day") return count === 1 ? "day" : count <= 27 ? "week" : "month";
  return "month";
}
