import { z } from "zod";

const reads = "from api.slack.com/apps";

/**
 * Slack's own variables. Socket Mode needs an app token and no public address; HTTP needs a signing secret and a port
 * that Slack can reach. One workspace has its bot token; several install through OAuth.
 */
export const config = z
  .object({
    SLACK_BOT_TOKEN: z
      .string(`expected the bot token (xoxb-…) ${reads}, OAuth & Permissions`)
      .startsWith("xoxb-", `expected the bot token, which starts with xoxb-, ${reads}, OAuth & Permissions`)
      .optional(),
    SLACK_APP_TOKEN: z
      .string()
      .startsWith("xapp-", `expected the app-level token, which starts with xapp-, ${reads}, Basic Information`)
      .optional(),
    SLACK_SIGNING_SECRET: z.string().min(8, `expected the signing secret ${reads}, Basic Information`).optional(),
    SLACK_CLIENT_ID: z.string().optional(),
    SLACK_CLIENT_SECRET: z.string().optional(),
    SLACK_STATE_SECRET: z.string().min(16, "expected at least 16 characters that nobody can guess").optional(),
    SLACK_TEAMS: z
      .string()
      .transform((teams) => teams.split(",").map((team) => team.trim()))
      .pipe(z.array(z.string().regex(/^T[A-Z0-9]+$/, "expected workspace ids, such as T0123ABCD, separated by commas")))
      .optional(),
    SLACK_PORT: z.coerce.number("expected a port number").int().min(0).max(65_535).default(3001),
    SLACK_PUBLIC_URL: z.url("expected the public https:// address of SLACK_PORT").optional(),
    SLACK_CHARTS: z.enum(["image", "native"], "expected image or native").default("image"),
    SLACK_API_URL: z.url("expected a URL that ends with /api/").optional(),
  })
  .superRefine((value, context) => {
    const refuse = (name: string, message: string): void => context.addIssue({ code: "custom", path: [name], message });
    if (value.SLACK_APP_TOKEN === undefined && value.SLACK_SIGNING_SECRET === undefined)
      refuse("SLACK_APP_TOKEN", "expected an app token (xapp-…) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP");
    if (value.SLACK_CLIENT_ID === undefined) {
      if (value.SLACK_BOT_TOKEN === undefined)
        refuse("SLACK_BOT_TOKEN", `expected the bot token (xoxb-…) ${reads}, OAuth & Permissions`);
      return;
    }
    if (value.SLACK_BOT_TOKEN !== undefined)
      refuse("SLACK_BOT_TOKEN", "expected nothing beside SLACK_CLIENT_ID: each workspace has a token of its own");
    if (value.SLACK_CLIENT_SECRET === undefined)
      refuse("SLACK_CLIENT_SECRET", `expected the client secret ${reads}, Basic Information`);
    if (value.SLACK_STATE_SECRET === undefined)
      refuse("SLACK_STATE_SECRET", "expected at least 16 characters that nobody can guess");
    if (value.SLACK_TEAMS === undefined)
      refuse("SLACK_TEAMS", "expected the ids of the workspaces that may install Parley, such as T0123ABCD");
  });

export type SlackConfig = z.output<typeof config>;

/** What OAuth needs; null when there is one workspace with its bot token. */
export function oauthOf(settings: SlackConfig): {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  readonly teams: readonly string[];
} | null {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret } = settings;
  if (clientId === undefined || clientSecret === undefined || stateSecret === undefined) return null;
  return { clientId, clientSecret, stateSecret, teams: settings.SLACK_TEAMS ?? [] };
}
