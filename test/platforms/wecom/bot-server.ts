import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { brokenCardLimits, brokenMarkdown } from "./card-limits.ts";
import { createRates } from "./rates.ts";

/** What is posted in a conversation, as its members see it at the moment. */
export interface Posted {
  readonly chat: string;
  readonly kind: "stream" | "markdown" | "card" | "image" | "file" | "text";
  text: string;
  finished: boolean;
  card?: any;
  images: Buffer[];
  /** Of a file. */
  name?: string;
  readonly complaints: string[];
  /** Under which opinions of a streamed reply are reported. */
  feedback?: string;
}

export type BotFault = "rate-limited" | "server-error" | "error-in-200" | "reply-lost" | "expired";

const refusals: Readonly<Partial<Record<BotFault, [number, string]>>> = {
  "rate-limited": [45009, "api freq out of limit"],
  "server-error": [-1, "system busy"],
  "error-in-200": [6000, "data version conflict"],
  expired: [846608, "stream message update expired (>10 minutes)"],
};

const textLimit = 20_480;
const imageLimit = 10 * 1024 * 1024;
const chunkLimit = 512 * 1024;
const welcomeWithinMs = 5_000;

/**
 * WeCom's side of an AI bot's long connection, on this machine: takes one connection a bot and evicts the one before,
 * checks frames, lengths, order and pictures, counts messages by conversation, and posts.
 */
export async function startBotServer(secret = "bot-secret") {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const posted: Posted[] = [];
  const dropped: string[] = [];
  const commands: string[] = [];
  const streams = new Map<string, Posted>();
  const asked = new Map<string, { chat: string; at: number; event: boolean; card?: string; welcomed?: boolean }>();
  const uploads = new Map<
    string,
    { type: string; name: string; md5: string; chunks: Map<number, Buffer>; total: number }
  >();
  const media = new Map<string, { type: string; name: string; bytes: Buffer }>();
  const rates = createRates([
    { count: 30, withinMs: 60_000 },
    { count: 1_000, withinMs: 3_600_000 },
  ]);
  let current: WebSocket | null = null;
  let subscribed = 0;
  const faults: BotFault[] = [];
  let acknowledgedMs = 0;

  const refuse = (errcode: number, errmsg: string) => ({ errcode, errmsg });
  const ok = (body?: object) => ({ errcode: 0, errmsg: "ok", ...(body ? { body } : {}) });

  function take(chat: string, message: Omit<Posted, "chat" | "complaints"> & { complaints?: string[] }): Posted {
    const kept: Posted = { chat, complaints: [], ...message };
    if (rates.arrive(chat)) posted.push(kept);
    else dropped.push(`${chat}: ${kept.text}`);
    return kept;
  }

  function stream(
    reqId: string,
    { stream: { id, content = "", finish = false, msg_item: items = [], feedback } }: any,
  ) {
    const callback = asked.get(reqId);
    if (callback === undefined || callback.event) return refuse(846605, "invalid req_id");
    const key = `${reqId} ${id}`;
    const kept = streams.get(key) ?? take(callback.chat, { kind: "stream", text: "", finished: false, images: [] });
    if (!streams.has(key)) {
      acknowledgedMs = performance.now() - callback.at;
      if (feedback?.id) kept.feedback = feedback.id;
    } else if (feedback) kept.complaints.push("feedback is set with the first frame only");
    streams.set(key, kept);
    // The same end again changes nothing.
    if (kept.finished && kept.text === content) return ok();
    if (kept.finished) return refuse(846608, "stream message update expired");
    kept.complaints.push(...brokenMarkdown(content, textLimit));
    if (items.length > 0 && !finish) kept.complaints.push("pictures before the end");
    if (items.length > 10) kept.complaints.push("above 10 pictures");
    for (const { msgtype, image } of items) {
      const bytes = Buffer.from(image.base64, "base64");
      if (msgtype !== "image") kept.complaints.push(`an item of kind ${msgtype}`);
      if (bytes.length > imageLimit) kept.complaints.push("a picture above 10 MB");
      if (createHash("md5").update(bytes).digest("hex") !== image.md5) kept.complaints.push("a wrong md5");
      kept.images.push(bytes);
    }
    if (content === "") kept.complaints.push("an empty text");
    kept.text = content;
    kept.finished = finish;
    return ok();
  }

  function push({ chatid: chat, msgtype, ...body }: any) {
    if (typeof chat !== "string" || chat === "") return refuse(40058, "chatid is missing");
    if (unreachable.has(chat)) return refuse(40003, "invalid userid");
    const message = { finished: true, images: [] as Buffer[] };
    if (msgtype === "markdown") {
      const text = body.markdown.content;
      take(chat, { ...message, kind: "markdown", text, complaints: brokenMarkdown(text, textLimit) });
    } else if (msgtype === "template_card") {
      const card = body.template_card;
      if (posted.some((one) => one.card?.task_id === card.task_id)) return refuse(40058, "task_id repeats");
      take(chat, { ...message, kind: "card", text: "", card, complaints: brokenCardLimits(card) });
    } else {
      const found = media.get(body[msgtype]?.media_id);
      if (found === undefined || found.type !== msgtype) return refuse(40007, "invalid media_id");
      take(chat, { ...message, kind: msgtype, text: "", images: [found.bytes], name: found.name });
    }
    return ok();
  }

  function welcome(reqId: string, body: any) {
    const callback = asked.get(reqId);
    if (callback?.card !== undefined || callback?.event !== true || callback.welcomed)
      return refuse(846605, "invalid req_id");
    const late = performance.now() - callback.at > welcomeWithinMs ? ["a welcome after five seconds"] : [];
    callback.welcomed = true;
    const card = body.template_card;
    const complaints = [...late, ...(card ? brokenCardLimits(card) : [])];
    take(callback.chat, {
      kind: card ? "card" : "text",
      text: body.text?.content ?? "",
      card,
      finished: true,
      images: [],
      complaints,
    });
    return ok();
  }

  function update(reqId: string, { response_type: type, template_card: card }: any) {
    const callback = asked.get(reqId);
    if (callback?.card === undefined) return refuse(846605, "invalid req_id");
    const kept = posted.find((one) => one.card?.task_id === callback.card);
    if (kept === undefined) return refuse(40058, "no such card");
    if (type !== "update_template_card" || card.task_id !== callback.card)
      kept.complaints.push("an update of another card");
    if (performance.now() - callback.at > welcomeWithinMs) kept.complaints.push("an update after five seconds");
    kept.complaints.push(...brokenCardLimits(card));
    kept.card = card;
    acknowledgedMs = performance.now() - callback.at;
    return ok();
  }

  function upload(command: string, body: any) {
    if (command === "aibot_upload_media_init") {
      if (body.total_size > 20 * 1024 * 1024) return refuse(40006, "a file above 20 MB");
      if (body.total_chunks > 100) return refuse(40006, "too many chunks");
      const id = randomUUID();
      uploads.set(id, {
        type: body.type,
        name: body.filename,
        md5: body.md5,
        chunks: new Map(),
        total: body.total_chunks,
      });
      return ok({ upload_id: id });
    }
    const kept = uploads.get(body.upload_id);
    if (kept === undefined) return refuse(40058, "no such upload");
    if (command === "aibot_upload_media_chunk") {
      const bytes = Buffer.from(body.base64_data, "base64");
      if (bytes.length > chunkLimit) return refuse(40006, "a chunk above 512 KB");
      kept.chunks.set(body.chunk_index, bytes);
      return ok();
    }
    const bytes = Buffer.concat([...kept.chunks].sort(([a], [b]) => a - b).map(([, chunk]) => chunk));
    if (kept.chunks.size !== kept.total || createHash("md5").update(bytes).digest("hex") !== kept.md5) {
      return refuse(40006, "the upload is not whole");
    }
    const id = randomUUID();
    media.set(id, { type: kept.type, name: kept.name, bytes });
    return ok({ type: kept.type, media_id: id, created_at: "1" });
  }

  const unreachable = new Set<string>();
  let silent = false;

  function answer(socket: WebSocket, raw: string): void {
    const { cmd, headers, body } = JSON.parse(raw);
    const reply = (said: object): void => socket.send(JSON.stringify({ headers: { req_id: headers.req_id }, ...said }));
    commands.push(cmd);
    if (cmd === "ping") {
      reply(ok());
      return;
    }
    if (cmd === "aibot_subscribe") {
      const known = body.secret === secret;
      reply(known ? ok() : refuse(40001, "invalid secret"));
      if (!known) return;
      if (current !== null && current !== socket) evict(current);
      current = socket;
      subscribed++;
      return;
    }
    if (socket !== current) {
      socket.close();
      return;
    }
    // Notes are no posts: a fault meets what is to stay.
    const posts = cmd === "aibot_send_msg" || (cmd === "aibot_respond_msg" && body.stream?.finish);
    const fault = posts ? faults.shift() : undefined;
    const refusal = fault === undefined ? undefined : refusals[fault];
    const said =
      refusal !== undefined
        ? refuse(...refusal)
        : cmd === "aibot_respond_msg"
          ? body.msgtype === "stream"
            ? stream(headers.req_id, body)
            : refuse(40008, "invalid msgtype")
          : cmd === "aibot_send_msg"
            ? push(body)
            : cmd === "aibot_respond_welcome_msg"
              ? welcome(headers.req_id, body)
              : cmd === "aibot_respond_update_msg"
                ? update(headers.req_id, body)
                : upload(cmd, body);
    if (fault === "reply-lost") socket.terminate();
    else if (!silent) reply(said);
  }

  function evict(socket: WebSocket): void {
    const event = { eventtype: "disconnected_event" };
    const body = { msgid: randomUUID(), aibotid: "bot", from: { userid: "" }, msgtype: "event", event };
    socket.send(JSON.stringify({ cmd: "aibot_event_callback", headers: { req_id: randomUUID() }, body }));
    if (current === socket) current = null;
  }

  server.on("connection", (socket) => {
    socket.on("message", (data) => answer(socket, String(data)));
    socket.on("error", () => {});
    socket.on("close", () => {
      if (current === socket) current = null;
    });
  });

  async function until<T>(found: () => T | undefined | null | false, withinMs = 15_000): Promise<T> {
    const end = Date.now() + withinMs;
    for (;;) {
      const value = found();
      if (value) return value;
      if (Date.now() > end) throw new Error("waited in vain");
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Delivers to the bot; resolves when it is sent. */
  async function tell(
    cmd: string,
    body: object,
    about: { chat: string; event: boolean; card?: string },
  ): Promise<string> {
    const socket = await until(() => current);
    const reqId = randomUUID();
    asked.set(reqId, { ...about, at: performance.now() });
    socket.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));
    return reqId;
  }

  const where = (chat: string, user: string) =>
    chat === user ? { chattype: "single" } : { chattype: "group", chatid: chat };

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secret,
    posted,
    dropped,
    commands,
    unreachable,
    until,
    subscriptions: () => subscribed,
    acknowledgedIn: () => acknowledgedMs,
    /** What the next posts meet, instead of what they were to meet before. */
    fail: (fault: BotFault, times = 1) => void faults.splice(0, faults.length, ...Array<BotFault>(times).fill(fault)),
    /** From now on nothing is acknowledged. */
    fallSilent: (value: boolean) => {
      silent = value;
    },
    say(user: string, text: string, { chat = user, msgid = randomUUID() as string, ...more } = {} as any) {
      const content = more.msgtype === undefined ? { msgtype: "text", text: { content: text } } : {};
      const body = { msgid, aibotid: "bot", from: { userid: user }, ...where(chat, user), ...content, ...more };
      return tell("aibot_msg_callback", body, { chat, event: false });
    },
    press(
      user: string,
      key: string,
      { chat = user, msgid = randomUUID() as string, task = "", chosen = {}, place = "inner" } = {} as any,
    ) {
      const selected = Object.entries(chosen).map(([question_key, id]) => ({
        question_key,
        option_ids: { option_id: [id] },
      }));
      const pressed = {
        event_key: key,
        task_id: task,
        ...(selected.length ? { selected_items: { selected_item: selected } } : {}),
      };
      const inner =
        place === "inner" ? { template_card_event: { card_type: "button_interaction", ...pressed } } : pressed;
      const event = { eventtype: "template_card_event", ...inner };
      const body = {
        msgid,
        create_time: 1,
        aibotid: "bot",
        from: { userid: user },
        ...where(chat, user),
        msgtype: "event",
        event,
      };
      return tell("aibot_event_callback", body, { chat, event: true, card: task });
    },
    event(user: string, eventtype: string, more: object = {}, msgid: string = randomUUID()) {
      const event = { eventtype, ...more };
      const body = {
        msgid,
        create_time: 1,
        aibotid: "bot",
        from: { userid: user },
        chattype: "single",
        msgtype: "event",
        event,
      };
      return tell("aibot_event_callback", body, { chat: user, event: true });
    },
    /** Breaks the connection as a network does. */
    drop: () => current?.terminate(),
    /** Another process connects as the same bot. */
    evict: () => current !== null && evict(current),
    async close() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type BotServer = Awaited<ReturnType<typeof startBotServer>>;
