import { afterEach } from "vitest";
import type { Connection, Host } from "#platform.ts";
import slack from "../../../src/platforms/slack/index.ts";
import { type Reaction, type ScriptedHost, scriptedHost } from "../scripted-host.ts";
import { deedsIn } from "./deeds.ts";
import type { OpenView } from "./slack-board.ts";
import { type Call, type SlackServer, startSlack } from "./slack-server.ts";

/** A real Bolt app, connected to Slack on this machine. */
export interface OpenSlack {
  readonly server: SlackServer;
  readonly host: ScriptedHost;
  readonly connection: Connection;
  readonly deeds: ReturnType<typeof deedsIn>;
  event(payload: object): Promise<any>;
  interact(payload: object): Promise<any>;
  command(payload: object): Promise<any>;
  /** The next call of a method, or the first one that fits. */
  called(method: string, fits?: (body: Record<string, any>) => boolean): Promise<Call>;
  /** The modal that opens. */
  modal(): Promise<OpenView>;
}

/** On a slow machine a note that work is under way may come first. */
const isNoNote = ({ text }: Record<string, any>): boolean => text !== "Working it out…";

const closing = new Set<() => Promise<void>>();
afterEach(async () => {
  for (const close of [...closing].reverse()) await close();
  closing.clear();
});

/** Opens Parley in Slack over Socket Mode; closed when the test ends. `settings` may ask for another way. */
export async function openSlack(
  react?: Reaction,
  {
    changes = {},
    settings = {},
    server: given,
  }: { changes?: Partial<Host>; settings?: Record<string, string>; server?: SlackServer } = {},
): Promise<OpenSlack> {
  const server = given ?? (await startSlack());
  const host = scriptedHost(slack.capabilities, react, changes);
  const environment = { SLACK_BOT_TOKEN: server.botToken, SLACK_API_URL: server.apiUrl, ...settings };
  const ways = "SLACK_SIGNING_SECRET" in settings ? {} : { SLACK_APP_TOKEN: "xapp-local" };
  const chosen = Object.entries({ ...environment, ...ways }).filter(([, value]) => value !== "");
  const connection = await slack.start(slack.config.parse(Object.fromEntries(chosen)), host);
  closing.add(async () => {
    await connection.stop().catch(() => {}); // a test may have stopped it
    if (given === undefined) await server.close();
  });
  return {
    ...{ server, host, connection, deeds: deedsIn(server) },
    event: (payload) => server.envelope("events_api", payload),
    interact: (payload) => server.envelope("interactive", payload),
    command: (payload) => server.envelope("slash_commands", payload),
    called: (method, fits = isNoNote) =>
      server.until(() => server.calls.find((call) => call.method === method && fits(call.body))),
    modal: () => server.until(() => server.board.modals.at(-1)),
  };
}
