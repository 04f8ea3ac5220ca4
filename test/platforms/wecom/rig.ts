import type { Host } from "#platform.ts";
import wecom from "../../../src/platforms/wecom/index.ts";
import type { OpenRig, Rig, Seen, SeenButton } from "../rig.ts";
import { type BotServer, type Posted, startBotServer } from "./bot-server.ts";

const shared = "wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA";

/** What stands behind a mark in the text above a card: the whole name of a button that had to be cut. */
function marked(text: string): Map<string, string> {
  const lines = text.split("\n").flatMap((line) => {
    const [, mark, rest] = /^([①-⑥]) (.*)$/u.exec(line) ?? [];
    return mark === undefined || rest === undefined ? [] : [[mark, rest.replaceAll("`", "")] as const];
  });
  return new Map(lines);
}

function buttonsOf({ card }: Posted, before: string): SeenButton[] {
  const names = marked(before);
  return (card?.button_list ?? []).map(({ text, key }: { text: string; key: string }) => ({
    label: names.get(text.charAt(0)) ?? text,
    press: { action: card.task_id, value: key },
  }));
}

/** Text as it is shown: marks of bold and code are no characters of it. */
const shownText = ({ text, card }: Posted): string =>
  [text, card?.main_title?.title, card?.main_title?.desc, card?.sub_title_text]
    .filter((part) => part !== undefined && part !== "")
    .join("\n")
    .replaceAll("**", "")
    .replaceAll("`", "");

export function seenOf(server: Pick<BotServer, "posted">): Seen[] {
  const before = new Map<string, string>();
  return server.posted.flatMap((message) => {
    if (message.kind === "stream" && !message.finished) return [];
    if (message.text !== "") before.set(message.chat, message.text);
    const filed = message.kind === "file";
    const seen: Seen = {
      channel: message.chat,
      onlyFor: message.chat === shared ? null : message.chat,
      text: shownText(message),
      buttons: buttonsOf(message, before.get(message.chat) ?? ""),
      images: filed ? [] : message.images.map((png) => ({ png: new Uint8Array(png), alt: null })),
      files: filed ? message.images.map((bytes) => ({ name: message.name ?? "", bytes: new Uint8Array(bytes) })) : [],
      complaints: message.complaints,
    };
    return [seen];
  });
}

/** The AI bot over the official SDK, before an emulated long connection. */
const rig: Rig = async (host: Host, people = 2): Promise<OpenRig> => {
  const server = await startBotServer();
  const settings = wecom.config.parse({
    WECOM_BOT_ID: `bot-${Math.random()}`,
    WECOM_BOT_SECRET: server.secret,
    WECOM_WS_URL: server.url,
  });
  const begin = () => wecom.start(settings, host);
  let connection = await begin();
  let stopped = false;
  const delivered = new Set<string>();
  const users = Array.from({ length: people }, (_, at) => `member${at + 1}`) as [string, string, ...string[]];
  const chatOf = ({ user, place }: { user: string; place: string }): string => (place === "shared" ? shared : user);
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    await connection.stop();
  };
  /** Repeated deliveries get no acknowledgement of their own. */
  const acknowledged = async (id: string, holds: () => boolean): Promise<void> => {
    if (delivered.has(id)) return;
    delivered.add(id);
    await server.until(holds);
  };
  return {
    users,
    shared,
    async say(deed) {
      const chat = chatOf(deed);
      const text = chat === shared ? `@数据助手 ${deed.text}` : deed.text;
      const streams = () => server.posted.filter(({ kind }) => kind === "stream").length;
      const before = streams();
      await server.say(deed.user, text, { chat, msgid: deed.eventId });
      await acknowledged(deed.eventId, () => streams() > before);
    },
    async press(deed) {
      const updates = () => server.commands.filter((command) => command === "aibot_respond_update_msg").length;
      const before = updates();
      await server.press(deed.user, deed.value, { chat: chatOf(deed), msgid: deed.eventId, task: deed.action });
      await acknowledged(deed.eventId, () => updates() > before);
    },
    send: (target, answer, key) => connection.send(target, answer, key),
    connection: () => connection,
    seen: async () => seenOf(server),
    working: async () =>
      server.posted.filter(({ kind, finished }) => kind === "stream" && !finished).map(({ text }) => text),
    acknowledgedIn: server.acknowledgedIn,
    async home(user) {
      await server.event(user, "enter_chat");
      const own = () => server.posted.filter(({ chat }) => chat === user);
      await server.until(() => own().some(({ kind }) => kind === "markdown"));
      return own().map(shownText).join("\n");
    },
    async rate(deed) {
      const stream = server.posted.findLast(({ chat, feedback }) => chat === chatOf(deed) && feedback !== undefined);
      const opinion = { id: stream?.feedback, type: deed.good ? 1 : 2 };
      await server.event(deed.user, "feedback_event", { feedback_event: opinion }, deed.eventId);
    },
    fail: (fault, times) => server.fail(fault, times),
    async reconnect() {
      const before = server.subscriptions();
      server.drop();
      await server.until(() => server.subscriptions() > before);
    },
    stop,
    async restart() {
      await connection.stop();
      connection = await begin();
    },
    async close() {
      await stop();
      await server.close();
    },
  };
};

export default rig;
