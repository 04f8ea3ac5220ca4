import { randomBytes } from "node:crypto";
import type { Asker } from "#access/asker.ts";
import { audit } from "#access/audit.ts";
import type { Answer } from "./answer.ts";
import { demandMany, rowsFor } from "./answering/authorise.ts";
import { buttonsFor } from "./answering/buttons.ts";
import { compose } from "./answering/compose.ts";
import { comprehend, type Said } from "./answering/comprehend.ts";
import { contextLine } from "./answering/context-line.ts";
import { conversionNotes } from "./answering/conversion-notes.ts";
import type { Studio } from "./answering/draw.ts";
import { explain } from "./answering/explain.ts";
import { failure } from "./answering/failure.ts";
import { fileWished } from "./answering/file-wished.ts";
import { formLacking, formOf } from "./answering/forms.ts";
import { freshnessNotes } from "./answering/freshness.ts";
import { run, type Workshop } from "./answering/run.ts";
import type { SecondReader } from "./answering/second-reading.ts";
import { withoutSmallGroups } from "./answering/small-groups.ts";
import { type Stopwatch, stopwatch } from "./answering/stopwatch.ts";
import { unmetWishes } from "./answering/unmet-wishes.ts";
import type { Command } from "./command.ts";
import { UserError } from "./errors.ts";
import { SubjectMissing } from "./grammar/subject-missing.ts";
import type { Job, Upkeep } from "./job.ts";
import type { Conversion, Locale, Words } from "./messages.ts";
import type { Progress } from "./platform.ts";
import type { Question } from "./question.ts";
import type { Freshness, State } from "./store.ts";

/** A question on its way in, free of any platform. */
export interface Asked extends Said {
  /** `edit` answers with the form that changes the question, and runs nothing. */
  readonly action: "ask" | "explain" | "share" | "edit";
  readonly platform: string;
  readonly userId: string;
  readonly userName?: string;
  readonly place: string;
  /** Can others see the place? */
  readonly shared: boolean;
  /** Do others read the answer as it is? Then it shows nobody's personal data, unless it is personal itself. */
  readonly overseen?: boolean;
  /** Can the place show forms? */
  readonly forms?: boolean;
  /** Says who asks; throws a UserError for those who may see nothing. */
  readonly identify: () => Promise<Asker>;
  /** For `share`: what everybody who would see it may see. */
  readonly audience?: () => Promise<Pick<Asker, "owners">>;
  /** ISO 4217 code of the currency that the asker wants to see. */
  readonly currency?: string | null;
  /** Draw the chart? A terminal without `--png` has no use for it. */
  readonly draw: boolean;
  /** As if it were asked at this instant; now, unless said. */
  readonly at?: Date;
  /** Asked by nobody in person: nobody acts or decides, and the audit log has the send instead. */
  readonly unasked?: true;
}

/** An answer with what a machine-readable reply needs besides. */
export interface Outcome {
  readonly answer: Answer;
  readonly question: Question | null;
  readonly asker: Asker | null;
  /** May it be followed up? Not what held a secret. */
  readonly memorable: boolean;
  readonly freshness: Freshness | null;
  /** Milliseconds by step. */
  readonly timings: Readonly<Record<string, number>>;
}

/** All that answering needs; assembled once at start. */
export interface Parts extends Studio, Workshop {
  readonly state: State;
  readonly prefix: string;
  /** Reads what the parser is unsure of, where the company has set it up. */
  readonly reader?: SecondReader;
  readonly locale: Locale;
  readonly deadlineMs: number;
  readonly clock: () => Date;
  /** Brings the store up to date; resolves with why it could not, null when it did. */
  readonly refresh: () => Promise<string | null>;
  /** The newest rate into a currency; null for the reporting currency, and where nothing tells one. */
  readonly conversion: (code: string | null) => Promise<Conversion | null>;
  readonly jobs: ReadonlyMap<string, Job>;
  /** What jobs may do besides reading. */
  readonly upkeep: Upkeep;
}

/** What is known of a question so far; what a failure can still report. */
interface Progressing {
  asker: Asker | null;
  question: Question | null;
  /** What the audit log keeps in place of the question. */
  record: string | null;
}

/** Surroundings of an answer that shows no data. */
const bare = (id: string, command: string) => ({
  ...{ id, command, context: "", footnotes: [], buttons: [], visibility: "private" as const, draw: false },
});

/** Does a command speak of the CRM's data, so that there must be some? */
const needsData = (command: Command): boolean => command.narrows !== null || command.period !== null;

/** How long `fresh` waits for the CRM before it answers with what there is. */
const freshWaitMs = 5_000;

/**
 * Text → parse → authorise → run → render → answer. The only broad catch for questions: whatever happens, there is an
 * answer, an audit entry, and for bugs a log line under the answer's reference.
 */
export function createDispatch(parts: Parts): (asked: Asked, progress?: Progress) => Promise<Outcome> {
  const { store, commands, log } = parts;

  async function refreshInTime(words: Words): Promise<string | null> {
    const late = words.say("freshness.late", { seconds: freshWaitMs / 1000 });
    const waited = new Promise<string>((resolve) => setTimeout(() => resolve(late), freshWaitMs).unref());
    return Promise.race([parts.refresh(), waited]);
  }

  async function answer(asked: Asked, id: string, now: Date, known: Progressing, clock: Stopwatch, progress: Progress) {
    // What is shared is read by people who may have chosen another currency.
    const into = await parts.conversion(asked.action === "share" ? null : (asked.currency ?? null));
    const words = parts.speak(asked.locale, undefined, into);
    const deadline = AbortSignal.timeout(parts.deadlineMs);
    let stranger: unknown = null;
    known.asker = await asked.identify().catch((error: unknown) => {
      stranger = error;
      return null;
    });
    const { asker } = known;
    const question = await clock.time("parse", () => comprehend(asked, asker, { now, deadline }, parts));
    known.question = question;
    const command = commands.get(question.command);
    if (command === undefined) throw new Error(`understood an unknown command ${question.command}`);
    if (asker === null && command.audience !== "anyone") throw stranger;
    if (command.audience === "administrator" && asker?.role !== "administrator") {
      throw new UserError("forbidden", "access.administrators_only", { hint: "access.administrators_only_hint" });
    }

    if (asked.action === "edit") {
      const form = formOf(question.command, command, question, { words, dimensions: parts.dimensions });
      return compose({ headline: form.title, result: {} }, { ...bare(id, question.text), form }, words, parts);
    }
    if (asked.action === "share" && command.personal) throw new UserError("share_refused", "access.share_refused");

    if (question.fresh) progress(words.say("progress.syncing"));
    const notRefreshed = question.fresh ? await clock.time("sync", () => refreshInTime(words)) : null;
    if (needsData(command) && store.freshness() === null) {
      throw new UserError("no_data", "failure.no_data", { hint: "failure.no_data_hint" });
    }

    progress(words.say("progress.reading"));
    const owners = await rowsFor(asked, asker);
    const readAlong = asked.action === "share" || (asked.overseen === true && command.personal !== true);
    const self = readAlong ? null : (asker?.owner?.key ?? null);
    const inPerson = asked.action === "ask" && asked.unasked !== true;
    const decider = inPerson ? (asker?.owner?.name ?? `${asked.platform}:${asked.userId}`) : null;
    const { platform, userId, userName: name } = asked;
    const actor = inPerson ? { platform, userId, name, ...(asked.shared ? { place: asked.place } : {}) } : null;
    const errand = { asker, owners, self, decider, actor, locale: asked.locale, into, now, deadline };
    if (asked.action === "share" && question.filters.length > 0) await demandMany(question, errand, store);
    const whole = await clock.time("run", () => run(question, errand, parts));
    const reply = asked.action === "share" ? withoutSmallGroups(whole, question, words) : whole;
    known.record = reply.record ?? null;
    const seen = asker === null ? null : { ...asker, owners, people: owners?.length ?? 0 };
    const hasPeriod = command.period !== null;
    const spoken =
      reply.period === undefined
        ? question
        : { ...question, period: { ...question.period, ...reply.period }, comparison: null };
    const context = seen === null || !needsData(command) ? "" : contextLine(spoken, seen, words, hasPeriod);
    const explaining = asked.action === "explain" && seen !== null;
    const said = explaining ? explain(spoken, reply, { asker: seen, parts, words, hasPeriod }) : reply;
    const draws = asked.draw && !explaining;
    // What is shared or explained is no export: a file goes to nobody but who asked for it.
    const file = asked.action === "ask" ? fileWished(question, reply, command, words) : undefined;
    if (draws) progress(words.say("progress.drawing"));
    const around = {
      id,
      command: question.text,
      context,
      footnotes: [
        ...unmetWishes(question, reply, words),
        ...(needsData(command) ? conversionNotes(into, words) : []),
        ...(needsData(command) ? freshnessNotes(parts, now, words, notRefreshed) : []),
      ],
      buttons: explaining
        ? []
        : buttonsFor(command, question, reply, {
            shared: asked.shared,
            forms: asked.forms ?? false,
            words,
            dimensions: parts.dimensions,
            doubt: needsData(command) && commands.has("wrong") ? id : null,
          }),
      visibility: asked.action === "share" ? ("channel" as const) : ("private" as const),
      draw: draws,
      ...(reply.lacks === undefined || asked.forms !== true ? {} : { form: formLacking(reply.lacks, words) }),
      ...(file === undefined ? {} : { file }),
    };
    return clock.time("compose", () => compose(said, around, words, parts));
  }

  return async function dispatch(asked, progress = () => {}) {
    const id = randomBytes(5).toString("hex");
    const now = asked.at ?? parts.clock();
    const clock = stopwatch();
    const known: Progressing = { asker: null, question: null, record: null };
    let answered: Answer;
    let outcome: "answered" | "empty" | "refused" | "failed";
    try {
      answered = await answer(asked, id, now, known, clock, progress);
      outcome = answered.empty ? "empty" : "answered";
    } catch (error) {
      const words = parts.speak(asked.locale);
      const failed = failure(
        error,
        { id, command: known.question?.text ?? "", seconds: parts.deadlineMs / 1000 },
        words,
      );
      ({ answer: answered, outcome } = failed);
      if (error instanceof SubjectMissing && asked.forms === true) {
        const command = commands.get(error.command);
        const about = { words, dimensions: parts.dimensions };
        if (command !== undefined) answered = { ...answered, form: formOf(error.command, command, null, about) };
      }
      if (outcome === "failed") log.error({ id, text: asked.text.slice(0, 500), err: error }, "question failed");
    }
    const timings = clock.total();
    if (asked.unasked !== true)
      await audit(parts.state, {
        id,
        at: now,
        platform: asked.platform,
        userId: asked.userId,
        ownerId: known.asker?.owner?.id ?? null,
        place: asked.place,
        action: asked.action,
        text: known.record ?? asked.text,
        command: known.record ?? known.question?.text ?? "",
        outcome,
        code: answered.error?.code ?? null,
        ms: timings.total ?? 0,
      }).catch((error: unknown) => log.error({ id, err: error }, "audit entry could not be written"));
    const { question, asker, record } = known;
    return { answer: answered, question, asker, memorable: record === null, freshness: store.freshness(), timings };
  };
}
