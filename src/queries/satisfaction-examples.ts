import type { View } from "#store.ts";
import { type TextSource, textSources, written } from "./satisfaction-comments.ts";

type Keys = Readonly<Record<TextSource, readonly number[]>>;

export const sample: { readonly texts: Keys; readonly keys: readonly number[] } = {
  texts: { surveys: [1, 2, 3, 1000, 1001], tickets: [1, 2, 3, 100, 101], mentions: [1, 2, 3] },
  keys: [1, 2, 3, 100, 101, 102],
};

/** What customers wrote, by source and key, with the account and its name. */
export async function quotedTexts(view: View, { texts }: { readonly texts: Keys }) {
  const asked = textSources.filter((source) => texts[source].length > 0);
  if (asked.length === 0) return [];
  const each = asked.map(
    (
      source,
    ) => `SELECT '${source}' AS place, ${source}.id AS id, ${source}.account_id AS account, ${written[source].text} AS said
FROM ${source} WHERE ${source}.id IN (SELECT unnest($${source}))`,
  );
  return view.ungrouped.select(
    `SELECT texts.place AS place, texts.id AS id, texts.account AS account, texts.said AS said, accounts.name AS customer
FROM (${each.join("\nUNION ALL ")}) AS texts LEFT JOIN accounts ON accounts.id = texts.account
ORDER BY place, id`,
    { ...texts },
    { place: "text", id: "integer", account: "integer?", said: "text", customer: "text?" },
  );
}

/** Names of the people at accounts. */
export async function peopleOf(view: View, { keys }: { readonly keys: readonly number[] }) {
  if (keys.length === 0) return [];
  return view.ungrouped.select(
    `SELECT DISTINCT contacts.account_id AS account, contacts.name AS person FROM contacts
WHERE contacts.account_id IN (SELECT unnest($keys)) AND contacts.name IS NOT NULL
ORDER BY account, person`,
    { keys },
    { account: "integer", person: "text" },
  );
}

/** Names of everybody who works here. */
export async function staffNames(view: View): Promise<string[]> {
  const rows = await view.select(
    "SELECT DISTINCT owners.name AS staff FROM owners WHERE owners.name IS NOT NULL ORDER BY staff",
    {},
    { staff: "text" },
  );
  return rows.map(({ staff }) => staff);
}
