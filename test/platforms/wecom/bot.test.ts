import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer } from "#answer.ts";
import type { Connection, Host } from "#platform.ts";
import { standingOf } from "../../../src/platforms/wecom/bot/standing.ts";
import wecom from "../../../src/platforms/wecom/index.ts";
import { answerOf, longText, pictureOf } from "../scripted-answers.ts";
import { type Reaction, type ScriptedHost, scriptedHost } from "../scripted-host.ts";
import { type BotServer, startBotServer } from "./bot-server.ts";

const group = "wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA";
let server: BotServer;
let connections: Connection[];
let botId: string;

beforeEach(async () => {
  server = await startBotServer();
  connections = [];
  botId = `bot-${Math.random()}`;
});
afterEach(async () => {
  await Promise.all(connections.map((connection) => connection.stop()));
  await server.close();
});

const settings = (more: object = {}) =>
  wecom.config.parse({ WECOM_BOT_ID: botId, WECOM_BOT_SECRET: server.secret, WECOM_WS_URL: server.url, ...more });

async function connect(react?: Reaction, changes: Partial<Host> = {}, more: object = {}): Promise<ScriptedHost> {
  const host = scriptedHost(wecom.capabilities, react, changes);
  connections.push(await wecom.start(settings(more), host));
  return host;
}

const texts = (chat: string) =>
  server.posted.filter((one) => one.chat === chat && one.finished).map(({ text }) => text);
const card = (type?: string) =>
  server.until(() => server.posted.findLast((one) => one.card && (type === undefined || one.card.card_type === type)));
const asked = (host: ScriptedHost, count = 1) => server.until(() => host.answered() >= count && host.asked[count - 1]);

describe("what is heard", () => {
  it("takes spoken questions as questions", async () => {
    const host = await connect();
    await server.say("lin", "", { msgtype: "voice", voice: { content: "上季度华东哪个渠道ROI最高" } });
    expect(await asked(host)).toMatchObject({
      kind: "mention",
      text: "上季度华东哪个渠道ROI最高",
      user: { id: "lin" },
    });
  });

  it("takes the words beside pictures, and says that it cannot look at pictures alone", async () => {
    const host = await connect();
    const items = [
      { msgtype: "text", text: { content: "/rfm last90d" } },
      { msgtype: "image", image: { url: "https://x.test" } },
    ];
    await server.say("lin", "", { msgtype: "mixed", mixed: { msg_item: items } });
    expect(await asked(host)).toMatchObject({ kind: "command", text: "/rfm last90d" });
    await server.say("mei", "", { msgtype: "image", image: { url: "https://x.test" } });
    await server.until(() => texts("mei").length > 0);
    expect(texts("mei")[0]).toMatch(/cannot look at pictures/);
    expect(host.asked).toHaveLength(1);
  });

  it.each([
    ["@数据助手 /rfm last90d", {}, "/rfm last90d"],
    ["/rfm last90d @数据助手", {}, "/rfm last90d"],
    ["@Sales Bot\u2005近90天客户分层", { WECOM_BOT_NAME: "Sales Bot" }, "近90天客户分层"],
    ["谁在流失？ @Sales Bot", { WECOM_BOT_NAME: "Sales Bot" }, "谁在流失？"],
    ["@数据助手", {}, "/help"],
  ])("takes the bot's name out of %j", async (said, more, heard) => {
    const host = await connect(undefined, {}, more);
    await server.say("lin", said, { chat: group });
    expect(await asked(host)).toMatchObject({ text: heard, where: { channel: group, private: false } });
  });

  it("knows from a quoted answer what a follow-up is about", async () => {
    const host = await connect(() => answerOf("first", { command: "/funnel Q3 region=华东" }));
    await server.say("lin", "/funnel Q3");
    await asked(host);
    const [first = ""] = await server.until(() => texts("lin").length > 0 && texts("lin"));
    await server.say("lin", "按渠道", { quote: { msgtype: "text", text: { content: first } } });
    expect(await asked(host, 2)).toMatchObject({ text: "按渠道", about: "/funnel Q3 region=华东" });
  });
});

describe("what is said", () => {
  it("streams notes, then ends with markdown, a table and the picture", async () => {
    let note = (_: string): void => {};
    let open = (): void => {};
    const wait = new Promise<void>((resolve) => {
      open = resolve;
    });
    const image = await pictureOf("chart", "214 at risk");
    await connect(async (_, progress) => {
      note = progress;
      await wait;
      return answerOf("rfm", { image });
    });
    await server.say("lin", "/rfm");
    const stream = await server.until(() => server.posted[0]);
    expect(stream).toMatchObject({ kind: "stream", finished: false, text: "Working it out…" });
    note("Drawing the chart…");
    await server.until(() => stream.text === "Drawing the chart…");
    open();
    await server.until(() => stream.finished);
    expect(stream.text).toContain("**rfm: 214 frequent buyers have gone quiet**");
    expect(stream.text).toContain("| Account | Deals | Share |\n| :-- | --: | --: |\n| rfm-row-0 | 1,820 | 0% |");
    expect(stream.images.map((png) => png.equals(Buffer.from(image.png)))).toEqual([true]);
    expect(server.posted.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  it("sets a wide table line by line, as it would not fit on a phone", async () => {
    const columns = ["a", "b", "c", "d", "e"].map((key) => ({
      key,
      label: key.toUpperCase(),
      format: "text" as const,
    }));
    await connect(() => answerOf("wide", { table: { columns, rows: [{}], cells: [["Acme", "1", "2", "3", "4"]] } }));
    await server.say("lin", "/rfm");
    await server.until(() => texts("lin").length > 0);
    expect(texts("lin")[0]).toContain("A · B · C · D · E\n**Acme** · 1 · 2 · 3 · 4");
  });

  it("uploads in chunks what it pushes, and sends what is no picture any more as a file", async () => {
    const png = new Uint8Array(11 * 1024 * 1024).fill(7);
    await connect(() => answerOf("big", { image: { png, alt: "big", width: 1, height: 1 } }));
    await server.say("lin", "/rfm");
    const file = await server.until(() => server.posted.find(({ kind }) => kind === "file"));
    expect(file.images[0]?.equals(Buffer.from(png))).toBe(true);
    expect(server.commands.filter((command) => command === "aibot_upload_media_chunk")).toHaveLength(22);
  });

  it("pushes the whole answer when the reply has expired", async () => {
    const image = await pictureOf("late", "late");
    await connect(() => answerOf("late", { image }));
    server.fail("expired", 1);
    await server.say("lin", "/rfm");
    await server.until(() => server.posted.some(({ kind }) => kind === "card"));
    expect(server.posted.filter(({ finished }) => finished).map(({ kind }) => kind)).toEqual([
      "markdown",
      "image",
      "card",
    ]);
  });

  it("says nothing twice when acknowledgements are lost, and goes on", async () => {
    await connect();
    server.fail("reply-lost", 1);
    await server.say("lin", "lost");
    await server.until(() => server.posted.some(({ kind }) => kind === "card"));
    expect(texts("lin").filter((text) => text.includes("lost: 214"))).toHaveLength(1);
    expect(server.subscriptions()).toBe(2);
  });

  it("says nothing twice when every acknowledgement of a reply is lost, and pushes what follows", async () => {
    const long = longText("rest", 30_000, "en");
    await connect(({ text }) => answerOf(text, text === "lost" ? { insights: [long] } : {}));
    server.fail("reply-lost", 4);
    await server.say("lin", "lost");
    await server.until(() => server.posted.some(({ kind }) => kind === "card"));
    expect(texts("lin").filter((text) => text.includes("lost: 214"))).toHaveLength(1);
  }, 60_000);

  it("holds back what WeCom would drop, until it would not", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout"], shouldAdvanceTime: true });
    try {
      const host = await connect(({ text }) => answerOf(text, { buttons: [] }));
      for (let at = 0; at < 31; at++) await server.say("lin", `question-${at}!`);
      await asked(host, 31);
      await server.until(() => texts("lin").length === 30);
      await vi.advanceTimersByTimeAsync(62_000);
      await server.until(() => texts("lin").length === 31);
      expect(server.dropped).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("reaches the asker also when the group cannot be told", async () => {
    const host = await connect(() => answerOf("secret"));
    server.fail("server-error", 8);
    await server.say("lin", "@bot /rfm", { chat: group });
    await server.until(() => texts("lin").length > 0);
    expect(texts("lin")[0]).toContain("secret");
    expect(texts(group)).toEqual([]);
    await server.until(() => host.errors.length > 0);
  });

  it("tells the asker in the group when it cannot write to them directly", async () => {
    server.unreachable.add("lin");
    await connect(() => answerOf("secret"));
    await server.say("lin", "@bot /rfm", { chat: group });
    await server.until(() => texts(group).length === 2);
    expect(texts(group)[1]).toMatch(/Open a chat with me/);
    expect(texts(group).join("")).not.toContain("secret");
  });
});

describe("cards", () => {
  const buttons: Answer["buttons"] = [
    { action: "ask", label: "30 days", value: "/rfm last30d" },
    { action: "ask", label: "Recommend to similar customers", value: "/recommend product=X" },
    ...["Region", "Channel", "Owner", "Source"].map((name) => ({
      action: "ask" as const,
      label: `By ${name}`,
      value: `/rfm by ${name.toLowerCase()}`,
    })),
    { action: "share", label: "Share to channel", value: "/rfm" },
    { action: "explain", label: "How was this computed?", value: "/rfm" },
  ];

  it("shows six buttons of ten characters; the text says what they do not", async () => {
    await connect(() => answerOf("rfm", { buttons }));
    await server.say("lin", "/rfm");
    const { card: shown } = await card();
    expect(shown.button_list.map(({ text }: { text: string }) => text)).toEqual([
      "30 days",
      "①Recommen…",
      "By Region",
      "By Channel",
      "Share",
      "Method",
    ]);
    const [said = ""] = texts("lin");
    expect(said).toContain(
      "You can also ask:\n① Recommend to similar customers `/recommend product=X`\nBy Owner `/rfm by owner`",
    );
    expect(server.posted.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  it.each(["inner", "outer"])(
    "understands a press whose key is in the %s place, and shows it in time",
    async (place) => {
      const host = await connect(() => answerOf("rfm", { buttons }));
      await server.say("lin", "/rfm");
      const { card: shown } = await card();
      const { key } = shown.button_list[0];
      await server.press("lin", key, { task: shown.task_id, place });
      expect(await asked(host, 2)).toMatchObject({ kind: "action", action: "ask", text: "/rfm last30d" });
      await server.until(() => server.posted.some((one) => one.card?.main_title.title === "Chosen: 30 days"));
      expect(server.posted.flatMap(({ complaints }) => complaints)).toEqual([]);
    },
  );

  it("keeps commands that are too long for a key, also over a restart", async () => {
    const value = `/customer ${"长".repeat(500)}`;
    const host = await connect(() => answerOf("rfm", { buttons: [{ action: "ask", label: "Profile", value }] }));
    await server.say("lin", "/rfm");
    const { card: shown } = await card();
    await connections.pop()?.stop();
    connections.push(await wecom.start(settings(), host));
    await server.press("lin", shown.button_list[0].key, { task: shown.task_id });
    expect(await asked(host, 2)).toMatchObject({ text: value });
  });

  it("says of a button that is none of its own that it is too old", async () => {
    await connect();
    await server.press("lin", `ask.0 #${"0".repeat(64)}`, { task: "gone" });
    await server.until(() => texts("lin").length > 0);
    expect(texts("lin")[0]).toMatch(/too old/);
  });

  it("asks with selects what a form lets choose", async () => {
    const form = {
      command: "sales",
      title: "Ask Sales",
      send: "Ask",
      fields: [
        { name: "period", label: "Period", value: "last90d", required: false },
        {
          ...{ name: "by", label: "Broken down by", value: "", required: true },
          choices: [
            { label: "Nothing", value: "" },
            { label: "Region", value: "region" },
          ],
        },
      ],
    };
    const host = await connect(({ kind }) => answerOf("form", kind === "form" ? {} : { form, buttons: [] }));
    await server.say("lin", "/sales");
    const { card: shown } = await card("multiple_interaction");
    await server.press("lin", shown.submit_button.key, { task: shown.task_id, chosen: { by: "=region" } });
    expect(await asked(host, 2)).toMatchObject({
      kind: "form",
      text: "sales",
      values: { period: "last90d", by: "region" },
    });
    expect(server.posted.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

describe("besides questions", () => {
  const home = {
    about: ["您可以看到全公司的数据。"],
    recent: [{ action: "ask" as const, label: "漏斗", value: "/funnel" }],
    suggested: [{ action: "ask" as const, label: "看板", value: "/kpi" }],
    subscriptions: ["周报 → 我"],
    locale: "zh" as const,
  };

  it("welcomes with six groups, and opens one into its commands", async () => {
    const host = await connect(undefined, { home: async () => home, defaultLocale: "zh" });
    await server.event("lin", "enter_chat");
    const { card: greeting } = await server.until(() => server.posted.find(({ card }) => card?.sub_title_text));
    expect(greeting.sub_title_text).toBe("您可以看到全公司的数据。");
    const names = greeting.button_list.map(({ text }: { text: string }) => text);
    expect(names).toEqual(["客户", "销售", "营销", "服务", "数据", "我的"]);
    await server.press("lin", greeting.button_list[0].key, { task: greeting.task_id });
    const { card: choice } = await card("vote_interaction");
    expect(choice.checkbox.option_list.map(({ text }: { text: string }) => text)).toEqual(["客户画像", "客户分层"]);
    expect(texts("lin").join("\n")).toContain("客户分层: 谁是最有价值的客户？ /rfm 近90天");
    await server.press("lin", choice.submit_button.key, { task: choice.task_id, chosen: { choice: "/rfm" } });
    expect(await asked(host)).toMatchObject({ kind: "command", text: "/rfm" });
    expect(server.posted.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  it("shows one's own questions and deliveries under one's own group", async () => {
    await connect(undefined, { home: async () => home, defaultLocale: "zh" });
    await server.press("lin", "menu.5 mine", { task: "t" });
    await server.until(() => texts("lin").some((text) => text.includes("/funnel") && text.includes("周报")));
  });

  it("hands on opinions with the reasons, and forgets what was taken back", async () => {
    const host = await connect();
    await server.say("lin", "rated");
    await asked(host);
    const { feedback: id } = await server.until(() => server.posted.find((one) => one.finished && one.feedback));
    const say = (more: object) => server.event("lin", "feedback_event", { feedback_event: { id, ...more } });
    await say({ type: 3 });
    await say({ type: 2, content: "太旧", inaccurate_reason_list: [2, 4] });
    await server.until(() => host.rated.length === 1);
    expect(host.rated[0]).toMatchObject({ answer: answerOf("rated").id, good: false, comment: "太旧 [WeCom: 2, 4]" });
  });
});

describe("the connection", () => {
  it("is refused with what to mend when the secret is wrong, and can be tried again", async () => {
    const wrong = wecom.start(settings({ WECOM_BOT_SECRET: "wrong" }), scriptedHost(wecom.capabilities));
    await expect(wrong).rejects.toMatchObject({ hint: expect.stringContaining("WECOM_BOT_SECRET") });
    await connect();
    expect(standingOf(botId)?.standing).toBe("connected");
  });

  it("is one for each bot in a process", async () => {
    await connect();
    await expect(wecom.start(settings(), scriptedHost(wecom.capabilities))).rejects.toThrow(/one connection/);
    expect(server.subscriptions()).toBe(1);
  });

  it("does not fight when it is evicted: says so loudly, in the doctor's findings, and to who sends", async () => {
    const host = await connect();
    vi.useFakeTimers({ toFake: ["setTimeout"], shouldAdvanceTime: true });
    try {
      server.evict();
      await server.until(() => host.errors.some((message) => message.includes("EVICTED")));
      await vi.advanceTimersByTimeAsync(60_000);
    } finally {
      vi.useRealTimers();
    }
    expect(server.subscriptions()).toBe(1);
    const [finding] = (await wecom.check?.(settings())) ?? [];
    expect(finding).toMatchObject({ ok: false, what: expect.stringContaining("evicted"), mend: expect.any(String) });
    await expect(connections[0]?.send("lin", answerOf("x"), "k")).rejects.toMatchObject({
      message: expect.stringContaining("another process"),
    });
  });

  it("reports what WeCom does not acknowledge as lost, and leaves it to others to send it again", async () => {
    await connect();
    server.fallSilent(true);
    vi.useFakeTimers({ toFake: ["setTimeout"], shouldAdvanceTime: true });
    try {
      const sent = connections[0]?.send("lin", answerOf("x", { buttons: [] }), "k");
      await server.until(() => texts("lin").length > 0);
      // The SDK waits five seconds.
      void vi.advanceTimersByTimeAsync(5_000);
      await expect(sent).rejects.toMatchObject({ fate: "lost", message: expect.stringContaining("may have arrived") });
    } finally {
      vi.useRealTimers();
      server.fallSilent(false);
    }
    expect(texts("lin")).toHaveLength(1);
    expect(connections[0]?.find).toBeUndefined();
  });

  it("is not opened to be checked, as that would evict", async () => {
    expect(await wecom.check?.(settings())).toMatchObject([
      { ok: true, what: expect.stringContaining("not looked at") },
    ]);
    await connect();
    expect(await wecom.check?.(settings())).toMatchObject([{ ok: true, what: expect.stringContaining("connected") }]);
    expect(server.subscriptions()).toBe(1);
  });
});

it("sends to a member and to a group, long texts in following messages, and a delivery once", async () => {
  await connect();
  const [connection] = connections;
  const answer = answerOf("digest", { insights: [longText("digest", 30_000)], visibility: "channel" });
  const first = await connection?.send(group, answer, "digest/1");
  expect(first).toMatchObject({ channel: group, message: expect.stringMatching(/\S/) });
  expect(await connection?.send(group, answer, "digest/1")).toEqual(first);
  expect(server.posted.filter(({ kind }) => kind === "markdown")).toHaveLength(3);
  await connection?.send("@lin", answerOf("to-lin"), "digest/2");
  expect(texts("lin")[0]).toContain("to-lin");
  await expect(connection?.send("#sales", answer, "digest/3")).rejects.toThrow(/no webhook #sales/);
});
