import type { View } from "#store.ts";

export const sample = { to: "2026-10-31" };

const last = (status: string) => `max(CASE WHEN status = '${status}' THEN recorded_at END)`;

/**
 * SQL of the accounts that have withdrawn consent to a purpose up to the day `$to`, and not given it again since.
 * Nothing undoes a withdrawal without a date.
 */
export const withdrawnFrom = (purpose: "profiling" | "marketing"): string => `SELECT account_id FROM consents
  WHERE purpose = '${purpose}' AND account_id IS NOT NULL
    AND coalesce(recorded_on, CAST($to AS DATE)) <= CAST($to AS DATE)
  GROUP BY account_id
  HAVING count(CASE WHEN status = 'withdrawn' AND recorded_at IS NULL THEN 1 END) > 0
    OR (${last("withdrawn")} IS NOT NULL
      AND (${last("granted")} IS NULL OR ${last("granted")} <= ${last("withdrawn")}))`;

/** The same of consent to being scored. */
export const withdrawn = withdrawnFrom("profiling");

/** Keys of the accounts that have withdrawn consent to being scored, ascending. */
export async function accountsWithoutProfiling(view: View, { to }: { readonly to: string }): Promise<number[]> {
  const rows = await view.select(`${withdrawn} ORDER BY account_id`, { to }, { account_id: "integer" });
  return rows.map(({ account_id }) => account_id);
}
