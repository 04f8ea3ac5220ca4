import type { View } from "#store.ts";

export interface Flagged {
  readonly table: "accounts" | "contacts" | "orders";
  readonly keys: readonly number[];
}

export const sample: Flagged = { table: "orders", keys: [1, 2, 3, 100, 101] };

/** Rows found elsewhere that the asker may see: external id, and whose they are. By external id. */
export async function flaggedRows(view: View, { table, keys }: Flagged) {
  if (keys.length === 0) return [];
  const owners =
    table === "contacts"
      ? "LEFT JOIN accounts ON accounts.id = t.account_id LEFT JOIN owners ON owners.id = accounts.owner_id"
      : "LEFT JOIN owners ON owners.id = t.owner_id";
  return view.select(
    `SELECT t.id AS id, t.external_id AS row_id, owners.name AS owner FROM ${table} AS t ${owners}
     WHERE t.id IN (SELECT unnest($keys)) ORDER BY t.external_id`,
    { keys },
    { id: "integer", row_id: "text", owner: "text?" },
  );
}

/** How many rows have a telephone number, and how many an e-mail address. */
export async function filledContacts(view: View, { table }: Pick<Flagged, "table">) {
  if (table === "orders") return { phone: 0, email: 0 };
  const [found] = await view.select(
    `SELECT count(phone) AS phone, count(email) AS email FROM ${table}`,
    {},
    { phone: "integer", email: "integer" },
  );
  return found ?? { phone: 0, email: 0 };
}
