import { generateReqId, type WsFrameHeaders } from "@wecom/aibot-node-sdk";
import { type Composed, inlined } from "../compose.ts";
import { limits } from "../limits.ts";
import type { Turn } from "../queue.ts";
import { Lost } from "../refusals.ts";
import type { Line } from "./line.ts";

/** A streamed reply: what is known so far, replaced until it is finished. */
export interface Reply {
  /** Under which WeCom reports what the person thinks of it. */
  readonly id: string;
  /** Shows what is under way; skipped while the note before is not acknowledged, as only the newest matters. */
  note(text: string): void;
  /**
   * Ends the reply with the first text and the picture, if WeCom takes it as part of a reply. What is `left` must be
   * pushed: everything, where the reply can no longer be written (it lives ten minutes).
   */
  finish(composed: Composed, turn: Turn): Promise<{ readonly left: Composed; readonly lost: Lost | null }>;
}

/** `begun` says that a message may go at once: then a reply begins with a note. */
export function openReply(line: Line, frame: WsFrameHeaders, begun: boolean): Reply {
  const { client } = line;
  const id = generateReqId("stream");
  let first = true;
  let shown = "";
  const feedback = (): { id: string } | undefined => (first ? { id } : undefined);
  return {
    id,
    note(text) {
      if (!begun || text === shown || !client.isConnected) return;
      shown = text;
      // A note that does not arrive is no loss: the answer follows.
      client.replyStreamNonBlocking(frame, id, text, false, undefined, feedback()).catch(() => {});
      first = false;
    },
    async finish({ texts: [text = "", ...more], image, files, cards }, turn) {
      if (!begun) await turn();
      const inline = image !== null && image.png.byteLength <= limits.image ? [image] : [];
      const items = inline.map((picture) => ({ msgtype: "image" as const, image: inlined(picture) }));
      const left = { texts: more, image: inline.length > 0 ? null : image, files, cards };
      try {
        // Written again under the same id it replaces itself, so a lost acknowledgement does no harm.
        await line.exchange(() => client.replyStream(frame, id, text, true, items, feedback()), "replaces");
      } catch (error) {
        if (error instanceof Lost) return { left, lost: error };
        return { left: { texts: [text, ...more], image, files, cards }, lost: null };
      }
      return { left, lost: null };
    },
  };
}
