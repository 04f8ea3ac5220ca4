import type { View } from "#store.ts";

export const sample = { from: "2020-01-01" };

/** What moves sales, and when: one row per day, kind, value and region from a day on, the future as far as it is known. */
export async function forecastFactors(view: View, { from }: { readonly from: string }) {
  if (!view.has("factors")) return [];
  return view.ungrouped.select(
    `SELECT factors.on_date AS day, factors.kind AS kind, factors.value AS value, factors.region AS region,
  max(CASE WHEN factors.is_forecast THEN 1 ELSE 0 END) AS forecast
FROM factors
WHERE factors.on_date >= CAST($from AS DATE) AND factors.kind IS NOT NULL
GROUP BY factors.on_date, factors.kind, factors.value, factors.region
ORDER BY factors.on_date, factors.kind, factors.value, factors.region`,
    { from },
    { day: "day", kind: "text", value: "text?", region: "text?", forecast: "integer" },
  );
}
