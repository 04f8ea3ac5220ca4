import { lifecycleRules as rules } from "#model/lifecycle-rules.ts";
import type { Row, View } from "#store.ts";
import { type Habits, lifecycleHabits } from "./lifecycle-habits.ts";
import { day, gapSpans, type LifecycleSpans, sample as spans } from "./lifecycle-spans.ts";

export interface LifecycleQuestion extends LifecycleSpans {
  /** Split by the question's `by`, as the account carries it. */
  readonly grouped: boolean;
  /** Count accounts without an order? Only where the filters can tell accounts. */
  readonly prospects: boolean;
  /** Most slipping accounts listed; null for all. */
  readonly limit: number | null;
}

export const sample: LifecycleQuestion = { ...spans, grouped: true, prospects: true, limit: 200 };

/** Gaps between order days judged in one go, at most about: what fits into the store's memory with their windows. */
const mostGaps = 5_000_000;

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
type Staged = Row<typeof shape>;

/**
 * Accounts counted by stage at the start and at the end of a period (null: not there yet), a few dozen rows whatever
 * the number of accounts; and the accounts that slip (at risk, or lost in the period), those worth most first.
 * `usual` is an account's usual gap in days. Money is net over the 365 days up to either day.
 *
 * Medians are exact; only accounts silent for so long that their habit matters are asked for theirs.
 * Won back is judged by the gaps known when the period began, so that whoever was lost then and ordered is won back.
 */
export async function lifecycleStages(view: View, question: LifecycleQuestion) {
  const { grouped, prospects, limit, ...days } = question;
  const habits = await lifecycleHabits(view, days);
  const parts = Math.ceil(habits.gaps / mostGaps) || 1;
  const rows: Staged[] = [];
  for (let part = 0; part < parts; part++) rows.push(...(await stagesOfPart(view, question, habits, { parts, part })));
  const slipping = rows.filter(({ listed }) => listed);
  const moves = rows.filter(({ listed }) => !listed);
  return parts === 1
    ? { moves, slipping }
    : { moves: together(moves), slipping: slipping.sort(bySlip).slice(0, limit ?? slipping.length) };
}

/** The same of the accounts whose key leaves `part` when divided by `parts`. */
function stagesOfPart(
  view: View,
  { grouped, prospects, limit, ...days }: LifecycleQuestion,
  { now, start, earlier }: Habits,
  share: { readonly parts: number; readonly part: number },
): Promise<Staged[]> {
  return view.select(
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
    { ...days, ...share, now_median: now ?? 0, start_median: start ?? 0, earlier_median: earlier ?? 0 },
    shape,
  );
}

/** Moves of several parts, those alike as one. */
function together(moves: readonly Staged[]): Staged[] {
  const sums = new Map<string, Staged>();
  for (const move of moves) {
    const key = JSON.stringify([move.home, move.stage_before, move.stage_now]);
    const { customers, revenue, revenue_before } = sums.get(key) ?? { customers: 0, revenue: 0, revenue_before: 0 };
    sums.set(key, {
      ...move,
      customers: customers + move.customers,
      revenue: revenue + move.revenue,
      revenue_before: revenue_before + move.revenue_before,
    });
  }
  return [...sums.values()];
}

/** At risk before lost, those worth most first, as the store puts them. */
function bySlip(a: Staged, b: Staged): number {
  const text = (one: string | null, other: string | null) => ((one ?? "") < (other ?? "") ? -1 : one === other ? 0 : 1);
  return text(a.stage_now, b.stage_now) || b.revenue - a.revenue || text(a.account, b.account);
}

/** Days of silence up to which nobody is at risk or lost, whatever their habit: most medians are never asked for. */
const quiet = rules.atRisk * rules.shortestGap;
const away = rules.lost * rules.shortestGap;

/**
 * Common table expressions that end in `staged`, one row per account. Histories leave the rows of an account together,
 * which is what keeps the medians fast.
 */
function stagedAccounts(view: View, grouped: boolean, prospects: boolean): string {
  const { dialect } = view;
  const before = `ordered_on < ${day("from")}`;
  const between = (first: keyof LifecycleSpans, last: keyof LifecycleSpans, value: string) =>
    `CASE WHEN ordered_on >= ${day(first)} AND ordered_on <= ${day(last)} THEN ${value} END`;
  // Not a common table expression, which would hold millions of rows in memory to save a scan.
  const history = `(SELECT account_id, ordered_on, orders, net, CAST(gap AS INTEGER) AS gap
       FROM account_histories WHERE account_id % $parts = $part AND ordered_on <= ${day("asOf")}) AS history`;
  return `facts AS MATERIALIZED (
     SELECT account_id AS buyer, min(ordered_on) AS first_on, max(ordered_on) AS last_on, sum(orders) AS orders,
       max(CASE WHEN ${before} THEN ordered_on END) AS last_before,
       sum(CASE WHEN ${before} THEN orders END) AS orders_before,
       sum(${between("yearFrom", "asOf", "net")}) AS revenue,
       sum(${between("previousYearFrom", "start", "net")}) AS revenue_before,
       max(${between("from", "asOf", "gap")}) AS longest, max(${between("previousFrom", "start", "gap")}) AS longest_before
     FROM ${history} GROUP BY account_id
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
     SELECT account_id AS habitual, ${gapSpans
       .map(({ name, within }) => {
         const asked = `CASE WHEN ${name}_asked AND ${within} THEN gap END`;
         return `count(${asked}) AS ${name}_gaps, ${dialect.median(asked, "integer")} AS ${name}_own`;
       })
       .join(", ")}
     FROM ${history} JOIN doubtful ON doubted = account_id GROUP BY account_id
   ),
   usually AS (
     SELECT silences.*, ${gapSpans.map(({ name }) => `${usual(name)} AS ${name}_usual`).join(", ")}
     FROM silences LEFT JOIN own ON habitual = buyer
   ),
   staged AS MATERIALIZED (
     SELECT coalesce(accounts.id, buyer) AS account_key, ${grouped ? "accounts.group_1" : "''"} AS home,
       ${stage("asOf", dialect.daysBetween("first_on", day("asOf")), ["silent", "orders", "longest"], ["now", "start"])} AS stage_now,
       ${stage("start", dialect.daysBetween("first_on", day("start")), ["silent_before", "orders_before", "longest_before"], ["start", "earlier"])} AS stage_before,
       coalesce(revenue, 0) AS revenue, coalesce(revenue_before, 0) AS revenue_before, silent, now_usual AS usual
     FROM usually ${prospects ? "FULL" : "LEFT"} JOIN (SELECT * FROM accounts WHERE id % $parts = $part) AS accounts ON accounts.id = buyer
   )`;
}

/** An account's usual gap in days: its own median where it has enough gaps, else the population's, never too short. */
function usual(name: string): string {
  const given = `CASE WHEN ${name}_gaps >= ${rules.fewestGaps} THEN ${name}_own ELSE CAST($${name}_median AS DOUBLE) END`;
  return `greatest(${rules.shortestGap}.0, ${given})`;
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
