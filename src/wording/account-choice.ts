import { UserError } from "#errors.ts";
import { Ambiguity } from "#grammar/ambiguity.ts";
import type { Words } from "#messages.ts";
import type { NamedAccount, NamedAccounts } from "#queries/named-accounts.ts";

/**
 * The one account that a text names.
 * @throws Ambiguity when it may be several, with a whole command for each; UserError `unknown_account` when it is none.
 */
export function accountMeant(found: NamedAccounts, text: string, command: string, words: Words): NamedAccount {
  const [first, ...others] = found.accounts;
  const value = text.slice(0, 80);
  if (first === undefined) {
    throw new UserError("unknown_account", words.say("account.unknown", { value }), {
      hint: words.say("account.unknown_hint"),
    });
  }
  if (others.length === 0 && found.by !== "spelling") return first;
  const named = found.accounts.map((account) => ({
    account,
    ask: `/${command} ${unique(account, found.accounts) ? account.name : account.account}`,
  }));
  const message = words.say(found.by === "spelling" ? "account.misspelled" : "account.ambiguous", { value });
  const choices = named.map(({ account, ask }) => `${description(account)}: ${ask}`).join("\n");
  const code = found.by === "spelling" ? "unknown_account" : "ambiguous_account";
  throw new Ambiguity(
    code,
    message,
    words.say("grammar.choose", { choices }),
    named.map(({ ask }) => ask),
  );
}

function unique({ name }: NamedAccount, among: readonly NamedAccount[]): boolean {
  return name !== null && among.filter((other) => other.name?.toLowerCase() === name.toLowerCase()).length === 1;
}

function description({ name, account, city, owner }: NamedAccount): string {
  const details = [city, owner].filter((detail) => detail !== null);
  return `${name ?? account}${details.length === 0 ? "" : ` (${details.join(", ")})`}`;
}
