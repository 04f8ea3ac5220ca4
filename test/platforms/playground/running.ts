import { once } from "node:events";
import { WebSocket } from "ws";
import type { Connection, Host } from "#platform.ts";
import playground from "#platforms/playground/index.ts";
import type { ServerEvent } from "#platforms/playground/protocol.ts";

const running: Connection[] = [];

/** A real server on a free port; `stopAll` ends it. */
export async function start(
  host: Host,
  environment: Record<string, string> = {},
): Promise<Required<Pick<Connection, "send" | "find" | "recall" | "stop">> & { url: string }> {
  const config = playground.config.parse({ PLAYGROUND_PORT: "0", ...environment });
  const connection = await playground.start(config, host);
  running.push(connection);
  const { send, find, recall, stop, address: url = "" } = connection;
  if (find === undefined || recall === undefined) throw new Error("the playground can look and take back");
  return { send, find, recall, stop, url };
}

export async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map((connection) => connection.stop()));
}

type Of<Type extends ServerEvent["type"]> = Extract<ServerEvent, { type: Type }>;

export interface PageSocket {
  readonly socket: WebSocket;
  /** All that arrived, in order. */
  readonly received: ServerEvent[];
  say(event: object): void;
  /** The next event of this type (that fits) not taken before. */
  next<Type extends ServerEvent["type"]>(type: Type, fits?: (event: Of<Type>) => boolean): Promise<Of<Type>>;
}

/** A page's connection, as a browser makes it. */
export async function openSocket(url: string, headers: Record<string, string> = {}): Promise<PageSocket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/socket`, { headers: { Origin: url, ...headers } });
  const received: ServerEvent[] = [];
  const taken = new Set<ServerEvent>();
  let wake = (): void => undefined;
  socket.on("message", (data) => {
    received.push(JSON.parse(String(data)));
    wake();
  });
  await once(socket, "open");
  return {
    socket,
    received,
    say: (event) => socket.send(JSON.stringify(event)),
    async next(type, fits = () => true) {
      for (;;) {
        const found = received.find((event) => event.type === type && !taken.has(event) && fits(event as never));
        if (found !== undefined) {
          taken.add(found);
          return found as never;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** A page on which a persona sits, with a room open. */
export async function sit(
  url: string,
  persona: string,
  room: string,
  headers: Record<string, string> = {},
): Promise<PageSocket> {
  const page = await openSocket(url, headers);
  page.say({ type: "hello", persona });
  await page.next("welcome");
  page.say({ type: "open", room });
  await page.next("history");
  return page;
}
