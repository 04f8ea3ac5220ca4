import type { View } from "#store.ts";

export interface AccountRange {
  /** Keys above this one. */
  readonly after: number;
  /** At most so many rows. */
  readonly most: number;
}

export const sample: AccountRange & { readonly all: boolean; readonly keys: readonly number[] } = {
  after: 0,
  most: 1_000,
  all: false,
  keys: [1, 2, 3, 100, 101],
};

/** What tells accounts apart, by key. */
const evidence = ["name", "phone", "email", "address", "city"] as const;

/** Telephone numbers and e-mail addresses of accounts, in the order of their keys. */
export async function accountContacts(view: View, { after, most }: AccountRange) {
  const { columns } = await view.columns(
    `SELECT id, phone, email, country FROM accounts WHERE id > $after AND (phone IS NOT NULL OR email IS NOT NULL)
     ORDER BY id LIMIT ${most}`,
    { after },
    { id: "integer", phone: "text?", email: "text?", country: "text?" },
  );
  return columns;
}

/** The same of contacts, with their account's country. */
export async function contactContacts(view: View, { after, most }: AccountRange) {
  const { columns } = await view.columns(
    `SELECT contacts.id AS id, contacts.phone AS phone, contacts.email AS email, accounts.country AS country
     FROM contacts LEFT JOIN accounts ON accounts.id = contacts.account_id
     WHERE contacts.id > $after AND (contacts.phone IS NOT NULL OR contacts.email IS NOT NULL)
     ORDER BY contacts.id LIMIT ${most}`,
    { after },
    { id: "integer", phone: "text?", email: "text?", country: "text?" },
  );
  return columns;
}

/**
 * Accounts to compare with each other: all of them, or where there are more than `most`, only those that share a
 * telephone number, an e-mail address or a name with another.
 */
export async function accountsToCompare(view: View, { most, all }: { readonly most: number; readonly all: boolean }) {
  const shared = (column: string) =>
    `${column} IN (SELECT ${column} FROM accounts WHERE ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) BETWEEN 2 AND 20)`;
  const { columns } = await view.columns(
    `SELECT id, ${evidence.join(", ")} FROM accounts
     ${all ? "" : `WHERE ${["phone", "email", "name"].map(shared).join(" OR ")}`} ORDER BY id LIMIT ${most}`,
    {},
    { id: "integer", name: "text?", phone: "text?", email: "text?", address: "text?", city: "text?" },
  );
  return columns;
}

/** Members of clusters as the asker may see them: what they are called, whose they are, how many orders they have. */
export async function clusterMembers(view: View, { keys }: { readonly keys: readonly number[] }) {
  if (keys.length === 0) return [];
  return view.select(
    `SELECT accounts.id AS id, accounts.external_id AS account, accounts.name AS name, owners.name AS owner,
       CAST(coalesce(ordered.placed, 0) AS INTEGER) AS orders
     FROM accounts LEFT JOIN owners ON owners.id = accounts.owner_id LEFT JOIN (
       SELECT account_id, sum(orders) AS placed FROM account_days
       WHERE account_id IN (SELECT unnest($keys)) GROUP BY account_id
     ) AS ordered ON ordered.account_id = accounts.id
     WHERE accounts.id IN (SELECT unnest($keys)) ORDER BY accounts.id`,
    { keys },
    { id: "integer", account: "text", name: "text?", owner: "text?", orders: "integer" },
  );
}
