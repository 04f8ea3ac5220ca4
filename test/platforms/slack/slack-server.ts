import { createHmac, randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { createEmulator } from "emulate";
import { type WebSocket, WebSocketServer } from "ws";
import { brokenLimits } from "./block-kit-limits.ts";

/** One API call that reached Slack. */
export interface Call {
  readonly method: string;
  readonly body: Record<string, any>;
}

const botToken = "xoxb-local-bot";

async function readBody(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function fieldsOf(type: string, body: Buffer): Record<string, any> {
  const text = body.toString("utf8");
  if (type.includes("json")) return JSON.parse(text || "{}");
  const fields: Record<string, any> = Object.fromEntries(new URLSearchParams(text));
  for (const name of ["blocks", "files", "metadata", "view"])
    if (typeof fields[name] === "string") fields[name] = JSON.parse(fields[name]);
  return fields;
}

/**
 * Slack on this machine: the `emulate` package's stateful Web API behind a thin shim that adds what it lacks – signed
 * slash commands and buttons, `response_url`, Socket Mode, rate limits, lost replies, and Block Kit's limits.
 */
export async function startSlack() {
  const emulator = await createEmulator({
    service: "slack",
    port: 0,
    seed: {
      slack: {
        team: { name: "Acme", domain: "acme" },
        users: [
          { name: "dana", real_name: "Dana Sales", email: "dana@acme.test" },
          { name: "lin", real_name: "林晓", email: "lin@acme.test" },
        ],
        channels: [{ name: "sales" }, { name: "management" }],
        oauth_apps: [
          {
            app_id: "A1",
            client_id: "1.1",
            client_secret: "x",
            name: "Parley",
            redirect_uris: ["http://localhost/x"],
            bot_id: "B1",
            bot_user_id: "UBOT",
            bot_name: "parley",
          },
        ],
        tokens: [{ token: botToken, type: "bot", user_id: "UBOT", bot_id: "B1", bot_user_id: "UBOT", app_id: "A1" }],
      },
    },
  } as unknown as Parameters<typeof createEmulator>[0]);
  const calls: Call[] = [];
  const responses: Record<string, any>[] = [];
  const waiting = new Set<() => void>();
  const failures: { method: string; kind: "limit" | "lost" | "server"; retryAfter: number }[] = [];
  const acks = new Map<string, (payload: any) => void>();
  let socket: WebSocket | undefined;

  const server = http.createServer(async (request, response) => {
    const body = await readBody(request);
    const type = request.headers["content-type"] ?? "";
    const json = (value: unknown, status = 200, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
    };
    const method = (request.url ?? "").replace(/^\/api\//, "").split("?")[0] ?? "";
    const note = (): void => {
      for (const wake of waiting) wake();
    };
    if (request.url?.startsWith("/response/")) {
      responses.push(JSON.parse(body.toString("utf8")));
      json({ ok: true });
      return note();
    }
    if (method === "apps.connections.open") return json({ ok: true, url: `ws://127.0.0.1:${port()}/link` });
    const upload = request.url?.startsWith("/api/") === false;
    if (!upload && request.headers.authorization !== `Bearer ${botToken}`)
      return json({ ok: false, error: "invalid_auth" });
    const fields = fieldsOf(type, body);
    const at = failures.findIndex((failure) => failure.method === method);
    const failure = at >= 0 ? failures.splice(at, 1)[0] : undefined;
    if (failure?.kind === "limit")
      return json({ ok: false, error: "ratelimited" }, 429, { "retry-after": String(failure.retryAfter) });
    if (failure?.kind === "server") return json({ ok: false }, 503);
    const broken = fields.blocks === undefined ? [] : brokenLimits(fields.blocks);
    calls.push({ method, body: { ...fields, brokenLimits: broken } });
    if (broken.length > 0) {
      json({ ok: false, error: "invalid_blocks", response_metadata: { messages: broken } });
      return note();
    }
    const forwarded = await fetch(emulator.url + request.url, {
      method: request.method ?? "POST",
      headers: { authorization: request.headers.authorization ?? "", "content-type": type },
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    const result = Buffer.from(await forwarded.arrayBuffer());
    note();
    if (failure?.kind === "lost") return void response.socket?.destroy();
    response.writeHead(forwarded.status, { "content-type": forwarded.headers.get("content-type") ?? "" }).end(result);
  });
  const port = (): number => (server.address() as AddressInfo).port;
  const sockets = new WebSocketServer({ server, path: "/link" });
  sockets.on("connection", (opened) => {
    socket = opened;
    opened.send(
      JSON.stringify({
        type: "hello",
        num_connections: 1,
        connection_info: { app_id: "A1" },
        debug_info: { approximate_connection_time: 3600 },
      }),
    );
    opened.on("message", (raw) => {
      const message = JSON.parse(String(raw)) as { envelope_id: string; payload?: unknown };
      acks.get(message.envelope_id)?.(message.payload);
    });
    for (const wake of waiting) wake();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const api = async (method: string, fields: Record<string, string> = {}): Promise<any> => {
    const answer = await fetch(`${emulator.url}/api/${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${botToken}`, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields),
    });
    return answer.json();
  };
  const { channels } = await api("conversations.list");
  const { members } = await api("users.list");
  const channel = (name: string): string => channels.find((one: any) => one.name === name).id;
  const user = (name: string): string => members.find((one: any) => one.name === name).id;

  /** Resolves once something that arrived makes `holds` true. */
  async function until<T>(holds: () => T | undefined | false): Promise<T> {
    for (;;) {
      const value = holds();
      if (value) return value;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
      });
    }
  }

  return {
    apiUrl: `http://127.0.0.1:${port()}/api/`,
    botToken,
    calls,
    responses,
    api,
    channel,
    user,
    until,
    responseUrl: () => `http://127.0.0.1:${port()}/response/${randomUUID()}`,
    /** The next call of a method fails: `limit` 429, `server` 503, `lost` arrives but its reply does not. */
    fail(method: string, kind: "limit" | "lost" | "server", retryAfter = 1): void {
      failures.push({ method, kind, retryAfter });
    },
    /** Delivers an envelope over Socket Mode; resolves with the acknowledgement. */
    async envelope(type: string, payload: unknown): Promise<any> {
      const open = await until(() => socket);
      const id = randomUUID();
      const acknowledged = new Promise((resolve) => acks.set(id, resolve));
      open.send(JSON.stringify({ envelope_id: id, type, accepts_response_payload: true, payload }));
      return acknowledged;
    },
    async close(): Promise<void> {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulator.close();
    },
  };
}

/** A request as Slack signs it. */
export async function signed(
  port: number,
  secret: string,
  body: string,
  type: string,
  forge = false,
): Promise<{ status: number; text: string; ms: number }> {
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", forge ? "another" : secret)
    .update(`v0:${timestamp}:${body}`)
    .digest("hex");
  const from = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: "POST",
    headers: {
      "content-type": type,
      "x-slack-request-timestamp": String(timestamp),
      "x-slack-signature": `v0=${signature}`,
    },
    body,
  });
  return { status: response.status, text: await response.text(), ms: performance.now() - from };
}
