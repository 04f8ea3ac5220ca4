import { randomUUID } from "node:crypto";
import type { webApi } from "@slack/bolt";
import type { Log } from "#platform.ts";
import { call } from "./call.ts";
import { escapeText } from "./markup.ts";
import { eventType, findPosted } from "./posted.ts";

/** What a person sees while their question is worked on. */
export interface Sign {
  note(text: string): void;
  /** Takes the sign away; resolves when it is gone. */
  done(): Promise<void>;
}

/** Most answers come sooner; what comes later shows a sign well within a second. */
const patienceMs = 600;

/** Nothing to show: the acknowledgement itself says that work is under way. */
export const noSign: Sign = { note() {}, done: async () => {} };

/** Signs are a comfort: when one fails, the question is still answered. */
const comfort = (log: Log, work: () => Promise<unknown>): Promise<unknown> =>
  work().catch((error: unknown) => log.info({ err: error }, "a progress note could not be shown in Slack"));

interface Where {
  readonly channel: string;
  readonly thread?: string;
}

/** The status line of a thread, `Parley: Working it out…`; follows every note. */
export function status(client: webApi.WebClient, where: Required<Where>, first: string, log: Log): Sign {
  let shown = "";
  let last: Promise<unknown> = Promise.resolve();
  const show = (text: string): void => {
    if (text === shown) return;
    shown = text;
    const about = { channel_id: where.channel, thread_ts: where.thread, status: text };
    last = last.then(() => comfort(log, () => client.assistant.threads.setStatus(about)));
  };
  show(first);
  return {
    note: show,
    async done() {
      // A posted answer takes the status away; one that only the asker sees does not.
      show("");
      await last;
    },
  };
}

/** A message that stands in for an answer that takes long, and goes when it is there. */
export function standIn(client: webApi.WebClient, { channel, thread }: Where, first: string, log: Log): Sign {
  let text = first;
  let posted: Promise<string | undefined> | undefined;
  const timer = setTimeout(() => {
    const key = `sign/${randomUUID()}`;
    const where = { channel, ...(thread === undefined ? {} : { thread }) };
    const metadata = { event_type: eventType, event_payload: { key } };
    const message = {
      channel,
      text: escapeText(text),
      metadata,
      ...(thread === undefined ? {} : { thread_ts: thread }),
    };
    // Looked for after a lost reply: else it would stand beside the answer for ever.
    posted = call<{ ts?: string }>(
      () => client.chat.postMessage(message),
      async () => (await findPosted(client, where, key)) as { ts?: string } | null,
    ).then(
      ({ ts }) => ts,
      (error: unknown) => void log.info({ err: error }, "a progress note could not be shown in Slack"),
    );
  }, patienceMs);
  return {
    note(next) {
      const changed = next !== text;
      text = next;
      if (changed && posted !== undefined)
        void posted.then((ts) => ts && comfort(log, () => client.chat.update({ channel, ts, text: escapeText(next) })));
    },
    async done() {
      clearTimeout(timer);
      const ts = await posted;
      if (ts !== undefined) await comfort(log, () => call(() => client.chat.delete({ channel, ts })));
    },
  };
}

/** A note that only the asker sees; Slack has no way to take it back, so it is said only when the answer takes long. */
export function whisper(say: (text: string) => Promise<unknown>, first: string, log: Log): Sign {
  const timer = setTimeout(() => void comfort(log, () => say(escapeText(first))), patienceMs);
  return {
    note() {},
    async done() {
      clearTimeout(timer);
    },
  };
}
