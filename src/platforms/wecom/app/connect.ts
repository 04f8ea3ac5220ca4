import type { Answer } from "#answer.ts";
import type { Host, MessageRef } from "#platform.ts";
import { type Api, createApi } from "../api/client.ts";
import type { AppSettings } from "../config.ts";
import { messagesEach } from "../limits.ts";
import { createMemory } from "../memory.ts";
import { appMenu } from "../menus.ts";
import { createQueue } from "../queue.ts";
import { listen } from "./listen.ts";
import { createPeople, type People } from "./people.ts";
import { type How, type Post, post } from "./post.ts";
import { serve } from "./server.ts";

export interface AppConnection {
  readonly people: People;
  /** Where callbacks arrive; null when the app only sends. */
  readonly port: number | null;
  send(userId: string, answer: Answer, how?: How): Promise<MessageRef>;
  /** Takes back every part of a message; WeCom allows it for a day. */
  recall(ref: MessageRef): Promise<void>;
  stop(): Promise<void>;
}

/** Shows the menu where nobody has shown the same before. That it cannot be shown stops nothing. */
async function showMenu(api: Api, agentId: number, host: Host): Promise<void> {
  const shown = createMemory(host, "menu", 1);
  const menu = appMenu(host.defaultLocale, host);
  const text = JSON.stringify(menu);
  if ((await shown.get(String(agentId))) === text) return;
  await api.post(`menu/create?agentid=${agentId}`, menu);
  await shown.set(String(agentId), text);
}

/** Connects as a self-built app: sends, and hears what members say to it when it has a callback. */
export async function connectApp(settings: AppSettings, apiUrl: string, host: Host): Promise<AppConnection> {
  const { corpId, agentId, callback } = settings;
  const api = createApi(apiUrl, settings);
  const queue = createQueue(messagesEach);
  const people = createPeople(api, createMemory(host, "email", 4_096), host.log);
  const how: Post = { api, agentId, reacts: callback !== null, values: createMemory(host, "value", 4_096) };
  const listener = listen({ ...how, host, queue, people, greeted: createMemory(host, "greeted", 4_096) });
  const lock = callback === null ? null : { token: callback.token, aesKey: callback.aesKey, corpId };
  const server = lock === null || callback === null ? null : await serve(callback.port, lock, listener.hear, host.log);
  if (server !== null) {
    await showMenu(api, agentId, host).catch((error: unknown) =>
      host.log.warn({ platform: "wecom", err: error }, "the app's menu could not be created"),
    );
  }
  return {
    people,
    port: server?.port ?? null,
    send: (userId, answer, sending) =>
      queue.run(userId, (turn) => post(how, userId, answer, turn, sending), sending?.until),
    async recall({ message }) {
      for (const msgid of message.split(" ").filter(Boolean)) await api.post("message/recall", { msgid });
    },
    async stop() {
      await server?.close();
      await listener.settled();
      await queue.idle();
    },
  };
}
