import { randomUUID } from "node:crypto";
import type { Answer } from "#answer.ts";
import { SendError } from "#errors.ts";
import type { Connection, Host, MessageRef } from "#platform.ts";
import type { Board } from "./board.ts";
import { directRoom, INBOX, readCast } from "./rooms.ts";

/** Deliveries remembered by key. */
const KEYS_LIMIT = 10_000;

/**
 * Posts unasked: `target` is a `#channel`, a persona's id, or `inbox` for everybody. Every post is in the inbox too.
 * A key that was sent before returns its first reference, and is found by it; what was taken back is gone everywhere.
 * Throws a SendError for a target that there is not.
 */
export function createSender(host: Host, board: Board): Required<Pick<Connection, "send" | "find" | "recall">> {
  const sent = new Map<string, MessageRef>();
  async function send(target: string, answer: Answer, key: string): Promise<MessageRef> {
    const cast = await readCast(host);
    const before = sent.get(key);
    if (before !== undefined) return before;
    const person = cast.personas.find(({ id }) => id === target);
    const room = target === INBOX || cast.channels.includes(target) ? target : person && directRoom(person.id);
    if (room === undefined)
      throw new SendError("playground", `there is no channel or person "${target}"`, {
        fate: "refused",
        hint: `Use one of ${[...cast.channels, INBOX].join(", ")}, or the id of a person.`,
      });
    const reference: MessageRef = { channel: room, message: randomUUID() };
    sent.set(key, reference);
    const [oldest] = sent.keys();
    if (sent.size > KEYS_LIMIT && oldest !== undefined) sent.delete(oldest);
    const posting = { answer, scheduled: true, audience: person?.id ?? null };
    if (room === INBOX) board.post({ ...posting, id: reference.message, room });
    else {
      board.post({ ...posting, id: reference.message, room });
      board.post({
        ...posting,
        id: `inbox-${reference.message}`,
        room: INBOX,
        origin: { room, message: reference.message },
      });
    }
    return reference;
  }

  return {
    send,
    find: async (_target, key) => sent.get(key) ?? null,
    async recall({ channel, message }) {
      board.remove(channel, message);
      board.remove(INBOX, `inbox-${message}`);
      for (const [key, reference] of sent) if (reference.message === message) sent.delete(key);
    },
  };
}
