import { UserError } from "#errors.ts";
import { Ambiguity } from "#grammar/ambiguity.ts";
import type { Words } from "#messages.ts";
import type { NamedAccount, NamedAccounts } from "#queries/named-accounts.ts";

/**
 * The one account that a text names. `asked` is the question in its canonical form: what stands behind its subject is
 * kept in the choices.
 * @throws Ambiguity when it may be several, with a whole command for each; UserError `unknown_account` when it is none.
 */
export function accountMeant(
  found: NamedAccounts,
  text: string,
  command: string,
  words: Words,
  asked = "",
): NamedAccount {
  const [first, ...others] = found.accounts;
  const value = text.slice(0, 80);
  if (first === undefined) {
    throw new UserError("unknown_account", words.say("account.unknown", { value }), {
      hint: words.say("account.unknown_hint"),
    });
  }
  if (others.length === 0 && found.by !== "spelling") return first;
  const rest = asked.match(tokens)?.slice(2) ?? [];
  const named = found.accounts.map((account) => ({
    account,
    ask: [askAbout(command, distinctive(account, found.accounts)), ...rest].join(" "),
  }));
  const message = words.say(found.by === "spelling" ? "account.misspelled" : "account.ambiguous", { value });
  const choices = named.map(({ account, ask }) => `${description(account, words)}: ${ask}`).join("\n");
  const code = found.by === "spelling" ? "unknown_account" : "ambiguous_account";
  throw new Ambiguity(
    code,
    message,
    words.say("grammar.choose", { choices }),
    named.map(({ ask }) => ask),
  );
}

/** A command about an account by its name or id, in quotes because either may read as a period or an option. */
export function askAbout(command: string, account: string): string {
  return `/${command} "${account.replace(quotes, "\\$&")}"`;
}

/** Whatever the grammar takes for a quotation mark or an escape. */
const quotes = /["\\“”「」『』\uFF02\uFF3C]/g;
/** Words of a canonical text: a quoted one with its spaces is one. */
const tokens = /(?:[^\s"]|"(?:\\.|[^"\\])*")+/g;

/** The name where no other account answers to it, else the id. */
function distinctive({ key, name, account }: NamedAccount, among: readonly NamedAccount[]): string {
  const same = (text: string | null) => text?.toLowerCase() === name?.toLowerCase();
  const others = among.filter((other) => other.key !== key);
  return name === null || others.some((other) => same(other.name) || same(other.account)) ? account : name;
}

function description({ name, account, city, owner }: NamedAccount, words: Words): string {
  const details = [city, owner].filter((detail) => detail !== null);
  if (details.length === 0) return name ?? account;
  return words.locale === "zh"
    ? `${name ?? account}（${details.join("、")}）`
    : `${name ?? account} (${details.join(", ")})`;
}
