import type { App } from "@slack/bolt";
import type { Locale } from "#messages.ts";
import type { Host, Place } from "#platform.ts";
import type { Answering } from "./answering.ts";
import { call } from "./call.ts";
import type { Participants } from "./participants.ts";
import { type Sign, standIn, whisper } from "./sign.ts";
import type { Workspace, Workspaces } from "./workspaces.ts";

/** What every listener works with. */
export interface Desk {
  readonly app: App;
  readonly host: Host;
  readonly workspaces: Workspaces;
  readonly answering: Answering;
  readonly participants: Participants;
}

/** Platform texts in one language. */
export const speak =
  ({ host }: Desk, locale: Locale) =>
  (key: string): string =>
    host.say(locale, key);

/** The app's direct message with somebody, as the place of a question. */
export async function directPlace({ conversations }: Workspace, user: string): Promise<Place> {
  return { channel: await conversations.direct(user), private: true };
}

/** Tells somebody something in plain words where they asked; without a place, in the direct message. */
export function tellAt({ client }: Workspace, user: string, where?: Place): (text: string) => Promise<unknown> {
  const thread = where?.thread === undefined ? {} : { thread_ts: where.thread };
  return (text) =>
    where === undefined || where.private
      ? call(() => client.chat.postMessage({ channel: where?.channel ?? user, text, ...thread }), "never")
      : call(() => client.chat.postEphemeral({ channel: where.channel, user, text, ...thread }), "never");
}

/** How a question shows that it is worked on where it was asked: a stand-in in private, a whisper before others. */
export function signAt(
  { host, answering }: Desk,
  workspace: Workspace,
  { where, user }: { readonly where: Place; readonly user: string },
  say?: (text: string) => Promise<unknown>,
): Sign {
  const { client } = workspace;
  const first = host.say(answering.localeOf(workspace, user), "progress.reading");
  if (where.private) return standIn(client, where, first, host.log);
  const { channel, thread } = where;
  const alone = (text: string) =>
    client.chat.postEphemeral({ channel, user, text, ...(thread === undefined ? {} : { thread_ts: thread }) });
  return whisper(say ?? alone, first, host.log);
}
