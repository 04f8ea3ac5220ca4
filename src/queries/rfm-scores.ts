import type { Dialect, View } from "#store.ts";

/** The two spans compared (`[from, to)`, business days), the days from which recency is counted, and how to score. */
export interface RfmSpans {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly previousFrom: string;
  readonly previousTo: string;
  readonly previousAsOf: string;
  /** How to score. */
  readonly scoring: RfmScoring;
  /** Do returns follow the as-of, which must not count? Leaving them out costs a join. */
  readonly returnsFollow?: boolean;
  /** Split the counts by the question's `by`. */
  readonly grouped?: boolean;
}

/** Quintiles; above the mean or not; or limits (five scores by four ascending limits, days descending). */
export type RfmScoring =
  | { readonly kind: "quintiles" | "means" }
  | {
      readonly kind: "limits";
      readonly recency: readonly number[];
      readonly frequency: readonly number[];
      readonly monetary: readonly number[] | null;
    };

/** Columns of `scored` besides the account, as a view reads them. */
export const scoreColumns = {
  recency: "integer",
  frequency: "integer",
  monetary: "double",
  r: "integer",
  f: "integer",
  m: "integer",
  fm: "integer",
} as const;

/** Do the data hold returns made after the as-of: of a day that is past, or dated ahead? */
export async function returnsFollow(view: View, { asOf }: { readonly asOf: string }): Promise<boolean> {
  if (!view.has("orders") || !view.has("returns") || !view.covers("returns")) return false;
  const later = "SELECT count(*) AS later FROM returns WHERE returned_on > CAST($asOf AS DATE)";
  const [found] = await view.select(later, { asOf }, { later: "integer" });
  return (found?.later ?? 0) > 0;
}

export const sample: RfmSpans = {
  from: "2025-11-01",
  to: "2026-11-01",
  asOf: "2026-10-31",
  previousFrom: "2024-11-01",
  previousTo: "2025-11-01",
  previousAsOf: "2025-10-31",
  scoring: { kind: "quintiles" },
  returnsFollow: true,
};

/**
 * Customers counted by score cell in the period and in the one before: `r`, `fm` (null where there were no orders),
 * a few hundred rows whatever the number of accounts. `home_group` is where the account's last order belongs.
 */
export function rfmScores(view: View, spans: RfmSpans) {
  const home = spans.grouped ? "coalesce(scored.home_group, previous_scored.home_group)" : "''";
  return view.select(
    `WITH ${scoredAccounts(view.dialect, spans)}, ${scoredAccounts(view.dialect, spans, "previous_")}
     SELECT ${home} AS home, scored.r AS r_now, scored.fm AS fm_now, previous_scored.r AS r_before,
       previous_scored.fm AS fm_before, count(*) AS customers,
       coalesce(sum(scored.monetary), 0) AS revenue, coalesce(sum(previous_scored.monetary), 0) AS revenue_before,
       min(scored.recency) AS least_recency
     FROM scored FULL JOIN previous_scored ON previous_scored.account_id = scored.account_id
     GROUP BY ${spans.grouped ? "home, " : ""}scored.r, scored.fm, previous_scored.r, previous_scored.fm
     ORDER BY ${spans.grouped ? "home, " : ""}scored.r, scored.fm, previous_scored.r, previous_scored.fm`,
    scoreParameters(spans),
    {
      home: "text?",
      r_now: "integer?",
      fm_now: "integer?",
      r_before: "integer?",
      fm_before: "integer?",
      customers: "integer",
      revenue: "double",
      revenue_before: "double",
      least_recency: "integer?",
    },
  );
}

/** Parameters of both `scoredAccounts`. */
function scoreParameters(spans: RfmSpans) {
  const { from, to, asOf, previousFrom, previousTo, previousAsOf } = spans;
  return { from, to, asOf, previousFrom, previousTo, previousAsOf };
}

/**
 * Common table expressions that end in `scored` (or `previous_scored`): per account with orders in the span its measures
 * (recency in days, orders, money net of the returns made by `asOf`) and scores. Narrow numbers keep the order
 * statistics fast.
 */
export function scoredAccounts(dialect: Dialect, spans: RfmSpans, span: "" | "previous_" = ""): string {
  const day = (name: "From" | "To" | "AsOf") =>
    `CAST($${span === "" ? name.charAt(0).toLowerCase() + name.slice(1) : `previous${name}`} AS DATE)`;
  const combined = spans.scoring.kind === "means" ? "2 * f + m" : "CAST(floor((f + m + 1) / 2.0) AS INTEGER)";
  const within = `ordered_on >= ${day("From")} AND ordered_on < ${day("To")}`;
  // Account days hold all returns of their orders, so those still to come are given back.
  const later = `${span}later AS (
    SELECT valid_orders.account_id AS buyer, sum(returns.amount) AS amount
    FROM returns JOIN valid_orders ON valid_orders.id = returns.order_id
    WHERE returns.returned_on > CAST($asOf AS DATE) AND ${within}
    GROUP BY valid_orders.account_id
  ), `;
  return `${spans.returnsFollow ? later : ""}${span}measured AS (
    SELECT account_id, ${spans.grouped ? "max_by(group_1, concat(CAST(ordered_on AS VARCHAR), coalesce(group_1, ''))) AS home_group," : ""}
      CAST(${dialect.daysBetween("max(ordered_on)", day("AsOf"))} AS INTEGER) AS recency,
      CAST(sum(orders) AS INTEGER) AS frequency,
      CAST(sum(net) - sum(returned)${spans.returnsFollow ? " + coalesce(max(later.amount), 0)" : ""} AS DECIMAL(18, 4)) AS monetary
    FROM account_days${spans.returnsFollow ? ` LEFT JOIN ${span}later AS later ON later.buyer = account_days.account_id` : ""}
    WHERE account_id IS NOT NULL AND ${within}
    GROUP BY account_id
  ), ${span}spread AS (
    SELECT ${measures.map((measure) => spread(dialect, spans.scoring, measure)).join(", ")} FROM ${span}measured
  ), ${span}cuts AS (
    SELECT ${measures.map((measure) => cutPoints(spans.scoring, measure)).join(", ")} FROM ${span}spread
  ), ${span}rated AS (
    SELECT ${span}measured.*, ${measures.map((measure) => `${score(spans.scoring, measure)} AS ${measure.letter}`).join(", ")}
    FROM ${span}measured CROSS JOIN ${span}cuts
  ), ${span}scored AS (
    SELECT ${span}rated.*, ${combined} AS fm FROM ${span}rated
  )`;
}

interface Measure {
  readonly name: "recency" | "frequency" | "monetary";
  readonly letter: "r" | "f" | "m";
  /** Turns the measure so that larger is better. */
  readonly sign: "" | "-";
}

const measures: readonly Measure[] = [
  { name: "recency", letter: "r", sign: "-" },
  { name: "frequency", letter: "f", sign: "" },
  { name: "monetary", letter: "m", sign: "" },
];

const steps = [1, 2, 3, 4];

/** What the scores of one measure compare with: the four order statistics and the extremes, or the sum. */
function spread(dialect: Dialect, scoring: RfmScoring, { name, letter, sign }: Measure): string {
  const value = `${sign}${name}`;
  if (scoring.kind === "means") {
    return `count(*) AS ${letter}_count, CAST(sum(${value}) AS DOUBLE) AS ${letter}_total`;
  }
  const extremes = `min(${value}) AS ${letter}_least, max(${value}) AS ${letter}_most`;
  return `${dialect.orderStatistics(value, steps, 5)} AS ${letter}_steps, ${extremes}`;
}

/** The same, each in a column of its own. */
function cutPoints(scoring: RfmScoring, { letter }: Measure): string {
  if (scoring.kind === "means") return `${letter}_count, ${letter}_total`;
  const own = steps.map((step) => `${letter}_steps[${step}] AS ${letter}_${step}`);
  return [...own, `${letter}_least`, `${letter}_most`].join(", ");
}

/** The score of one measure. */
function score(scoring: RfmScoring, { name, letter, sign }: Measure): string {
  const value = `${sign}${name}`;
  if (scoring.kind === "means") {
    const excess = `CAST(${value} AS DOUBLE) * ${letter}_count - ${letter}_total`;
    return `CASE WHEN ${excess} > 0.00005 THEN 1 ELSE 0 END`;
  }
  const limits = scoring.kind === "limits" ? scoring[name] : null;
  if (limits === null) {
    const rungs = [4, 3, 2, 1].map((step) => `WHEN ${value} > ${letter}_${step} THEN ${step + 1}`);
    return `CASE WHEN ${letter}_least = ${letter}_most THEN 3 ${rungs.join(" ")} ELSE 1 END`;
  }
  const rungs = [3, 2, 1, 0].map((index) => {
    const limit = limits[index] ?? Number.NaN;
    if (!Number.isFinite(limit)) throw new Error("rfm scoring requires 4 finite limits");
    return `WHEN ${value} >= ${name === "recency" ? -limit : limit} THEN ${index + 2}`;
  });
  return `CASE ${rungs.join(" ")} ELSE 1 END`;
}
