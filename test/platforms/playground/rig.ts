import { once } from "node:events";
import { WebSocket } from "ws";
import type { Form } from "#answer.ts";
import type { Connection, Person } from "#platform.ts";
import playground from "#platforms/playground/index.ts";
import type { Message, ServerEvent } from "#platforms/playground/protocol.ts";
import { directRoom } from "#platforms/playground/rooms.ts";
import type { Deed, OpenRig, Rig, Seen, SeenForm } from "../rig.ts";

const shared = "#sales";

/** All of a message's text in reading order, as the page draws it. */
function textOf({ text, card, sharedBy }: Message): string {
  const table = card?.table;
  const parts = [
    ...[sharedBy, text, card?.headline, card?.error?.hint, card?.context],
    ...(card?.kpis ?? []).map(({ label, value, change = "" }) => `${label} ${value} ${change}`),
    ...(table ? [table.columns, ...table.cells] : []).map((row) =>
      row.map((cell) => (typeof cell === "string" ? cell : cell.label)).join(" "),
    ),
    ...(card ? [...card.insights, ...card.actions, ...card.footnotes] : []),
    ...[card?.command, card?.error?.code],
  ];
  return parts.filter(Boolean).join("\n");
}

interface OpenForm {
  readonly user: string;
  readonly room: string;
  readonly message: string;
  readonly form: Form;
}

/** The playground's server and its pages: one a person, which behave as the page in the browser does. */
const rig: Rig = async (given, people = 2) => {
  const cast: Person[] = Array.from({ length: people }, (_, at) => ({ id: `u${at + 1}`, name: `Person ${at + 1}` }));
  const host = { ...given, personas: async () => [...cast, { id: shared, name: "sales" }] };
  const arrived: Message[] = [];
  const forms: OpenForm[] = [];
  const working = new Map<string, string>();
  const unsettled = new Map<string, { user: string; event: object }>();
  const pages = new Map<string, WebSocket>();
  /** Fetched when they arrive, as a browser does. */
  const fetchedFrom = new Map<string, Promise<Uint8Array | null>>();
  const listeners = new Set<(event: ServerEvent, user: string) => void>();
  let acknowledged = 0;
  let url = "";
  let connection: Connection;

  /** Null when the server has stopped before. */
  const fetched = (path: string): Promise<Uint8Array | null> =>
    fetch(url + path).then(
      async (png) => new Uint8Array(await png.arrayBuffer()),
      () => null,
    );

  function take(message: Message, user: string): void {
    working.delete(message.id.replace(/^answer-/, ""));
    if (arrived.some(({ id, room }) => id === message.id && room === message.room)) return;
    arrived.push(message);
    const image = message.card?.image;
    for (const { url: path } of [...(image ? [image] : []), ...(message.card?.files ?? [])]) {
      fetchedFrom.set(path, fetched(path));
    }
    const form = message.card?.form;
    if (form) forms.push({ user, room: message.room, message: message.id, form });
  }

  function receive(event: ServerEvent, user: string): void {
    if (event.type === "history") {
      for (const message of event.messages) take(message, user);
      // What is not there any more was taken back.
      const there = new Set(event.messages.map(({ id }) => id));
      const kept = arrived.filter(({ room, id }) => room !== event.room || there.has(id));
      arrived.splice(0, arrived.length, ...kept);
    }
    if (event.type === "message") take(event.message, user);
    if (event.type === "progress") working.set(event.id, event.note);
    if (event.type === "form" && event.form) forms.push({ ...event, user, form: event.form });
    if ((event.type === "settled" || event.type === "refused") && event.id !== null) {
      working.delete(event.id);
      unsettled.delete(event.id);
    }
    for (const listen of listeners) listen(event, user);
  }

  /** The next event that fits, after `act`. */
  async function heard(fits: (event: ServerEvent, user: string) => boolean, act: () => void): Promise<ServerEvent> {
    return new Promise((resolve) => {
      const listen = (event: ServerEvent, user: string): void => {
        if (!fits(event, user)) return;
        listeners.delete(listen);
        resolve(event);
      };
      listeners.add(listen);
      act();
    });
  }

  const tell = (user: string, event: object): void => void pages.get(user)?.send(JSON.stringify(event));

  async function sit(user: string): Promise<void> {
    const page = new WebSocket(`${url.replace("http", "ws")}/socket`, { headers: { Origin: url } });
    page.on("message", (data) => receive(JSON.parse(String(data)), user));
    await once(page, "open");
    pages.set(user, page);
    const mine = (event: ServerEvent, hearer: string): boolean => hearer === user && event.type === "history";
    for (const room of [directRoom(user), shared])
      await heard(mine, () => {
        tell(user, { type: "hello", persona: user });
        tell(user, { type: "open", room });
      });
  }

  async function start(): Promise<void> {
    const port = url === "" ? "0" : new URL(url).port;
    connection = await playground.start(playground.config.parse({ PLAYGROUND_PORT: port }), host);
    url = connection.address ?? "";
    for (const { id } of cast) await sit(id);
  }

  async function stop(): Promise<void> {
    const gone = [...pages.values()].map(
      (page) => page.readyState === WebSocket.CLOSED || new Promise((resolve) => page.once("close", resolve)),
    );
    await Promise.all(fetchedFrom.values());
    await connection.stop();
    await Promise.all(gone);
  }

  const roomOf = ({ user, place }: Deed): string => (place === "direct" ? directRoom(user) : shared);
  const newest = (room: string): string => arrived.findLast((one) => one.room === room && one.card)?.id ?? "none";

  /** Says something and waits until the server has shown that it heard. */
  async function deed({ eventId, user }: Deed, event: object): Promise<void> {
    const id = eventId.padEnd(8, "_");
    const from = performance.now();
    const about = (said: ServerEvent, hearer: string): boolean =>
      hearer === user && (said.type === "message" ? said.message.id === id : "id" in said && said.id === id);
    unsettled.set(id, { user, event: { ...event, id } });
    await heard(about, () => tell(user, { ...event, id }));
    acknowledged = performance.now() - from;
  }

  async function seenOf(message: Message): Promise<Seen> {
    const { card, room, audience } = message;
    const owner = room.startsWith("direct:") ? room.slice("direct:".length) : null;
    const image = card?.image;
    const png = image && (await fetchedFrom.get(image.url));
    const files = (card?.files ?? []).map(async ({ url: path, name }) => {
      return { name, bytes: (await fetchedFrom.get(path)) ?? new Uint8Array() };
    });
    return {
      channel: room,
      onlyFor: owner ?? audience,
      text: textOf(message),
      buttons: (card?.buttons ?? []).map(({ label, ...press }) => ({ label, press })),
      images: png ? [{ png, alt: image.alt }] : [],
      files: await Promise.all(files),
      complaints: [],
    };
  }

  const open: OpenRig = {
    users: cast.map(({ id }) => id) as [string, string, ...string[]],
    shared,
    say: ({ text, ...rest }) => deed(rest, { type: "ask", room: roomOf(rest), text }),
    async press({ action, value, ...rest }) {
      const room = roomOf(rest);
      const message = newest(room);
      if (action !== "edit") return deed(rest, { type: "press", room, message, action, value });
      const event = { type: "form", room, message, text: value };
      await heard(
        (said) => said.type === "form",
        () => tell(rest.user, event),
      );
    },
    async forms() {
      return forms.map(({ user, form }): SeenForm => ({ onlyFor: user, complaints: [], ...form }));
    },
    async submit({ values, ...rest }) {
      const { message, room, form } = forms.pop() ?? ({} as OpenForm);
      const filled = Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
      await deed(rest, { type: "submit", room, message, command: form.command, values: { ...filled, ...values } });
    },
    send: (target, answer, key) => connection.send(target, answer, key),
    connection: () => connection,
    seen: () => Promise.all(arrived.filter(({ room, author }) => room !== "inbox" && author === null).map(seenOf)),
    working: async () => [...working.values()],
    acknowledgedIn: () => acknowledged,
    async home(user) {
      const isHome = (event: ServerEvent): boolean => event.type === "home";
      const event = await heard(isHome, () => tell(user, { type: "home", room: directRoom(user) }));
      const { about, recent, suggested, subscriptions } = (event as Extract<ServerEvent, { type: "home" }>).home;
      return [...about, ...[...recent, ...suggested].map(({ label }) => label), ...subscriptions].join("\n");
    },
    async rate({ good, user, ...rest }) {
      const room = roomOf({ user, ...rest });
      const event = { type: "rate", room, message: newest(room), good };
      await heard(
        (said) => said.type === "rated",
        () => tell(user, event),
      );
    },
    async reconnect() {
      for (const page of pages.values()) page.terminate();
      for (const { id } of cast) await sit(id);
      for (const { user, event } of unsettled.values()) tell(user, event);
    },
    stop,
    async restart() {
      await stop();
      await start();
    },
    async close() {
      await stop();
    },
  };
  await start();
  return open;
};

export default rig;
