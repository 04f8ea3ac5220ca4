import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as a stub's handler sees it. */
export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON, else the text. */
  readonly body: unknown;
}

export interface StubAnswer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** Text and bytes go out as they are, anything else as JSON; nothing is an empty body. */
  readonly body?: unknown;
  /** Closes the connection without an answer. */
  readonly hangUp?: boolean;
}

/** Stands before the handler: answers in its place, or lets it answer. */
export type Behaviour = (request: StubRequest, answer: () => Promise<StubAnswer>) => Promise<StubAnswer> | StubAnswer;

/** A real HTTP server on loopback that plays an outside system. */
export interface Stub {
  readonly url: string;
  /** Every request so far, in order. */
  readonly requests: readonly StubRequest[];
  /** Adds a behaviour in front of those there are; the returned function takes it away. */
  use(behaviour: Behaviour): () => void;
  close(): Promise<void>;
}

/** Starts a stub. What its handler throws is a 500 whose text says so, and fails the test by that. */
export async function openStub(handler: (request: StubRequest) => Promise<StubAnswer> | StubAnswer): Promise<Stub> {
  const behaviours: Behaviour[] = [];
  const requests: StubRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const request = await requestOf(incoming);
    requests.push(request);
    const answer = await through(behaviours, request, handler).catch(
      (error: unknown): StubAnswer => ({ status: 500, body: `the stub broke: ${String(error)}` }),
    );
    if (answer.hangUp) return void incoming.socket.destroy();
    const { status = 200, headers = {}, body } = answer;
    const plain = typeof body === "string" || Buffer.isBuffer(body);
    const type = plain || body === undefined ? {} : { "content-type": "application/json" };
    outgoing.writeHead(status, { ...type, ...headers });
    outgoing.end(body === undefined ? undefined : plain ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    use(behaviour) {
      behaviours.unshift(behaviour);
      return () => void behaviours.splice(behaviours.indexOf(behaviour), 1);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function through(
  behaviours: readonly Behaviour[],
  request: StubRequest,
  handler: (request: StubRequest) => Promise<StubAnswer> | StubAnswer,
): Promise<StubAnswer> {
  const [first, ...others] = behaviours;
  return Promise.resolve().then(() =>
    first ? first(request, () => through(others, request, handler)) : handler(request),
  );
}

async function requestOf(incoming: IncomingMessage): Promise<StubRequest> {
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://stub");
  let text = "";
  for await (const chunk of incoming) text += String(chunk);
  const headers = incoming.headers as Record<string, string | undefined>;
  return { method: incoming.method ?? "GET", path: pathname, query: searchParams, headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
