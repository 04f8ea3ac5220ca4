import { randomBytes } from "node:crypto";
import { type Asker, administrator } from "#access/asker.ts";
import { audit } from "#access/audit.ts";
import type { ChatUser } from "#access/links.ts";
import type { Answer } from "#answer.ts";
import { compose } from "#answering/compose.ts";
import { freshnessNotes } from "#answering/freshness.ts";
import { run } from "#answering/run.ts";
import type { Parts } from "#dispatch.ts";
import { understand } from "#grammar/understand.ts";
import type { Job, Said } from "#job.ts";
import type { Locale, Words } from "#messages.ts";
import type { Connection } from "#platform.ts";
import type { Reply } from "#reply.ts";
import type { Route } from "./routes.ts";

/** How one planned occurrence ended for one target. */
export interface Delivered {
  readonly route: Route;
  /** `repeated`: it was sent, or may have been, by an earlier attempt. */
  readonly state: "sent" | "nothing" | "failed" | "repeated";
  readonly messages: readonly string[];
  readonly error: string | null;
}

/** Whose edition it is: what they may see, and how they are spoken to. */
export interface Reader {
  readonly asker: Asker;
  /** Who is spoken to in the chat; null for a channel. */
  readonly user: ChatUser | null;
  readonly locale: Locale;
}

/** What was said, drawn and ready to send. */
export interface Edition {
  readonly said: Said;
  readonly answer: Answer;
}

/** What a job has to say at a planned instant to one reader. Sends nothing. */
export async function edition(
  job: Job,
  options: Readonly<Record<string, unknown>>,
  plannedAt: Date,
  reader: Reader,
  parts: Parts,
): Promise<Edition[]> {
  const { calendar, store, commands, prefix, dimensions } = parts;
  const { asker, user, locale } = reader;
  const words = parts.speak(locale);
  const { owners } = asker;
  const self = asker.owner?.key ?? null;
  const deadline = AbortSignal.timeout(parts.deadlineMs);
  const lens = { owners, self, filters: [], by: [], deadline };
  async function ask(text: string): Promise<Reply> {
    const valuesOf = (dimension: string): Promise<string[]> => store.values(dimension, lens);
    const now = plannedAt;
    const question = await understand(text, { commands, calendar, dimensions, now, words, prefix, valuesOf });
    return run(question, { asker, owners, self, locale, now, deadline }, parts);
  }
  const said = await job.run({
    view: store.view(lens),
    words: parts.speak(locale, job.messages),
    calendar,
    now: plannedAt,
    recipient: { owner: asker.owner, role: user === null ? "channel" : asker.role },
    options: job.options === undefined ? {} : job.options.parse(options),
    compute: parts.computeUntil(deadline),
    recall: parts.recallAt(plannedAt),
    office: user === null ? null : parts.officeOf(user, asker, () => {}),
    upkeep: parts.upkeep,
    ask,
  });
  return Promise.all(said.map(async (one) => ({ said: one, answer: await ready(one.reply, words, user, parts) })));
}

function ready(reply: Reply, words: Words, user: ChatUser | null, parts: Parts): Promise<Answer> {
  const around = {
    id: randomBytes(5).toString("hex"),
    command: "",
    context: "",
    footnotes: freshnessNotes(parts, parts.clock(), words, null),
    buttons: (reply.followUps ?? []).map(({ label, ask: value }) => ({ action: "ask" as const, label, value })),
    visibility: user === null ? ("channel" as const) : ("private" as const),
    draw: true,
  };
  return compose(reply, around, words, parts);
}

/**
 * Composes and sends one occurrence to one target, and records truthfully how it ended. The record is claimed before
 * anything is sent: an occurrence that was begun before is not begun again.
 */
export async function deliver(
  job: Job,
  route: Route,
  plannedAt: Date,
  parts: Parts,
  connection: Connection,
): Promise<Delivered> {
  const target = `${route.platform}:${route.target}`;
  const id = `${route.job}@${target}/${plannedAt.toISOString()}`;
  const claimed = await parts.state.rows(
    `INSERT INTO sends (id, job, target, planned_at, state, at) VALUES ($1, $2, $3, $4, 'sending', $5)
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [id, route.job, target, plannedAt, parts.clock()],
  );
  if (claimed.length === 0) return { route, state: "repeated", messages: [], error: null };
  const started = performance.now();
  const sent: string[] = [];
  let state: Delivered["state"] = "nothing";
  let error: string | null = null;
  try {
    const reader = { asker: administrator, user: null, locale: parts.locale };
    const editions = await edition(job, {}, plannedAt, reader, parts);
    for (const [index, { answer }] of editions.entries()) {
      const { message } = await connection.send(route.target, answer, `${id}/${index}`);
      sent.push(message);
      state = "sent";
    }
  } catch (cause) {
    state = "failed";
    error = cause instanceof Error ? cause.message : String(cause);
    parts.log.error({ delivery: id, err: cause }, "delivery failed");
  }
  await parts.state.run("UPDATE sends SET state = $2, message = $3, error = $4, at = $5 WHERE id = $1", [
    id,
    state,
    sent.join(" ") || null,
    error,
    parts.clock(),
  ]);
  await audit(parts.state, {
    ...{ id, at: parts.clock(), platform: route.platform, userId: route.target, ownerId: null, place: route.target },
    ...{ action: "send", text: route.job, command: "", code: state === "failed" ? "send" : null },
    outcome: state === "failed" ? "failed" : state === "nothing" ? "empty" : "answered",
    ms: performance.now() - started,
  }).catch((cause: unknown) => parts.log.error({ delivery: id, err: cause }, "audit entry could not be written"));
  if (state !== "failed") parts.log.info({ delivery: id, state }, "delivery done");
  return { route, state, messages: sent, error };
}
