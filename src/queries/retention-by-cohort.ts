import type { View } from "#store.ts";

export interface RetentionQuestion {
  readonly grain: "week" | "month" | "quarter";
  /** Cohorts whose first day lies in `[from, to)`. */
  readonly from: string;
  readonly to: string;
  /** Activity counts up to this day. */
  readonly asOf: string;
  /** First day of the month that holds the as-of. */
  readonly runningMonth: string;
  /** Web event that counts as coming back; null: an order. */
  readonly event: string | null;
  /** Split by the question's `by`. */
  readonly grouped?: boolean;
}

export const sample: RetentionQuestion = {
  grain: "month",
  from: "2025-11-01",
  to: "2026-11-01",
  asOf: "2026-10-31",
  runningMonth: "2026-10-01",
  event: null,
};

/**
 * Customers active and their money by cohort (the week, month or quarter of the first order ever) and by week, month
 * or quarter of activity. Months come from the account-month rollup, but for the one that the as-of may cut.
 */
export function retentionByCohort(view: View, question: RetentionQuestion) {
  const { from, to, asOf, runningMonth, event, grouped } = question;
  const monthly = question.grain === "month" && event === null;
  return view.select(
    `WITH ${monthly ? monthlyActivity : dailyActivity(question, view)}
     SELECT ${grouped ? "home_group" : "''"} AS home, cohort_start, active_start, count(*) AS customers,
       sum(net) AS revenue
     FROM activity
     GROUP BY ${grouped ? "home_group, " : ""}cohort_start, active_start
     ORDER BY home, cohort_start, active_start`,
    { from, to, asOf, ...(monthly ? { runningMonth } : {}), ...(event === null ? {} : { event }) },
    { home: "text?", cohort_start: "day", active_start: "day", customers: "integer", revenue: "double" },
  );
}

const monthlyActivity = `running AS (
    SELECT account_id, group_1, sum(net) AS net FROM account_days
    WHERE ordered_on >= CAST($runningMonth AS DATE) AND ordered_on <= CAST($asOf AS DATE)
    GROUP BY account_id, group_1
  ), activity AS (
    SELECT group_1 AS home_group, cohort AS cohort_start, month AS active_start, net
    FROM account_months
    WHERE cohort >= CAST($from AS DATE) AND cohort < CAST($to AS DATE) AND month < CAST($runningMonth AS DATE)
    UNION ALL
    SELECT account_months.group_1 AS home_group, cohort AS cohort_start, month AS active_start, running.net AS net
    FROM account_months
    JOIN running ON running.account_id = account_months.account_id
      AND coalesce(running.group_1, '') = coalesce(account_months.group_1, '')
    WHERE cohort >= CAST($from AS DATE) AND cohort < CAST($to AS DATE) AND month = CAST($runningMonth AS DATE)
  )`;

function dailyActivity({ grain, event }: RetentionQuestion, view: View): string {
  const days =
    event === null
      ? "SELECT account_id, group_1, ordered_on AS active_on, net FROM account_days"
      : "SELECT account_id, group_1, occurred_on AS active_on, 0 AS net FROM web_events WHERE kind = $event";
  const start = view.dialect.bucket("active_on", grain);
  return `days AS (${days}), firsts AS (
    SELECT account_id, coalesce(group_1, '') AS home_key, ${view.dialect.bucket("min(active_on)", grain)} AS cohort_start
    FROM days
    WHERE account_id IS NOT NULL AND active_on <= CAST($asOf AS DATE)
    GROUP BY account_id, coalesce(group_1, '')
  ), periods AS (
    SELECT account_id, group_1, ${start} AS active_start, sum(net) AS net
    FROM days
    WHERE account_id IS NOT NULL AND active_on >= CAST($from AS DATE) AND active_on <= CAST($asOf AS DATE)
    GROUP BY account_id, group_1, ${start}
  ), activity AS (
    SELECT periods.group_1 AS home_group, cohort_start, active_start, net
    FROM firsts JOIN periods ON periods.account_id = firsts.account_id AND coalesce(periods.group_1, '') = home_key
    WHERE cohort_start >= CAST($from AS DATE) AND cohort_start < CAST($to AS DATE)
  )`;
}
