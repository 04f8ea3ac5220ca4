import type { Person } from "#platform.ts";
import { call } from "./call.ts";
import type { Workspace } from "./workspaces.ts";

/** A channel with more members than this is not looked through before something is shared to it. */
const mostMembers = 200;
/** Profiles asked for at the same time. */
const together = 10;

/**
 * Everybody in a channel but bots. In a channel of many, asking who each is would take minutes: then there is somebody
 * whom nobody knows.
 */
export async function audienceOf({ client, people }: Workspace, channel: string): Promise<Person[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await call(() => client.conversations.members({ channel, limit: 200, ...(cursor ? { cursor } : {}) }));
    ids.push(...(page.members ?? []));
    // A page may be short although others follow.
    cursor = page.response_metadata?.next_cursor || undefined;
    if (ids.length > mostMembers) return [{ id: "too-many-to-ask", outsider: true }];
  } while (cursor !== undefined);
  const members: Person[] = [];
  for (let from = 0; from < ids.length; from += together)
    members.push(...(await Promise.all(ids.slice(from, from + together).map((id) => people.find(id)))));
  return members.filter(({ id }) => !people.isBot(id));
}
