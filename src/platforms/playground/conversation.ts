import type { Answer } from "#answer.ts";
import type { Host, Incoming, Person } from "#platform.ts";
import type { Board } from "./board.ts";
import type { Client } from "./client.ts";
import type { History } from "./history.ts";
import type { PageEvent } from "./protocol.ts";
import { directRoom } from "./rooms.ts";

type Ask = Extract<PageEvent, { type: "ask" }>;
type Press = Extract<PageEvent, { type: "press" }>;
type Submit = Extract<PageEvent, { type: "submit" }>;

/** What begins an answer. */
export type Begun = Ask | Press | Submit;

export interface Conversation {
  /** Somebody wrote a question: posts it, and then its answer. */
  ask(client: Client, person: Person, event: Ask): Promise<void>;
  /** Somebody pressed a button: asks again, explains in the thread, or shares to a channel. */
  press(client: Client, person: Person, event: Press): Promise<void>;
  /** Somebody filled in a form: asks what it says, beside the message that it belongs to. */
  submit(client: Client, person: Person, event: Submit): Promise<void>;
}

/** Questions in, answers out. In channels a private answer is shown to the asker only, as Slack does it. */
export function createConversation(host: Host, board: Board, history: History): Conversation {
  /** Null when this event was answered before. */
  function answer(
    client: Client,
    person: Person,
    { id, room }: Begun,
    thread: string | null,
    incoming: Omit<Incoming, "eventId" | "user">,
  ): Promise<Answer | null> {
    const { locale } = client;
    const tell = (note: string): void => board.tell(person.id, { type: "progress", id, room, thread, note });
    // At once, and on every page of the person.
    tell(host.say(locale, "progress.reading"));
    return host.ask({ ...incoming, eventId: id, user: { ...person, locale } }, tell);
  }

  /** A button asks where its message is: beside it, or in the thread that it is in already. */
  function threadOf(event: Press | Submit, person: Person): string | null {
    const message = history.find(event.room, event.message, person.id)?.message;
    if (event.type === "press" && event.action === "explain") return message?.thread ?? message?.id ?? null;
    return message?.thread ?? null;
  }

  /** Nobody else sees a thread whose first message is private. */
  function audienceIn(room: string, thread: string | null, person: Person): string | null {
    return thread === null ? null : (history.find(room, thread, person.id)?.message.audience ?? null);
  }

  /** A conversation as one person sees it: where it is, and who sees what is said in it. */
  function placeOf(event: Begun, thread: string | null, person: Person) {
    const direct = event.room === directRoom(person.id);
    const inherited = audienceIn(event.room, thread, person);
    const about = thread === null ? undefined : history.find(event.room, thread, person.id)?.message.card?.command;
    const posted = { room: event.room, thread };
    return {
      incoming: {
        where: { channel: event.room, private: direct, ...(thread === null ? {} : { thread }) },
        ...(about ? { about } : {}),
      },
      say(text: string, aside: boolean): void {
        const author = { id: person.id, name: person.name ?? person.id };
        board.post({ ...posted, id: event.id, author, audience: aside && !direct ? person.id : inherited, text });
      },
      reply(said: Answer): void {
        const onlyAsker = !direct && said.visibility === "private";
        const audience = onlyAsker ? person.id : inherited;
        board.post({ ...posted, id: `answer-${event.id}`, audience, answer: said });
      },
    };
  }

  async function share(client: Client, person: Person, event: Press) {
    const channel = event.to ?? event.room;
    const reply = await answer(client, person, event, null, {
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
    async ask(client, person, event) {
      const thread = event.thread ?? null;
      const place = placeOf(event, thread, person);
      const { text } = event;
      const kind = /^[/／、]/u.test(text) ? "command" : "mention";
      place.say(text, kind === "command");
      const reply = await answer(client, person, event, thread, { ...place.incoming, kind, text });
      if (reply !== null) place.reply(reply);
    },
    async press(client, person, event) {
      const { action, value: text } = event;
      if (action === "share") return share(client, person, event);
      const thread = threadOf(event, person);
      const place = placeOf(event, thread, person);
      if (action === "ask") place.say(text, true);
      const reply = await answer(client, person, event, thread, { ...place.incoming, kind: "action", action, text });
      if (reply !== null) place.reply(reply);
    },
    async submit(client, person, event) {
      const { command: text, values } = event;
      const thread = threadOf(event, person);
      const place = placeOf(event, thread, person);
      const reply = await answer(client, person, event, thread, { ...place.incoming, kind: "form", text, values });
      if (reply === null) return;
      // What was asked is known in words once it is understood.
      const filled = Object.values(values).filter((value) => value !== "");
      place.say(reply.command || [`/${text}`, ...filled].join(" "), true);
      place.reply(reply);
    },
  };
}
