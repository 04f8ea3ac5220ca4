import { App, HTTPReceiver, LogLevel, webApi } from "@slack/bolt";
import { SourceError } from "#errors.ts";
import type { Connection, Host } from "#platform.ts";
import { call } from "./call.ts";
import { createChannelQueue } from "./channel-queue.ts";
import type { SlackConfig } from "./config.ts";
import { listen } from "./listeners.ts";
import { createPeople } from "./people.ts";
import { post } from "./post.ts";

/** Waiting is ours (`call.ts`): the client's own policy would retry for half an hour, and post twice. */
function clientOptions({ SLACK_API_URL }: SlackConfig): webApi.WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 15_000,
    ...(SLACK_API_URL === undefined ? {} : { slackApiUrl: SLACK_API_URL }),
  };
}

function createApp(settings: SlackConfig): App {
  const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = settings;
  const shared = { token, clientOptions: clientOptions(settings), logLevel: LogLevel.ERROR, deferInitialization: true };
  if (appToken !== undefined) return new App({ ...shared, appToken, socketMode: true });
  const receiver = new HTTPReceiver({
    signingSecret: signingSecret ?? "",
    port: settings.SLACK_PORT,
    logLevel: LogLevel.ERROR,
  });
  return new App({ ...shared, receiver });
}

/** `#sales` → its id; ids pass as they are. Channel lists are paged, and rate-limited when asked for too often. */
async function channelId(client: webApi.WebClient, target: string): Promise<string> {
  if (!target.startsWith("#")) return target;
  let cursor: string | undefined;
  do {
    const page = await call(() =>
      client.conversations.list({ limit: 1000, exclude_archived: true, ...(cursor ? { cursor } : {}) }),
    );
    const found = page.channels?.find(({ name }) => name === target.slice(1));
    if (found?.id !== undefined) return found.id;
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  throw new SourceError("slack", `there is no channel ${target}`, {
    hint: "Invite Parley to it, or use the channel's id in DELIVER.",
  });
}

/** Signs in, listens, and posts; with Socket Mode when there is an app token, else over HTTP. */
export async function connect(settings: SlackConfig, host: Host): Promise<Connection> {
  const app = createApp(settings);
  const client = new webApi.WebClient(settings.SLACK_BOT_TOKEN, clientOptions(settings));
  const identity = await call(() => client.auth.test());
  const queue = createChannelQueue();
  const people = createPeople(client);
  const listeners = listen(app, { host, client, people, queue });
  app.error(async (error) => host.log.error({ err: error }, "Slack listener failed"));
  await app.init();
  await app.start();
  return {
    address: `${identity.team ?? "connected"} (${settings.SLACK_APP_TOKEN ? "Socket Mode" : `port ${settings.SLACK_PORT}`})`,
    async send(target, answer, key) {
      const channel = await channelId(client, target);
      return queue.run(channel, () => post(client, { channel }, answer, key));
    },
    async stop() {
      await app.stop();
      await listeners.settled();
      await queue.idle();
    },
  };
}

/** Whose token it is: the cheapest proof that it works. */
export async function signIn(settings: SlackConfig): Promise<{ team: string; user: string }> {
  const client = new webApi.WebClient(settings.SLACK_BOT_TOKEN, clientOptions(settings));
  const { team = "the workspace", user = "the bot" } = await call(() => client.auth.test());
  return { team, user };
}
