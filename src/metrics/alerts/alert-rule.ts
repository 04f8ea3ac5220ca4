import { judgeNewest } from "../anomaly/anomaly.ts";
import { outlierScore } from "../anomaly/modified-z.ts";
import { historyLength, seasonOf } from "../kpi/kpi.ts";

/** How finely an alert looks: at whole days, weeks or months that are over. */
export type AlertGrain = "day" | "week" | "month";

/** When a number is worth telling. */
export interface AlertRule {
  readonly kind: "above" | "below" | "changed" | "anomalous";
  /** A value, for `changed` a relative change; not used by `anomalous`. */
  readonly limit: number;
  /** Which way `changed` looks. */
  readonly direction: "either" | "up" | "down";
  /** Buckets back that `changed` compares with. */
  readonly lag: number;
  /** How far back over the limit, as a share of it, a value must be before it may be told anew. */
  readonly hysteresis: number;
  /** Days after one alert in which there is no other. */
  readonly coolDownDays: number;
}

/** What a rule makes of one bucket: `near` lies between the limit and where it is clear again. */
export interface AlertReading {
  readonly state: "beyond" | "near" | "clear" | "unknown";
  readonly value: number;
  /** What it is held against: the bucket before, or what past and season let expect; NaN for a fixed limit. */
  readonly against: number;
}

/** Buckets before the one in question in which an alert looks for the last clear one. */
export const alertMemory: Readonly<Record<AlertGrain, number>> = { day: 91, week: 26, month: 12 };
/** No bucket has fewer days. */
const fewestDays: Readonly<Record<AlertGrain, number>> = { day: 1, week: 7, month: 28 };

/** Buckets that must be read up to and with the one in question, so that more of them change nothing. */
export function alertReach(grain: AlertGrain, coolDownDays: number): number {
  return alertMemory[grain] + historyLength[grain] + Math.ceil(coolDownDays / fewestDays[grain]);
}

/**
 * Reads each bucket by what was known when it ended: the values up to it, of which at most `historyLength` count, and
 * nothing after. `values`: one a bucket, oldest first, NaN where not known; leading zeros are times before anything was
 * recorded. `relative`: do changes come as shares of the value? O(n · history).
 */
export function alertReadings(
  values: Float64Array,
  rule: AlertRule,
  { grain, relative }: { readonly grain: AlertGrain; readonly relative: boolean },
): AlertReading[] {
  return Array.from(values, (_, at) => {
    const past = recorded(values.slice(Math.max(0, at + 1 - historyLength[grain]), at + 1));
    return readNewest(past, rule, { season: seasonOf[grain], relative });
  });
}

function readNewest(past: Float64Array, rule: AlertRule, about: { season: number; relative: boolean }): AlertReading {
  const value = past.at(-1) ?? Number.NaN;
  const read = (excess: number, limit: number, against = Number.NaN): AlertReading => {
    if (Number.isNaN(excess) || Number.isNaN(value)) return { state: "unknown", value, against };
    const back = rule.hysteresis * Math.abs(limit);
    return { state: excess > 0 ? "beyond" : excess <= -back ? "clear" : "near", value, against };
  };
  const { limit } = rule;
  switch (rule.kind) {
    case "above":
      return read(value - limit, limit);
    case "below":
      return read(limit - value, limit);
    case "changed": {
      const before = past.at(-1 - rule.lag) ?? Number.NaN;
      const change = before > 0 ? value / before - 1 : Number.NaN;
      const size = rule.direction === "up" ? change : rule.direction === "down" ? -change : Math.abs(change);
      return read(size - limit, limit, before);
    }
    case "anomalous": {
      const judged = judgeNewest({ values: past, ...about });
      return judged === null
        ? read(Number.NaN, outlierScore)
        : read(Math.abs(judged.z) - outlierScore, outlierScore, judged.expected);
    }
  }
}

/** Before the first value that is not zero nothing was recorded. */
function recorded(values: Float64Array): Float64Array {
  const first = values.findIndex((value) => value !== 0 && !Number.isNaN(value));
  return values.fill(Number.NaN, 0, first < 0 ? values.length : first);
}
