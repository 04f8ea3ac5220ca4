import type { Span } from "#indicator.ts";
import type { View } from "#store.ts";
import { sample as span } from "./sales-span.ts";

export const sample = { ...span, parts: ["华东", "B"], counted: true };

/**
 * Net, units and, where they are to be `counted`, orders of some of the question's groups by bucket, where all of them would
 * be too many to read.
 */
export async function forecastGroups(
  view: View,
  { start, end, grain, parts, counted }: Span & { readonly parts: readonly string[]; readonly counted: boolean },
) {
  const bucket = (day: string) => (grain === null ? "NULL" : view.dialect.bucket(day, grain));
  const by = (day: string, group: string) => (grain === null ? group : `${bucket(day)}, ${group}`);
  const returns = view.has("returns") && view.covers("returns");
  const [sold, returned] = await Promise.all([
    view.select(
      `SELECT ${bucket("sales.ordered_on")} AS start, sales.group_1 AS part, sum(sales.net) AS net,
  sum(sales.units) AS units, ${counted ? "sum(sales.orders)" : "NULL"} AS orders
FROM sales
WHERE sales.ordered_at >= $start AND sales.ordered_at < $end AND sales.group_1 IN (SELECT unnest($parts))
GROUP BY ${by("sales.ordered_on", "sales.group_1")}
ORDER BY ${by("sales.ordered_on", "sales.group_1")}`,
      { start, end, parts },
      { start: "day?", part: "text?", net: "double", units: "double?", orders: "integer?" },
    ),
    returns
      ? view.select(
          `SELECT ${bucket("returns.returned_on")} AS start, returns.group_1 AS part,
  coalesce(sum(returns.amount), 0) AS returned
FROM returns
WHERE returns.returned_at >= $start AND returns.returned_at < $end AND returns.group_1 IN (SELECT unnest($parts))
GROUP BY ${by("returns.returned_on", "returns.group_1")}
ORDER BY ${by("returns.returned_on", "returns.group_1")}`,
          { start, end, parts },
          { start: "day?", part: "text?", returned: "double" },
        )
      : [],
  ]);
  return { sold, returned };
}
