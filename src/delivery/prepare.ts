import { UserError } from "#errors.ts";
import type { Said } from "#job.ts";
import { patiently } from "#waiting.ts";
import { apart, eyesOf } from "./addressees.ts";
import { backoff } from "./backoff.ts";
import { type Delivery, renew, settle } from "./deliveries.ts";
import { type Edition, edition, type Reader } from "./edition.ts";
import { keepAnswer } from "./outbox.ts";
import { type KeptSchedule, scheduleById } from "./schedules.ts";
import { nextWorkingMoment } from "./working-time.ts";
import { type Workroom, zoneOf } from "./workroom.ts";

/** So often what cannot be computed is tried again. */
const mostTries = 5;
const renewMs = 30_000;

/**
 * Computes what a delivery says and keeps it: ready to be sent, or skipped when there is nothing to say. What cannot be
 * computed is tried again, then failed; the ledger says why. Whoever asks meanwhile comes first.
 */
export function prepare(delivery: Delivery, room: Workroom): Promise<void> {
  return patiently(() => prepareNow(delivery, room));
}

async function prepareNow(delivery: Delivery, room: Workroom): Promise<void> {
  const { parts, holder } = room;
  const { state, log } = parts;
  const beat = setInterval(() => {
    void room
      .now()
      .then((now) => renew(state, delivery.id, holder, now))
      .catch((error: unknown) => log.warn({ delivery: delivery.id, err: error }, "a claim could not be renewed"));
  }, renewMs);
  try {
    const schedule = await scheduleById(state, delivery.schedule);
    const said = schedule === null ? null : await compute(delivery, schedule, room);
    const now = await room.now();
    if (said === null) {
      await settle(state, delivery.id, holder, { state: "skipped", error: "the schedule was taken out" }, now);
    } else await keep(delivery, said, room, now);
  } catch (error) {
    await postpone(delivery, error, room);
  } finally {
    clearInterval(beat);
  }
}

async function postpone(delivery: Delivery, error: unknown, room: Workroom): Promise<void> {
  const { parts, holder, random } = room;
  const said = error instanceof Error ? error.message : String(error);
  const now = await room.now();
  if (error instanceof UserError && error.code === "deactivated") {
    await settle(parts.state, delivery.id, holder, { state: "skipped", error: "who it is for has left" }, now);
    return;
  }
  parts.log.error({ delivery: delivery.id, err: error }, "what is to be sent could not be computed");
  // A question that cannot be understood or asked will not be, however often it is tried.
  const final = error instanceof UserError || delivery.attempts >= mostTries;
  const nextAt = new Date(now.getTime() + backoff(delivery.attempts, undefined, random));
  await settle(
    parts.state,
    delivery.id,
    holder,
    final ? { state: "failed", error: said } : { state: "pending", error: said, nextAt },
    now,
  );
}

function compute(delivery: Delivery, schedule: KeptSchedule, room: Workroom): Promise<Edition[]> {
  return schedule.ask === null ? editionOf(delivery, schedule, room) : answerOf(delivery, schedule.ask, schedule, room);
}

/** Who reads a delivery, and how they are spoken to: what corrects is for the same eyes as what it corrects. */
async function readerOf(delivery: Delivery, own: KeptSchedule, room: Workroom): Promise<Reader> {
  const { origin } = delivery;
  const schedule = origin === null ? own : await scheduleById(room.parts.state, origin);
  if (schedule === null) throw new UserError("no_schedule", `There is no schedule ${origin} any more`);
  const { asker, user } = await eyesOf(delivery, schedule, room);
  const chosen = user === null ? null : room.habits(user.platform, user.userId);
  const locale = chosen?.language ?? schedule.locale ?? room.parts.locale;
  return { asker, user, locale, currency: chosen?.currency ?? null, target: delivery.target, origin };
}

async function editionOf(delivery: Delivery, schedule: KeptSchedule, room: Workroom): Promise<Edition[]> {
  const job = room.jobs.get(delivery.job);
  if (job === undefined) throw new UserError("no_job", `There is no job ${delivery.job} any more`);
  const reader = await readerOf(delivery, schedule, room);
  return edition(job, schedule.options, delivery.plannedAt, reader, room.parts);
}

/** A command that somebody subscribed to: the answer that they would get at the planned instant. */
async function answerOf(delivery: Delivery, text: string, schedule: KeptSchedule, room: Workroom): Promise<Edition[]> {
  const { asker, user, locale, currency = null } = await readerOf(delivery, schedule, room);
  const { platform, place } = apart(delivery.target);
  const { answer } = await room.dispatch({
    ...{ text, action: "ask", locale, currency, platform, userId: user?.userId ?? schedule.owner ?? place, place },
    ...{ shared: user === null, identify: async () => asker, draw: true, at: delivery.plannedAt, unasked: true },
  });
  if (answer.error) throw new UserError(answer.error.code, answer.headline);
  if (answer.empty) return [];
  const visibility = user === null ? ("channel" as const) : answer.visibility;
  return [{ said: { reply: { headline: answer.headline, result: {} } }, answer: { ...answer, visibility } }];
}

/** Keeps an edition's messages, each a delivery of its own; the first is the delivery that was claimed. */
async function keep(delivery: Delivery, editions: readonly Edition[], room: Workroom, now: Date): Promise<void> {
  const { parts, holder } = room;
  const { state } = parts;
  const { job, target, owner, origin } = delivery;
  const [first, ...others] = await worthSaying(delivery, editions, room, now);
  if (first === undefined) {
    await state.transaction(async () => {
      const counted = await settle(state, delivery.id, holder, { state: "skipped", error: null }, now);
      if (counted) await openHeldOut(delivery, editions, room, now);
    });
    return;
  }
  const nextAt = whenToSend(delivery, room, now);
  await state.transaction(async () => {
    const held = await state.rows(
      `UPDATE deliveries SET about = $3, state = 'ready', attempts = 0, next_at = $4, holder = NULL, lease_until = NULL,
         headline = $5, band = $6, at_stake = $7, opens = $8, figures = $9, error = NULL, at = $10
       WHERE id = $1 AND holder = $2 AND state = 'pending' RETURNING id`,
      [delivery.id, holder, ...columnsOf(first.said, nextAt), now],
    );
    if (held.length === 0) return;
    await openHeldOut(delivery, editions, room, now);
    await keepAnswer(state, delivery.id, first.answer);
    for (const [index, { said, answer }] of others.entries()) {
      const id = `${delivery.id}#${said.about ?? index + 1}`;
      await state.run(
        `INSERT INTO deliveries (id, occurrence, job, target, owner, origin, about, state, attempts, next_at, headline, band,
           at_stake, opens, figures, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'ready', 0, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (id) DO NOTHING`,
        [id, delivery.occurrence, job, target, owner, origin, ...columnsOf(said, nextAt), now],
      );
      await keepAnswer(state, id, answer);
    }
  });
}

/** What nobody is told is followed all the same, to compare with. */
async function openHeldOut(delivery: Delivery, editions: readonly Edition[], room: Workroom, now: Date): Promise<void> {
  for (const { said } of editions) {
    if (said.opens?.heldOut !== true) continue;
    const { band = 0, atStake = 0 } = said;
    await room.openCase(said.opens, { owner: delivery.owner, band, atStake, at: now });
  }
}

const columnsOf = ({ reply, about, band, atStake, opens, figures = [] }: Said, nextAt: Date) => [
  ...[about ?? "", nextAt, reply.headline, band ?? null, atStake ?? null],
  opens === undefined ? null : JSON.stringify(opens),
  figures.length === 0 ? null : JSON.stringify(figures),
];

/** Pings wait for the working hours of whom they interrupt; what was asked for comes when it was asked for. */
function whenToSend(delivery: Delivery, room: Workroom, now: Date): Date {
  if (room.jobs.get(delivery.job)?.ping === undefined) return now;
  const { platform, place } = apart(delivery.target);
  const zone = zoneOf(delivery.target, room);
  const quiet = room.habits(platform, place).quiet ?? room.quiet;
  return nextWorkingMoment(now, { zone, quiet, days: room.workingDays(zone) });
}

/** Leaves out what was said about the same thing within the cool-down, unless it is graver now. */
async function worthSaying(
  delivery: Delivery,
  editions: readonly Edition[],
  room: Workroom,
  now: Date,
): Promise<readonly Edition[]> {
  const ping = room.jobs.get(delivery.job)?.ping;
  const told = editions.filter(({ said }) => said.opens?.heldOut !== true);
  if (ping === undefined || told.length === 0) return told;
  const since = new Date(now.getTime() - ping.coolDownDays * 86_400_000);
  const before = await room.parts.state.rows<{ about: string; band: number | null }>(
    `SELECT about, max(coalesce(band, 0)) AS band FROM deliveries
     WHERE job = $1 AND target = $2 AND at >= $3 AND about <> '' AND state IN ('ready', 'sending', 'looking', 'sent', 'unknown')
     GROUP BY about`,
    [delivery.job, delivery.target, since],
  );
  const gravest = new Map(before.map(({ about, band }) => [about, Number(band ?? 0)]));
  return told.filter(({ said: { about, band = 0 } }) => {
    const was = about === undefined ? undefined : gravest.get(about);
    return was === undefined || band > was;
  });
}
