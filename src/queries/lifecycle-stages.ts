import { lifecycleRules as rules } from "#model/lifecycle-rules.ts";
import type { View } from "#store.ts";

/** The days that stages are judged by. */
export interface LifecycleSpans {
  /** First business day of the period. */
  readonly from: string;
  /** Last business day of the period, as of which stages are told. */
  readonly asOf: string;
  /** The day before `from`, as of which they are compared. */
  readonly start: string;
  /** First day of the span before the period, in which a customer counts as won back as of `start`. */
  readonly previousFrom: string;
  /** First of the 365 days that end with `asOf`, and of those that end with `start`. */
  readonly yearFrom: string;
  readonly previousYearFrom: string;
}

export interface LifecycleQuestion extends LifecycleSpans {
  /** Split by the question's `by`, as the account carries it. */
  readonly grouped: boolean;
  /** Count accounts without an order? Only where the filters can tell accounts. */
  readonly prospects: boolean;
  /** Most slipping accounts listed; null for all. */
  readonly limit: number | null;
}

export const sample: LifecycleQuestion = {
  from: "2026-06-01",
  asOf: "2026-10-31",
  start: "2026-05-31",
  previousFrom: "2026-01-01",
  yearFrom: "2025-11-01",
  previousYearFrom: "2025-06-01",
  grouped: true,
  prospects: true,
  limit: 200,
};

/**
 * Accounts counted by stage at the start and at the end of a period (null: not there yet), a few dozen rows whatever
 * the number of accounts; and the accounts that slip (at risk, or lost in the period), those worth most first.
 * `usual` is an account's usual gap in days. Money is net over the 365 days up to either day.
 *
 * Medians are exact; only accounts silent for so long that their habit matters are asked for theirs, and the
 * population's come from a histogram.
 * Won back is judged by the gaps known when the period began, so that whoever was lost then and ordered is won back.
 */
export async function lifecycleStages(view: View, question: LifecycleQuestion) {
  const { grouped, prospects, limit, ...days } = question;
  const shape = {
    listed: "flag",
    home: "text?",
    stage_before: "text?",
    stage_now: "text?",
    customers: "integer",
    revenue: "double",
    revenue_before: "double",
    account: "text?",
    account_name: "text?",
    owner_name: "text?",
    silent: "integer?",
    usual: "double?",
  } as const;
  const rows = await view.select(
    `WITH ${stagedAccounts(view, grouped, prospects)},
     slipping AS (
       SELECT * FROM staged
       WHERE stage_now = 'at_risk' OR (stage_now = 'lost' AND stage_before <> 'lost')
       ORDER BY stage_now, revenue DESC, account_key ${limit === null ? "" : `LIMIT ${Math.floor(limit)}`}
     )
     SELECT false AS listed, home, stage_before, stage_now, count(*) AS customers, sum(revenue) AS revenue,
       sum(revenue_before) AS revenue_before, NULL AS account, NULL AS account_name, NULL AS owner_name,
       NULL AS silent, NULL AS usual
     FROM staged WHERE stage_now IS NOT NULL GROUP BY home, stage_before, stage_now
     UNION ALL
     SELECT true AS listed, slipping.home, stage_before, stage_now, 1 AS customers, revenue, revenue_before,
       accounts.external_id AS account, accounts.name AS account_name, owners.name AS owner_name, silent, usual
     FROM slipping
     LEFT JOIN accounts ON accounts.id = slipping.account_key
     LEFT JOIN owners ON owners.id = accounts.owner_id
     ORDER BY listed, stage_now, revenue DESC, account, home, stage_before`,
    days,
    shape,
  );
  return { moves: rows.filter(({ listed }) => !listed), slipping: rows.filter(({ listed }) => listed) };
}

/** Days of silence up to which nobody is at risk or lost, whatever their habit: most medians are never asked for. */
const quiet = rules.atRisk * rules.shortestGap;
const away = rules.lost * rules.shortestGap;

const day = (name: keyof LifecycleSpans) => `CAST($${name} AS DATE)`;

/** Spans of history that a usual gap is taken from: up to the as-of, before the period, before the one before it. */
const spans = [
  { name: "now", within: "1 = 1" },
  { name: "start", within: `ordered_on < ${day("from")}` },
  { name: "earlier", within: `ordered_on < ${day("previousFrom")}` },
] as const;

/**
 * Common table expressions that end in `staged`, one row per account. The window leaves the rows of an account together,
 * which is what keeps the medians fast; it carries days alone, so that millions of them fit into memory.
 */
function stagedAccounts(view: View, grouped: boolean, prospects: boolean): string {
  const { dialect } = view;
  const before = `ordered_on < ${day("from")}`;
  const between = (first: keyof LifecycleSpans, last: keyof LifecycleSpans, value: string) =>
    `CASE WHEN ordered_on >= ${day(first)} AND ordered_on <= ${day(last)} THEN ${value} END`;
  // Groups of orders split an account's day; those of its account do not.
  const split = grouped && !view.summarised;
  const daily = `SELECT account_id, ordered_on, ${split ? "sum(orders) AS orders, sum(net) AS net" : "orders, net"}
       FROM account_days WHERE account_id IS NOT NULL AND ordered_on <= ${day("asOf")}
       ${split ? "GROUP BY account_id, ordered_on" : ""}`;
  const lag = "lag(ordered_on) OVER (PARTITION BY account_id ORDER BY ordered_on)";
  return `gaps AS MATERIALIZED (
     SELECT account_id, ordered_on, CAST(${dialect.daysBetween(lag, "ordered_on")} AS INTEGER) AS gap FROM (${daily}) AS daily
   ),
   counted AS (
     SELECT gap, ${spans.map(({ name, within }) => `sum(CASE WHEN ${within} THEN 1 ELSE 0 END) AS ${name}_n`).join(", ")}
     FROM gaps WHERE gap IS NOT NULL GROUP BY gap
   ),
   upto AS (
     SELECT gap, ${spans.map(({ name }) => `sum(${name}_n) OVER (ORDER BY gap) AS ${name}_upto, sum(${name}_n) OVER () AS ${name}_all`).join(", ")}
     FROM counted
   ),
   population AS (
     SELECT ${spans.map(({ name }) => `${middle(name)} AS ${name}_median`).join(", ")} FROM upto
   ),
   trade AS (
     SELECT account_id AS buyer, min(ordered_on) AS first_on, max(ordered_on) AS last_on, sum(orders) AS orders,
       max(CASE WHEN ${before} THEN ordered_on END) AS last_before,
       sum(CASE WHEN ${before} THEN orders END) AS orders_before,
       sum(${between("yearFrom", "asOf", "net")}) AS revenue,
       sum(${between("previousYearFrom", "start", "net")}) AS revenue_before
     FROM (${daily}) AS daily GROUP BY account_id
   ),
   pauses AS (
     SELECT account_id AS pausing, max(${between("from", "asOf", "gap")}) AS longest,
       max(${between("previousFrom", "start", "gap")}) AS longest_before
     FROM gaps GROUP BY account_id
   ),
   facts AS MATERIALIZED (
     SELECT trade.*, longest, longest_before FROM trade JOIN pauses ON pausing = buyer
   ),
   silences AS (
     SELECT facts.*, ${dialect.daysBetween("last_on", day("asOf"))} AS silent,
       ${dialect.daysBetween("last_before", day("start"))} AS silent_before
     FROM facts
   ),
   doubtful AS (
     SELECT buyer AS doubted, silent > ${quiet} AS now_asked,
       coalesce(silent_before, 0) > ${quiet} OR coalesce(longest, 0) > ${away} AS start_asked,
       coalesce(longest_before, 0) > ${away} AS earlier_asked
     FROM silences
     WHERE silent > ${quiet} OR silent_before > ${quiet} OR longest > ${away} OR longest_before > ${away}
   ),
   own AS (
     SELECT account_id AS habitual, ${spans
       .map(({ name, within }) => {
         const asked = `CASE WHEN ${name}_asked AND ${within} THEN gap END`;
         return `count(${asked}) AS ${name}_gaps, ${dialect.median(asked, "integer")} AS ${name}_own`;
       })
       .join(", ")}
     FROM gaps JOIN doubtful ON doubted = account_id GROUP BY account_id
   ),
   usually AS (
     SELECT silences.*, ${spans.map(({ name }) => `${usual(name)} AS ${name}_usual`).join(", ")}
     FROM silences LEFT JOIN own ON habitual = buyer CROSS JOIN population
   ),
   staged AS MATERIALIZED (
     SELECT coalesce(accounts.id, buyer) AS account_key, ${grouped ? "accounts.group_1" : "''"} AS home,
       ${stage("asOf", dialect.daysBetween("first_on", day("asOf")), ["silent", "orders", "longest"], ["now", "start"])} AS stage_now,
       ${stage("start", dialect.daysBetween("first_on", day("start")), ["silent_before", "orders_before", "longest_before"], ["start", "earlier"])} AS stage_before,
       coalesce(revenue, 0) AS revenue, coalesce(revenue_before, 0) AS revenue_before, silent, now_usual AS usual
     FROM usually ${prospects ? "FULL" : "LEFT"} JOIN accounts ON accounts.id = buyer
   )`;
}

/** Median of a histogram: the mean of its lower and upper middle. */
function middle(name: string): string {
  const least = (sign: string) => `min(CASE WHEN 2 * ${name}_upto ${sign} ${name}_all THEN gap END)`;
  return `(${least(">=")} + ${least(">")}) / 2.0`;
}

/** An account's usual gap in days: its own median where it has enough gaps, else the population's, never too short. */
function usual(name: string): string {
  const given = `CASE WHEN ${name}_gaps >= ${rules.fewestGaps} THEN ${name}_own ELSE ${name}_median END`;
  return `greatest(${rules.shortestGap}.0, coalesce(${given}, 0.0))`;
}

/** The stage as of a day: the first rule that holds. Null for an account that was not there yet. */
function stage(
  asOf: "asOf" | "start",
  age: string,
  [silent, orders, longest]: readonly [string, string, string],
  [now, atStart]: readonly [string, string],
): string {
  return `CASE WHEN ${orders} IS NULL THEN
      CASE WHEN coalesce(accounts.source_created_on, accounts.acquired_on) > ${day(asOf)} THEN NULL ELSE 'prospect' END
    WHEN ${longest} > ${rules.lost} * ${atStart}_usual THEN 'reactivated'
    WHEN ${silent} > ${rules.lost} * ${now}_usual THEN 'lost'
    WHEN ${silent} > ${rules.atRisk} * ${now}_usual THEN 'at_risk'
    WHEN ${orders} >= ${rules.loyalOrders} THEN 'loyal'
    WHEN ${age} <= ${rules.newDays} THEN 'new'
    ELSE 'active' END`;
}
