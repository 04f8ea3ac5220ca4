import type { Command } from "#command.ts";
import type { Dimension } from "#model/dimensions.ts";
import { grammarCard } from "./card.ts";
import type { Endpoint } from "./endpoint.ts";
import { mask } from "./mask.ts";

/** Reads a sentence that the parser is unsure of. */
export interface LanguageReader {
  /** The command line that a model makes of it; null when it makes none, or none in time. Never rejects. */
  read(text: string, signal: AbortSignal): Promise<string | null>;
}

/** Longer texts are told, not asked. */
const longestText = 500;
const longestLine = 300;

/** The one command line of a model's answer; null when it is anything else. */
function lineOf(answer: string): string | null {
  const line = answer
    .trim()
    .replace(/^`+|`+$/g, "")
    .trim();
  const isLine = line.startsWith("/") && line.length <= longestLine && !/[\p{Cc}\u2028\u2029]/u.test(line);
  return isLine ? line : null;
}

/**
 * A reader by way of a language endpoint. It sends the grammar, the commands and the text with everything personal masked;
 * `namesIn` finds the names of people and customers in a text. What comes back is for the parser to judge.
 */
export function createLanguageReader(parts: {
  readonly endpoint: Endpoint;
  readonly commands: ReadonlyMap<string, Command>;
  readonly dimensions: readonly Dimension[];
  readonly namesIn: (text: string) => Promise<readonly string[]>;
}): LanguageReader {
  let card: string | undefined;
  return {
    async read(text, signal) {
      if (text.length > longestText) return null;
      // Where the names cannot be known, nothing is sent.
      const names = await parts.namesIn(text).catch(() => null);
      if (names === null) return null;
      card ??= grammarCard(parts.commands, parts.dimensions);
      const masked = mask(text, names);
      const answer = await parts.endpoint(
        [
          { role: "system", content: card },
          { role: "user", content: JSON.stringify({ question: masked.text }) },
        ],
        signal,
      );
      const line = answer === null ? null : lineOf(answer);
      return line === null ? null : masked.restore(line);
    },
  };
}
