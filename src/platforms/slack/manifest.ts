import type { CommandSummary } from "#platform.ts";
import { reservedNames } from "./reserved-names.ts";
import { events, redirectPath, scopes } from "./scopes.ts";
import { shortcuts } from "./shortcut-names.ts";

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
  const several = environment.SLACK_CLIENT_ID !== undefined;
  const address = environment.SLACK_PUBLIC_URL ?? "https://parley.example.com";
  const url = new URL("/slack/events", address).href;
  const described = commands
    .map(({ name, summary, examples }) => ({
      name: `${prefix}${name}`,
      summary: summary.en,
      example: examples[0]?.en ?? "",
    }))
    .filter(({ name }) => !reservedNames.has(name));
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
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      assistant_view: { assistant_description: "Answers about your sales, with a number and a chart" },
      bot_user: { display_name: "Parley", always_online: true },
      shortcuts: Object.values(shortcuts).map(({ callback, type, name, description }) => ({
        ...{ name, type, description, callback_id: callback },
      })),
      slash_commands: slash,
    },
    oauth_config: {
      ...(several ? { redirect_urls: [new URL(redirectPath, address).href] } : {}),
      scopes: { bot: Object.keys(scopes) },
    },
    settings: {
      event_subscriptions: { bot_events: events, ...(http ? { request_url: url } : {}) },
      interactivity: { is_enabled: true, ...(http ? { request_url: url, message_menu_options_url: url } : {}) },
      org_deploy_enabled: false,
      socket_mode_enabled: !http,
      // A bot token in SLACK_BOT_TOKEN must not expire; those that OAuth keeps are renewed.
      token_rotation_enabled: several,
    },
  };
}
