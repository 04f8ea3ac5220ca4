import type { View } from "#store.ts";

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

/** Has the customer withdrawn consent to being scored, and not given it again since? Nothing undoes an undated one. */
export async function profilingWithdrawn(view: View, { account, asOf }: OfAccount): Promise<boolean> {
  const last = (status: string) => `max(CASE WHEN consents.status = '${status}' THEN consents.recorded_at END)`;
  const [found] = await view.select(
    `SELECT ${last("withdrawn")} AS withdrawn, ${last("granted")} AS granted,
       count(CASE WHEN consents.status = 'withdrawn' AND consents.recorded_at IS NULL THEN 1 END) AS undated
     FROM consents
     WHERE consents.account_id = $account AND consents.purpose = 'profiling'
       AND coalesce(consents.recorded_on, CAST($asOf AS DATE)) <= CAST($asOf AS DATE)`,
    { account, asOf },
    { withdrawn: "instant?", granted: "instant?", undated: "integer" },
  );
  if (found === undefined) return false;
  if (found.undated > 0) return true;
  return found.withdrawn !== null && (found.granted === null || found.granted <= found.withdrawn);
}
