import type { Message } from "./protocol.ts";

interface Entry {
  readonly order: number;
  readonly message: Message;
  /** What other platforms would send for its answer, as text by platform. */
  readonly payloads: Readonly<Record<string, string>>;
  /** What each persona thinks of it. */
  readonly ratings: Map<string, boolean>;
}

export interface History {
  /** False when the room has a message of this id already: it was delivered twice. */
  add(message: Message, payloads?: Entry["payloads"]): boolean;
  /** Takes a message out, with the thread below it. */
  remove(room: string, id: string): void;
  /** What this persona may see, oldest first. */
  visible(room: string, persona: string): readonly Message[];
  find(room: string, id: string, persona: string): Entry | undefined;
  /** What this persona thinks of the room's messages, by their ids. */
  ratings(room: string, persona: string): Readonly<Record<string, boolean>>;
  markRead(room: string, persona: string): void;
  /** Messages of others since the room was last read. */
  unread(room: string, persona: string): number;
}

/** May this persona see the message? */
export function seenBy(message: Message, persona: string): boolean {
  return message.audience === null || message.audience === persona;
}

/** Conversations in memory, the last `limit` messages of each room; they end with the process. */
export function createHistory(limit = 200): History {
  const rooms = new Map<string, Entry[]>();
  const readUpTo = new Map<string, number>();
  const position = (room: string, persona: string): string => JSON.stringify([room, persona]);
  let order = 0;
  return {
    add(message, payloads = {}) {
      const entries = rooms.get(message.room) ?? [];
      if (entries.some((entry) => entry.message.id === message.id)) return false;
      order += 1;
      const kept = [...entries, { order, message, payloads, ratings: new Map() }];
      const gone = kept.length > limit ? kept[0]?.message.id : undefined;
      // A thread leaves with the message that it replies to.
      rooms.set(
        message.room,
        gone === undefined ? kept : kept.filter((entry) => entry.message.id !== gone && entry.message.thread !== gone),
      );
      return true;
    },
    remove(room, id) {
      const kept = (rooms.get(room) ?? []).filter(({ message }) => message.id !== id && message.thread !== id);
      rooms.set(room, kept);
    },
    visible(room, persona) {
      return (rooms.get(room) ?? []).map((entry) => entry.message).filter((message) => seenBy(message, persona));
    },
    find(room, id, persona) {
      return rooms.get(room)?.find((entry) => entry.message.id === id && seenBy(entry.message, persona));
    },
    ratings(room, persona) {
      return Object.fromEntries(
        (rooms.get(room) ?? []).flatMap(({ message, ratings }) => {
          const good = ratings.get(persona);
          return good === undefined ? [] : [[message.id, good]];
        }),
      );
    },
    markRead(room, persona) {
      readUpTo.set(position(room, persona), order);
    },
    unread(room, persona) {
      const read = readUpTo.get(position(room, persona)) ?? 0;
      const fresh = (rooms.get(room) ?? []).filter(
        ({ order, message }) => order > read && message.author?.id !== persona,
      );
      return fresh.filter(({ message }) => seenBy(message, persona)).length;
    },
  };
}
