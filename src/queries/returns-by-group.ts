import type { View } from "#store.ts";

export const sample = { from: "2020-01-01", to: "2027-01-01" };

/** Money taken back by returns dated on the days `[from, to)`, by the question's group. */
export async function returnsByGroup(
  view: View,
  parameters: { readonly from: string; readonly to: string },
): Promise<ReadonlyMap<string | null, number>> {
  const rows = await view.select(
    `SELECT returns.group_1 AS part, sum(returns.amount) AS returned
FROM returns
WHERE returns.returned_on >= CAST($from AS DATE) AND returns.returned_on < CAST($to AS DATE)
GROUP BY returns.group_1
ORDER BY returns.group_1`,
    { ...parameters },
    { part: "text?", returned: "double?" },
  );
  return new Map(rows.map(({ part, returned }) => [part, returned ?? 0]));
}
