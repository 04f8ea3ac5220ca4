import { distance } from "fastest-levenshtein";
import type { View } from "#store.ts";

export const sample: string = "a";

/** An account as one names it to tell it from others. */
export interface NamedAccount {
  readonly key: number;
  readonly account: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly city: string | null;
}

/** Accounts that a text may name: by its very id or name, by a part of the name, or by one spelled nearly so. */
export interface NamedAccounts {
  readonly by: "name" | "part" | "spelling";
  readonly accounts: readonly NamedAccount[];
}

/** Names compared letter by letter at most: beyond that a spelling mistake finds nothing. */
const mostNames = 200_000;

/** Finds the accounts that a text names, the likeliest first, at most six; nothing of what the asker may not see. */
export async function namedAccounts(view: View, text: string): Promise<NamedAccounts> {
  const wanted = text.normalize("NFKC").trim().toLowerCase();
  const exact = await chosen(view, "accounts.external_id = $text OR lower(accounts.name) = $wanted", {
    text: text.trim(),
    wanted,
  });
  if (exact.length > 0) return { by: "name", accounts: exact };
  const part = await chosen(view, "position($wanted IN lower(accounts.name)) > 0", { wanted });
  if (part.length > 0) return { by: "part", accounts: part };
  return { by: "spelling", accounts: await nearlySpelled(view, wanted) };
}

function chosen(view: View, condition: string, parameters: Readonly<Record<string, string>>): Promise<NamedAccount[]> {
  return view.select(
    `SELECT accounts.id AS key, accounts.external_id AS account, accounts.name AS name, owners.name AS owner, accounts.city AS city
     FROM accounts LEFT JOIN owners ON owners.id = accounts.owner_id
     WHERE ${condition}
     ORDER BY char_length(accounts.name), account LIMIT 6`,
    parameters,
    { key: "integer", account: "text", name: "text?", owner: "text?", city: "text?" },
  );
}

/** Accounts whose name is at most a third of its letters away. */
async function nearlySpelled(view: View, wanted: string): Promise<NamedAccount[]> {
  const { columns } = await view.columns(
    `SELECT id, lower(name) AS name FROM accounts WHERE name IS NOT NULL ORDER BY id LIMIT ${mostNames}`,
    {},
    { id: "integer", name: "text" },
  );
  const near = columns.name
    .map((name, index) => ({
      id: columns.id[index] ?? 0,
      far: distance(wanted, name.slice(0, 100)),
      long: name.length,
    }))
    .filter(({ far, long }) => far <= Math.floor(Math.max(wanted.length, long) / 3))
    .sort((a, b) => a.far - b.far || a.id - b.id)
    .slice(0, 6);
  if (near.length === 0) return [];
  const found = await chosen(view, `accounts.id IN (${near.map(({ id }) => Math.trunc(id)).join(", ")})`, {});
  const far = new Map(near.map(({ id, far: edits }) => [id, edits]));
  return found.sort((a, b) => (far.get(a.key) ?? 0) - (far.get(b.key) ?? 0) || (a.account < b.account ? -1 : 1));
}
