import type { Span } from "#indicator.ts";
import type { View } from "#store.ts";
import { groupKeys } from "./group-keys.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

export interface SalesReturn {
  /** First business day of the bucket; null where the span is not cut. */
  readonly start: string | null;
  readonly part: string | null;
  /** Which of the dimensions the group is of, in a view grouped by each of several; 0 in others. */
  readonly place: number;
  readonly returned: number;
}

/**
 * Money taken back by returns dated in a span, whenever the orders were, by bucket and the question's group; null where
 * returns cannot honour the question. A source without returns took nothing back.
 */
export async function salesReturns(view: View, { start, end, grain }: Span): Promise<readonly SalesReturn[] | null> {
  if (!view.has("returns")) return [];
  if (!view.covers("returns")) return null;
  const bucket = grain === null ? null : view.dialect.bucket("returns.returned_on", grain);
  const group = groupKeys("returns", view);
  return view.select(
    `SELECT ${bucket ?? "NULL"} AS start, ${group.columns}, coalesce(sum(returns.amount), 0) AS returned
FROM returns
WHERE returns.returned_at >= $start AND returns.returned_at < $end
GROUP BY ${group.groupBy(...(bucket === null ? [] : [bucket]))}
ORDER BY start, place, part`,
    { start, end },
    { start: "day?", part: "text?", place: "integer", returned: "double" },
  );
}
