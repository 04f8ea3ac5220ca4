import type { Answer } from "#answer.ts";
import type { Host, Incoming, Person } from "#platform.ts";
import type { Board } from "./board.ts";
import type { Client } from "./client.ts";
import type { History } from "./history.ts";
import type { PageEvent } from "./protocol.ts";
import { directRoom } from "./rooms.ts";

type Ask = Extract<PageEvent, { type: "ask" }>;
type Press = Extract<PageEvent, { type: "press" }>;

export interface Conversation {
  /** Somebody wrote a question: posts it, and then its answer. */
  ask(client: Client, person: Person, event: Ask): Promise<void>;
  /** Somebody pressed a button: asks again, explains in the thread, or shares to a channel. */
  press(client: Client, person: Person, event: Press): Promise<void>;
}

/** Questions in, answers out. In channels a private answer is shown to the asker only, as Slack does it. */
export function createConversation(host: Host, board: Board, history: History): Conversation {
  /** Null when this event was answered before. */
  async function answer(
    client: Client,
    person: Person,
    event: Ask | Press,
    incoming: Omit<Incoming, "eventId" | "user">,
  ): Promise<Answer | null> {
    const thread = event.type === "ask" ? (event.thread ?? null) : threadOf(event, person);
    const { id, room } = event;
    return host.ask({ ...incoming, eventId: id, user: { ...person, locale: client.locale } }, (note) =>
      board.tell(person.id, { type: "progress", id, room, thread, note }),
    );
  }

  /** A button asks where its message is: beside it, or in the thread that it is in already. */
  function threadOf(event: Press, person: Person): string | null {
    const message = history.find(event.room, event.message, person.id)?.message;
    if (event.action === "explain") return message?.thread ?? message?.id ?? null;
    return message?.thread ?? null;
  }

  /** Nobody else sees a thread whose first message is private. */
  function audienceIn(room: string, thread: string | null, person: Person): string | null {
    return thread === null ? null : (history.find(room, thread, person.id)?.message.audience ?? null);
  }

  async function converse(
    client: Client,
    person: Person,
    event: Ask | Press,
    thread: string | null,
    question: string | null,
  ) {
    const direct = event.room === directRoom(person.id);
    const inherited = audienceIn(event.room, thread, person);
    const text = event.type === "ask" ? event.text : event.value;
    const command = event.type === "press" || /^[/／、]/u.test(text);
    const posted = { room: event.room, thread };
    if (question !== null)
      board.post({
        ...posted,
        id: event.id,
        author: { id: person.id, name: person.name ?? person.id },
        audience: command && !direct ? person.id : inherited,
        text: question,
      });
    const id = `answer-${event.id}`;
    const about = thread === null ? undefined : history.find(event.room, thread, person.id)?.message.card?.command;
    const reply = await answer(client, person, event, {
      where: { channel: event.room, private: direct, ...(thread === null ? {} : { thread }) },
      ...(about ? { about } : {}),
      kind: event.type === "press" ? "action" : command ? "command" : "mention",
      text,
      ...(event.type === "press" ? { action: event.action } : {}),
    });
    if (reply === null) return;
    const onlyAsker = !direct && reply.visibility === "private";
    board.post({ ...posted, id, audience: onlyAsker ? person.id : inherited, answer: reply });
  }

  async function share(client: Client, person: Person, event: Press) {
    const channel = event.to ?? event.room;
    const reply = await answer(client, person, event, {
      where: { channel, private: false },
      audience: () => host.personas().then((people) => [...people]),
      kind: "action",
      action: "share",
      text: event.value,
    });
    if (reply === null) return;
    const id = `answer-${event.id}`;
    const refused = reply.visibility === "private" || reply.error !== undefined;
    if (refused) board.post({ id, room: event.room, audience: person.id, answer: reply });
    else board.post({ id, room: channel, answer: reply, sharedBy: person.name ?? person.id });
  }

  return {
    ask: (client, person, event) => converse(client, person, event, event.thread ?? null, event.text),
    press: (client, person, event) =>
      event.action === "share"
        ? share(client, person, event)
        : converse(client, person, event, threadOf(event, person), event.action === "ask" ? event.value : null),
  };
}
