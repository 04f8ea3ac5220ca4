import { randomBytes } from "node:crypto";
import type { Asker } from "#access/asker.ts";
import type { ChatUser } from "#access/links.ts";
import type { Answer } from "#answer.ts";
import { compose, type Surroundings } from "#answering/compose.ts";
import { conversionNotes } from "#answering/conversion-notes.ts";
import { freshnessNotes } from "#answering/freshness.ts";
import { run } from "#answering/run.ts";
import type { Parts } from "#dispatch.ts";
import { businessDay } from "#grammar/days.ts";
import { understand } from "#grammar/understand.ts";
import type { Job, JobInput, Said } from "#job.ts";
import type { Locale, Words } from "#messages.ts";
import type { Question } from "#question.ts";
import type { Reply } from "#reply.ts";
import { earlierTo } from "./earlier.ts";
import { sharedAnswer } from "./shared-answers.ts";

/** Whose edition it is: what they may see, and how they are spoken to. */
export interface Reader {
  readonly asker: Asker;
  /** Who is spoken to in the chat; null for a channel. */
  readonly user: ChatUser | null;
  readonly locale: Locale;
  /** ISO 4217 code of the currency that they want to see. */
  readonly currency?: string | null;
  /** `platform:place` where they are spoken to: by it is found what was said there earlier. */
  readonly target?: string;
  /** The schedule whose earlier messages there count; without one all do. */
  readonly origin?: string | null;
}

/** What was said, drawn and ready to send. */
export interface Edition {
  readonly said: Said;
  readonly answer: Answer;
}

const lensOf = ({ asker }: Reader, deadline: AbortSignal) => ({
  ...{ owners: asker.owners, self: asker.owner?.key ?? null, filters: [], by: [], deadline },
});

/** Nobody waits for what is said unasked: it may take so many times as long as an answer. */
const patience = 4;

/** Understands questions as if the reader had asked them at an instant. */
export function reading(reader: Reader, now: Date, parts: Parts): (text: string) => Promise<Question> {
  const { calendar, store, commands, prefix, dimensions } = parts;
  const words = parts.speak(reader.locale);
  return (text) => {
    const lens = lensOf(reader, AbortSignal.timeout(parts.deadlineMs));
    const valuesOf = (dimension: string): Promise<string[]> => store.values(dimension, lens);
    return understand(text, { commands, calendar, dimensions, now, words, prefix, valuesOf });
  };
}

/** Answers questions as if the reader had asked them at an instant. Sends and draws nothing. */
export function asking(reader: Reader, now: Date, parts: Parts): JobInput["ask"] {
  const { asker, user: actor, locale, currency = null } = reader;
  const read = reading(reader, now, parts);
  const compute = async (text: string, depth?: "brief"): Promise<Reply> => {
    const into = await parts.conversion(currency);
    const deadline = AbortSignal.timeout(parts.deadlineMs * patience);
    const { owners, self } = lensOf(reader, deadline);
    const asked = await read(text);
    const question = depth === undefined ? asked : { ...asked, brief: true as const };
    return run(question, { asker, owners, self, actor, locale, into, now, deadline }, parts);
  };
  return (text, depth) => {
    const { owner, owners, role } = asker;
    const seen = [owner?.key ?? null, role, owners, locale, currency];
    const key = JSON.stringify([text, depth, now, parts.store.freshness()?.syncedAt ?? null, ...seen]);
    return sharedAnswer(parts, key, () => compute(text, depth));
  };
}

/** What a job is given for one reader at a planned instant. */
async function inputOf(
  job: Job,
  options: Readonly<Record<string, unknown>>,
  plannedAt: Date,
  reader: Reader,
  parts: Parts,
): Promise<JobInput<never>> {
  const { asker, user, locale, currency = null, target, origin = null } = reader;
  const deadline = AbortSignal.timeout(parts.deadlineMs * patience);
  const into = await parts.conversion(currency);
  return {
    view: parts.store.view(lensOf(reader, deadline)),
    words: parts.speak(locale, job.messages, into),
    calendar: parts.calendar,
    now: plannedAt,
    recipient: { owner: asker.owner, role: user === null ? "channel" : asker.role },
    options: (job.options === undefined ? {} : job.options.parse(options)) as never,
    compute: parts.computeUntil(deadline),
    recall: parts.recallAt(plannedAt),
    office: user === null ? null : parts.officeOf(user, asker, () => {}),
    upkeep: parts.upkeep,
    log: parts.log,
    ask: asking(reader, plannedAt, parts),
    earlier: async (since) =>
      target === undefined
        ? []
        : earlierTo({ target, origin }, since, parts, (other, then, given) =>
            inputOf(other, given, then, reader, parts),
          ),
  };
}

/** What a job has to say at a planned instant to one reader. Draws and sends nothing. */
export async function say(
  job: Job,
  options: Readonly<Record<string, unknown>>,
  plannedAt: Date,
  reader: Reader,
  parts: Parts,
): Promise<readonly Said[]> {
  return job.run(await inputOf(job, options, plannedAt, reader, parts));
}

/** The same, drawn and ready to send. Sends nothing. */
export async function edition(
  job: Job,
  options: Readonly<Record<string, unknown>>,
  plannedAt: Date,
  reader: Reader,
  parts: Parts,
): Promise<Edition[]> {
  const said = await say(job, options, plannedAt, reader, parts);
  const into = await parts.conversion(reader.currency ?? null);
  const words = parts.speak(reader.locale, undefined, into);
  const notes = conversionNotes(into, words);
  const day = businessDay(plannedAt, parts.calendar.zone);
  const file = job.attach && { format: job.attach, name: `${job.title[reader.locale]} ${day}` };
  return Promise.all(
    said.map(async (one) => ({
      said: one,
      answer: await ready(one.reply, { words, notes, file, user: reader.user }, parts),
    })),
  );
}

interface Manner {
  readonly words: Words;
  readonly notes: readonly string[];
  readonly file: Surroundings["file"];
  readonly user: ChatUser | null;
}

/** As many as every platform can show. */
const mostButtons = 6;

function ready(reply: Reply, { words, notes, file, user }: Manner, parts: Parts): Promise<Answer> {
  const id = randomBytes(5).toString("hex");
  const ask = (label: string, value: string) => ({ action: "ask" as const, label, value });
  const offered = (reply.followUps ?? []).slice(0, mostButtons - 1).map(({ label, ask: value }) => ask(label, value));
  const around = {
    id,
    command: "",
    context: "",
    footnotes: [...notes, ...freshnessNotes(parts, parts.clock(), words, null)],
    buttons: parts.commands.has("wrong") ? [...offered, ask(words.say("button.wrong"), `/wrong ${id}`)] : offered,
    visibility: user === null ? ("channel" as const) : ("private" as const),
    draw: true,
    ...(file === undefined ? {} : { file }),
  };
  return compose(reply, around, words, parts);
}
