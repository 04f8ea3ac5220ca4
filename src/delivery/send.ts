import type { Answer } from "#answer.ts";
import { withFittingFiles } from "#answering/fitting-files.ts";
import { SendError } from "#errors.ts";
import type { OpenedCase } from "#job.ts";
import type { MessageRef } from "#platform.ts";
import { apart } from "./addressees.ts";
import { backoff } from "./backoff.ts";
import { type Delivery, type Ending, settle, spent } from "./deliveries.ts";
import { keptAnswer } from "./outbox.ts";
import { takeSlot } from "./ping-slots.ts";
import { record } from "./record.ts";
import { type Workroom, zoneOf } from "./workroom.ts";

/** For so long after its planned instant a message is still worth sending. */
const worthMs = 24 * 3_600_000;
/** A lost message is looked for only when its request cannot be under way any more. */
const settleMs = 30_000;

/** A platform says within this whether what was to be posted was under way when its time was over. */
const hearsWithinMs = 500;

/** What is known after a try that was not confirmed. */
function fateOf(error: unknown, source: string): SendError {
  if (error instanceof SendError) return error;
  const said = error instanceof Error ? error.message : String(error);
  return new SendError(source, said, { fate: "lost", cause: error });
}

/** How a delivery goes on after a try that failed at `now`. */
export function afterFailure(
  delivery: Pick<Delivery, "plannedAt" | "attempts">,
  failure: SendError,
  canLook: boolean,
  random: () => number,
  now: Date,
): Ending {
  const error = failure.message;
  if (failure.fate === "refused") return { state: "failed", error };
  if (failure.fate === "lost") {
    if (!canLook) return { state: "unknown", error };
    return { state: "looking", error, nextAt: new Date(now.getTime() + settleMs) };
  }
  const nextAt = new Date(now.getTime() + backoff(delivery.attempts, failure.waitMs, random));
  if (nextAt.getTime() - delivery.plannedAt.getTime() > worthMs) return { state: "failed", error };
  return { state: "ready", error, nextAt };
}

/** Posts, or fails as lost when the platform takes too long to say. */
async function post(delivery: Delivery, answer: Answer, room: Workroom): Promise<MessageRef> {
  const { platform, place } = apart(delivery.target);
  const connection = room.connections.get(platform);
  if (connection === undefined) {
    throw new SendError(platform, `${platform} is not connected`, {
      fate: "refused",
      hint: "Switch it on, or change the target.",
    });
  }
  // What waits for its turn hears that its time is over; only what is under way is lost.
  const until = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const lost = (): void =>
      reject(new SendError(platform, `no answer within ${room.sendTimeoutMs / 1000} s`, { fate: "lost" }));
    timer = setTimeout(() => {
      until.abort();
      timer = setTimeout(lost, hearsWithinMs);
    }, room.sendTimeoutMs);
  });
  try {
    const about = room.platforms.get(platform);
    const fitting = about === undefined ? answer : withFittingFiles(answer, about, room.parts.speak(answer.locale));
    return await Promise.race([connection.send(place, fitting, delivery.id, until.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Is one of the person's pings of the day left for this one? Always, for what is no ping. */
async function withinBudget(delivery: Delivery, room: Workroom, now: Date): Promise<boolean> {
  if (room.jobs.get(delivery.job)?.ping === undefined) return true;
  const { platform, place } = apart(delivery.target);
  const most = room.habits(platform, place).pings ?? room.mostPings;
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zoneOf(delivery.target, room) }).format(now);
  return takeSlot(room.parts.state, delivery.target, day, most, delivery.id);
}

/**
 * What is kept no more, as it named somebody whose data were erased, is composed anew; a further message of the same
 * edition comes with its first.
 */
function anew({ id, occurrence, target }: Delivery, now: Date): Ending {
  const error = "what was to be sent is gone";
  return id === `${occurrence}>${target}` ? { state: "pending", error, nextAt: now } : { state: "skipped", error };
}

/** Sends a claimed delivery, and writes down how that ended. */
export async function send(delivery: Delivery, room: Workroom): Promise<void> {
  const { parts, random } = room;
  const { state, log } = parts;
  const now = await room.now();
  const over = (ending: Ending, sent?: Answer) => conclude(delivery, ending, room, sent);
  if (!(await withinBudget(delivery, room, now))) return over({ state: "skipped", error: spent });
  const answer = await keptAnswer(state, delivery.id);
  if (answer === null) return over(anew(delivery, now));
  const { platform } = apart(delivery.target);
  try {
    const ref = await post(delivery, answer, room);
    await over({ state: "sent", ref }, answer);
  } catch (error) {
    const failure = fateOf(error, platform);
    log.error({ delivery: delivery.id, fate: failure.fate, err: failure }, "a delivery was not confirmed");
    const canLook = room.connections.get(platform)?.find !== undefined;
    await over(afterFailure(delivery, failure, canLook, random, await room.now().catch(() => now)));
  }
}

/** Looks whether a message arrived whose reply was lost; what surely did not arrive is sent again. */
export async function look(delivery: Delivery, room: Workroom): Promise<void> {
  const { platform, place } = apart(delivery.target);
  const connection = room.connections.get(platform);
  const over = (ending: Ending, sent?: Answer) => conclude(delivery, ending, room, sent);
  const now = await room.now();
  if (connection?.find === undefined)
    return over({ state: "unknown", error: "its reply was lost, and nobody can look" });
  try {
    const since = new Date((delivery.begunAt ?? delivery.plannedAt).getTime() - 10 * 60_000);
    const found = await connection.find(place, delivery.id, since);
    const sent = await keptAnswer(room.parts.state, delivery.id);
    if (found !== null) return await over({ state: "sent", ref: found }, sent ?? undefined);
    const failure = new SendError(platform, "it did not arrive", { fate: "later" });
    await over(afterFailure(delivery, failure, true, room.random, now));
  } catch (error) {
    const nextAt = new Date(now.getTime() + backoff(delivery.attempts, undefined, room.random));
    const said = error instanceof Error ? error.message : String(error);
    const late = nextAt.getTime() - delivery.plannedAt.getTime() > worthMs;
    await over(late ? { state: "unknown", error: said } : { state: "looking", error: said, nextAt });
  }
}

/** Waits between tries to write down how a delivery ended; together less than a claim holds. */
const patience = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000];

/**
 * Writes down how a try ended, with what follows from it, in one transaction. A state that is gone for a moment is waited
 * for: what was sent must not look unsent. When it stays away the claim runs out, and the message is looked for.
 */
async function conclude(delivery: Delivery, ending: Ending, room: Workroom, sent?: Answer): Promise<void> {
  const { parts, holder } = room;
  for (const wait of [...patience, null]) {
    try {
      const now = await room.now();
      await parts.state.transaction(async () => {
        const counted = await settle(parts.state, delivery.id, holder, ending, now);
        if (counted && ending.state === "sent" && delivery.opens !== null) {
          const { owner, band, atStake } = delivery;
          const opened = JSON.parse(delivery.opens) as OpenedCase;
          await room.openCase(opened, { owner, band: band ?? 0, atStake: atStake ?? 0, at: now });
        }
      });
      await record(delivery, ending, room, now, sent);
      return;
    } catch (error) {
      parts.log.error({ delivery: delivery.id, err: error }, "how a delivery ended could not be written down");
      if (wait === null) return;
      await room.sleep(wait);
    }
  }
}
