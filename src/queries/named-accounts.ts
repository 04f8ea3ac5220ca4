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
const mostNames = 100_000;
/** Letters of a name that a spelling is compared by. */
const longest = 60;

/** A name without regard to case, and to the width of its brackets. */
const plain = "replace(replace(lower(accounts.name), '（', '('), '）', ')')";

/** Finds the accounts that a text names, the likeliest first, at most six; nothing of what the asker may not see. */
export async function namedAccounts(view: View, text: string): Promise<NamedAccounts> {
  const typed = text.trim();
  const wanted = typed.normalize("NFKC").toLowerCase();
  if (wanted === "") return { by: "name", accounts: [] };
  const exact = await chosen(
    view,
    `accounts.external_id = $typed OR accounts.external_id = $narrow OR accounts.name = $typed OR ${plain} = $wanted`,
    { typed, narrow: typed.normalize("NFKC"), wanted },
  );
  if (exact.length > 0) return { by: "name", accounts: exact };
  const part = await chosen(view, `position($typed IN accounts.name) > 0 OR position($wanted IN ${plain}) > 0`, {
    typed,
    wanted,
  });
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
  const letters = wanted.slice(0, longest);
  const { columns } = await view.columns(
    `SELECT id, lower(name) AS spelled FROM accounts
     WHERE char_length(name) >= $shortest AND char_length(name) <= $longest ORDER BY id LIMIT ${mostNames}`,
    { shortest: Math.ceil((letters.length * 2) / 3), longest: Math.floor((letters.length * 3) / 2) },
    { id: "integer", spelled: "text" },
  );
  const near = columns.spelled
    .map((name, index) => {
      const spelled = name.normalize("NFKC");
      const allowed = Math.floor(Math.max(letters.length, spelled.length) / 3);
      return { id: columns.id[index] ?? 0, far: distance(letters, spelled), allowed };
    })
    .filter(({ far, allowed }) => far <= allowed)
    .sort((a, b) => a.far - b.far || a.id - b.id)
    .slice(0, 6);
  if (near.length === 0) return [];
  const found = await chosen(view, `accounts.id IN (${near.map(({ id }) => Math.trunc(id)).join(", ")})`, {});
  const far = new Map(near.map(({ id, far: edits }) => [id, edits]));
  return found.sort((a, b) => (far.get(a.key) ?? 0) - (far.get(b.key) ?? 0) || (a.account < b.account ? -1 : 1));
}
