import { writeFile } from "node:fs/promises";
import { type Environment, readConfig } from "#config.ts";
import { SourceError, UserError } from "#errors.ts";
import { readArguments } from "#local/arguments.ts";
import { findRunning } from "#local/client.ts";
import { print, printError } from "#local/print.ts";
import type { TerminalQuestion } from "#local/protocol.ts";
import { settingsDigest } from "#local/settings.ts";
import { answerTerminal, type TerminalAnswer } from "#local/terminal.ts";
import { createLog } from "#log.ts";
import { discoverUnits, openParley } from "#parley.ts";
import { defineVerb } from "#verb.ts";

const usage =
  'npm run ask -- "/rfm last90d" [--json] [--full] [--as user@example.com] [--as-of 2026-11-22] [--lang zh] [--png out.png]';

/** How long to wait for another terminal that holds the data for a moment. */
const patienceMs = 60_000;

function read(words: readonly string[], defaultLocale: "en" | "zh") {
  const options = {
    json: { type: "boolean", default: false },
    full: { type: "boolean", default: false },
    as: { type: "string" },
    "as-of": { type: "string" },
    lang: { type: "string" },
    png: { type: "string" },
  } as const;
  const { values, positionals } = readArguments({ args: [...words], options, allowPositionals: true }, usage);
  const text = positionals.join(" ").trim();
  if (text === "") throw new UserError("usage", "What would you like to ask?", { hint: usage });
  const day = values["as-of"];
  if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
    throw new UserError("usage", `--as-of takes a day such as 2026-11-22, not ${day}`, { hint: usage });
  }
  const locale = values.lang === undefined ? defaultLocale : values.lang.toLowerCase().startsWith("zh") ? "zh" : "en";
  const question: TerminalQuestion = {
    text,
    locale,
    full: values.full,
    draw: values.png !== undefined,
    ...(values.as === undefined ? {} : { as: values.as }),
    ...(day === undefined ? {} : { asOf: day }),
  };
  return { question, json: values.json, png: values.png };
}

/** Answers in this process, once no other terminal holds the data. */
async function answerHere(environment: Environment, question: TerminalQuestion): Promise<TerminalAnswer> {
  const config = readConfig(environment);
  const log = createLog(environment.LOG_LEVEL === undefined ? "warn" : config.logLevel);
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      const parley = await openParley(config, environment, log);
      try {
        await parley.bringUpToDate({ progress: (note) => void printError(note) });
        return await answerTerminal(parley, question);
      } finally {
        await parley.close();
      }
    } catch (error) {
      const busy = error instanceof SourceError && error.retryable && Date.now() < until;
      if (!busy) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

export default defineVerb({
  usage,
  async run(words, environment) {
    const wantsJson = words.includes("--json");
    try {
      const config = readConfig(environment);
      const { question, json, png } = read(words, config.locale);
      const { connectors } = await discoverUnits();
      const variables = Object.keys(connectors.get(config.crm)?.config.shape ?? {});
      const running = await findRunning(config.dataDir, settingsDigest(config, environment, variables));
      const answer = running
        ? await running.call<TerminalAnswer>("ask", question)
        : await answerHere(environment, question);
      if (png !== undefined && answer.png !== null) await writeFile(png, Buffer.from(answer.png, "base64"));
      if (png !== undefined && answer.png === null && answer.status === 0)
        await printError("This answer has no picture.");
      await print(json ? JSON.stringify(answer.json) : answer.text);
      return answer.status;
    } catch (error) {
      if (!wantsJson || !(error instanceof UserError || error instanceof SourceError)) throw error;
      const code = error instanceof UserError ? error.code : "source";
      await print(JSON.stringify({ ok: false, error: { code, message: error.message, hint: error.hint ?? null } }));
      return error instanceof UserError ? 2 : 1;
    }
  },
});
