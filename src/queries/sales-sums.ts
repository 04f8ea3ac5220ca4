import type { Span } from "#indicator.ts";
import type { View } from "#store.ts";
import { groupKeys } from "./group-keys.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

export interface SalesSum {
  /** First business day of the bucket; null where the span is not cut. */
  readonly start: string | null;
  /** The question's group; null without one, and where it has no value. */
  readonly part: string | null;
  /** Which of the dimensions the group is of, in a view grouped by each of several; 0 in others. */
  readonly place: number;
  readonly net: number;
  /** Orders of the group. */
  readonly orders: number;
  /** Orders that count once over all groups. */
  readonly allOrders: number;
  readonly units: number | null;
  /** Orders whose account is not known, and their money. */
  readonly unattributed: number;
  readonly unattributedNet: number | null;
}

/** Valid orders of a span summed by bucket and by the question's group; those without orders are not there. */
export async function salesSums(view: View, { start, end, grain }: Span): Promise<readonly SalesSum[]> {
  const bucket = grain === null ? null : view.dialect.bucket("sales.ordered_on", grain);
  const group = groupKeys("sales", view);
  const rows = await view.select(
    `SELECT
  ${bucket ?? "NULL"} AS bucket_start, ${group.columns}, sum(sales.net) AS sold, sum(sales.orders) AS placed,
  sum(sales.all_orders) AS placed_once, sum(sales.units) AS pieces,
  sum(CASE WHEN sales.account_id IS NULL THEN sales.all_orders ELSE 0 END) AS unattributed,
  sum(CASE WHEN sales.account_id IS NULL THEN sales.net END) AS unattributed_net
FROM sales
WHERE sales.ordered_at >= $start AND sales.ordered_at < $end
GROUP BY ${group.groupBy(...(bucket === null ? [] : [bucket]))}
ORDER BY bucket_start, place, part`,
    { start, end },
    {
      bucket_start: "day?",
      part: "text?",
      place: "integer",
      sold: "double",
      placed: "integer",
      placed_once: "integer",
      pieces: "double?",
      unattributed: "integer",
      unattributed_net: "double?",
    },
  );
  return rows.map((row) => ({
    start: row.bucket_start,
    part: row.part,
    place: row.place,
    net: row.sold,
    orders: row.placed,
    allOrders: row.placed_once,
    // A sum of doubles differs in its last digits with the order of its rows.
    units: row.pieces === null ? null : Math.round(row.pieces * 10_000) / 10_000,
    unattributed: row.unattributed,
    unattributedNet: row.unattributed_net,
  }));
}
