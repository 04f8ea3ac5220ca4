import type { View } from "#store.ts";
import { type Excluded, excludedRow } from "./excluded-orders.ts";
import { type SegmentSpan, sample as span } from "./segment-groups.ts";

export const sample: SegmentSpan = span;

/**
 * Valid orders that no customer can be credited with, by reason: those of the span without an account, and those
 * without a date, of any time; money in the reporting currency. Empty when there are none.
 */
export async function segmentExcluded(view: View, { start, end }: SegmentSpan): Promise<Excluded[]> {
  const rows = await view.ungrouped.select(
    `SELECT CASE WHEN ordered_at IS NULL THEN 'no_date' ELSE 'no_account' END AS reason,
       sum(all_orders) AS left_out, coalesce(sum(net), 0) AS money
     FROM sales
     WHERE ordered_at IS NULL OR (account_id IS NULL AND ordered_at >= $start AND ordered_at < $end)
     GROUP BY reason
     ORDER BY reason`,
    { start, end },
    { reason: "text", left_out: "integer", money: "double" },
  );
  return rows.map(excludedRow);
}
