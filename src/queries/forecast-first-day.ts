import type { View } from "#store.ts";

export const sample = {};

/** First business day on which anything was sold; null when nothing was. */
export async function forecastFirstDay(view: View): Promise<string | null> {
  // The earliest instant is found without telling the day of every order.
  const [row] = await view.ungrouped.select(
    "SELECT min(ordered_on) AS first FROM sales WHERE ordered_at = (SELECT min(ordered_at) FROM sales)",
    {},
    { first: "day?" },
  );
  return row?.first ?? null;
}
