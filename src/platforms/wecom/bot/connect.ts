import type { Answer } from "#answer.ts";
import type { Host, MessageRef } from "#platform.ts";
import type { People } from "../app/people.ts";
import { taskId } from "../cards.ts";
import type { BotSettings } from "../config.ts";
import type { PartsSent } from "../in-parts.ts";
import { messagesEach } from "../limits.ts";
import { createMemory } from "../memory.ts";
import { createQueue } from "../queue.ts";
import { openLine } from "./line.ts";
import { listen } from "./listen.ts";
import { push } from "./push.ts";

export interface BotConnection {
  /** Pushes to a member or a group. */
  send(chat: string, answer: Answer, sent: PartsSent, until?: AbortSignal): Promise<MessageRef>;
  stop(): Promise<void>;
}

/** Connects as an AI bot over WeCom's long connection. */
export async function connectBot(
  settings: BotSettings,
  host: Host,
  people: People,
  elsewhere: ((userId: string, answer: Answer) => Promise<unknown>) | null,
): Promise<BotConnection> {
  const line = await openLine(settings, host.log);
  const queue = createQueue(messagesEach);
  const pusher = {
    line,
    log: host.log,
    cards: createMemory(host, "card", 1_024),
    values: createMemory(host, "value", 4_096),
  };
  const ratings = createMemory(host, "rated", 4_096);
  const listener = listen({
    ...{ ...pusher, host, queue, ratings, elsewhere },
    name: settings.name,
    find: (id) => people.find(id),
  });
  return {
    send: (chat, answer, sent, until) =>
      queue.run(chat, (turn) => push(pusher, chat, answer, taskId, turn, sent), until),
    async stop() {
      listener.close();
      await listener.settled();
      await queue.idle();
      line.close();
    },
  };
}
