import { audit } from "#access/audit.ts";
import type { Answer } from "#answer.ts";
import { apart } from "./addressees.ts";
import type { Delivery, Ending } from "./deliveries.ts";
import { scheduleById } from "./schedules.ts";
import type { Workroom } from "./workroom.ts";

/**
 * The audit log has every message that was sent, under its own reference so that its numbers can be doubted, and every one
 * that will not be.
 */
export async function record(
  delivery: Delivery,
  ending: Ending,
  room: Workroom,
  now: Date,
  answer: Answer | undefined,
): Promise<void> {
  if (ending.state !== "sent" && ending.state !== "failed" && ending.state !== "unknown") return;
  const { state, log } = room.parts;
  const { platform, place } = apart(delivery.target);
  const id = answer?.id ?? `${delivery.id}@${now.getTime()}`;
  try {
    await audit(state, {
      ...{ id, at: now, platform, userId: place, ownerId: delivery.owner, place },
      ...{
        action: "send",
        text: delivery.job,
        command: answer === undefined ? "" : await commandOf(delivery, answer, room),
      },
      ...{
        outcome: ending.state === "sent" ? "answered" : "failed",
        code: ending.state === "sent" ? null : ending.state,
      },
      ms: 0,
    });
  } catch (error) {
    log.error({ delivery: delivery.id, err: error }, "audit entry could not be written");
  }
}

/** What gives the same figures again: the command that was subscribed to, or the job as of its planned instant. */
async function commandOf(delivery: Delivery, answer: Answer, { directory, parts }: Workroom): Promise<string> {
  if (answer.command !== "") return answer.command;
  const schedule = await scheduleById(parts.state, delivery.schedule);
  const given = Object.entries(schedule?.options ?? {});
  const options = given.map(([name, value]) => ` --option ${quoted(`${name}=${value}`)}`).join("");
  const owner = (await directory.owners()).find(({ id }) => id === delivery.owner);
  const as = owner?.email ? ` --as ${quoted(owner.email)}` : "";
  return `npm run job -- ${delivery.job} --dry-run${as}${options} --at ${delivery.plannedAt.toISOString()}`;
}

/** A word as a shell takes it, whatever is in it. */
const quoted = (word: string): string => (/^[\w=.,:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
