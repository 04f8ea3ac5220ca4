import { createHmac, randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { createEmulator } from "emulate";
import { type WebSocket, WebSocketServer } from "ws";
import { brokenLimits, brokenViewLimits } from "./block-kit-limits.ts";
import { createBoard } from "./slack-board.ts";
import { createFaults, type FaultKind, refuse, spoil } from "./slack-faults.ts";
import type { Pace } from "./slack-limits.ts";
import { fieldsOf, readBody, uploaded } from "./slack-requests.ts";
import { botToken, homeTeam, seed } from "./slack-seed.ts";
import { createTeams } from "./slack-teams.ts";

/** One API call that reached Slack. */
export interface Call {
  readonly method: string;
  readonly team: string;
  readonly body: Record<string, any>;
}

/** So many messages at the beginning of a thread. */
const said = (thread: string, count: number): { readonly ts: string }[] =>
  Array.from({ length: count }, (_, at) => ({ ts: (Number(thread) + at).toFixed(6) }));

/**
 * Slack on this machine: the `emulate` package's stateful Web API behind a thin shim that adds what it lacks – signed
 * slash commands and buttons, `response_url`, Socket Mode, views by trigger, assistant threads, OAuth with rotation,
 * rate limits (`pace`), lost replies, and Block Kit's limits.
 */
export async function startSlack(people = 2, pace: Pace = () => null) {
  const emulator = await createEmulator({ service: "slack", port: 0, seed: { slack: seed(people) } } as never);
  const calls: Call[] = [];
  const responses: Record<string, any>[] = [];
  const waiting = new Set<() => void>();
  const faults = createFaults();
  const board = createBoard();
  const teams = createTeams(botToken, homeTeam);
  const acks = new Map<string, (payload: any) => void>();
  const profiles = new Map<string, Record<string, any> | null>();
  const memberships = new Map<string, readonly string[]>();
  const unsupported = new Set<string>();
  const troubles = new Map<string, string>();
  const renamed = new Map<string, string>();
  const long = new Map<string, number>();
  let revoked = false;
  let socket: WebSocket | undefined;
  let connections = 0;

  const wake = (): void => {
    for (const one of waiting) one();
  };

  /** What Slack says itself, before the emulated Web API is asked. */
  function answered(method: string, team: string, fields: Record<string, any>): Record<string, any> | undefined {
    const broken = [
      ...(fields.blocks === undefined ? [] : brokenLimits(fields.blocks)),
      ...(fields.view === undefined ? [] : brokenViewLimits(fields.view)),
    ];
    calls.push({ method, team, body: { ...fields, brokenLimits: broken } });
    const strange = (fields.blocks ?? []).some(({ type }: { type: string }) => unsupported.has(type));
    if (broken.length > 0 || strange)
      return { ok: false, error: "invalid_blocks", response_metadata: { messages: broken } };
    const within = memberships.get(fields.channel ?? fields.channel_id);
    if (/^chat\.post|completeUpload/.test(method) && within !== undefined && !within.includes("UBOT"))
      return { ok: false, error: "channel_not_found" };
    const closed = troubles.get(fields.channel ?? fields.channel_id);
    if (/^chat\.post|completeUpload/.test(method) && closed !== undefined) return { ok: false, error: closed };
    if (method === "auth.test" && team !== homeTeam)
      return { ok: true, team: `Team ${team}`, team_id: team, user: "parley", user_id: "UBOT" };
    if (method === "users.info" && profiles.get(fields.user) === null) return { ok: false, error: "user_not_found" };
    if (method === "conversations.members" && within !== undefined) {
      const from = Number(fields.cursor || 0);
      const next = from + 200 < within.length ? String(from + 200) : "";
      return { ok: true, members: within.slice(from, from + 200), response_metadata: { next_cursor: next } };
    }
    return board.own(method, fields);
  }

  const server = http.createServer(async (request, response) => {
    const body = await readBody(request);
    const type = request.headers["content-type"] ?? "";
    const json = (value: unknown): void => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
      wake();
    };
    const path = request.url ?? "";
    if (path.startsWith("/response/")) {
      responses.push(JSON.parse(body.toString("utf8")));
      return json({ ok: true });
    }
    const isApi = path.startsWith("/api/");
    const method = path.replace(/^\/api\//, "").split("?")[0] ?? "";
    if (method === "apps.connections.open") return json({ ok: true, url: `ws://127.0.0.1:${port()}/link` });
    const fields = isApi ? fieldsOf(type, body) : {};
    if (method === "oauth.v2.access") {
      calls.push({ method, team: "", body: fields });
      return json(teams.access(fields));
    }
    const team = teams.teamOf((request.headers.authorization ?? "").replace(/^Bearer /, ""));
    if (isApi && team === undefined) return json({ ok: false, error: "invalid_auth" });
    if (isApi && revoked) return json({ ok: false, error: "token_revoked" });
    const fault = faults.take(method);
    if (refuse(response, fault)) return;
    const wait = isApi ? pace(method, fields.channel) : null;
    if (wait !== null) return void refuse(response, { kind: "limit", retryAfter: wait });
    if (!isApi) board.uploads.set(path, await uploaded(type, body));
    const own = isApi ? answered(method, team ?? "", fields) : undefined;
    if (own !== undefined) return json(own);
    const forwarded = await fetch(emulator.url + path, {
      method: request.method ?? "POST",
      headers: { authorization: `Bearer ${botToken}`, "content-type": type },
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    const raw = Buffer.from(await forwarded.arrayBuffer());
    if (!isApi) return void response.writeHead(forwarded.status).end(raw);
    const result = JSON.parse(raw.toString("utf8")) as Record<string, any>;
    if (method === "conversations.list")
      for (const one of result.channels ?? []) one.name = renamed.get(one.id) ?? one.name;
    // A thread is given from its beginning.
    if (method === "conversations.replies")
      result.messages = [...said(fields.ts, long.get(fields.ts) ?? 0), ...(result.messages ?? [])]
        .filter(({ ts }: { ts: string }) => Number(ts) >= Number(fields.oldest ?? 0))
        .slice(0, Number(fields.limit ?? 1_000));
    if (method === "users.info") Object.assign(result.user ?? {}, profiles.get(fields.user));
    if (method === "files.getUploadURLExternal") {
      const url = new URL(result.upload_url);
      const png = () => board.uploads.get(url.pathname);
      const alt = fields.alt_text ?? null;
      board.files.set(result.file_id, {
        alt,
        name: fields.filename,
        get png() {
          return png();
        },
      });
      result.upload_url = `http://127.0.0.1:${port()}${url.pathname}`;
    }
    board.done(method, fields, result);
    if (await spoil(response, fault)) return wake();
    json(result);
  });
  const port = (): number => (server.address() as AddressInfo).port;
  const sockets = new WebSocketServer({ server, path: "/link" });
  sockets.on("connection", (opened) => {
    socket = opened;
    connections++;
    const about = { num_connections: 1, connection_info: { app_id: "A1" } };
    opened.send(JSON.stringify({ type: "hello", ...about, debug_info: { approximate_connection_time: 3600 } }));
    opened.on("message", (raw) => {
      const message = JSON.parse(String(raw)) as { envelope_id: string; payload?: unknown };
      acks.get(message.envelope_id)?.(message.payload);
    });
    opened.on("close", () => {
      if (socket === opened) socket = undefined;
      wake();
    });
    wake();
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
  const { members } = await api("users.list", { limit: "1000" });
  const channel = (name: string): string => channels.find((one: any) => one.name === name).id;
  const user = (name: string): string => members.find((one: any) => one.name === name).id;
  memberships.set(
    channel("sales"),
    members.map((one: any) => one.id).filter((id: string) => id !== "U000000001"),
  );

  /** Resolves once something that arrived makes `holds` true. */
  async function until<T>(holds: () => T | undefined | false): Promise<T> {
    for (;;) {
      const value = holds();
      if (value) return value;
      await new Promise<void>((resolve) => {
        const one = (): void => {
          waiting.delete(one);
          resolve();
        };
        waiting.add(one);
      });
    }
  }

  return {
    apiUrl: `http://127.0.0.1:${port()}/api/`,
    ...{ botToken, calls, responses, board, teams, profiles, memberships, unsupported, api, channel, user, until },
    people: members.filter((one: any) => !one.is_bot && one.name !== "admin").map((one: any) => one.id) as string[],
    responseUrl: () => `http://127.0.0.1:${port()}/response/${randomUUID()}`,
    /** A trigger as Slack gives with everything that a person does: it opens one view. */
    trigger(by: string, expired = false, id: string = randomUUID()): string {
      if (!board.triggers.has(id)) board.triggers.set(id, { user: by, expired });
      return id;
    },
    /** The next call of a method (`*`: of any that posts) goes wrong. */
    fail(method: string, kind: FaultKind, retryAfter = 1): void {
      faults.add(method, kind, retryAfter);
    },
    mend: () => faults.clear(),
    /** What is posted to the channel is refused for this reason (`is_archived`, `not_in_channel`); null: no more. */
    refusePosts(id: string, reason: string | null): void {
      if (reason === null) troubles.delete(id);
      else troubles.set(id, reason);
    },
    /** Lets a thread have had so many messages long ago. */
    lengthen: (thread: string, by: number) => void long.set(thread, by),
    /** Gives a channel another name. */
    rename: (id: string, name: string) => void renamed.set(id, name),
    /** The bot's token counts no more, or again. */
    revoke: (value = true) => {
      revoked = value;
    },
    /** Delivers an envelope over Socket Mode; resolves with the acknowledgement. */
    async envelope(type: string, payload: unknown): Promise<any> {
      const open = await until(() => socket);
      const id = randomUUID();
      const acknowledged = new Promise((resolve) => acks.set(id, resolve));
      open.send(JSON.stringify({ envelope_id: id, type, accepts_response_payload: true, payload }));
      return acknowledged;
    },
    /** Breaks the socket, and waits until there is another. */
    async reconnect(): Promise<void> {
      const before = connections;
      (await until(() => socket)).terminate();
      await until(() => connections > before && socket !== undefined);
    },
    async close(): Promise<void> {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulator.close();
    },
  };
}

export type SlackServer = Awaited<ReturnType<typeof startSlack>>;

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
