import type { Place } from "#platform.ts";
import { questionAbove } from "../about.ts";
import type { Errand } from "../answering.ts";
import { type Desk, signAt, speak, tellAt } from "../desk.ts";
import { plainText } from "../markup.ts";
import { saidIn } from "../said.ts";
import { status } from "../sign.ts";

/**
 * Mentions, direct messages, and what somebody who has addressed Parley in a thread writes there on. Direct messages in
 * threads are the assistant's (`assistant.ts`).
 */
export function listenToMessages(desk: Desk): void {
  const { app, host, workspaces, answering, participants } = desk;

  app.event("app_mention", async ({ event, body, context }) => {
    const said = saidIn(event);
    if (said === null) return;
    const { user, channel, ts, thread_ts: within } = said;
    const workspace = await workspaces.at(context.teamId);
    const thread = within ?? ts;
    const first = speak(desk, answering.localeOf(workspace, user))("progress.reading");
    const sign = status(workspace.client, { channel, thread }, first, host.log);
    const here = `${workspace.team}/${channel}/${thread}`;
    const follows = within !== undefined && !participants.has(here, user);
    answering.track(participants.join(here, user));
    const where: Place = { channel, private: false, thread };
    answering.begin({ workspace, user, tell: tellAt(workspace, user, where) }, async (): Promise<Errand> => {
      const about = follows ? await questionAbove(workspace, channel, within) : undefined;
      const eventId = `event:${body.event_id}`;
      const text = plainText(said.text);
      const incoming = { eventId, where, kind: "mention" as const, text, ...(about ? { about } : {}) };
      return { sign, incoming };
    });
  });

  app.message(async ({ message, body, context }) => {
    const said = saidIn(message);
    if (said === null) return;
    const { user, channel, thread_ts: thread, text } = said;
    const workspace = await workspaces.at(context.teamId);
    const eventId = `event:${body.event_id}`;
    if ("channel_type" in message && message.channel_type === "im") {
      const where: Place = { channel, private: true };
      const incoming = { eventId, where, kind: "mention" as const, text: plainText(text) };
      const sign = signAt(desk, workspace, { where, user });
      return answering.begin({ workspace, user, tell: tellAt(workspace, user, where) }, async () => ({
        sign,
        incoming,
      }));
    }
    // A mention comes as an event of its own; one of somebody else is a word to them.
    if (thread === undefined || /<@[A-Z0-9]+/.test(text)) return;
    if (!participants.has(`${workspace.team}/${channel}/${thread}`, user)) return;
    const where: Place = { channel, private: false, thread };
    const incoming = { eventId, where, kind: "mention" as const, text: plainText(text) };
    const sign = signAt(desk, workspace, { where, user });
    const waiting = { workspace, user, tell: tellAt(workspace, user, where) };
    answering.begin(waiting, async () => ({ sign, incoming, overheard: true }));
  });
}
