import { definePlatform } from "#platform.ts";
import { config, oauthOf } from "./config.ts";
import { limits } from "./limits.ts";
import { manifest } from "./manifest.ts";
import { messages } from "./messages.ts";

const switches = ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID"];

export default definePlatform({
  title: "Slack",
  config,
  capabilities: {
    slashCommands: true,
    threads: true,
    privateReplies: true,
    updates: true,
    forms: true,
    textLimit: limits.sectionText,
    buttonLimit: limits.buttons,
    imageLimit: 10,
    // Slack takes a gigabyte; what is larger than this nobody opens in a chat.
    fileLimit: 100 * 1024 * 1024,
  },
  enabled: (environment) => switches.some((name) => environment[name] !== undefined),
  // Bolt is loaded by those who use Slack only: it takes a third of the start-up, and memory.
  start: async (settings, host) => (await import("./connect.ts")).connect(settings, host),
  manifest,
  preview(answer) {
    const [blocks, ...more] = messages(answer);
    return {
      text: answer.headline,
      blocks,
      ...(more.length > 0 ? { thread: more.map((each) => ({ blocks: each })) } : {}),
    };
  },
  async check(settings) {
    if (oauthOf(settings) !== null) {
      const where = settings.SLACK_PUBLIC_URL ?? `http://localhost:${settings.SLACK_PORT}`;
      return [{ ok: true, what: `Slack: workspaces install Parley at ${new URL("/slack/install", where).href}` }];
    }
    const { team, user } = await (await import("./connect.ts")).signIn(settings);
    return [{ ok: true, what: `Slack: signed in to ${team} as ${user}` }];
  },
});
