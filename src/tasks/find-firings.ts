import { firings } from "#metrics/alerts/alert-firing.ts";
import {
  type AlertGrain,
  type AlertReading,
  type AlertRule,
  alertMemory,
  alertReadings,
} from "#metrics/alerts/alert-rule.ts";
import { defineTask } from "#task.ts";

export interface FiringInput {
  /** One series a group, one value a bucket, oldest first. */
  readonly series: readonly Float64Array[];
  /** The day on which each bucket is over. */
  readonly ends: readonly string[];
  /** The first bucket in question. */
  readonly from: number;
  readonly rule: AlertRule;
  readonly grain: AlertGrain;
  readonly relative: boolean;
}

/** Where an alert fires in each series: its buckets with what was read there; and the newest reading. */
export default defineTask(import.meta.url, ({ series, ends, from, rule, ...about }: FiringInput) =>
  series.map((values): { fired: readonly { at: number; reading: AlertReading }[]; newest: AlertReading | null } => {
    const readings = alertReadings(values, rule, about);
    const memory = alertMemory[about.grain];
    const fired = firings(from, readings, ends, { coolDownDays: rule.coolDownDays, memory });
    return {
      fired: fired.flatMap((at) => {
        const reading = readings[at];
        return reading === undefined ? [] : [{ at, reading }];
      }),
      newest: readings.at(-1) ?? null,
    };
  }),
);
