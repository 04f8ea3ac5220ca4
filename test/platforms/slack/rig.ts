import { createServer } from "node:net";
import type { Connection, Host } from "#platform.ts";
import slack from "../../../src/platforms/slack/index.ts";
import type { Deed, OpenRig, Rig } from "../rig.ts";
import { deedsIn } from "./deeds.ts";
import { formOf, isNote, seenOf, spokenWithControls } from "./seen.ts";
import { signed, startSlack } from "./slack-server.ts";

const secret = "signing-secret";
const faults = {
  "rate-limited": "limit",
  "server-error": "server",
  "error-in-200": "internal",
  "reply-lost": "lost",
} as const;

/** A port that nobody uses. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function open(host: Host, people: number, way: "socket" | "http"): Promise<OpenRig> {
  const server = await startSlack(people);
  const deeds = deedsIn(server);
  const port = way === "http" ? await freePort() : 0;
  const settings = slack.config.parse({
    SLACK_BOT_TOKEN: server.botToken,
    SLACK_API_URL: server.apiUrl,
    ...(way === "http" ? { SLACK_SIGNING_SECRET: secret, SLACK_PORT: port } : { SLACK_APP_TOKEN: "xapp-local" }),
  });
  const start = (): Promise<Connection> => slack.start(settings, host);
  let connection: Connection | null = await start();
  let acknowledged = 0;

  /** Hands Slack's payload over as the way wants it; resolves with what the acknowledgement says. */
  async function deliver(type: "events_api" | "interactive", payload: object): Promise<Record<string, any>> {
    const from = performance.now();
    let said: Record<string, any> = {};
    if (way === "socket") said = (await server.envelope(type, payload)) ?? {};
    else {
      const json = JSON.stringify(payload);
      const event = type === "events_api";
      const body = event ? json : new URLSearchParams({ payload: json }).toString();
      const media = event ? "application/json" : "application/x-www-form-urlencoded";
      const { text } = await signed(port, secret, body, media);
      if (text.startsWith("{")) said = JSON.parse(text);
    }
    acknowledged = performance.now() - from;
    return said;
  }

  const readers = new Map<string, string>();
  async function placeOf({ place, user }: Deed): Promise<string> {
    if (place === "shared") return server.channel("sales");
    const channel = await deeds.direct(user);
    readers.set(channel, user);
    return channel;
  }
  async function stop(): Promise<void> {
    await connection?.stop();
    connection = null;
  }
  const users = server.people as [string, string, ...string[]];
  for (const user of users) readers.set(await deeds.direct(user), user);

  return {
    users,
    shared: server.channel("sales"),
    async say(deed) {
      const channel = await placeOf(deed);
      const { eventId: id, user, text } = deed;
      const shared = deed.place === "shared";
      const payload = shared
        ? deeds.mention(user, text, { channel, id })
        : deeds.message(user, text, { channel, id, kind: "im" });
      await deliver("events_api", payload);
    },
    async press(deed) {
      const channel = await placeOf(deed);
      const trigger = server.trigger(deed.user, false, deed.eventId);
      await deliver("interactive", deeds.press(deed.user, deed.action, deed.value, { channel, trigger }));
    },
    async send(target, answer, key) {
      return connection?.send(target, answer, key);
    },
    connection() {
      if (connection === null) throw new Error("it was stopped");
      return connection;
    },
    seen: async () =>
      server.board.messages.filter((posted) => !isNote(posted)).map((posted) => seenOf(server, posted, readers)),
    // A whisper stays until its reader's Slack loads anew; it speaks of work under way until something follows it.
    working: async () => [
      ...server.board.statuses.values(),
      ...server.board.messages.filter((one, at, all) => isNote(one) && at === all.length - 1).map(({ text }) => text),
    ],
    acknowledgedIn: () => acknowledged,
    forms: async () => server.board.modals.map(formOf),
    async submit(deed) {
      const payload = deeds.submission(deed.user, deed.values);
      const { response_action: kept } = await deliver("interactive", payload);
      if (kept !== "errors") server.board.modals.pop();
    },
    async home(user) {
      const before = server.calls.length;
      await deliver("events_api", deeds.opened(user));
      await server.until(() => server.calls.slice(before).some(({ method }) => method === "views.publish"));
      return spokenWithControls(server.board.homes.get(user)?.blocks ?? []);
    },
    async rate(deed) {
      const channel = await placeOf(deed);
      const rated = server.board.messages
        .filter((posted) => posted.channel === channel)
        .flatMap(({ blocks }) => blocks.flatMap(({ type, elements }) => (type === "context_actions" ? elements : [])))
        .at(-1);
      if (rated === undefined) throw new Error("no answer can be rated here");
      const value = (deed.good ? rated.positive_button : rated.negative_button).value;
      const trigger = server.trigger(deed.user, false, deed.eventId);
      const type = "feedback_buttons";
      await deliver("interactive", deeds.press(deed.user, rated.action_id, value, { channel, trigger, type }));
    },
    fail(fault, times) {
      server.mend();
      for (let time = 0; time < times; time++) server.fail("*", faults[fault], 0);
    },
    ...(way === "socket" ? { reconnect: () => server.reconnect() } : {}),
    stop,
    async restart() {
      await stop();
      connection = await start();
    },
    async close() {
      await stop();
      await server.close();
    },
  };
}

const socket: Rig = (host, people = 2) => open(host, people, "socket");
export default socket;

export const ways: Readonly<Record<string, Rig>> = { http: (host, people = 2) => open(host, people, "http") };
