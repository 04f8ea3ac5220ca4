import type { Workspace } from "./workspaces.ts";

interface Message {
  readonly user?: string;
  readonly blocks?: readonly {
    readonly elements?: readonly { readonly action_id?: string; readonly value?: string }[];
  }[];
}

/**
 * The question whose answer began a thread, so that somebody who never asked it can go on from it: the value of the
 * buttons that are about the question itself. Undefined when Parley did not begin the thread.
 */
export async function questionAbove(
  { client, botUser }: Workspace,
  channel: string,
  thread: string,
): Promise<string | undefined> {
  // Not waited for: Slack may allow this once a minute only, and the question can be answered without.
  const page = await client.conversations.replies({ channel, ts: thread, limit: 1 }).catch(() => null);
  const root = page?.messages?.[0] as Message | undefined;
  if (root?.user !== botUser) return undefined;
  const elements = root.blocks?.flatMap((block) => block.elements ?? []) ?? [];
  return elements.find(({ action_id: id }) => /^parley\.(explain|edit|share)\./.test(id ?? ""))?.value;
}
