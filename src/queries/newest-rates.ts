import type { View } from "#store.ts";

export const sample = { day: "2027-01-01" };

/** What one unit of a currency was worth in another, on a day. */
export interface ExchangeRate {
  readonly from: string;
  readonly to: string;
  readonly rate: number;
  readonly on: string;
}

/** The newest rate of each pair of currencies that was known on a day. */
export async function newestRates(view: View, parameters: { readonly day: string }): Promise<ExchangeRate[]> {
  if (!view.has("fx_rates")) return [];
  return view.select(
    `SELECT upper(known.from_currency) AS "from", upper(known.to_currency) AS "to",
  max_by(known.rate, known.rate_on) AS rate, max(known.rate_on) AS "on"
FROM (SELECT fx_rates.from_currency AS from_currency, fx_rates.to_currency AS to_currency, fx_rates.rate AS rate,
    fx_rates.rate_on AS rate_on
  FROM fx_rates WHERE fx_rates.rate > 0 AND fx_rates.rate_on <= CAST($day AS DATE)) AS known
GROUP BY 1, 2 ORDER BY 1, 2`,
    { ...parameters },
    { from: "text", to: "text", rate: "double", on: "day" },
  );
}
