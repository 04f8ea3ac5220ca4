import { type Command, figuresOnly } from "#command.ts";
import { UserError } from "#errors.ts";
import { tokensOf } from "#grammar/again.ts";
import type { GrammarContext } from "#grammar/context.ts";
import { optionWords } from "#grammar/options.ts";
import { understand } from "#grammar/understand.ts";
import type { Question } from "#question.ts";

/** Somebody who turns a sentence into a command line when the parser is unsure of it. */
export interface SecondReader {
  read(text: string, signal: AbortSignal): Promise<string | null>;
}

/** May what a reader made of a sentence be asked: figures only, by choices that the command lists? */
function isPlain(question: Question, command: Command, context: GrammarContext): boolean {
  if (!figuresOnly(command) || question.fresh) return false;
  const options = optionWords(command);
  const dimensions = new Set((context.dimensions ?? []).map(({ name }) => name));
  const named = tokensOf(question.text).flatMap((token) => /^([a-z_]+)=/.exec(token)?.[1] ?? []);
  return named.every((name) => dimensions.has(name) || (options.get(name)?.length ?? 0) > 0);
}

/**
 * The question that a second reader makes of a sentence that the parser refused, read by the same parser for the same
 * asker; the refusal itself when it makes none.
 */
export async function secondReading(
  refusal: unknown,
  given: {
    readonly text: string;
    readonly reader: SecondReader | undefined;
    readonly commands: ReadonlyMap<string, Command>;
    readonly context: GrammarContext;
    readonly deadline: AbortSignal;
  },
): Promise<Question> {
  const { text, reader, commands, context, deadline } = given;
  const unsure = refusal instanceof UserError && refusal.code === "not_understood" && !/^\s*[/／]/.test(text);
  const line = unsure && reader !== undefined ? await reader.read(text, deadline) : null;
  if (line === null || !line.startsWith("/")) throw refusal;
  const question = await understand(line, { ...context, previous: null }).catch(() => null);
  const command = question === null ? undefined : commands.get(question.command);
  if (question === null || command === undefined || !isPlain(question, command, context)) throw refusal;
  return { ...question, readBy: "model" };
}
