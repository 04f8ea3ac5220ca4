import type { Answer } from "#answer.ts";
import { SendError, SourceError } from "#errors.ts";
import { createHttp } from "#http.ts";
import type { Connection, Host, MessageRef } from "#platform.ts";
import { timeoutMs } from "./api/client.ts";
import { type AppConnection, connectApp } from "./app/connect.ts";
import { strangers } from "./app/people.ts";
import { path } from "./app/server.ts";
import { type BotConnection, connectBot } from "./bot/connect.ts";
import { appSettings, botSettings, type WecomConfig, webhookKeys } from "./config.ts";
import { type PartsSent, partsSent } from "./in-parts.ts";
import { webhookMessages } from "./limits.ts";
import { createMemory } from "./memory.ts";
import { createQueue, type Turn } from "./queue.ts";
import { post } from "./webhook/post.ts";

/** Ids of groups are WeCom's, long, and begin like this; members' ids are the corp's own. */
const isGroup = (target: string): boolean => /^w[ro]\S{22,}$/.test(target);

/** One of the tries to send a delivery: what went before it, and when it is over. */
interface Try {
  readonly ledger: PartsSent;
  readonly until: AbortSignal | undefined;
}

/** Nothing was sent: there is nobody to send it to, or no way at the moment. */
function surelyUnsent(error: unknown): unknown {
  if (!(error instanceof SourceError) || error instanceof SendError) return error;
  const { message, retryable, hint, cause } = error;
  const said = message.replace(/^\[wecom\] /, "");
  const fate = retryable ? "later" : "refused";
  return new SendError("wecom", said, { fate, cause, ...(hint === undefined ? {} : { hint }) });
}

/** Everything WeCom that is configured, as one connection. */
export async function connect(settings: WecomConfig, host: Host): Promise<Connection> {
  const [asBot, asApp] = [botSettings(settings), appSettings(settings)];
  const app: AppConnection | null = asApp === null ? null : await connectApp(asApp, settings.WECOM_API_URL, host);
  const people = app?.people ?? strangers;
  const elsewhere = app === null ? null : (userId: string, answer: Answer) => app.send(userId, answer);
  const bot: BotConnection | null =
    asBot === null
      ? null
      : await connectBot(asBot, host, people, elsewhere).catch(async (error: unknown) => {
          await app?.stop();
          throw error;
        });
  const webhooks = webhookKeys(settings);
  const http = createHttp({ baseURL: settings.WECOM_API_URL, timeout: timeoutMs });
  const queue = createQueue(webhookMessages);
  const sent = createMemory(host, "sent", 1_024);
  const parts = createMemory(host, "parts", 1_024);

  async function toMember(id: string, answer: Answer, { ledger, until }: Try): Promise<MessageRef> {
    // The app may write first; a bot only to those who have written to it.
    if (app !== null) return app.send(id, answer, { delivery: true, ledger, until });
    if (bot !== null) return bot.send(id, answer, ledger, until);
    throw new SourceError("wecom", `nobody can write to ${id}`, {
      hint: "Members are written to by an app (WECOM_CORP_ID, …) or an AI bot (WECOM_BOT_ID, …).",
    });
  }

  async function dispatch(target: string, answer: Answer, key: string, until?: AbortSignal): Promise<MessageRef> {
    const ledger = partsSent(parts, key);
    if (target.startsWith("#")) {
      const webhook = webhooks.get(target);
      if (webhook === undefined) {
        throw new SourceError("wecom", `there is no webhook ${target}`, {
          hint: `Name it in WECOM_WEBHOOKS; there ${webhooks.size === 0 ? "is none" : `are ${[...webhooks.keys()].join(", ")}`}.`,
        });
      }
      const say = (turn: Turn) => post({ http, name: target, key: webhook }, answer, { key, sent: ledger }, turn);
      return queue.run(target, say, until);
    }
    if (isGroup(target) && bot !== null) return bot.send(target, answer, ledger, until);
    const named = target.replace(/^@/, "");
    if (!named.includes("@")) return toMember(named, answer, { ledger, until });
    const id = await people.byEmail(named);
    if (id !== null) return toMember(id, answer, { ledger, until });
    throw new SourceError("wecom", `${named} is no member's e-mail address`, {
      hint: "Use the member's id (通讯录 → 成员 → 账号) instead of the address.",
    });
  }

  const ways = [
    asBot === null ? "" : "AI bot",
    app === null ? "" : app.port === null ? "app, sending only" : `app, callbacks on port ${app.port} at ${path}`,
    webhooks.size === 0 ? "" : `webhooks ${[...webhooks.keys()].join(" ")}`,
  ];
  return {
    address: ways.filter(Boolean).join("; "),
    async send(target, answer, key, until) {
      const before = await sent.get(key);
      if (before !== null) return JSON.parse(before) as MessageRef;
      const reference = await dispatch(target, answer, key, until).catch((error: unknown) => {
        throw surelyUnsent(error);
      });
      await sent.set(key, JSON.stringify(reference));
      return reference;
    },
    ...(app === null
      ? {}
      : {
          async recall(reference: MessageRef) {
            if (!reference.channel.startsWith("#") && !isGroup(reference.channel)) return app.recall(reference);
            throw new SourceError("wecom", "what a webhook or an AI bot posted cannot be taken back", {
              hint: "Post a correction.",
            });
          },
          userByEmail: (email: string) => people.byEmail(email),
        }),
    async stop() {
      await bot?.stop();
      await app?.stop();
      await queue.idle();
    },
  };
}
