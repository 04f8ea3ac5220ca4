import type { View } from "#store.ts";
import { withdrawn } from "./no-profiling.ts";

/** One account by its key, and the last day whose facts count. */
export interface OfAccount {
  readonly account: number;
  readonly asOf: string;
}

export const sample: OfAccount = { account: 106, asOf: "2026-10-31" };

const shape = {
  account: "text",
  name: "text?",
  industry: "text?",
  region: "text?",
  city: "text?",
  segment: "text?",
  tier: "text?",
  owner: "text?",
  since: "day?",
  phone: "text?",
  email: "text?",
} as const;

/** Who an account is; phone and e-mail as the asker may see them. Null when it is none of the asker's. */
export async function customerAccount(view: View, { account, asOf }: OfAccount) {
  const rows = await view.select(
    `SELECT accounts.external_id AS account, accounts.name AS name, accounts.industry AS industry,
       accounts.region AS region, accounts.city AS city, accounts.segment AS segment, accounts.tier AS tier,
       owners.name AS owner,
       CASE WHEN coalesce(accounts.acquired_on, accounts.source_created_on) <= CAST($asOf AS DATE)
         THEN coalesce(accounts.acquired_on, accounts.source_created_on) END AS since,
       accounts.phone AS phone, accounts.email AS email
     FROM accounts LEFT JOIN owners ON owners.id = accounts.owner_id
     WHERE accounts.id = $account`,
    { account, asOf },
    shape,
  );
  return rows[0] ?? null;
}

/** Whom to speak to, at most ten; phone and e-mail as the asker may see them. */
export function customerContacts(view: View, { account, asOf }: OfAccount) {
  return view.select(
    `SELECT contacts.name AS name, contacts.title AS title, contacts.phone AS phone, contacts.email AS email
     FROM contacts
     WHERE contacts.account_id = $account
       AND coalesce(contacts.source_created_on, CAST($asOf AS DATE)) <= CAST($asOf AS DATE)
     ORDER BY contacts.id LIMIT 10`,
    { account, asOf },
    { name: "text?", title: "text?", phone: "text?", email: "text?" },
  );
}

/** Has the customer withdrawn consent to being scored? */
export async function profilingWithdrawn(view: View, { account, asOf }: OfAccount): Promise<boolean> {
  const rows = await view.select(
    `SELECT account_id FROM (${withdrawn}) AS gone WHERE account_id = $account`,
    { account, to: asOf },
    { account_id: "integer" },
  );
  return rows.length > 0;
}
