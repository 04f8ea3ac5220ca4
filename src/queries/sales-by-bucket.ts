import type { View } from "#store.ts";

type Grain = "day" | "week" | "month" | "quarter" | "year";
export const sample: { from: string; to: string; grain: Grain } = {
  from: "2020-01-01",
  to: "2027-01-01",
  grain: "month",
};

export interface BucketSales {
  /** First business day of the bucket. */
  readonly start: string;
  readonly net: number;
  readonly orders: number;
  readonly units: number | null;
  /** Orders whose account is not known, and their money. */
  readonly unattributed: number;
  readonly unattributedNet: number | null;
}

/** Valid orders of the days `[from, to)` summed by bucket; buckets without orders are not there. */
export async function salesByBucket(
  view: View,
  parameters: { readonly from: string; readonly to: string; readonly grain: Grain },
): Promise<readonly BucketSales[]> {
  const { grain, ...days } = parameters;
  const bucket = view.dialect.bucket("sales.ordered_on", grain);
  const rows = await view.select(
    `SELECT
  ${bucket} AS start, sum(sales.net) AS sold, sum(sales.orders) AS placed, sum(sales.units) AS pieces,
  sum(CASE WHEN sales.account_id IS NULL THEN sales.orders ELSE 0 END) AS unattributed,
  sum(CASE WHEN sales.account_id IS NULL THEN sales.net END) AS "unattributedNet"
FROM sales
WHERE sales.ordered_on >= CAST($from AS DATE) AND sales.ordered_on < CAST($to AS DATE)
GROUP BY ${bucket}
ORDER BY ${bucket}`,
    days,
    {
      start: "day",
      sold: "double",
      placed: "integer",
      pieces: "double?",
      unattributed: "integer",
      unattributedNet: "double?",
    },
  );
  return rows.map(({ sold, placed, pieces, ...row }) => ({ ...row, net: sold, orders: placed, units: pieces }));
}
