import type { webApi } from "@slack/bolt";
import { SendError } from "#errors.ts";
import type { Vault } from "#platform.ts";
import { call } from "./call.ts";

const isUser = (target: string): boolean => /^[UW][A-Z0-9]+$/.test(target);

/**
 * Conversations by what people call them: a channel's name, a user's id. What was found is remembered: names also after
 * a restart, so that a channel that was renamed since is still meant.
 */
export function createConversations(
  client: webApi.WebClient,
  { vault, team }: { readonly vault: Pick<Vault, "get" | "set">; readonly team: string },
): {
  /** `#sales`, a conversation's id, or a user's id for the direct message with them. */
  find(target: string): Promise<string>;
  /** The same as a message may be posted to: Slack opens the direct message itself, and of opening it allows few a minute. */
  address(target: string): Promise<string>;
  /** Another channel that has the name now, where the one that was meant is of no use any more; null when there is none. */
  successor(target: string, before: string): Promise<string | null>;
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
    throw new SendError("slack", `there is no channel #${name}`, {
      fate: "refused",
      hint: "Invite Parley to it, or use the channel's id in DELIVER.",
    });
  }

  async function opened(user: string): Promise<string> {
    const { channel } = await call(() => client.conversations.open({ users: user }));
    if (channel?.id === undefined) throw new SendError("slack", `no direct message with ${user}`, { fate: "refused" });
    return channel.id;
  }

  const place = (name: string): string => `channel.${team}.${name}`;

  async function meant(name: string): Promise<string> {
    const before = await vault.get(place(name));
    if (before !== null) return before;
    const id = await named(name);
    await vault.set(place(name), id);
    return id;
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

  async function find(target: string): Promise<string> {
    if (target.startsWith("#")) return remembered(target, () => meant(target.slice(1)));
    return isUser(target) ? direct(target) : target;
  }

  return {
    direct,
    find,
    address: async (target) => (isUser(target) ? target : find(target)),
    async successor(target, before) {
      if (!target.startsWith("#")) return null;
      const name = target.slice(1);
      const id = await named(name).catch((error: unknown) => {
        if (error instanceof SendError && error.fate === "refused") return before;
        throw error;
      });
      if (id === before) return null;
      await vault.set(place(name), id);
      found.set(target, Promise.resolve(id));
      return id;
    },
  };
}
