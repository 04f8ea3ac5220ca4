import type { CommandInput } from "./command.ts";
import { UserError } from "./errors.ts";
import type { Administration } from "./office.ts";
import type { Reply } from "./reply.ts";

/** Something that administrators do by a command; `about` is what follows its name. */
type Deed = (input: CommandInput<unknown>, administration: Administration, about: string) => Promise<Reply>;

/** What a command can do, each with its names. */
export type Deeds = readonly (readonly [names: readonly string[], deed: Deed])[];

/**
 * Does what the first word of a command's subject names, where administrators may act; the command's texts `here_only`,
 * `unknown` and `unknown_hint` say so where they may not, or where no deed has that name.
 * @throws UserError `bad_option` for a word that names none.
 */
export async function doDeed(input: CommandInput<unknown>, deeds: Deeds): Promise<Reply> {
  const { question, words, office } = input;
  if (!office?.administration) return { headline: words.say("here_only"), result: {} };
  const text = (question.subject ?? "").trim();
  const [name = "", ...rest] = text.split(/\s+/);
  const deed = deeds.find(([names]) => names.includes(name.toLowerCase()))?.[1];
  if (deed === undefined) {
    const hint = words.say("unknown_hint");
    throw new UserError("bad_option", words.say("unknown", { text: text.slice(0, 80) }), { hint });
  }
  return deed(input, office.administration, rest.join(" "));
}
