import { type ParseArgsConfig, parseArgs } from "node:util";
import { UserError } from "#errors.ts";

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
