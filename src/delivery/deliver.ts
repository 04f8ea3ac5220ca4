import { randomBytes } from "node:crypto";
import { administrator } from "#access/asker.ts";
import type { Answer } from "#answer.ts";
import { draw } from "#answering/draw.ts";
import { freshnessNotes } from "#answering/freshness.ts";
import { messages } from "#answering/messages.ts";
import { display } from "#answering/table.ts";
import type { Parts } from "#dispatch.ts";
import { understand } from "#grammar/understand.ts";
import type { Job } from "#job.ts";
import { createWords } from "#locales/words.ts";
import type { Locale } from "#messages.ts";
import type { Connection } from "#platform.ts";
import type { Reply } from "#reply.ts";
import type { Route } from "./routes.ts";

/** How one planned occurrence ended for one target. */
export interface Delivered {
  readonly route: Route;
  readonly state: "sent" | "nothing" | "failed";
  readonly messages: readonly string[];
  readonly error: string | null;
}

/** What a job has to say at a planned instant, drawn and ready to send. Sends nothing. */
export async function compose(job: Job, plannedAt: Date, locale: Locale, parts: Parts): Promise<Answer[]> {
  const { calendar, store, currency } = parts;
  const words = createWords(locale, currency, messages);
  const lens = { owners: administrator.owners, filters: [], by: [], deadline: AbortSignal.timeout(parts.deadlineMs) };
  async function ask(text: string): Promise<Reply> {
    const valuesOf = (dimension: string): Promise<string[]> => store.values(dimension, lens);
    const { commands, prefix } = parts;
    const question = await understand(text, {
      commands,
      calendar,
      now: plannedAt,
      words,
      prefix,
      valuesOf,
    });
    const command = commands.get(question.command);
    if (command === undefined) throw new Error(`${text} names no command`);
    const view = store.view({ ...lens, filters: question.filters, by: question.by });
    const own = createWords(locale, currency, command.messages);
    return command.run({ question, view, words: own, calendar, now: plannedAt, commands });
  }
  const own = createWords(locale, currency, job.messages);
  const said = await job.run({ view: store.view(lens), words: own, calendar, now: plannedAt, ask });
  return Promise.all(
    said.map(async ({ reply }) => {
      const context = reply.chart?.subtitle ?? "";
      const image = await draw(reply, "", words, parts);
      const { chart: _, followUps = [], table, ...rest } = reply;
      const footnotes = [
        ...(reply.footnotes ?? []),
        ...freshnessNotes(store.freshness(), calendar, parts.clock(), words, null),
      ];
      const buttons = followUps.map(({ label, ask: value }) => ({ action: "ask" as const, label, value }));
      const id = randomBytes(5).toString("hex");
      return {
        ...rest,
        ...(table === undefined ? {} : { table: display(table, words) }),
        id,
        command: "",
        locale,
        context,
        footnotes,
        buttons,
        visibility: "channel",
        ...(image ? { image } : {}),
      } as const;
    }),
  );
}

/** Composes and sends one occurrence to one target, and records truthfully how it ended. */
export async function deliver(
  job: Job,
  route: Route,
  plannedAt: Date,
  locale: Locale,
  parts: Parts,
  connection: Connection,
): Promise<Delivered> {
  const id = `${route.job}@${route.platform}:${route.target}/${plannedAt.toISOString()}`;
  const sent: string[] = [];
  let state: Delivered["state"] = "nothing";
  let error: string | null = null;
  try {
    const answers = await compose(job, plannedAt, locale, parts);
    for (const [index, answer] of answers.entries()) {
      const { message } = await connection.send(route.target, answer, `${id}/${index}`);
      sent.push(message);
      state = "sent";
    }
  } catch (cause) {
    state = "failed";
    error = cause instanceof Error ? cause.message : String(cause);
    parts.log.error({ delivery: id, err: cause }, "delivery failed");
  }
  await parts.state.run(
    `INSERT INTO sends (id, job, target, planned_at, state, message, error, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, message = excluded.message, error = excluded.error, at = excluded.at`,
    [
      id,
      route.job,
      `${route.platform}:${route.target}`,
      plannedAt,
      state,
      sent.join(" ") || null,
      error,
      parts.clock(),
    ],
  );
  if (state !== "failed") parts.log.info({ delivery: id, state }, "delivery done");
  return { route, state, messages: sent, error };
}
