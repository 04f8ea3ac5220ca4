import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Host } from "#platform.ts";
import type { Board } from "./board.ts";
import { type Client, createClient } from "./client.ts";
import type { Desk } from "./desk.ts";
import { ownHost, ownOrigin } from "./guard.ts";
import type { Login } from "./login.ts";
import { MESSAGE_LIMIT, readPageEvent } from "./protocol.ts";

const HEARTBEAT_MS = 30_000;
const REFUSALS = { 401: "Unauthorized", 403: "Forbidden", 404: "Not Found" } as const;

export interface Sockets {
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  /** Takes no more questions, waits for those under way, then says goodbye. */
  stop(): Promise<void>;
}

/** Live connections of open pages. Refuses pages of other sites, strangers, and messages above the limit. */
export function createSockets(host: Host, board: Board, desk: Desk, login: Login, locked: boolean): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_LIMIT, perMessageDeflate: false });
  const work = new Set<Promise<void>>();
  const silent = new Set<WebSocket>();
  let stopping = false;

  async function receive(client: Client, data: string): Promise<void> {
    const event = readPageEvent(data);
    if (event === null) return client.send({ type: "refused", id: null, reason: "malformed" });
    const id = "id" in event ? event.id : null;
    if (stopping) return client.send({ type: "refused", id, reason: "stopping" });
    try {
      await desk.handle(client, event);
    } catch (error) {
      host.log.error({ platform: "playground", error, event: event.type }, "a page's request failed");
      client.send({ type: "refused", id, reason: "failed" });
    }
  }

  function connect(socket: WebSocket): void {
    const client = createClient(socket, "", host.defaultLocale);
    board.clients.add(client);
    socket.on("message", (data) => {
      const task = receive(client, String(data));
      work.add(task);
      void task.finally(() => work.delete(task));
    });
    socket.on("pong", () => silent.delete(socket));
    socket.on("close", () => board.clients.delete(client));
    socket.on("error", (error) => host.log.warn({ platform: "playground", error }, "a page's connection broke"));
  }

  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) socket.terminate();
      silent.add(socket);
      socket.ping();
    }
  }, HEARTBEAT_MS).unref();

  return {
    upgrade(request, stream, head) {
      const refusal =
        request.url !== "/socket"
          ? 404
          : !ownHost(request, locked) || !ownOrigin(request)
            ? 403
            : !login.admits(request)
              ? 401
              : null;
      if (refusal === null) return server.handleUpgrade(request, stream, head, connect);
      stream.end(`HTTP/1.1 ${refusal} ${REFUSALS[refusal]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    },
    async stop() {
      stopping = true;
      clearInterval(heartbeat);
      await Promise.all(work);
      for (const socket of server.clients) socket.close(1001);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
