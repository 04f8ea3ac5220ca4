import type { View } from "#store.ts";

export const sample = { from: "2025-11-01", to: "2026-11-01" };

/** Contracts, memberships and subscriptions that ended in a period, and how many of them a later one renewed. */
export async function contractRenewals(view: View, { from, to }: { from: string; to: string }) {
  const [found] = await view.select(
    `SELECT count(*) AS due, count(renewed_by_id) AS renewed
     FROM contracts
     WHERE ends_on >= CAST($from AS DATE) AND ends_on < CAST($to AS DATE)`,
    { from, to },
    { due: "integer", renewed: "integer" },
  );
  return found ?? { due: 0, renewed: 0 };
}
