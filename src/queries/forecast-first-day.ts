import type { View } from "#store.ts";

export const sample = {};

/** First business day on which anything was sold; null when nothing was. */
export async function forecastFirstDay(view: View): Promise<string | null> {
  const [row] = await view.ungrouped.select(`SELECT min(sales.ordered_on) AS first FROM sales`, {}, { first: "day?" });
  return row?.first ?? null;
}
