import type { View } from "#store.ts";

export const sample = { from: "2020-01-01", to: "2027-01-01", ofAccounts: true };

export interface GroupSales {
  readonly part: string | null;
  readonly net: number;
  readonly orders: number;
  readonly units: number | null;
  readonly customers: number;
}

/**
 * Valid orders of the days `[from, to)` summed by the question's group, with the distinct customers of each.
 * `ofAccounts`: do the question's filters and groups concern accounts alone? Then a rollup counts them, which is faster.
 */
export async function salesByGroup(
  view: View,
  parameters: { readonly from: string; readonly to: string; readonly ofAccounts: boolean },
): Promise<readonly GroupSales[]> {
  const { ofAccounts, ...days } = parameters;
  const within = (relation: string) => `FROM ${relation} AS sold
WHERE sold.ordered_on >= CAST($from AS DATE) AND sold.ordered_on < CAST($to AS DATE)`;
  const [sums, buyers] = await Promise.all([
    view.select(
      `SELECT sold.group_1 AS part, sum(sold.net) AS value, sum(sold.orders) AS placed, sum(sold.units) AS pieces
${within("sales")} GROUP BY sold.group_1 ORDER BY sold.group_1`,
      days,
      { part: "text?", value: "double", placed: "integer", pieces: "double?" },
    ),
    view.select(
      `SELECT sold.group_1 AS part, count(DISTINCT sold.account_id) AS customers
${within(ofAccounts ? "account_days" : "sales")} GROUP BY sold.group_1 ORDER BY sold.group_1`,
      days,
      { part: "text?", customers: "integer" },
    ),
  ]);
  const customers = new Map(buyers.map((row) => [row.part, row.customers]));
  return sums.map(({ part, value, placed, pieces }) => ({
    part,
    net: value,
    orders: placed,
    units: pieces,
    customers: customers.get(part) ?? 0,
  }));
}
