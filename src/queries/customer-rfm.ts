import type { View } from "#store.ts";
import { type RfmSpans, scoreColumns, scoredAccounts, sample as spans } from "./rfm-scores.ts";

export const sample = { ...spans, account: 106 };

/** How one customer scores among all who bought in the period, `scored` of them; null when it did not buy. */
export async function customerRfm(view: View, parameters: RfmSpans & { readonly account: number }) {
  const { from, to, asOf, account } = parameters;
  const rows = await view.select(
    `WITH ${scoredAccounts(view.dialect, { ...parameters, grouped: false })},
     population AS (SELECT count(*) AS size FROM measured)
     SELECT recency, frequency, monetary, r, f, m, fm, CAST(population.size AS INTEGER) AS population
     FROM scored CROSS JOIN population WHERE account_id = $account`,
    { from, to, asOf, account },
    {
      ...scoreColumns,
      population: "integer",
    },
  );
  return rows[0] ?? null;
}
