import type { View } from "#store.ts";

export const sample = {};

/** When anything was first sold; null when nothing was. An instant, because to tell the day of every order takes longest. */
export async function forecastFirstOrder(view: View): Promise<Date | null> {
  const [row] = await view.ungrouped.select(
    "SELECT min(sales.ordered_at) AS first FROM sales",
    {},
    { first: "instant?" },
  );
  return row?.first ?? null;
}
