import type { Answer } from "#answer.ts";
import { SourceError, UserError } from "#errors.ts";
import type { Words } from "#messages.ts";

type Failed = Pick<Answer, "headline" | "error"> & { readonly outcome: "refused" | "failed" };

/** A text that is a key of the shared catalogue is said in the asker's language; anything else is shown as it is. */
function said(text: string, words: Words): string {
  return /^[a-z]+\.[a-z_]+$/.test(text) ? words.say(text) : text;
}

/**
 * An error as an answer: what the asker can mend is shown as it is, an outside system's failure is named, and anything
 * else is a bug that shows nothing but its reference.
 */
export function failure(error: unknown, id: string, words: Words, seconds: number): Failed {
  if (error instanceof UserError && error.code === "timeout") {
    const hint = words.say("failure.timeout_hint");
    return {
      outcome: "failed",
      headline: words.say("failure.timeout", { seconds, id }),
      error: { code: "timeout", hint },
    };
  }
  if (error instanceof UserError) {
    const hint = error.hint === undefined ? null : said(error.hint, words);
    return { outcome: "refused", headline: said(error.message, words), error: { code: error.code, hint } };
  }
  if (error instanceof SourceError) {
    const headline = words.say("failure.source", { message: error.message });
    return { outcome: "failed", headline, error: { code: "source", hint: error.hint ?? null } };
  }
  return {
    outcome: "failed",
    headline: words.say("failure.internal", { id }),
    error: { code: "internal", hint: words.say("failure.internal_hint", { id }) },
  };
}
