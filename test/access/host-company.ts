import { z } from "zod";
import type { Answer } from "#answer.ts";
import type { Environment } from "#config.ts";
import { createHost } from "#host.ts";
import type { Parley } from "#parley.ts";
import { definePlatform, type Host, type Incoming, type Person, type PlatformCapabilities } from "#platform.ts";
import { demoParley } from "../demo-company.ts";

const capabilities: PlatformCapabilities = {
  ...{ slashCommands: true, threads: true, privateReplies: true, updates: true, forms: true },
  ...{ textLimit: 10_000, buttonLimit: 10, imageLimit: 1 },
};

/** A chat without servers: what people say goes to its host, what is sent unasked is kept. */
export interface Chat {
  readonly parley: Parley;
  readonly host: Host;
  readonly sent: { readonly target: string; readonly answer: Answer }[];
  say(user: Person, text: string, more?: Partial<Incoming>): Promise<Answer>;
  close(): Promise<void>;
}

/** The demo company's data, taken for real: strangers are strangers. */
export async function openChat(
  environment: Environment = {},
  { privateReplies = true, name = "slack" }: { readonly privateReplies?: boolean; readonly name?: string } = {},
): Promise<Chat> {
  const demo = await demoParley(environment);
  const { parley } = demo;
  const sent: Chat["sent"] = [];
  const connection = {
    send: async (target: string, answer: Answer) => {
      sent.push({ target, answer });
      return { channel: target, message: String(sent.length) };
    },
    stop: async () => {},
  };
  parley.connections.set(name, connection);
  const chat = definePlatform({
    ...{ title: "Chat", config: z.object({}), enabled: () => true, start: async () => connection },
    capabilities: { ...capabilities, privateReplies },
  });
  const units = { ...parley.units, platforms: new Map([...parley.units.platforms, [name, chat]]) };
  const host = createHost(name, { ...parley, units, rules: { ...parley.rules, fictional: false } });
  let event = 0;
  return {
    ...{ parley, host, sent, close: demo.close },
    async say(user, text, more = {}) {
      const where = { channel: `D-${user.id}`, private: true };
      const answer = await host.ask({ eventId: String(event++), user, where, kind: "command", text, ...more });
      if (answer === null) throw new Error("answered before");
      return answer;
    },
  };
}
