import type { View } from "#store.ts";

export const sample = { asOf: "2026-12-31" };

/** SQL: the day from which an owned account counts as not followed up. */
export const followedOn = (alias: string) =>
  `greatest(coalesce(${alias}.last_followed_on, ${alias}.acquired_on), coalesce(${alias}.claimed_on, ${alias}.last_followed_on, ${alias}.acquired_on))`;

/** Days without follow-up before accounts were released to a pool, with how many were; of those not followed up since. */
export function releaseGaps(view: View, { asOf }: typeof sample) {
  return view.select(
    `SELECT CAST(${view.dialect.daysBetween("accounts.last_followed_on", "accounts.released_on")} AS INTEGER) AS days, count(*) AS accounts
FROM accounts
WHERE accounts.pool IS NOT NULL AND accounts.released_on <= CAST($asOf AS DATE) AND accounts.last_followed_on <= accounts.released_on
GROUP BY ${view.dialect.daysBetween("accounts.last_followed_on", "accounts.released_on")} ORDER BY days`,
    { asOf },
    { days: "integer", accounts: "integer" },
  );
}

/** Days that owned accounts, of the types that have ever been released, have gone without follow-up, with how many. */
export function ownedSilences(view: View, { asOf }: typeof sample) {
  const silence = view.dialect.daysBetween(followedOn("accounts"), "CAST($asOf AS DATE)");
  return view.select(
    `WITH released AS (
  SELECT DISTINCT coalesce(accounts.type, '') AS kind FROM accounts WHERE accounts.pool IS NOT NULL OR accounts.released_at IS NOT NULL
)
SELECT CAST(${silence} AS INTEGER) AS days, count(*) AS accounts
FROM accounts
WHERE accounts.owner_id IS NOT NULL AND accounts.pool IS NULL AND accounts.last_followed_on <= CAST($asOf AS DATE)
  AND coalesce(accounts.type, '') IN (SELECT kind FROM released)
GROUP BY ${silence} ORDER BY days`,
    { asOf },
    { days: "integer", accounts: "integer" },
  );
}
