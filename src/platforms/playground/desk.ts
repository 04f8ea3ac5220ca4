import type { Host, Person } from "#platform.ts";
import type { Board } from "./board.ts";
import type { Client } from "./client.ts";
import type { Begun, Conversation } from "./conversation.ts";
import type { History } from "./history.ts";
import type { PageEvent } from "./protocol.ts";
import { type Cast, INBOX, mayEnter, readCast, roomsOf } from "./rooms.ts";

/** Questions that one page may have under way. */
const ASKING_LIMIT = 6;

export interface Desk {
  /** Does what a page asks for; the work is finished when it resolves. */
  handle(client: Client, event: PageEvent): Promise<void>;
}

/** Serves what pages say: who sits there, what is on screen, what is asked. */
export function createDesk(host: Host, board: Board, history: History, conversation: Conversation): Desk {
  const personOf = (cast: Cast, id: string): Person =>
    cast.personas.find((person) => person.id === id) ?? cast.personas[0];

  async function welcome(client: Client, event: Extract<PageEvent, { type: "hello" }>) {
    const cast = await readCast(host);
    const person = personOf(cast, event.persona ?? client.persona);
    client.persona = person.id;
    client.locale = event.locale ?? person.locale ?? event.browser ?? host.defaultLocale;
    client.room = null;
    client.send({
      type: "welcome",
      persona: person.id,
      locale: client.locale,
      personas: cast.personas,
      rooms: roomsOf(cast, person.id, (room) => history.unread(room, person.id)),
      commands: host.commands,
      previews: host.previews !== undefined,
    });
  }

  function open(client: Client, room: string) {
    client.room = room;
    history.markRead(room, client.persona);
    const { persona } = client;
    const messages = history.visible(room, persona);
    client.send({ type: "history", room, messages, ratings: history.ratings(room, persona) });
  }

  /** Keeps what a person thinks of an answer, and shows it on all of their pages. */
  async function rate(person: Person, { room, message, good }: Extract<PageEvent, { type: "rate" }>) {
    const rated = history.find(room, message, person.id);
    const card = rated?.message.card;
    if (rated === undefined || card === null || card === undefined) return false;
    await host.rate({ user: person, answer: card.id, good });
    rated.ratings.set(person.id, good);
    board.tell(person.id, { type: "rated", room, message, good });
    return true;
  }

  async function question(client: Client, person: Person, event: Begun) {
    client.asking.add(event.id);
    try {
      if (event.type === "ask") await conversation.ask(client, person, event);
      else if (event.type === "press") await conversation.press(client, person, event);
      else await conversation.submit(client, person, event);
    } finally {
      client.asking.delete(event.id);
      board.tell(person.id, { type: "settled", id: event.id });
    }
  }

  return {
    async handle(client, event) {
      if (event.type === "hello") return welcome(client, event);
      const cast = await readCast(host);
      const refuse = (reason: "unknown_room" | "too_many") =>
        client.send({ type: "refused", id: "id" in event ? event.id : null, reason });
      if (!mayEnter(cast, client.persona, event.room)) return refuse("unknown_room");
      if (event.type === "open") return open(client, event.room);
      if (event.type === "payloads") {
        const found = history.find(event.room, event.message, client.persona);
        const payloads = found?.payloads ?? {};
        return client.send({ type: "payloads", message: event.message, payloads });
      }
      const person = personOf(cast, client.persona);
      const user = { ...person, locale: client.locale };
      if (event.type === "rate") return (await rate(person, event)) ? undefined : refuse("unknown_room");
      if (event.type === "home") return client.send({ type: "home", room: event.room, home: await host.home(user) });
      if (event.type === "form") {
        const { room, message, text } = event;
        return client.send({ type: "form", room, message, form: await host.form(text, user) });
      }
      const shares = event.type === "press" && event.action === "share";
      const channel = event.type === "press" ? (event.to ?? event.room) : event.room;
      if (event.room === INBOX || (shares && !cast.channels.includes(channel))) return refuse("unknown_room");
      if (event.type === "ask" && event.thread !== undefined && !history.find(event.room, event.thread, client.persona))
        return refuse("unknown_room");
      if (client.asking.size >= ASKING_LIMIT) return refuse("too_many");
      return question(client, person, event);
    },
  };
}
