import { randomBytes } from "node:crypto";
import type { Asker } from "#access/asker.ts";
import { audit } from "#access/audit.ts";
import type { Answer, Image } from "./answer.ts";
import { buttonsFor } from "./answering/buttons.ts";
import { contextLine } from "./answering/context-line.ts";
import { draw } from "./answering/draw.ts";
import { explain } from "./answering/explain.ts";
import { failure } from "./answering/failure.ts";
import { freshnessNotes } from "./answering/freshness.ts";
import { messages } from "./answering/messages.ts";
import { display } from "./answering/table.ts";
import type { Calendar, Day } from "./calendar.ts";
import type { Command } from "./command.ts";
import { UserError } from "./errors.ts";
import { understand } from "./grammar/understand.ts";
import { createWords } from "./locales/words.ts";
import type { Locale } from "./messages.ts";
import type { Log, Progress } from "./platform.ts";
import type { Question } from "./question.ts";
import type { Renderer } from "./render/renderer.ts";
import type { Reply } from "./reply.ts";
import type { Freshness, Lens, State, Store, View } from "./store.ts";

/** A question on its way in, free of any platform. */
export interface Asked {
  readonly text: string;
  readonly action: "ask" | "explain" | "share";
  readonly locale: Locale;
  readonly platform: string;
  readonly userId: string;
  readonly place: string;
  /** Can others see the place? */
  readonly shared: boolean;
  /** Says who asks; throws a UserError for those who may see nothing. */
  readonly identify: () => Promise<Asker>;
  /** The last question asked in the same conversation, as text. */
  readonly previous?: string;
  readonly asOf?: Day;
  readonly full?: boolean;
  /** Draw the chart? A terminal without `--png` has no use for it. */
  readonly draw: boolean;
}

/** An answer with what a machine-readable reply needs besides. */
export interface Outcome {
  readonly answer: Answer;
  readonly question: Question | null;
  readonly freshness: Freshness | null;
  readonly timings: Readonly<Record<string, number>>;
}

/** All that answering needs; assembled once at start. */
export interface Parts {
  readonly commands: ReadonlyMap<string, Command>;
  readonly store: Store;
  readonly state: State;
  readonly renderer: Renderer;
  readonly calendar: Calendar;
  readonly currency: string;
  readonly prefix: string;
  readonly deadlineMs: number;
  readonly clock: () => Date;
  readonly log: Log;
  /** Brings the store up to date; returns why it could not. */
  readonly refresh: () => Promise<string | null>;
}

/** Commands that need no data and no scope, so that strangers get help. */
const needsData = (command: Command): boolean => command.narrows !== null || command.period !== null;

/** A view of nothing, for those who may see nothing. */
const nobody: Lens = { owners: [], filters: [], by: [] };

/**
 * Text → parse → authorise → run → render → answer. The only broad catch for questions: whatever happens, there is an
 * answer, an audit entry, and for bugs a log line under the answer's reference.
 */
export function createDispatch(parts: Parts): (asked: Asked, progress?: Progress) => Promise<Outcome> {
  const { calendar, store } = parts;

  async function parse(asked: Asked, asker: Asker | null, now: Date): Promise<Question> {
    const lens: Lens = asker === null ? nobody : { owners: asker.owners, filters: [], by: [] };
    const owner = asker?.owner;
    const context = {
      commands: parts.commands,
      calendar,
      now,
      words: createWords(asked.locale, parts.currency, messages),
      prefix: parts.prefix,
      valuesOf: (dimension: string) => store.values(dimension, lens),
      ...(asked.asOf === undefined ? {} : { asOf: asked.asOf }),
      ...(owner ? { me: { name: owner.name, team: owner.team } } : {}),
    };
    const previous =
      asked.previous === undefined ? undefined : await understand(asked.previous, context).catch(() => undefined);
    const question = await understand(asked.text, previous === undefined ? context : { ...context, previous });
    return asked.full === true ? { ...question, full: true } : question;
  }

  async function run(command: Command, question: Question, view: View, locale: Locale, now: Date): Promise<Reply> {
    const words = createWords(locale, parts.currency, command.messages);
    return command.run({
      question: { ...question, options: question.options },
      view,
      words,
      calendar,
      now,
      commands: parts.commands,
    });
  }

  return async function dispatch(asked, progress = () => {}) {
    const id = randomBytes(5).toString("hex");
    const began = performance.now();
    const now = parts.clock();
    const words = createWords(asked.locale, parts.currency, messages);
    const timings: Record<string, number> = {};
    const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const from = performance.now();
      try {
        return await work();
      } finally {
        timings[name] = Math.round((performance.now() - from) * 10) / 10;
      }
    };
    let question: Question | null = null;
    let asker: Asker | null = null;
    let answer: Answer;
    let outcome: "answered" | "empty" | "refused" | "failed" = "answered";
    const base = { id, locale: asked.locale, visibility: asked.action === "share" ? "channel" : "private" } as const;
    try {
      let stranger: unknown = null;
      asker = await asked.identify().catch((error: unknown) => {
        stranger = error;
        return null;
      });
      const understood = await timed("parse", () => parse(asked, asker, now));
      question = understood;
      const command = parts.commands.get(understood.command);
      if (command === undefined) throw new Error(`understood an unknown command ${understood.command}`);
      if (needsData(command) && asker === null) throw stranger;
      let staleness: string | null = null;
      if (understood.fresh) {
        progress(words.say("progress.syncing"));
        staleness = await timed("sync", parts.refresh);
      }
      if (needsData(command) && store.freshness() === null) {
        throw new UserError("no_data", "failure.no_data", { hint: "failure.no_data_hint" });
      }
      progress(words.say("progress.reading"));
      const deadline = AbortSignal.timeout(parts.deadlineMs);
      const lens = {
        owners: asker === null ? [] : asker.owners,
        filters: understood.filters,
        by: understood.by,
        deadline,
      };
      let reply = await timed("run", () => run(command, understood, store.view(lens), asked.locale, now));
      const hasPeriod = command.period !== null;
      const context = asker === null ? "" : contextLine(understood, asker, words, hasPeriod);
      const footnotes = [...(reply.footnotes ?? [])];
      if (needsData(command)) footnotes.push(...freshnessNotes(store.freshness(), calendar, now, words, staleness));
      if (asked.action === "explain" && asker !== null) {
        reply = explain(understood, reply, { asker, calendar, freshness: store.freshness(), words, hasPeriod });
      }
      let image: Image | undefined;
      if (asked.draw && asked.action !== "explain") {
        progress(words.say("progress.drawing"));
        image = await timed("draw", () => draw(reply, context, words, parts)).catch((error: unknown) => {
          // The numbers are right without their picture: say so rather than fail the answer.
          parts.log.error({ id, err: error }, "chart failed");
          footnotes.push(words.say("failure.chart", { id }));
          return undefined;
        });
      }
      const { chart, followUps: _, table, ...rest } = reply;
      const buttons = asked.action === "explain" ? [] : buttonsFor(command, understood, reply, asked.shared, words);
      const alt = chart === undefined ? {} : { alt: chart.alt };
      answer = {
        ...rest,
        ...alt,
        ...(table === undefined ? {} : { table: display(table, words) }),
        ...base,
        command: understood.text,
        context,
        footnotes,
        buttons,
        ...(image ? { image } : {}),
      };
      if (reply.empty) outcome = "empty";
    } catch (error) {
      const failed = failure(error, id, words, parts.deadlineMs / 1000);
      outcome = failed.outcome;
      if (failed.outcome === "failed")
        parts.log.error({ id, text: asked.text.slice(0, 500), err: error }, "question failed");
      const { headline, error: shown } = failed;
      const choices: Answer["buttons"] = error instanceof UserError ? choicesOf(error) : [];
      answer = {
        ...base,
        visibility: "private",
        headline,
        command: question?.text ?? "",
        context: "",
        buttons: choices,
        result: {},
        ...(shown === undefined ? {} : { error: shown }),
      };
    }
    timings.total = Math.round((performance.now() - began) * 10) / 10;
    await audit(parts.state, {
      id,
      at: now,
      platform: asked.platform,
      userId: asked.userId,
      ownerId: asker?.owner?.id ?? null,
      place: asked.place,
      text: asked.text,
      command: question?.text ?? "",
      outcome,
      code: answer.error?.code ?? null,
      ms: timings.total,
    }).catch((error: unknown) => parts.log.error({ id, err: error }, "audit entry could not be written"));
    return { answer, question, freshness: store.freshness(), timings };
  };
}

/** An ambiguous question carries the commands it might have meant: they become buttons. */
function choicesOf(error: UserError): Answer["buttons"] {
  const choices = "choices" in error && Array.isArray(error.choices) ? (error.choices as readonly string[]) : [];
  return choices.slice(0, 5).map((choice) => ({ action: "ask" as const, label: choice, value: choice }));
}
