import { createApi } from "./api/client.ts";
import { path } from "./app/server.ts";
import { standingOf } from "./bot/standing.ts";
import { appSettings, botSettings, type WecomConfig, webhookKeys } from "./config.ts";

interface Finding {
  readonly ok: boolean;
  readonly what: string;
  readonly mend?: string;
}

/** How the AI bot stands. It is not connected to find out: that would evict whoever is connected as it. */
function bot(id: string): Finding {
  const { standing, since, reason } = standingOf(id) ?? {};
  const at = since?.toISOString() ?? "";
  switch (standing) {
    case undefined:
      return { ok: true, what: "WeCom: AI bot configured; Parley is not running, so its connection was not looked at" };
    case "connected":
      return { ok: true, what: `WeCom: AI bot connected since ${at}` };
    case "evicted":
      return {
        ok: false,
        what: `WeCom: AI bot evicted at ${at}: another process connected as it`,
        mend: "Stop the other process, or give it a bot of its own; then restart Parley.",
      };
    case "refused":
      return {
        ok: false,
        what: `WeCom: AI bot refused at ${at}: ${reason}`,
        mend: "Copy the Bot ID and its Secret again (智能机器人 → API 模式 → 长连接).",
      };
    default:
      return {
        ok: false,
        what: `WeCom: AI bot ${standing === "lost" ? "lost its connection" : "has been connecting"} since ${at}; it tries on`,
        mend: "Is wss://openws.work.weixin.qq.com reachable from here?",
      };
  }
}

async function app(settings: WecomConfig): Promise<readonly Finding[]> {
  const known = appSettings(settings);
  if (known === null) return [];
  const { agentId, callback } = known;
  try {
    const { name } = await createApi(settings.WECOM_API_URL, known).get("agent/get", { agentid: String(agentId) });
    const heard =
      callback === null
        ? "; it only sends, as WECOM_CALLBACK_TOKEN is not set"
        : `; callbacks on port ${callback.port} at ${path}`;
    return [{ ok: true, what: `WeCom: app ${String(name ?? agentId)}${heard}` }];
  } catch (error) {
    const { message, hint } = error as Error & { hint?: string };
    return [{ ok: false, what: `WeCom: app: ${message}`, ...(hint === undefined ? {} : { mend: hint }) }];
  }
}

/** Looks at what is configured without saying anything in any chat: a webhook can only be tried by posting. */
export async function check(settings: WecomConfig): Promise<readonly Finding[]> {
  const asBot = botSettings(settings);
  const names = [...webhookKeys(settings).keys()];
  return [
    ...(asBot === null ? [] : [bot(asBot.id)]),
    ...(await app(settings)),
    ...(names.length === 0
      ? []
      : [{ ok: true, what: `WeCom: webhooks ${names.join(" ")}; not tried, as that would post` }]),
  ];
}
