import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Connection } from "#platform.ts";
import wecom from "../../../src/platforms/wecom/index.ts";
import { answerOf, longText, pictureOf } from "../scripted-answers.ts";
import { scriptedHost } from "../scripted-host.ts";
import { type Api, startApi, webhookKey } from "./api-server.ts";

let api: Api;
let connection: Connection;

beforeEach(async () => {
  api = await startApi();
  const address = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${webhookKey}`;
  const settings = wecom.config.parse({
    WECOM_WEBHOOKS: `#销售=${webhookKey}, #management=${address}, #gone=00000000-0000`,
    WECOM_WEBHOOK_KEY: webhookKey,
    WECOM_API_URL: api.url,
  });
  connection = await wecom.start(settings, scriptedHost(wecom.capabilities));
});
afterEach(async () => {
  await connection.stop();
  await api.close();
});

const posted = () => api.messages.map(({ msgtype }) => msgtype);
const complaints = () => api.messages.flatMap((message) => message.complaints);

it("posts markdown with its table, the picture, and commands instead of buttons", async () => {
  const image = await pictureOf("digest", "Digest");
  expect(await connection.send("#销售", answerOf("digest", { image }), "d/1")).toEqual({
    channel: "#销售",
    message: "d/1",
  });
  expect(posted()).toEqual(["markdown_v2", "image"]);
  const [text, picture] = api.messages;
  expect(text?.text).toContain("| digest-row-0 | 1,820 | 0% |");
  expect(text?.text).toContain("30 days `/rfm last30d region=digest`");
  expect(picture?.file?.equals(Buffer.from(image.png))).toBe(true);
  expect(complaints()).toEqual([]);
});

it("shows key numbers as a card where each fits whole", async () => {
  const kpis = [
    { label: "客户数", value: "4,371", change: "+3%" },
    { label: "客单价", value: "¥1,240" },
  ];
  await connection.send("#webhook", answerOf("周报", { kpis }, "zh"), "d/1");
  expect(posted()).toEqual(["markdown_v2", "template_card"]);
  expect(api.messages[1]?.card).toMatchObject({
    emphasis_content: { title: "4,371", desc: "客户数 +3%" },
    horizontal_content_list: [{ keyname: "客单价", value: "¥1,240" }],
  });
  expect(api.messages[0]?.text).not.toContain("4,371");
  expect(complaints()).toEqual([]);
});

it("parts long texts within 4,096 bytes, each part of a table under its head", async () => {
  const cells = Array.from({ length: 200 }, (_, at) => [`客户${at}`, `${at},000`]);
  const columns = [
    { key: "who", label: "客户", format: "text" as const },
    { key: "sum", label: "金额", format: "money" as const },
  ];
  const table = { columns, rows: cells.map(() => ({})), cells };
  await connection.send("#management", answerOf("long", { table, insights: [longText("因", 9_000, "zh")] }), "d/1");
  const tables = api.messages.filter(({ text }) => text.includes("| 客户1"));
  expect(tables.length).toBeGreaterThan(1);
  expect(tables.every(({ text }) => text.includes("| 客户 | 金额 |\n| :-- | --: |"))).toBe(true);
  expect(complaints()).toEqual([]);
});

it("sends a picture above 2 MB as a file", async () => {
  const png = new Uint8Array(3 * 1024 * 1024).fill(7);
  await connection.send("#webhook", answerOf("big", { image: { png, alt: "big", width: 1, height: 1 } }), "d/1");
  expect(posted()).toEqual(["markdown_v2", "file"]);
  expect(api.messages[1]?.file?.length).toBe(png.length);
});

it("names a webhook that was removed, and waits out what is too much", async () => {
  await expect(connection.send("#gone", answerOf("x"), "d/1")).rejects.toMatchObject({
    message: expect.stringContaining("93000"),
  });
  await expect(connection.send("#nowhere", answerOf("x"), "d/2")).rejects.toMatchObject({
    hint: expect.stringContaining("#销售, #management, #gone, #webhook"),
  });
  api.fail("webhook/send", "limited");
  await connection.send("#webhook", answerOf("x"), "d/3");
  expect(posted()).toEqual(["markdown_v2"]);
});

it.each(["lost", "garbled"] as const)(
  "says that nobody knows after a reply that was %s, and posts nothing twice",
  async (fault) => {
    api.fail("webhook/send", fault);
    const sent = connection.send("#webhook", answerOf("once"), "d/1");
    await expect(sent).rejects.toMatchObject({ fate: "lost", message: expect.stringContaining("may have arrived") });
    expect(posted()).toEqual(["markdown_v2"]);
  },
);

it("posts the parts that are missing when it is tried again, and no other", async () => {
  const image = await pictureOf("digest", "Digest");
  const answer = answerOf("digest", { image });
  api.fail("webhook/send", ...(["429", "429"] as const));
  await connection.send("#webhook", answerOf("before"), "d/0");
  expect(posted()).toEqual(["markdown_v2"]);
  api.gate.refuses = (body) => (body.msgtype === "image" ? [45033, "api concurrent out of limit"] : null);
  await expect(connection.send("#webhook", answer, "d/1")).rejects.toMatchObject({ fate: "later" });
  expect(posted()).toEqual(["markdown_v2", "markdown_v2"]);
  api.gate.refuses = () => null;
  await connection.send("#webhook", answer, "d/1");
  expect(posted()).toEqual(["markdown_v2", "markdown_v2", "image"]);
}, 20_000);

it("counts twenty a minute and holds the next back", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout"], shouldAdvanceTime: true });
  try {
    const sent = Array.from({ length: 21 }, (_, at) => connection.send("#webhook", answerOf(`m${at}`), `d/${at}`));
    await api.until(() => posted().length === 20);
    await vi.advanceTimersByTimeAsync(62_000);
    await Promise.all(sent);
    expect(posted()).toHaveLength(21);
  } finally {
    vi.useRealTimers();
  }
});
