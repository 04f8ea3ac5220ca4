import type { View } from "#store.ts";

type Grain = "day" | "week" | "month" | "quarter" | "year";
export const sample: { from: string; to: string; grain: Grain } = {
  from: "2020-01-01",
  to: "2027-01-01",
  grain: "month",
};

/** Money taken back by returns dated on the days `[from, to)`, by bucket, whenever the orders were. */
export async function returnsByBucket(
  view: View,
  parameters: { readonly from: string; readonly to: string; readonly grain: Grain },
): Promise<ReadonlyMap<string, number>> {
  const { grain, ...days } = parameters;
  const bucket = view.dialect.bucket("returns.returned_on", grain);
  const rows = await view.select(
    `SELECT ${bucket} AS start, sum(returns.amount) AS returned
FROM returns
WHERE returns.returned_on >= CAST($from AS DATE) AND returns.returned_on < CAST($to AS DATE)
GROUP BY ${bucket}
ORDER BY ${bucket}`,
    days,
    { start: "day", returned: "double?" },
  );
  return new Map(rows.map(({ start, returned }) => [start, returned ?? 0]));
}
