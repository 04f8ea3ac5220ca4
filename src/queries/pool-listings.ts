import type { View } from "#store.ts";
import { followedOn } from "./pool-rule.ts";

/** Accounts last followed up on the days `[first, last]`, and the span of a year in which their orders are summed. */
export interface FallingDays {
  readonly first: string;
  readonly last: string;
  readonly from: string;
  readonly asOf: string;
}

export const sample: FallingDays = { first: "2020-01-01", last: "2026-12-31", from: "2026-01-01", asOf: "2026-12-31" };

const shape = {
  account: "text",
  name: "text?",
  owner: "text?",
  pool: "text?",
  region: "text?",
  day: "day?",
  revenue: "double",
} as const;

const yearly = `
  SELECT account_days.account_id AS account_key, sum(account_days.net) AS net FROM account_days
  WHERE account_days.ordered_on >= CAST($from AS DATE) AND account_days.ordered_on <= CAST($asOf AS DATE)
  GROUP BY account_days.account_id`;

/** Owned accounts, of the types that have ever been released, last followed up on the days given; most revenue first. */
export function fallingBack(view: View, parameters: FallingDays) {
  return view.select(
    `WITH released AS (
  SELECT DISTINCT coalesce(accounts.type, '') AS kind FROM accounts WHERE accounts.pool IS NOT NULL OR accounts.released_at IS NOT NULL
), yearly AS (${yearly})
SELECT accounts.external_id AS account, accounts.name AS name, owners.name AS owner, accounts.pool AS pool,
  accounts.region AS region, ${followedOn("accounts")} AS day, coalesce(yearly.net, 0) AS revenue
FROM accounts
JOIN owners ON owners.id = accounts.owner_id
LEFT JOIN yearly ON yearly.account_key = accounts.id
WHERE accounts.pool IS NULL AND accounts.last_followed_on <= CAST($asOf AS DATE)
  AND ${followedOn("accounts")} >= CAST($first AS DATE) AND ${followedOn("accounts")} <= CAST($last AS DATE)
  AND coalesce(accounts.type, '') IN (SELECT kind FROM released)
ORDER BY revenue DESC, account`,
    { ...parameters },
    shape,
  );
}

/** Accounts that lie in a pool, those with the most revenue in the year first; at most ten. */
export function worthClaiming(view: View, { from, asOf }: Pick<FallingDays, "from" | "asOf">) {
  return view.select(
    `WITH yearly AS (${yearly})
SELECT accounts.external_id AS account, accounts.name AS name, NULL AS owner, accounts.pool AS pool,
  accounts.region AS region, accounts.released_on AS day, coalesce(yearly.net, 0) AS revenue
FROM accounts LEFT JOIN yearly ON yearly.account_key = accounts.id
WHERE accounts.pool IS NOT NULL AND coalesce(accounts.released_on, accounts.acquired_on, CAST($asOf AS DATE)) <= CAST($asOf AS DATE)
ORDER BY revenue DESC, account LIMIT 10`,
    { from, asOf },
    shape,
  );
}
