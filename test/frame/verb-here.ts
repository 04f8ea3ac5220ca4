import { discover } from "#discover.ts";
import type { Verb } from "#verb.ts";

const verbs = await discover<Verb>(new URL("../../src/cli/", import.meta.url));

/** Runs a verb in this process, which has loaded everything already, and returns its status and what it printed. */
export async function verbHere(
  [name = "", ...words]: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly status: number | undefined; readonly stdout: string }> {
  const { write } = process.stdout;
  let stdout = "";
  process.stdout.write = (text: string | Uint8Array, ...rest: unknown[]): boolean => {
    stdout += String(text);
    const written = rest.at(-1);
    if (typeof written === "function") written();
    return true;
  };
  try {
    return { status: await verbs.get(name)?.run(words, environment), stdout };
  } finally {
    process.stdout.write = write;
  }
}
