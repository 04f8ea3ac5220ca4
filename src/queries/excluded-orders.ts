import type { View } from "#store.ts";

export const sample = { start: new Date("2025-11-01T00:00:00Z"), end: new Date("2026-11-01T00:00:00Z") };

/** Orders that count, but cannot be credited to a customer or a day; money in the reporting currency. */
export interface Excluded {
  readonly reason: "no_account" | "no_date";
  readonly rows: number;
  readonly money: number;
}

/**
 * Valid orders that per-customer metrics leave out, by reason: those of the period without an account, and those
 * without a date, of any time. Empty when there are none.
 */
export async function excludedOrders(
  view: View,
  { start, end }: { readonly start: Date; readonly end: Date },
): Promise<Excluded[]> {
  const rows = await view.select(
    `SELECT CASE WHEN ordered_at IS NULL THEN 'no_date' ELSE 'no_account' END AS reason, count(*) AS left_out,
       coalesce(sum(net), 0) AS money
     FROM valid_orders
     WHERE ordered_at IS NULL
       OR (account_id IS NULL AND ordered_at >= $start AND ordered_at < $end)
     GROUP BY reason
     ORDER BY reason`,
    { start, end },
    { reason: "text", left_out: "integer", money: "double" },
  );
  return rows.map(excludedRow);
}

/** A row of orders counted by reason as it is told: money to the cent. */
export function excludedRow(row: {
  readonly reason: string;
  readonly left_out: number;
  readonly money: number;
}): Excluded {
  const reason = row.reason === "no_date" ? "no_date" : "no_account";
  return { reason, rows: row.left_out, money: Math.round(row.money * 100) / 100 };
}
