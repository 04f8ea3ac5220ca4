import type { View } from "#store.ts";

export const sample = { start: new Date("2025-11-01T00:00:00Z"), end: new Date("2026-11-01T00:00:00Z") };

/** Orders of a span: those that count, confirmed ones without an amount, and those that count but have no date. */
export async function basketCounts(view: View, { start, end }: { readonly start: Date; readonly end: Date }) {
  const span = "ordered_at >= $start AND ordered_at < $end";
  const rows = await view.select(
    `SELECT 'valid' AS kind, count(*) AS counted FROM valid_orders WHERE ${span}
     UNION ALL
     SELECT 'undated' AS kind, count(*) AS counted FROM valid_orders WHERE ordered_at IS NULL
     UNION ALL
     SELECT 'unpriced' AS kind, count(*) AS counted FROM orders
     WHERE ${span} AND status IN ('confirmed', 'fulfilled') AND net IS NULL AND (units IS NULL OR units > 0)`,
    { start, end },
    { kind: "text", counted: "integer" },
  );
  const of = (wanted: string) => rows.find(({ kind }) => kind === wanted)?.counted ?? 0;
  return { valid: of("valid"), undated: of("undated"), unpriced: of("unpriced") };
}
