import type { View } from "#store.ts";

/** Days `[from, to)` of claims, the day at whose end the pools are looked at, and the last day whose orders count. */
export interface PoolDays {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly seen: string;
}

export const sample: PoolDays = { from: "2020-01-01", to: "2027-01-01", asOf: "2026-12-31", seen: "2026-12-31" };

/**
 * Accounts that lie in a pool at the end of the as-of day or were claimed out of one in the period, in numbers, by pool
 * (null for claimed ones: no CRM keeps where they lay), region and type. An account lies in its pool from its release
 * until it is claimed. `converted` ones ordered after their claim, by the end of the day `seen`.
 */
export function poolCounts(view: View, { from, to, asOf, seen }: PoolDays) {
  return view.select(
    `WITH pooled AS (
  SELECT accounts.id AS account_key, accounts.pool AS pool, accounts.region AS home,
    CASE WHEN accounts.pool IS NOT NULL AND coalesce(accounts.released_on, accounts.acquired_on, CAST($asOf AS DATE)) <= CAST($asOf AS DATE)
      OR accounts.pool IS NULL AND accounts.released_on <= CAST($asOf AS DATE) AND accounts.claimed_on > CAST($asOf AS DATE)
      THEN 1 ELSE 0 END AS lies,
    CASE WHEN accounts.claimed_on >= CAST($from AS DATE) AND accounts.claimed_on < CAST($to AS DATE)
      THEN accounts.claimed_at END AS claimed_at
  FROM accounts WHERE accounts.pool IS NOT NULL OR accounts.claimed_at IS NOT NULL
), bought AS (
  SELECT DISTINCT valid_orders.account_id AS account_key FROM valid_orders
  JOIN pooled ON pooled.account_key = valid_orders.account_id
  WHERE valid_orders.ordered_at > pooled.claimed_at AND valid_orders.ordered_on <= CAST($seen AS DATE)
)
SELECT pooled.pool AS pool, pooled.home AS region, count(CASE WHEN pooled.lies = 1 THEN 1 END) AS accounts,
  count(pooled.claimed_at) AS claimed, count(bought.account_key) AS converted
FROM pooled LEFT JOIN bought ON bought.account_key = pooled.account_key
GROUP BY pooled.pool, pooled.home ORDER BY pool, region`,
    { from, to, asOf, seen },
    { pool: "text?", region: "text?", accounts: "integer", claimed: "integer", converted: "integer" },
  );
}
