import type { webApi } from "@slack/bolt";
import { SourceError } from "#errors.ts";
import { call } from "./call.ts";

/** Conversations by what people call them: a channel's name, a user's id. What was found is remembered. */
export function createConversations(client: webApi.WebClient): {
  /** `#sales`, a conversation's id, or a user's id for the direct message with them. */
  find(target: string): Promise<string>;
  /** The direct message of the app with somebody. */
  direct(user: string): Promise<string>;
} {
  const found = new Map<string, Promise<string>>();

  async function named(name: string): Promise<string> {
    let cursor: string | undefined;
    do {
      const page = await call(() =>
        client.conversations.list({
          types: "public_channel,private_channel",
          limit: 1000,
          exclude_archived: true,
          ...(cursor ? { cursor } : {}),
        }),
      );
      const id = page.channels?.find((channel) => channel.name === name)?.id;
      if (id !== undefined) return id;
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    throw new SourceError("slack", `there is no channel #${name}`, {
      hint: "Invite Parley to it, or use the channel's id in DELIVER.",
    });
  }

  async function opened(user: string): Promise<string> {
    const { channel } = await call(() => client.conversations.open({ users: user }));
    if (channel?.id === undefined) throw new SourceError("slack", `no direct message with ${user}`);
    return channel.id;
  }

  /** Who asks for the same meanwhile waits for the same. */
  function remembered(target: string, find: () => Promise<string>): Promise<string> {
    const before = found.get(target);
    if (before !== undefined) return before;
    const finding = find();
    found.set(target, finding);
    finding.catch(() => found.delete(target));
    return finding;
  }

  const direct = (user: string): Promise<string> => remembered(user, () => opened(user));
  return {
    direct,
    async find(target) {
      if (target.startsWith("#")) return remembered(target, () => named(target.slice(1)));
      return /^[UW][A-Z0-9]+$/.test(target) ? direct(target) : target;
    },
  };
}
