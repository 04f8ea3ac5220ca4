import type { View } from "#store.ts";

export const sample = { asOf: "2026-10-31" };

/**
 * How far the purchases of known customers reach back: days from the first of them to the as-of, null without any;
 * and the share of their money that returns took back.
 */
export async function clvSpan(view: View, { asOf }: { readonly asOf: string }) {
  const [row] = await view.ungrouped.select(
    `SELECT ${view.dialect.daysBetween("min(ordered_on)", "CAST($asOf AS DATE)")} AS days, count(*) AS n,
       coalesce(CAST(sum(net) AS DOUBLE), 0.0) AS ordered, coalesce(CAST(sum(returned) AS DOUBLE), 0.0) AS returned
     FROM account_days WHERE account_id IS NOT NULL AND ordered_on <= CAST($asOf AS DATE)`,
    { asOf },
    { days: "integer?", n: "integer", ordered: "double", returned: "double" },
  );
  if (row === undefined || row.n === 0) return { days: null, returnedShare: 0 };
  return { days: row.days, returnedShare: row.ordered > 0 ? row.returned / row.ordered : 0 };
}
