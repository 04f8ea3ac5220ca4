import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { encrypt, getSignature } from "@wecom/crypto";
import { brokenCardLimits, brokenMarkdown } from "./card-limits.ts";
import { createRates } from "./rates.ts";

export interface ApiMessage {
  /** A member's id, or a webhook's key. */
  readonly to: string;
  readonly msgtype: string;
  readonly text: string;
  readonly card?: any;
  readonly file?: Buffer;
  /** Of the file. */
  readonly name?: string;
  readonly complaints: string[];
  /** What it is taken back by; a webhook tells none. */
  msgid?: string;
}

/**
 * `limited`: 45009. `busy`: -1. `expired`: 42001 once for the token that is used. `429`, `500` and `503`: HTTP.
 * `dropped`: not done, the connection breaks. `lost`: done, but the connection breaks before the reply. `garbled`: done,
 * and the reply cannot be read. `untrusted`: 60020, from an address that is not allowed. `gone`: 81013.
 */
export type ApiFault =
  | ("limited" | "busy" | "expired" | "429" | "500" | "503" | "dropped")
  | ("lost" | "garbled" | "untrusted" | "gone");

const refusals: Readonly<Record<string, [number, string]>> = {
  limited: [45009, "api freq out of limit"],
  busy: [-1, "system busy"],
  expired: [42001, "access_token expired"],
  gone: [81013, "user & party & tag all invalid"],
  untrusted: [
    60020,
    "not allow to access from your ip, hint: [1700000000_1_abc], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=60020",
  ],
};

const corpId = "wx5823bf96d3bd56c7";
const secret = "app-secret";
const agentId = 1000002;
const callbackToken = "QDG6eK";
const aesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
export const webhookKey = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The file in a multipart form, and its name. */
function fileOf(body: Buffer, type: string): { bytes: Buffer; name: string } {
  const boundary = Buffer.from(`--${/boundary=(.+)$/.exec(type)?.[1]}`);
  const start = body.indexOf("\r\n\r\n") + 4;
  const head = body.subarray(0, start).toString();
  if (!/name="media"/.test(head)) throw new Error("no media in the form");
  return {
    bytes: body.subarray(start, body.indexOf(boundary, start) - 2),
    name: /filename="([^"]+)"/.exec(head)?.[1] ?? "",
  };
}

/** WeCom's API for apps and webhooks on this machine: tokens that end, lengths, rates, codes in an HTTP 200. */
export async function startApi() {
  const calls: { path: string; query: URLSearchParams; body: any }[] = [];
  const messages: ApiMessage[] = [];
  const dropped: string[] = [];
  const tokens = new Set<string>();
  const media = new Map<string, { bytes: Buffer; name: string }>();
  const faults = new Map<string, ApiFault[]>();
  const seen = new Map<string, number>();
  const members = new Map<string, object>();
  const emails = new Map<string, string>();
  let menu: any = null;
  const memberRates = createRates([
    { count: 30, withinMs: 60_000 },
    { count: 1_000, withinMs: 3_600_000 },
  ]);
  const webhookRates = createRates([{ count: 20, withinMs: 60_000 }]);
  const no = (errcode: number, errmsg: string) => ({ errcode, errmsg });
  const ok = (more: object = {}) => ({ errcode: 0, errmsg: "ok", ...more });

  function gettoken(query: URLSearchParams) {
    if (query.get("corpid") !== corpId) return no(40013, "invalid corpid");
    if (query.get("corpsecret") !== secret) return no(40001, "invalid credential");
    const token = randomUUID();
    tokens.add(token);
    return ok({ access_token: token, expires_in: 7_200 });
  }

  /** What a message says, and what is wrong with it. */
  function read(to: string, body: any, textLimit: number): ApiMessage {
    const { msgtype } = body;
    const content = body[msgtype] ?? {};
    const markup = msgtype === "markdown" || msgtype === "markdown_v2";
    const complaints = markup ? brokenMarkdown(content.content, textLimit) : [];
    if (msgtype === "text" && Buffer.byteLength(content.content) > 2_048) complaints.push("text above 2,048 bytes");
    if (msgtype === "template_card") complaints.push(...brokenCardLimits(content));
    const uploaded = media.get(content.media_id);
    const file = content.base64 === undefined ? uploaded?.bytes : Buffer.from(content.base64, "base64");
    if (
      content.md5 &&
      createHash("md5")
        .update(file ?? "")
        .digest("hex") !== content.md5
    )
      complaints.push("a wrong md5");
    if (["image", "file"].includes(msgtype) && file === undefined) complaints.push("no such media");
    return {
      ...{ to, msgtype, text: content.content ?? "", complaints },
      ...(msgtype === "template_card" ? { card: content } : {}),
      ...(file === undefined ? {} : { file }),
      ...(uploaded === undefined ? {} : { name: uploaded.name }),
    };
  }

  function send(body: any) {
    if (body.agentid !== agentId) return no(40056, "invalid agentid");
    if (!members.has(body.touser)) return no(81013, "user & party & tag all invalid");
    const same = JSON.stringify(body);
    const before = seen.get(same);
    const again =
      body.enable_duplicate_check === 1 &&
      before !== undefined &&
      Date.now() - before < body.duplicate_check_interval * 1_000;
    seen.set(same, Date.now());
    if (again) return ok({ msgid: "repeated" });
    const message = read(body.touser, body, 2_048);
    message.msgid = randomUUID();
    if (memberRates.arrive(body.touser)) messages.push(message);
    else dropped.push(message.text);
    return ok({ msgid: message.msgid });
  }

  function recall({ msgid }: any) {
    const place = messages.findIndex((message) => message.msgid === msgid);
    if (place < 0) return no(41064, "invalid msgid");
    messages.splice(place, 1);
    return ok();
  }

  /** What a webhook refuses for as long as this says so. */
  const gate = { refuses: (_body: any): [number, string] | null => null };

  function webhook(query: URLSearchParams, body: any) {
    const closed = gate.refuses(body);
    if (closed !== null) return no(...closed);
    if (query.get("key") !== webhookKey) return no(93000, "invalid webhook url");
    if (!webhookRates.arrive(webhookKey)) return no(45009, "api freq out of limit");
    const message = read(webhookKey, body, 4_096);
    if (body.msgtype === "image" && (message.file?.length ?? 0) > 2 * 1024 * 1024)
      return no(40009, "invalid image size");
    messages.push(message);
    return ok();
  }

  function createMenu({ button }: any) {
    const size = (text: string): number => Buffer.byteLength(text);
    if (button.length < 1 || button.length > 3) return no(40016, "invalid button size");
    for (const { name, sub_button: items } of button) {
      if (size(name) > 16) return no(40018, "invalid button name size");
      if (items.length < 1 || items.length > 5) return no(40023, "invalid sub button size");
      for (const item of items) {
        if (size(item.name) > 40) return no(40025, "invalid sub button name size");
        if (size(item.key) > 128) return no(40026, "invalid sub button key size");
      }
    }
    menu = button;
    return ok();
  }

  function upload(body: Buffer, type: string, kind: string, most: number) {
    const { bytes, name } = fileOf(body, type);
    if (bytes.length <= 5) return no(40006, "invalid file size");
    if (bytes.length > most) return no(kind === "image" ? 40009 : 40006, "invalid size");
    if (name === "") return no(40004, "invalid media type");
    const id = randomUUID();
    media.set(id, { bytes, name });
    return ok({ type: kind, media_id: id, created_at: "1" });
  }

  function answer(path: string, query: URLSearchParams, body: Buffer, type: string): object {
    const json = () => JSON.parse(body.toString() || "{}");
    if (path === "gettoken") return gettoken(query);
    if (path === "webhook/send") return webhook(query, json());
    if (path === "webhook/upload_media") return upload(body, type, "file", 20 * 1024 * 1024);
    if (!tokens.has(query.get("access_token") ?? "")) return no(40014, "invalid access_token");
    if (path === "message/send") return send(json());
    if (path === "message/recall") return recall(json());
    if (path === "media/upload") {
      const kind = query.get("type") ?? "";
      return upload(body, type, kind, (kind === "image" ? 10 : 20) * 1024 * 1024);
    }
    if (path === "menu/create") return createMenu(json());
    if (path === "agent/get") return ok({ agentid: agentId, name: "Parley" });
    if (path === "user/get") {
      const member = members.get(query.get("userid") ?? "");
      return member === undefined ? no(60111, "userid not found") : ok(member);
    }
    if (path === "user/get_userid_by_email") {
      const id = emails.get(json().email);
      return id === undefined ? no(46004, "user not exist") : ok({ userid: id });
    }
    return no(404, `no such path ${path}`);
  }

  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const path = url.pathname.replace(/^\/cgi-bin\//, "");
    const body = await bodyOf(request);
    const type = request.headers["content-type"] ?? "";
    calls.push({ path, query: url.searchParams, body: type.includes("json") ? JSON.parse(body.toString()) : null });
    const fault = faults.get(path)?.shift();
    if (fault === "429" || fault === "500" || fault === "503") {
      response.writeHead(Number(fault)).end("busy");
      return;
    }
    if (fault === "dropped") {
      request.socket.destroy();
      return;
    }
    if (fault === "expired") tokens.clear();
    const refusal = fault === undefined ? undefined : refusals[fault];
    const said = refusal === undefined ? answer(path, url.searchParams, body, type) : no(...refusal);
    if (fault === "lost") {
      request.socket.destroy();
      return;
    }
    if (fault === "garbled") {
      response.writeHead(200, { "content-type": "text/html" }).end("<html>gateway");
      return;
    }
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  /** A member's deed as WeCom seals it; `change` is what is wrong with it. */
  function sealed(message: string, change: { token?: string; corp?: string; at?: number; nonce?: string } = {}) {
    const timestamp = String(Math.floor((change.at ?? Date.now()) / 1_000));
    const nonce = change.nonce ?? randomBytes(5).toString("hex");
    const cipher = encrypt(aesKey, message, change.corp ?? corpId);
    const signature = getSignature(change.token ?? callbackToken, timestamp, nonce, cipher);
    const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce });
    return {
      query,
      cipher,
      body: `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><Encrypt><![CDATA[${cipher}]]></Encrypt><AgentID><![CDATA[${agentId}]]></AgentID></xml>`,
    };
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ corpId, secret, agentId, callbackToken, aesKey, calls, messages, dropped, members, emails, sealed },
    menu: () => menu,
    gate,
    endTokens: () => tokens.clear(),
    fail: (path: string, ...next: ApiFault[]) => void faults.set(path, next),
    async until<T>(found: () => T | undefined | null | false, withinMs = 15_000): Promise<T> {
      const end = Date.now() + withinMs;
      for (;;) {
        const value = found();
        if (value) return value;
        if (Date.now() > end) throw new Error("waited in vain");
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Api = Awaited<ReturnType<typeof startApi>>;
