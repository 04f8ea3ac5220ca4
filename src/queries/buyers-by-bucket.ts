import type { View } from "#store.ts";

type Grain = "day" | "week" | "month" | "quarter" | "year";

export interface BuyersBucket {
  readonly from: string;
  readonly to: string;
  readonly grain: Grain;
  /** Do the question's filters and groups concern accounts alone? Then the rollups answer, which is faster. */
  readonly ofAccounts: boolean;
}

export const sample: BuyersBucket = { from: "2020-01-01", to: "2027-01-01", grain: "month", ofAccounts: true };

/** Distinct customers with a valid order on the days `[from, to)`, by bucket, and over all of them. */
export async function buyersByBucket(
  view: View,
  parameters: BuyersBucket,
): Promise<{ readonly total: number; readonly byStart: ReadonlyMap<string, number> }> {
  const { grain, ofAccounts, ...days } = parameters;
  const [relation, day] = source(grain, ofAccounts, days);
  const bucket = view.dialect.bucket(`buys.${day}`, grain);
  const within = `FROM ${relation} AS buys
WHERE buys.${day} >= CAST($from AS DATE) AND buys.${day} < CAST($to AS DATE) AND buys.account_id IS NOT NULL`;
  const [buckets, [all]] = await Promise.all([
    view.select(
      `SELECT ${bucket} AS start, count(DISTINCT buys.account_id) AS buyers ${within} GROUP BY ${bucket} ORDER BY ${bucket}`,
      days,
      { start: "day", buyers: "integer" },
    ),
    view.select(`SELECT count(DISTINCT buys.account_id) AS buyers ${within}`, days, { buyers: "integer" }),
  ]);
  return { total: all?.buyers ?? 0, byStart: new Map(buckets.map(({ start, buyers }) => [start, buyers])) };
}

/** The smallest relation that knows, and its day: account-months serve whole months. */
function source(grain: Grain, ofAccounts: boolean, days: { from: string; to: string }): [string, string] {
  if (!ofAccounts) return ["sales", "ordered_on"];
  const wholeMonths = days.from.endsWith("-01") && days.to.endsWith("-01") && grain !== "day" && grain !== "week";
  return wholeMonths ? ["account_months", "month"] : ["account_days", "ordered_on"];
}
