import type { Answer } from "#answer.ts";
import { SendError, SourceError } from "#errors.ts";
import type { Connection, Log, MessageRef } from "#platform.ts";
import type { Look } from "./blocks.ts";
import { call, refusedFor } from "./call.ts";
import type { createChannelQueue } from "./channel-queue.ts";
import { findDelivery, recall } from "./deliveries.ts";
import { postFiles } from "./files.ts";
import { post, postMore } from "./post.ts";
import type { Workspace, Workspaces } from "./workspaces.ts";

/** An address is looked up again after this long. */
const keptMs = 10 * 60_000;

/** Everything but a post's own failure came before the post: it surely did not arrive. */
function surelyUnsent(error: unknown): unknown {
  if (!(error instanceof SourceError) || error instanceof SendError) return error;
  const { message, retryable, hint, cause } = error;
  const fate = retryable ? "later" : "refused";
  const said = message.replace(/^\[slack\] /, "");
  return new SendError("slack", said, { fate, cause, ...(hint === undefined ? {} : { hint }) });
}

/** What is said unasked: sent, found again, taken back. */
export function createSending(
  workspaces: Workspaces,
  queue: ReturnType<typeof createChannelQueue>,
  teams: () => Promise<readonly string[]>,
  lookOf: (answer: Answer) => Look,
  log: Log,
): Required<Pick<Connection, "send" | "find" | "recall" | "resolve" | "userByEmail">> {
  const users = new Map<string, { readonly at: number; readonly id: string | null }>();

  /** The conversation that is meant, and where. */
  async function aim(target: string) {
    const { workspace, target: within } = await workspaces.target(target);
    return { workspace, within, channel: await workspace.conversations.find(within) };
  }

  async function send(target: string, answer: Answer, key: string, until?: AbortSignal): Promise<MessageRef> {
    const { workspace, target: within } = await workspaces.target(target);
    const channel = await workspace.conversations.address(within);
    const to = (id: string): Promise<MessageRef> =>
      queue.run(`${workspace.team}/${id}`, async () => {
        const { client } = workspace;
        const posted = await post(client, { channel: id }, answer, { key, look: lookOf(answer), once: true, until });
        const { channel } = posted.at;
        // The message is there: to fail for what stands below it would have it sent again.
        const below = async (): Promise<void> => {
          await postMore(client, { channel }, answer, { posted, key });
          await postFiles(client, { channel }, answer.files ?? []);
        };
        await below().catch((error: unknown) =>
          log.error({ delivery: key, err: error }, "what stands below a delivery could not be posted"),
        );
        return posted.at;
      });
    try {
      return await to(channel);
    } catch (error) {
      if (!refusedFor(error, "is_archived", "channel_not_found")) throw error;
      const successor = await workspace.conversations.successor(within, channel);
      if (successor === null) throw error;
      return to(successor);
    }
  }

  /** `T123/C456` where there are several workspaces; their ids alone do not tell whose they are. */
  const nameOf = async ({ team }: Workspace, id: string): Promise<string> =>
    (await teams()).length > 1 ? `${team}/${id}` : id;

  async function lookUp(email: string): Promise<string | null> {
    for (const team of await teams()) {
      const workspace = await workspaces.at(team);
      const found = await call(() => workspace.client.users.lookupByEmail({ email })).catch((error: unknown) => {
        if (refusedFor(error, "users_not_found")) return null;
        throw error;
      });
      const { user } = found ?? {};
      if (user?.id !== undefined && !user.deleted && !user.is_bot) return nameOf(workspace, user.id);
    }
    return null;
  }

  return {
    // In turn by target from the start: looking the channel up takes a different time for each.
    send: (target, answer, key, until) =>
      queue.run(`to ${target}`, () =>
        send(target, answer, key, until).catch((error: unknown) => {
          throw surelyUnsent(error);
        }),
      ),
    async find(target, key, since) {
      const { workspace, channel } = await aim(target);
      return findDelivery(workspace.client, channel, key, since);
    },
    async recall(ref) {
      for (const team of await teams()) {
        const { client } = await workspaces.at(team);
        const done = await recall(client, ref).then(
          () => true,
          (error: unknown) => {
            if (refusedFor(error, "channel_not_found")) return false;
            throw error;
          },
        );
        if (done) return;
      }
      throw new SourceError("slack", `channel_not_found: no workspace has ${ref.channel}`);
    },
    async resolve(target) {
      const { workspace, within, channel } = await aim(target);
      return within.startsWith("#") ? nameOf(workspace, channel) : target;
    },
    async userByEmail(email) {
      const before = users.get(email);
      if (before !== undefined && Date.now() - before.at < keptMs) return before.id;
      const id = await lookUp(email);
      users.set(email, { at: Date.now(), id });
      return id;
    },
  };
}
