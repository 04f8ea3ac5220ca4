import type { CommandSummary } from "#platform.ts";

/** Names that Slack keeps for itself; an app that registers them never hears of them. */
const builtIn = new Set([
  "apps",
  "away",
  "active",
  "archive",
  "call",
  "collapse",
  "dm",
  "dnd",
  "expand",
  "feed",
  "feedback",
  "invite",
  "invite_people",
  "join",
  "kick",
  "leave",
  "me",
  "msg",
  "mute",
  "open",
  "part",
  "prefs",
  "remind",
  "remove",
  "rename",
  "search",
  "shortcuts",
  "shrug",
  "star",
  "status",
  "topic",
  "trust",
  "who",
  "help",
]);

const most = 50;

/**
 * The app manifest to paste at api.slack.com/apps, made from the commands. Names that Slack keeps are left to
 * `/parley <name>`, which does everything.
 * @throws Error when Slack's limit of 50 commands or 32 characters would be broken.
 */
export function manifest(
  commands: readonly CommandSummary[],
  environment: Readonly<Record<string, string | undefined>>,
): unknown {
  const prefix = environment.COMMAND_PREFIX ?? "";
  const http = environment.SLACK_APP_TOKEN === undefined && environment.SLACK_SIGNING_SECRET !== undefined;
  const url = `${environment.SLACK_PUBLIC_URL ?? "https://parley.example.com"}/slack/events`;
  const described = commands
    .map(({ name, summary, examples }) => ({
      name: `${prefix}${name}`,
      summary: summary.en,
      example: examples[0]?.en ?? "",
    }))
    .filter(({ name }) => !builtIn.has(name));
  described.push({ name: "parley", summary: "Ask Parley anything, or /parley help", example: "/parley help" });
  const slash = described.map(({ name, summary, example }) => ({
    command: `/${name}`,
    description: summary.slice(0, 100),
    usage_hint: example.replace(/^\/\S+\s*/, "").slice(0, 100),
    should_escape: false,
    ...(http ? { url } : {}),
  }));
  const tooLong = slash.find(({ command }) => command.length > 32);
  if (slash.length > most || tooLong)
    throw new Error(`Slack takes ${most} commands of 32 characters: ${tooLong?.command ?? slash.length}`);
  return {
    display_information: {
      name: "Parley",
      description: "Answers about your sales, with a number and a chart",
      background_color: "#153B82",
    },
    features: {
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "Parley", always_online: true },
      slash_commands: slash,
    },
    oauth_config: {
      scopes: {
        bot: [
          "app_mentions:read",
          "channels:history",
          "channels:read",
          "chat:write",
          "commands",
          "files:read",
          "files:write",
          "groups:history",
          "groups:read",
          "im:history",
          "im:read",
          "im:write",
          "users:read",
          "users:read.email",
        ],
      },
    },
    settings: {
      event_subscriptions: { bot_events: ["app_mention", "message.im"], ...(http ? { request_url: url } : {}) },
      interactivity: { is_enabled: true, ...(http ? { request_url: url } : {}) },
      org_deploy_enabled: false,
      socket_mode_enabled: !http,
      token_rotation_enabled: false,
    },
  };
}
