import type { View } from "#store.ts";

export const sample = { from: "2026-10-01", to: "2026-10-08", since: new Date("2026-10-08T01:00:00Z") };

/** What reached the CRM, or was changed there, after an instant, though it belongs to days before. */
export interface LateEntries {
  readonly orders: number;
  readonly returns: number;
  readonly deals: number;
  readonly payments: number;
}

/**
 * Orders, returns, deals and payments of the days `[from, to)` that the source created or changed after `since`, by its own
 * times. None where the source does not tell them.
 */
export async function lateEntries(
  view: View,
  parameters: { readonly from: string; readonly to: string; readonly since: Date },
): Promise<LateEntries> {
  const late = async (table: string, day: string): Promise<number> => {
    const [row] = await view.select(
      `SELECT count(*) AS n FROM ${table}
WHERE ${table}.${day} >= CAST($from AS DATE) AND ${table}.${day} < CAST($to AS DATE)
  AND coalesce(${table}.source_updated_at, ${table}.source_created_at) > $since`,
      { ...parameters },
      { n: "integer" },
    );
    return row?.n ?? 0;
  };
  const [orders, returns, deals, payments] = await Promise.all([
    late("orders", "ordered_on"),
    late("returns", "returned_on"),
    late("opportunities", "closed_on"),
    late("payments", "paid_on"),
  ]);
  return { orders, returns, deals, payments };
}
