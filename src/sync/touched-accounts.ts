import type { TableName } from "#model/tables.ts";
import type { Landing } from "#store.ts";
import { affected } from "./affected.ts";
import { count } from "./staging.ts";

/** Of more accounts it is cheaper to sum all orders anew. */
const most = 2_000;

/** The accounts whose orders and returns a publication touches, as they are before and after it. */
export interface Touched {
  /** Looks at the rows that are there now. */
  look(): Promise<void>;
  /** Their keys, of a merged account that of its survivor; null when it may be any. */
  accounts(): readonly number[] | null;
}

export function touchedAccounts(landing: Landing, reached: ReadonlySet<TableName>): Touched {
  const found = new Set<number>();
  const mergers = new Set<string>();
  let any = false;
  return {
    async look() {
      // Where nobody keeps orders, won deals stand in for them; and deals are published as a whole.
      if ((await count(landing, "SELECT count(*) AS n FROM (FROM data.orders LIMIT 1)")) === 0) any = true;
      const orders = `SELECT account_id FROM data.orders WHERE external_id IN (SELECT external_id FROM ${affected("orders")})`;
      const returns = `SELECT o.account_id FROM data.orders o JOIN data.returns r ON r.order_id = o.id
        WHERE r.external_id IN (SELECT external_id FROM ${affected("returns")})`;
      const rows = await landing.rows(
        `SELECT DISTINCT coalesce(a.merged_into_id, a.id) AS id FROM data.accounts a
         WHERE a.id IN (${reached.has("returns") ? `${orders} UNION ${returns}` : orders}) LIMIT ${most + 1}`,
      );
      for (const { id } of rows) found.add(Number(id));
      const [merged] = await landing.rows(
        "SELECT CAST(sum(hash(id, merged_into_id)) AS VARCHAR) AS hash FROM data.accounts WHERE merged_into_id IS NOT NULL",
      );
      mergers.add(String(merged?.hash));
    },
    accounts: () => (any || mergers.size > 1 || found.size > most ? null : [...found]),
  };
}
