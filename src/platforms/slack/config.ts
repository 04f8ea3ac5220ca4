import { z } from "zod";

const reads = "from api.slack.com/apps";

/**
 * Slack's own variables. Socket Mode needs an app token and no public address; HTTP needs a signing secret and a port
 * that Slack can reach.
 */
export const config = z
  .object({
    SLACK_BOT_TOKEN: z
      .string(`expected the bot token (xoxb-…) ${reads}, OAuth & Permissions`)
      .startsWith("xoxb-", `expected the bot token, which starts with xoxb-, ${reads}, OAuth & Permissions`),
    SLACK_APP_TOKEN: z
      .string()
      .startsWith("xapp-", `expected the app-level token, which starts with xapp-, ${reads}, Basic Information`)
      .optional(),
    SLACK_SIGNING_SECRET: z.string().min(8, `expected the signing secret ${reads}, Basic Information`).optional(),
    SLACK_PORT: z.coerce.number("expected a port number").int().min(0).max(65_535).default(3001),
    SLACK_PUBLIC_URL: z.url("expected the public https:// address of SLACK_PORT").optional(),
    SLACK_API_URL: z.url("expected a URL that ends with /api/").optional(),
  })
  .superRefine((value, context) => {
    if (value.SLACK_APP_TOKEN !== undefined || value.SLACK_SIGNING_SECRET !== undefined) return;
    context.addIssue({
      code: "custom",
      path: ["SLACK_APP_TOKEN"],
      message: "expected an app token (xapp-…) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP",
    });
  });

export type SlackConfig = z.output<typeof config>;
