import type { View } from "#store.ts";
import { type SegmentSpan, sample as span } from "./segment-groups.ts";

export const sample: SegmentSpan = span;

/**
 * Money that known customers took back by returns dated in a span, by the question's groups; null where returns cannot
 * honour the question. A source without returns took nothing back.
 */
export async function segmentReturns(view: View, { start, end }: SegmentSpan) {
  if (!view.has("returns")) return [];
  if (!view.covers("returns")) return null;
  return view.select(
    `SELECT returns.group_1 AS first_part, returns.group_2 AS second_part, coalesce(sum(returns.amount), 0) AS returned
     FROM returns
     WHERE returns.account_id IS NOT NULL AND returns.returned_at >= $start AND returns.returned_at < $end
     GROUP BY returns.group_1, returns.group_2
     ORDER BY first_part, second_part`,
    { start, end },
    { first_part: "text?", second_part: "text?", returned: "double" },
  );
}
