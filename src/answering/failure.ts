import type { Answer } from "#answer.ts";
import { NotApplicable, SourceError, UserError } from "#errors.ts";
import type { Words } from "#messages.ts";

interface Failed {
  readonly outcome: "refused" | "failed";
  readonly answer: Answer;
}

/** A text that is a key of the shared catalogue is said in the asker's language; anything else is shown as it is. */
function said(text: string, words: Words): string {
  return /^[a-z]+\.[a-z_]+$/.test(text) ? words.say(text) : text;
}

/**
 * An error as an answer: what the asker can mend is shown as it is, an outside system's failure is named, and anything
 * else is a bug that shows nothing but its reference.
 */
export function failure(
  error: unknown,
  about: { readonly id: string; readonly command: string; readonly seconds: number },
  words: Words,
): Failed {
  const { id, command, seconds } = about;
  const failed = (outcome: Failed["outcome"], headline: string, code: string, hint: string | null): Failed => ({
    outcome,
    answer: {
      id,
      command,
      locale: words.locale,
      headline,
      context: "",
      buttons: choicesOf(error),
      visibility: "private",
      result: {},
      error: { code, hint },
    },
  });
  if (error instanceof NotApplicable) {
    const named = error.usable.slice(0, 8).map((name) => words.dimension(name));
    const hint =
      named.length === 0 ? null : words.say("failure.not_applicable_hint", { dimensions: words.list(named) });
    const dimension = words.dimension(error.dimension);
    return failed("refused", words.say("failure.not_applicable", { dimension }), error.code, hint);
  }
  if (error instanceof UserError && error.code === "timeout") {
    return failed(
      "failed",
      words.say("failure.timeout", { seconds, id }),
      "timeout",
      words.say("failure.timeout_hint"),
    );
  }
  if (error instanceof UserError) {
    return failed(
      "refused",
      said(error.message, words),
      error.code,
      error.hint === undefined ? null : said(error.hint, words),
    );
  }
  if (error instanceof SourceError) {
    return failed("failed", words.say("failure.source", { message: error.message }), "source", error.hint ?? null);
  }
  return failed(
    "failed",
    words.say("failure.internal", { id }),
    "internal",
    words.say("failure.internal_hint", { id }),
  );
}

/** An ambiguous question carries the commands it might have meant: they become buttons. */
function choicesOf(error: unknown): Answer["buttons"] {
  if (!(error instanceof Error && "choices" in error && Array.isArray(error.choices))) return [];
  return (error.choices as readonly string[]).slice(0, 5).map((value) => ({ action: "ask", label: value, value }));
}
