import type { View } from "#store.ts";

export const sample = { start: new Date("2025-11-01T00:00:00Z"), end: new Date("2026-11-01T00:00:00Z") };

/**
 * Valid orders of a span by quarter of an hour: `day` counts UTC days since 1970, `slot` quarters of an hour in it, `sharp`
 * are those at its very first second.
 */
export async function peakOrders(view: View, { start, end }: { readonly start: Date; readonly end: Date }) {
  const part = (name: string) => `EXTRACT(${name} FROM sales.ordered_at)`;
  const day = view.dialect.daysBetween("CAST('1970-01-01' AS DATE)", "CAST(sales.ordered_at AS DATE)");
  const slot = `4 * ${part("HOUR")} + CAST(floor(${part("MINUTE")} / 15) AS INTEGER)`;
  const first = `${part("MINUTE")} % 15 = 0 AND ${part("SECOND")} = 0`;
  const { columns } = await view.columns(
    `SELECT CAST(${day} AS INTEGER) AS utc_day, CAST(${slot} AS INTEGER) AS quarter, CAST(sum(sales.all_orders) AS INTEGER) AS orders,
  CAST(sum(sales.net) AS DOUBLE) AS revenue, CAST(sum(CASE WHEN ${first} THEN sales.all_orders ELSE 0 END) AS INTEGER) AS sharp
FROM sales
WHERE sales.ordered_at >= $start AND sales.ordered_at < $end
GROUP BY utc_day, quarter
ORDER BY utc_day, quarter`,
    { start, end },
    { utc_day: "integer", quarter: "integer", orders: "integer", revenue: "double", sharp: "integer" },
  );
  return { ...columns, day: columns.utc_day, slot: columns.quarter };
}
