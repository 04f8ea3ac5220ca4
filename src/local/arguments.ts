import { type ParseArgsConfig, parseArgs } from "node:util";
import { UserError } from "#errors.ts";
import type { Locale } from "#messages.ts";

/**
 * Reads a verb's options and words.
 * @throws UserError `usage` that shows how the verb is used, for an unknown option or a missing value.
 */
export function readArguments<Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UserError("usage", (error as Error).message, { hint: usage, cause: error });
  }
}

/** `--lang`: a language that Parley speaks, else the default. */
export function readLocale(lang: string | undefined, usual: Locale, usage: string): Locale {
  const known = /^(en|zh)\b/i.exec(lang ?? usual)?.[1]?.toLowerCase();
  if (known === "en" || known === "zh") return known;
  throw new UserError("usage", `--lang takes en or zh, not ${lang}`, { hint: usage });
}
