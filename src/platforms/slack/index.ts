import { App, HTTPReceiver, LogLevel, webApi } from "@slack/bolt";
import { SourceError } from "#errors.ts";
import { definePlatform } from "#platform.ts";
import { blocks } from "./blocks.ts";
import { call } from "./call.ts";
import { createChannelQueue } from "./channel-queue.ts";
import { config, type SlackConfig } from "./config.ts";
import { limits } from "./limits.ts";
import { listen } from "./listeners.ts";
import { manifest } from "./manifest.ts";
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

export default definePlatform({
  title: "Slack",
  config,
  capabilities: {
    slashCommands: true,
    threads: true,
    privateReplies: true,
    updates: true,
    textLimit: limits.sectionText,
    buttonLimit: limits.buttons,
    imageLimit: 10,
  },
  enabled: (environment) =>
    ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"].some((name) => environment[name] !== undefined),
  async start(settings, host) {
    const app = createApp(settings);
    const client = new webApi.WebClient(settings.SLACK_BOT_TOKEN, clientOptions(settings));
    const identity = await call(() => client.auth.test());
    const queue = createChannelQueue();
    const people = createPeople(client);
    const listeners = listen(app, { host, client, people, queue, botUserId: identity.user_id });
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
  },
  manifest,
  preview: (answer) => ({ text: answer.headline, blocks: blocks(answer) }),
  async check(settings) {
    const client = new webApi.WebClient(settings.SLACK_BOT_TOKEN, clientOptions(settings));
    const { team, user } = await call(() => client.auth.test());
    return [{ ok: true, what: `Slack: signed in to ${team ?? "the workspace"} as ${user ?? "the bot"}` }];
  },
});
