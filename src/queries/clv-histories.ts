import type { View } from "#store.ts";
import { withdrawn } from "./no-profiling.ts";

/** Days by which histories are cut: the last that counts, the last of the calibration, the day before the recent ones. */
export interface ClvDays {
  readonly asOf: string;
  readonly calibrated: string;
  readonly recentAfter: string;
}

export const sample: ClvDays = { asOf: "2026-10-31", calibrated: "2026-04-30", recentAfter: "2025-10-31" };

const day = (name: keyof ClvDays) => `CAST($${name} AS DATE)`;

/**
 * Purchase history of every customer with a valid order by the as-of, in the order of their keys; a day with orders is
 * one purchase. Whoever does not want to be scored is neither learned from nor told of. `age`: days since the first one, `span`: days from the first to the last, `days`: how many; `later`:
 * money after the first day, `recent`: money of the recent days. `seen_days` and `seen_span` are those of the
 * calibration. Money is what was ordered, in the reporting currency; returns are not taken off.
 */
export function clvHistories({ ungrouped, dialect }: View, days: ClvDays) {
  const first = "min(ordered_on)";
  const seen = `ordered_on <= ${day("calibrated")}`;
  const between = (a: string, b: string) => `CAST(${dialect.daysBetween(a, b)} AS INTEGER)`;
  return ungrouped.columns(
    `SELECT account_id AS account, ${between(first, day("asOf"))} AS age, ${between(first, "max(ordered_on)")} AS span,
       CAST(count(*) AS INTEGER) AS days,
       CAST(sum(net) - min_by(net, ordered_on) AS DOUBLE) AS later,
       CAST(sum(CASE WHEN ordered_on > ${day("recentAfter")} THEN net ELSE 0 END) AS DOUBLE) AS recent,
       CAST(sum(CASE WHEN ${seen} THEN 1 ELSE 0 END) AS INTEGER) AS seen_days,
       coalesce(${between(first, `max(CASE WHEN ${seen} THEN ordered_on END)`)}, 0) AS seen_span
     FROM account_days
     WHERE account_id IS NOT NULL AND ordered_on <= ${day("asOf")} AND account_id NOT IN (${withdrawn})
     GROUP BY account_id
     ORDER BY account_id`,
    { ...days, to: days.asOf },
    {
      account: "integer",
      age: "integer",
      span: "integer",
      days: "integer",
      later: "double",
      recent: "double",
      seen_days: "integer",
      seen_span: "integer",
    },
  );
}
