import { addDays } from "../days.ts";
import type { ForecastGrain } from "./finding.ts";
import type { GroupValue } from "./group-histories.ts";
import { type History, historyOf } from "./history.ts";

/** Buckets of the past and the future, as first days. */
export interface ForecastPlan {
  readonly grain: ForecastGrain;
  /** Buckets of a season. */
  readonly season: number;
  readonly complete: readonly string[];
  readonly ahead: readonly string[];
  /** First day behind the last bucket. */
  readonly end: string;
}

/** What was read of an indicator's past. */
export interface PastRows {
  readonly whole: readonly GroupValue[];
  /** First day of all records; null where it is not known. */
  readonly firstDay: string | null;
  /** Value of the last season as one span; null where it was not read. */
  readonly season: number | null;
}

export interface Past {
  readonly history: History;
  /** The bucket that has begun and is not over: what it brought so far; null without one, and for what is no sum. */
  readonly running: { readonly start: string; readonly soFar: number } | null;
  /** First day of records that began in the middle of a bucket, which therefore does not count. */
  readonly cut: string | null;
  /** Whether buckets sum up to what longer spans bring; customers, for one, who buy twice do not. */
  readonly sums: boolean;
}

/** Days into its first bucket on which records may begin for it to count as complete. */
const grace = { week: 2, month: 8, quarter: 15 } as const;

/** The past of an indicator, which is `additive` where it is a sum and no ratio. O(n). */
export function pastOf(rows: PastRows, { grain, season, complete, ahead }: ForecastPlan, additive: boolean): Past {
  const values = new Map(rows.whole.map(({ start, value }) => [start ?? "", value]));
  const opening = rows.firstDay === null ? undefined : complete.findLast((start) => start <= (rows.firstDay as string));
  const cut = opening !== undefined && (rows.firstDay as string) >= addDays(opening, grace[grain]);
  const history = historyOf(values, cut ? complete.filter((start) => start > opening) : complete, additive);
  const soFar = values.get(ahead[0] ?? "") ?? null;
  const recent = complete.slice(-season).reduce((sum, start) => sum + (values.get(start) ?? 0), 0);
  return {
    history,
    running: additive && soFar !== null && history.values.length > 0 ? { start: ahead[0] as string, soFar } : null,
    cut: cut ? rows.firstDay : null,
    sums: additive && rows.season !== null && Math.abs(recent - rows.season) <= 1e-6 * Math.abs(rows.season),
  };
}
