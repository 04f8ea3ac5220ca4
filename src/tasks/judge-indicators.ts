import { type AlarmRate, alarmRate, type Judgement, judgeNewest, type Series } from "#metrics/anomaly/anomaly.ts";
import { defineTask } from "#task.ts";

/** Judges the newest value of every series, and how often earlier ones would have been called unusual. */
export default defineTask(import.meta.url, ({ series, most }: { series: readonly Series[]; most: number }) => {
  return series.map((one): { newest: Judgement | null; alarms: AlarmRate } => {
    return { newest: judgeNewest(one), alarms: alarmRate(one, most) };
  });
});
