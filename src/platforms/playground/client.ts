import type { WebSocket } from "ws";
import type { Locale } from "#messages.ts";
import type { ServerEvent } from "./protocol.ts";

/** Bytes waiting for a page that does not read; then it is cut off, and finds everything again when it reconnects. */
const BACKLOG_LIMIT = 4 * 1024 * 1024;

/** One open page. */
export interface Client {
  persona: string;
  locale: Locale;
  /** Room on screen: what arrives there is read. */
  room: string | null;
  /** Questions under way. */
  readonly asking: Set<string>;
  send(event: ServerEvent): void;
}

/** A socket as a client; `persona` and `locale` until it says hello. */
export function createClient(socket: WebSocket, persona: string, locale: Locale): Client {
  return {
    persona,
    locale,
    room: null,
    asking: new Set(),
    send(event) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > BACKLOG_LIMIT) socket.terminate();
      else socket.send(JSON.stringify(event));
    },
  };
}
