import { writeFile } from "node:fs/promises";
import { readConfig } from "#config.ts";
import { SourceError, UserError } from "#errors.ts";
import { readArguments, readLocale } from "#local/arguments.ts";
import { atParley } from "#local/at-parley.ts";
import { print, printError } from "#local/print.ts";
import type { TerminalQuestion } from "#local/protocol.ts";
import { answerTerminal, type TerminalAnswer } from "#local/terminal.ts";
import { type Door, defineVerb } from "#verb.ts";

const usage =
  'npm run ask -- "/rfm last90d" [--json] [--full] [--as user@example.com] [--as-of 2026-11-22] [--lang zh] [--png out.png] [--out out.xlsx]';

/** Is it a day of the calendar? `2026-02-31` is not. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** A question with the wish that a file's name is: `sales.xlsx` wishes xlsx where the question wishes nothing. */
function wishing(text: string, out: string | undefined): string {
  const wish = /\.(csv|xlsx|pptx|pdf)$/i.exec(out ?? "")?.[1]?.toLowerCase();
  return wish === undefined || new RegExp(`(^|\\s)${wish}(\\s|$)`, "i").test(text) ? text : `${text} ${wish}`;
}

function read(words: readonly string[], defaultLocale: "en" | "zh") {
  const options = {
    json: { type: "boolean", default: false },
    full: { type: "boolean", default: false },
    as: { type: "string" },
    "as-of": { type: "string" },
    lang: { type: "string" },
    png: { type: "string" },
    out: { type: "string" },
  } as const;
  const { values, positionals } = readArguments({ args: [...words], options, allowPositionals: true }, usage);
  const asked = positionals.join(" ").trim();
  const text = wishing(asked, values.out);
  if (asked === "") throw new UserError("usage", "What would you like to ask?", { hint: usage });
  const day = values["as-of"];
  if (day !== undefined && !isDay(day)) {
    throw new UserError("usage", `--as-of takes a day such as 2026-11-22, not ${day}`, { hint: usage });
  }
  const locale = readLocale(values.lang, defaultLocale, usage);
  const question: TerminalQuestion = {
    text,
    locale,
    full: values.full,
    draw: values.png !== undefined,
    ...(values.as === undefined ? {} : { as: values.as }),
    ...(day === undefined ? {} : { asOf: day }),
  };
  return { question, png: values.png, out: values.out };
}

/** An empty or changed source is read first; when that fails, what was there before still answers. */
const door: Door<TerminalQuestion, TerminalAnswer> = async (parley, question) => {
  const { store, log } = parley.parts;
  await parley.bringUpToDate({ progress: (note) => void printError(note) }).catch((error: unknown) => {
    if (store.freshness() === null) throw error;
    log.warn({ err: error }, "the source could not be read; answering from what was read before");
  });
  return answerTerminal(parley, question);
};

export default defineVerb({
  usage,
  door,
  async run(words, environment) {
    const json = words.includes("--json");
    try {
      const { question, png, out } = read(words, readConfig(environment).locale);
      const answer = await atParley(environment, "ask", door, question);
      if (png !== undefined && answer.png !== null) await writeFile(png, Buffer.from(answer.png, "base64"));
      if (png !== undefined && answer.png === null && answer.status === 0)
        await printError("This answer has no picture.");
      if (out !== undefined && answer.file !== null) await writeFile(out, Buffer.from(answer.file.bytes, "base64"));
      if (out !== undefined && answer.file === null && answer.status === 0)
        await printError("This answer has no file.");
      await print(json ? JSON.stringify(answer.json) : answer.text);
      return answer.status;
    } catch (error) {
      if (!json || !(error instanceof UserError || error instanceof SourceError)) throw error;
      const code = error instanceof UserError ? error.code : "source";
      await print(JSON.stringify({ ok: false, error: { code, message: error.message, hint: error.hint ?? null } }));
      return error instanceof UserError ? 2 : 1;
    }
  },
});
