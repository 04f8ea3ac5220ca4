import type { Answer, Attachment } from "#answer.ts";
import type { Host } from "#platform.ts";
import { toCard } from "./card.ts";
import type { Client } from "./client.ts";
import { type History, seenBy } from "./history.ts";
import { payloadsOf } from "./payloads.ts";
import type { Message, ServerEvent } from "./protocol.ts";
import { ownerOf } from "./rooms.ts";
import type { Shelf } from "./shelf.ts";

/** What to post; the rest of a message follows from it. */
export interface Posting extends Pick<Message, "id" | "room"> {
  readonly thread?: string | null;
  readonly author?: Message["author"];
  readonly audience?: string | null;
  readonly text?: string;
  readonly answer?: Answer;
  readonly sharedBy?: string;
  readonly scheduled?: boolean;
  readonly origin?: Message["origin"];
}

export interface Board {
  readonly clients: Set<Client>;
  /** Keeps the message and shows it to every page that may see it. Posting an id again does nothing. */
  post(posting: Posting): void;
  /** Takes a message away, also from the pages that have it. */
  remove(room: string, id: string): void;
  /** To every page of one persona. */
  tell(persona: string, event: ServerEvent): void;
}

/** What the pages fetch besides. */
export interface Shelves {
  readonly images: Shelf<Uint8Array>;
  readonly files: Shelf<Attachment>;
}

/** Where messages are pinned: the history, and the pages that are open. */
export function createBoard(host: Pick<Host, "previews">, history: History, shelves: Shelves): Board {
  const clients = new Set<Client>();
  return {
    clients,
    post(posting) {
      const { answer } = posting;
      const image = answer?.image;
      const message: Message = {
        id: posting.id,
        room: posting.room,
        thread: posting.thread ?? null,
        author: posting.author ?? null,
        audience: posting.audience ?? null,
        at: new Date().toISOString(),
        text: posting.text ?? null,
        card:
          answer === undefined
            ? null
            : toCard(answer, {
                image: image === undefined ? null : `/images/${shelves.images.keep(image.png)}.png`,
                files: (answer.files ?? []).map((file) => `/files/${shelves.files.keep(file)}`),
              }),
        sharedBy: posting.sharedBy ?? null,
        scheduled: posting.scheduled ?? false,
        origin: posting.origin ?? null,
      };
      // Kept as text: the history holds many answers, whose pictures and full results would fill the memory.
      if (!history.add(message, answer === undefined ? {} : payloadsOf(host, answer))) return;
      for (const client of clients) {
        if (!seenBy(message, client.persona) || (ownerOf(message.room) ?? client.persona) !== client.persona) continue;
        if (client.room === message.room) history.markRead(message.room, client.persona);
        client.send({ type: "message", message });
      }
    },
    remove(room, id) {
      history.remove(room, id);
      for (const client of clients) {
        const { persona } = client;
        if ((ownerOf(room) ?? persona) !== persona) continue;
        const [messages, ratings] = [history.visible(room, persona), history.ratings(room, persona)];
        client.send({ type: "history", room, messages, ratings });
      }
    },
    tell(persona, event) {
      for (const client of clients) if (client.persona === persona) client.send(event);
    },
  };
}
