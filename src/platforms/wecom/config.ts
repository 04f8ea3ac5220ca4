import { z } from "zod";

const bot = "from 智能机器人 → the bot → API 模式 → 长连接 (AI bot, API mode, long connection)";
const app = "from 应用管理 → 自建 → the app (self-built app)";
const callback = "from 应用管理 → the app → 接收消息 → 设置API接收 (receive messages, API)";
const webhook = "from the group → 消息推送 (group robot)";

const key = /^(?:https?:\/\/\S+[?&]key=)?([\w-]{8,})$/;

/** `#sales=key,#management=key` → keys by name; a key may be given as the whole address. */
const webhooks = z.string().transform((value, context): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const entry of value.split(",").map((item) => item.trim())) {
    const [, name, given = ""] = /^(#[^=\s]+)=(.+)$/.exec(entry) ?? [];
    const match = key.exec(given);
    if (name === undefined || match?.[1] === undefined) {
      context.addIssue({ code: "custom", message: `expected #name=key, several separated by commas, ${webhook}` });
      return z.NEVER;
    }
    found.set(name, match[1]);
  }
  return found;
});

const aWebhook = z
  .string()
  .regex(key, `expected the webhook's key, or its whole address, ${webhook}`)
  .transform((value) => key.exec(value)?.[1] ?? value);

const variables = z.object({
  WECOM_BOT_ID: z.string(`expected the Bot ID ${bot}`).optional(),
  WECOM_BOT_SECRET: z.string(`expected the bot's Secret ${bot}`).optional(),
  WECOM_BOT_NAME: z.string().optional(),
  WECOM_WS_URL: z.url("expected an address that begins with wss://").optional(),
  WECOM_CORP_ID: z.string(`expected the corp id (企业ID) from 我的企业 → 企业信息`).optional(),
  WECOM_AGENT_ID: z.coerce.number(`expected the AgentId, a number, ${app}`).int().optional(),
  WECOM_APP_SECRET: z.string(`expected the app's Secret ${app}`).optional(),
  WECOM_CALLBACK_TOKEN: z.string(`expected the Token ${callback}`).optional(),
  WECOM_ENCODING_AES_KEY: z
    .string(`expected the EncodingAESKey ${callback}`)
    .length(43, `expected the EncodingAESKey, 43 characters, ${callback}`)
    .optional(),
  WECOM_PORT: z.coerce.number("expected a port number").int().min(0).max(65_535).default(3003),
  WECOM_API_URL: z
    .url("expected an address such as https://qyapi.weixin.qq.com")
    .default("https://qyapi.weixin.qq.com"),
  WECOM_WEBHOOKS: webhooks.optional(),
  WECOM_WEBHOOK_KEY: aWebhook.optional(),
});

type Variables = z.output<typeof variables>;
type Name = keyof Variables;

/** What must be set together, and why. */
const together: readonly { readonly names: readonly Name[]; readonly what: string }[] = [
  { names: ["WECOM_BOT_ID", "WECOM_BOT_SECRET"], what: `the AI bot needs both its Bot ID and its Secret, ${bot}` },
  {
    names: ["WECOM_CORP_ID", "WECOM_AGENT_ID", "WECOM_APP_SECRET"],
    what: `the app needs the corp id (我的企业 → 企业ID), its AgentId and its Secret, ${app}`,
  },
  {
    names: ["WECOM_CALLBACK_TOKEN", "WECOM_ENCODING_AES_KEY"],
    what: `callbacks need both the Token and the EncodingAESKey, ${callback}`,
  },
];

/** WeCom's own variables: an AI bot, a self-built app, group webhooks, or any of them together. */
export const config = variables.superRefine((value, context) => {
  const complain = (name: Name, message: string) => context.addIssue({ code: "custom", path: [name], message });
  for (const { names, what } of together) {
    const missing = names.filter((name) => value[name] === undefined);
    if (missing.length < names.length) for (const name of missing) complain(name, what);
  }
  if (value.WECOM_CALLBACK_TOKEN !== undefined && value.WECOM_CORP_ID === undefined) {
    complain("WECOM_CORP_ID", "callbacks belong to the app: set its corp id, AgentId and Secret too");
  }
  const none = [value.WECOM_BOT_ID, value.WECOM_CORP_ID, value.WECOM_WEBHOOKS, value.WECOM_WEBHOOK_KEY];
  if (none.every((given) => given === undefined)) {
    complain("WECOM_BOT_ID", "expected an AI bot, or the WECOM_CORP_ID of an app, or WECOM_WEBHOOKS");
  }
});

export type WecomConfig = Variables;

/** Any of these switches WeCom on. */
export const switches: readonly Name[] = [
  "WECOM_BOT_ID",
  "WECOM_BOT_SECRET",
  "WECOM_CORP_ID",
  "WECOM_AGENT_ID",
  "WECOM_APP_SECRET",
  "WECOM_WEBHOOKS",
  "WECOM_WEBHOOK_KEY",
];

/** The AI bot's settings, when there is one. */
export interface BotSettings {
  readonly id: string;
  readonly secret: string;
  readonly name?: string;
  readonly url?: string;
}

export function botSettings(settings: WecomConfig): BotSettings | null {
  const { WECOM_BOT_ID: id, WECOM_BOT_SECRET: secret, WECOM_BOT_NAME: name, WECOM_WS_URL: url } = settings;
  if (id === undefined || secret === undefined) return null;
  return { id, secret, ...(name === undefined ? {} : { name }), ...(url === undefined ? {} : { url }) };
}

/** The self-built app's settings, when there is one. */
export interface AppSettings {
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  /** Where it is spoken to; without it the app only sends. */
  readonly callback: { readonly token: string; readonly aesKey: string; readonly port: number } | null;
}

export function appSettings(settings: WecomConfig): AppSettings | null {
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_APP_SECRET: secret } = settings;
  if (corpId === undefined || agentId === undefined || secret === undefined) return null;
  const { WECOM_CALLBACK_TOKEN: token, WECOM_ENCODING_AES_KEY: aesKey, WECOM_PORT: port } = settings;
  const callback = token === undefined || aesKey === undefined ? null : { token, aesKey, port };
  return { corpId, agentId, secret, callback };
}

/** Keys of group webhooks by `#name`; the one that has no name is `#webhook`. */
export function webhookKeys({ WECOM_WEBHOOKS, WECOM_WEBHOOK_KEY }: WecomConfig): ReadonlyMap<string, string> {
  const only = WECOM_WEBHOOK_KEY === undefined ? [] : [["#webhook", WECOM_WEBHOOK_KEY] as const];
  return new Map([...(WECOM_WEBHOOKS ?? []), ...only]);
}
