import type { View } from "#store.ts";

export const sample = { from: "2025-11-01", to: "2026-11-01", asOf: "2026-10-31" };

/**
 * Contracts, memberships and subscriptions that ended in `[from, to)`, and how many of them another renewed that had
 * begun (else was signed) by the day `asOf`; one without either day counts.
 */
export async function contractRenewals(
  view: View,
  { from, to, asOf }: { readonly from: string; readonly to: string; readonly asOf: string },
) {
  const [found] = await view.select(
    `SELECT count(*) AS due, count(renewal.id) AS renewed
     FROM contracts
     LEFT JOIN (
       SELECT id FROM contracts
       WHERE coalesce(starts_on, signed_on) IS NULL OR coalesce(starts_on, signed_on) <= CAST($asOf AS DATE)
     ) AS renewal ON renewal.id = contracts.renewed_by_id
     WHERE contracts.ends_on >= CAST($from AS DATE) AND contracts.ends_on < CAST($to AS DATE)`,
    { from, to, asOf },
    { due: "integer", renewed: "integer" },
  );
  return found ?? { due: 0, renewed: 0 };
}
