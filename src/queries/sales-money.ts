import type { Span } from "#indicator.ts";
import type { View } from "#store.ts";
import { groupKeys } from "./group-keys.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

/** What a span's valid orders brought, by bucket and by the question's group; without counting orders, which takes longer. */
export async function salesMoney(view: View, { start, end, grain }: Span) {
  const bucket = grain === null ? null : view.dialect.bucket("sales.ordered_on", grain);
  const group = groupKeys("sales", view);
  const rows = await view.select(
    `SELECT ${bucket ?? "NULL"} AS bucket_start, ${group.columns}, sum(sales.net) AS sold, sum(sales.units) AS pieces
FROM sales
WHERE sales.ordered_at >= $start AND sales.ordered_at < $end
GROUP BY ${group.groupBy(...(bucket === null ? [] : [bucket]))}
ORDER BY bucket_start, place, part`,
    { start, end },
    { bucket_start: "day?", part: "text?", place: "integer", sold: "double", pieces: "double?" },
  );
  return rows.map(({ bucket_start, part, place, sold, pieces }) => {
    // A sum of doubles differs in its last digits with the order of its rows.
    const units = pieces === null ? null : Math.round(pieces * 10_000) / 10_000;
    return { start: bucket_start, part, place, net: sold, units };
  });
}
