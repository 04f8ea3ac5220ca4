import { readEnvironment } from "./config.ts";
import { discover } from "./discover.ts";
import { SourceError, UserError } from "./errors.ts";
import { print, printError } from "./local/print.ts";
import type { Verb } from "./verb.ts";

/** `npm run <verb> …` ends here. */
async function main([name = "start", ...words]: readonly string[]): Promise<number> {
  const verbs = await discover<Verb>(new URL("./cli/", import.meta.url));
  const verb = verbs.get(name);
  if (verb === undefined) {
    await printError(`There is no ${name}. Try one of: ${[...verbs.keys()].join(", ")}.`);
    return 2;
  }
  if (words.includes("--help")) {
    await print(verb.usage);
    return 0;
  }
  try {
    return await verb.run(words, readEnvironment());
  } catch (error) {
    if (!(error instanceof UserError || error instanceof SourceError)) throw error;
    await printError(error.hint === undefined ? error.message : `${error.message}\n${error.hint}`);
    return error instanceof UserError ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
