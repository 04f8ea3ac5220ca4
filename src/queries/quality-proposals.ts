import type { View } from "#store.ts";

/** A value that could fill a gap, and on how many rows the proposal rests. */
export interface Proposal {
  readonly account: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly field: "region" | "country" | "owner_id";
  readonly value: string;
  /** Rows that say so, and rows that say anything. */
  readonly agreeing: number;
  readonly among: number;
}

export const sample: { readonly most: number } = { most: 50 };

/**
 * Proposals for accounts without a region or country (what nine in ten others of the same city have, three at least) and
 * without an owner (who owns its last order). Nothing is filled in.
 */
export async function qualityProposals(view: View, { most }: { readonly most: number }): Promise<Proposal[]> {
  const placed = await Promise.all((["region", "country"] as const).map((field) => byCity(view, field, most)));
  const owned = view.has("orders") ? await byOrders(view, most) : [];
  return [...placed.flat(), ...owned].slice(0, most);
}

async function byCity(view: View, field: "region" | "country", most: number): Promise<Proposal[]> {
  const rows = await view.select(
    `WITH told AS (
       SELECT city, ${field} AS proposed, count(*) AS agreeing FROM accounts
       WHERE city IS NOT NULL AND ${field} IS NOT NULL GROUP BY city, ${field}
     ), ranked AS (
       SELECT city, proposed, agreeing, sum(agreeing) OVER (PARTITION BY city) AS among,
         row_number() OVER (PARTITION BY city ORDER BY agreeing DESC, proposed) AS place FROM told
     )
     SELECT accounts.external_id AS account, accounts.name AS name, owners.name AS owner, ranked.proposed AS proposed,
       CAST(ranked.agreeing AS INTEGER) AS agreeing, CAST(ranked.among AS INTEGER) AS among
     FROM accounts JOIN ranked ON ranked.city = accounts.city LEFT JOIN owners ON owners.id = accounts.owner_id
     WHERE accounts.${field} IS NULL AND ranked.place = 1 AND ranked.agreeing >= 3
       AND 10 * ranked.agreeing >= 9 * ranked.among
     ORDER BY accounts.external_id LIMIT ${most}`,
    {},
    { account: "text", name: "text?", owner: "text?", proposed: "text", agreeing: "integer", among: "integer" },
  );
  return rows.map(({ proposed, ...row }) => ({ ...row, field, value: proposed }));
}

async function byOrders(view: View, most: number): Promise<Proposal[]> {
  const rows = await view.select(
    `WITH last_orders AS (
       SELECT orders.account_id AS account_id, orders.owner_id AS owner_id,
         row_number() OVER (PARTITION BY orders.account_id ORDER BY orders.ordered_at DESC, orders.id DESC) AS place
       FROM orders JOIN accounts ON accounts.id = orders.account_id
       WHERE accounts.owner_id IS NULL AND accounts.pool IS NULL AND orders.owner_id IS NOT NULL
     )
     SELECT accounts.external_id AS account, accounts.name AS name, owners.name AS proposed
     FROM last_orders JOIN accounts ON accounts.id = last_orders.account_id JOIN owners ON owners.id = last_orders.owner_id
     WHERE last_orders.place = 1 AND owners.name IS NOT NULL ORDER BY accounts.external_id LIMIT ${most}`,
    {},
    { account: "text", name: "text?", proposed: "text" },
  );
  return rows.map(({ account, name, proposed }) => ({
    ...{ account, name, owner: null, field: "owner_id" as const, value: proposed },
    ...{ agreeing: 1, among: 1 },
  }));
}
