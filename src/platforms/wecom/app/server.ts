import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Log } from "#platform.ts";
import { type Lock, open, Refused, sealedOf } from "./envelope.ts";

/** WeCom's callbacks are a few kilobytes. */
const longestBody = 256 * 1024;
const bodyWithinMs = 5_000;

/** Where the callback's address must point: WECOM_PORT, and this path. */
export const path = "/wecom/callback";

/** The body, or null when it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  // What is too long is not read to its end, but the refusal still needs the connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export interface Server {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens to WeCom. What it says is acknowledged at once with an empty 200, and answered by the API afterwards: WeCom
 * waits five seconds. `hear` must not throw.
 */
export async function serve(port: number, lock: Lock, hear: (xml: string) => void, log: Log): Promise<Server> {
  async function answer(request: IncomingMessage): Promise<{ status: number; body: string }> {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname !== path) return { status: 404, body: "" };
    const now = Date.now();
    if (request.method === "GET")
      return { status: 200, body: open(url.searchParams.get("echostr") ?? "", url.searchParams, lock, now) };
    if (request.method !== "POST") return { status: 405, body: "" };
    const body = await bodyOf(request);
    if (body === null) return { status: 413, body: "" };
    hear(open(sealedOf(body), url.searchParams, lock, now));
    return { status: 200, body: "" };
  }

  const server = createServer({ requestTimeout: bodyWithinMs, headersTimeout: bodyWithinMs }, (request, response) => {
    answer(request)
      .catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        log.warn({ platform: "wecom", reason: error.message }, "a callback was refused");
        return { status: error.status, body: "" };
      })
      .catch((error: unknown) => {
        log.error({ platform: "wecom", err: error }, "a callback could not be read");
        return { status: 400, body: "" };
      })
      .then(({ status, body }) => {
        // What is left of a body that is too long is not waited for.
        if (status === 413) response.setHeader("connection", "close");
        response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(body);
        if (status === 413) response.once("finish", () => request.destroy());
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
