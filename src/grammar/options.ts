import { z } from "zod";
import { UserError } from "#errors.ts";
import type { Asked, GrammarContext } from "./context.ts";
import { exampleOf } from "./context.ts";
import { nearest } from "./nearest.ts";

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly entries?: Readonly<Record<string, string | number>>;
}

/** The type below `optional`, `default` and their like. */
function definition(schema: z.ZodType): Definition {
  const found = schema.def as unknown as Definition;
  return found.innerType === undefined ? found : definition(found.innerType);
}

/**
 * Names of a command's options, each with the words that stand for it when bare: the values of a choice
 * (`/segment auto`), or the name of a switch.
 */
export function optionWords(command: Asked): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, readonly string[]>();
  for (const [name, schema] of Object.entries(command.options?.shape ?? {})) {
    const { type, entries } = definition(schema as z.ZodType);
    const bare =
      type === "boolean" ? [name] : Object.values(entries ?? {}).filter((value) => typeof value === "string");
    words.set(
      name,
      bare.filter((word) => /^(?:[a-z_]{3,}|\p{Script=Han}{2,})$/u.test(word)),
    );
  }
  return words;
}

/** Text as the schema may want it: a number, a switch, or itself. */
function readings(text: string): unknown[] {
  const found: unknown[] = [text, text.toLowerCase()];
  if (/^-?\d+(\.\d+)?$/.test(text)) found.push(Number(text));
  if (/^(true|yes|on|是)$/i.test(text)) found.push(true);
  if (/^(false|no|off|否)$/i.test(text)) found.push(false);
  return found;
}

/**
 * The command's options out of their texts, by its schema; defaults filled in.
 * Throws `bad_option` for a value that the schema refuses, `unknown_option` for a name it does not have.
 */
export function readOptions(
  texts: Readonly<Record<string, string>>,
  name: string,
  command: Asked,
  context: GrammarContext,
): Readonly<Record<string, unknown>> {
  const { words } = context;
  const shape: Readonly<Record<string, unknown>> = command.options?.shape ?? {};
  const values: Record<string, unknown> = {};
  for (const [option, text] of Object.entries(texts)) {
    const schema = shape[option] as z.ZodType | undefined;
    if (schema === undefined) throw unknownOption(option, name, command, context);
    const fitting = readings(text).find((reading) => schema.safeParse(reading).success);
    if (fitting === undefined) throw badOption(option, text, schema, name, context);
    values[option] = fitting;
  }
  const parsed = command.options?.safeParse(values);
  if (parsed === undefined) return {};
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const option = String(issue?.path[0] ?? Object.keys(texts)[0] ?? "");
  throw new UserError("bad_option", words.say("grammar.bad_option", { name: option, value: texts[option] ?? "" }), {
    hint: words.say("grammar.option_expected", { expected: issue?.message ?? option }),
  });
}

function badOption(option: string, text: string, schema: z.ZodType, name: string, context: GrammarContext): UserError {
  const { words } = context;
  const allowed = Object.values(definition(schema).entries ?? {}).map(String);
  const message = words.say("grammar.bad_option", { name: option, value: text.slice(0, 80) });
  const speech = words.locale === "zh" ? z.locales.zhCN() : z.locales.en();
  const expected = schema.safeParse(text, { error: speech.localeError }).error?.issues[0]?.message ?? "";
  const hint =
    allowed.length > 0
      ? words.say("grammar.option_values", {
          values: allowed.join(", "),
          example: `/${name} ${option}=${nearest(text, allowed, 1)[0] ?? ""}`,
        })
      : words.say("grammar.option_expected", { expected });
  return new UserError("bad_option", message, { hint });
}

/** `shceme=8`: no dimension and no option has that name. */
export function unknownOption(option: string, name: string, command: Asked, context: GrammarContext): UserError {
  const { words } = context;
  const known = [...optionWords(command).keys()];
  const close = nearest(option, known, 1)[0];
  const message = words.say("grammar.unknown_option", { command: `/${name}`, name: option.slice(0, 80) });
  const hint =
    close === undefined
      ? words.say("grammar.example", { example: exampleOf(command, context) })
      : words.say("grammar.did_you_mean", { command: `/${name} ${close}=…` });
  return new UserError("not_understood", message, { hint });
}
