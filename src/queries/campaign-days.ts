import type { View } from "#store.ts";

export const sample = { from: "2020-01-01", to: "2027-01-01" };

/** What valid orders brought by business day, days without any left out. */
export function campaignDays(view: View, { from, to }: { readonly from: string; readonly to: string }) {
  return view.select(
    `SELECT ordered_on AS day, CAST(sum(net) AS DOUBLE) AS money FROM valid_orders
     WHERE ordered_on >= CAST($from AS DATE) AND ordered_on < CAST($to AS DATE)
     GROUP BY ordered_on ORDER BY day`,
    { from, to },
    { day: "day", money: "double" },
  );
}
