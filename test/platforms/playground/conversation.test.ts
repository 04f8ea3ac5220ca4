import { afterEach, beforeAll, expect, test } from "vitest";
import type { Answer } from "#answer.ts";
import { sit, start, stopAll } from "./running.ts";
import { drawPng, fullAnswer, reactWith, smallHost } from "./small-host.ts";

let png: Uint8Array;
beforeAll(async () => {
  png = await drawPng();
});
afterEach(stopAll);

const isCard = ({ message }: { message: { card: unknown } }) => message.card !== null;

test("a question in a direct message is posted, shows progress, and is answered with every part", async () => {
  const host = smallHost(reactWith(png));
  const { url } = await start(host);
  const page = await sit(url, "u1", "direct:u1");
  page.say({ type: "ask", id: "event-0001", room: "direct:u1", text: "/funnel Q3" });
  expect((await page.next("message")).message).toMatchObject({
    text: "/funnel Q3",
    author: { id: "u1", name: "Anna Keller" },
    thread: null,
  });
  expect(await page.next("progress")).toMatchObject({ id: "event-0001", note: "progress.reading" });
  expect(await page.next("progress")).toMatchObject({ id: "event-0001", note: "Reading deals…" });
  const { message } = await page.next("message");
  const answer = fullAnswer(png, "en");
  expect(message.card).toMatchObject({
    headline: answer.headline,
    context: answer.context,
    kpis: answer.kpis,
    table: answer.table,
    insights: answer.insights,
    actions: answer.actions,
    footnotes: answer.footnotes,
    buttons: answer.buttons.filter(({ action }) => action !== "share"),
    command: "/funnel Q3",
    image: { alt: answer.image?.alt, width: 1680, height: 1380 },
  });
  await page.next("settled");
  expect(host.asked).toMatchObject([
    {
      eventId: "event-0001",
      kind: "command",
      user: { id: "u1", locale: "en" },
      where: { channel: "direct:u1", private: true },
    },
  ]);
  expect(host.asked[0]?.where.thread).toBeUndefined();
});

test("the same event twice is asked twice of the host, and shown once", async () => {
  const host = smallHost(reactWith(png));
  const { url } = await start(host);
  const page = await sit(url, "u1", "direct:u1");
  const question = { type: "ask", id: "event-0001", room: "direct:u1", text: "/rfm" };
  page.say(question);
  await page.next("settled");
  page.say(question);
  await page.next("settled");
  page.say({ type: "open", room: "direct:u1" });
  expect((await page.next("history")).messages.map(({ id }) => id)).toEqual(["event-0001", "answer-event-0001"]);
  expect(host.asked).toHaveLength(1);
});

test("in a channel a private answer reaches its asker only, now and after a reload", async () => {
  const { url } = await start(smallHost(reactWith(png)));
  const anna = await sit(url, "u1", "#sales");
  const tom = await sit(url, "u3", "#sales");
  anna.say({ type: "ask", id: "event-0001", room: "#sales", text: "/funnel" });
  await anna.next("settled");
  anna.say({ type: "ask", id: "event-0002", room: "#sales", text: "how is the funnel?" });
  await anna.next("settled");
  // A question in plain words is said aloud; only then is it certain that nothing before it went to Tom.
  expect((await tom.next("message")).message).toMatchObject({ id: "event-0002", text: "how is the funnel?" });
  tom.say({ type: "open", room: "#sales" });
  expect((await tom.next("history")).messages.map(({ id }) => id)).toEqual(["event-0002"]);
  anna.say({ type: "open", room: "#sales" });
  expect((await anna.next("history")).messages.map(({ id, audience }) => [id, audience])).toEqual([
    ["event-0001", "u1"],
    ["answer-event-0001", "u1"],
    ["event-0002", null],
    ["answer-event-0002", "u1"],
  ]);
});

test("nobody enters another's direct messages", async () => {
  const { url } = await start(smallHost(reactWith(png)));
  const tom = await sit(url, "u3", "#sales");
  tom.say({ type: "open", room: "direct:u1" });
  expect(await tom.next("refused")).toMatchObject({ reason: "unknown_room" });
  tom.say({ type: "payloads", room: "direct:u1", message: "answer-event-0001" });
  expect(await tom.next("refused")).toMatchObject({ reason: "unknown_room" });
});

test("sharing posts what the host gives for the channel to everybody, with the sharer's name", async () => {
  const host = smallHost(reactWith(png));
  const { url } = await start(host);
  const anna = await sit(url, "u1", "#sales");
  const tom = await sit(url, "u3", "#management");
  anna.say({ type: "ask", id: "event-0001", room: "#sales", text: "/funnel" });
  const { message } = await anna.next("message", isCard);
  anna.say({ type: "press", id: "event-0002", room: "#sales", message: message.id, action: "share", value: "/funnel" });
  expect((await tom.next("message")).message).toMatchObject({
    room: "#sales",
    sharedBy: "Anna Keller",
    audience: null,
  });
  expect(host.asked[1]).toMatchObject({
    kind: "action",
    action: "share",
    text: "/funnel",
    where: { channel: "#sales", private: false },
  });
});

test("sharing from a direct message goes to the chosen channel, and a refusal comes back to the asker only", async () => {
  const refusal: Partial<Answer> = { visibility: "private", error: { code: "not_shareable", hint: null } };
  const host = smallHost(({ text }) => fullAnswer(png, "en", text === "/churn" ? refusal : { visibility: "channel" }));
  const { url } = await start(host);
  const anna = await sit(url, "u1", "direct:u1");
  const press = { type: "press", room: "direct:u1", message: "x", action: "share", to: "#management" };
  anna.say({ ...press, id: "event-0001", value: "/funnel" });
  expect((await anna.next("message")).message).toMatchObject({ room: "#management", sharedBy: "Anna Keller" });
  anna.say({ ...press, id: "event-0002", value: "/churn" });
  expect((await anna.next("message")).message).toMatchObject({
    room: "direct:u1",
    audience: "u1",
    card: { error: { code: "not_shareable" } },
  });
  anna.say({ ...press, id: "event-0003", value: "/funnel", to: undefined });
  expect(await anna.next("refused")).toMatchObject({ id: "event-0003", reason: "unknown_room" });
});

test("follow-ups and explanations stay in the thread of their answer", async () => {
  const host = smallHost(reactWith(png));
  const { url } = await start(host);
  const page = await sit(url, "u1", "#sales");
  page.say({ type: "ask", id: "event-0001", room: "#sales", text: "/funnel Q3" });
  const { message: root } = await page.next("message", isCard);
  page.say({ type: "ask", id: "event-0002", room: "#sales", thread: root.id, text: "by region" });
  expect((await page.next("message", ({ message }) => message.id === "event-0002")).message).toMatchObject({
    thread: root.id,
    audience: "u1",
  });
  expect((await page.next("message", isCard)).message).toMatchObject({ thread: root.id, audience: "u1" });
  page.say({
    type: "press",
    id: "event-0003",
    room: "#sales",
    message: root.id,
    action: "explain",
    value: "/funnel Q3",
  });
  expect((await page.next("message", isCard)).message).toMatchObject({ thread: root.id });
  // The host has not heard of the thread when it begins, so a reply says which command it is about.
  expect(host.asked.map(({ where, about }) => [where.thread, about])).toEqual([
    [undefined, undefined],
    [root.id, "/funnel Q3"],
    [root.id, "/funnel Q3"],
  ]);
  page.say({ type: "ask", id: "event-0004", room: "#sales", thread: "no-such-thread", text: "why" });
  expect(await page.next("refused")).toMatchObject({ id: "event-0004", reason: "unknown_room" });
});

test("language and persona are what the page says, else the persona's own, else the host's", async () => {
  const host = smallHost(reactWith(png));
  const { url } = await start(host);
  const page = await sit(url, "u2", "direct:u2");
  expect(page.received[0]).toMatchObject({ type: "welcome", persona: "u2", locale: "zh" });
  page.say({ type: "hello", persona: "u2", locale: "en" });
  expect(await page.next("welcome")).toMatchObject({ locale: "en" });
  page.say({ type: "hello", persona: "u3" });
  expect(await page.next("welcome")).toMatchObject({ persona: "u3", locale: "en" });
  page.say({ type: "hello", persona: "nobody" });
  expect(await page.next("welcome")).toMatchObject({ persona: "u1" });
});

test("a page may have six questions under way, and payloads show bytes as their size", async () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const react = async () => {
    await released;
    return fullAnswer(png, "en");
  };
  const previews = (answer: Answer) => ({ Slack: { text: answer.headline, file: answer.image?.png } });
  const { url } = await start(smallHost(react, { previews }));
  const page = await sit(url, "u1", "direct:u1");
  for (const place of [1, 2, 3, 4, 5, 6, 7])
    page.say({ type: "ask", id: `event-000${place}`, room: "direct:u1", text: "/rfm" });
  expect(await page.next("refused")).toMatchObject({ id: "event-0007", reason: "too_many" });
  release();
  const { message } = await page.next("message", isCard);
  page.say({ type: "payloads", room: "direct:u1", message: message.id });
  const { payloads } = await page.next("payloads");
  expect(JSON.parse(payloads.Slack ?? "")).toEqual({
    text: fullAnswer(png, "en").headline,
    file: `(${png.byteLength.toLocaleString("en")} bytes)`,
  });
});

test("a reply to any answer in a direct message says which command it is about", async () => {
  const host = smallHost(reactWith(png));
  const { url } = await start(host);
  const page = await sit(url, "u1", "direct:u1");
  const room = "direct:u1";
  page.say({ type: "ask", id: "event-0001", room, text: "/funnel" });
  await page.next("settled");
  page.say({ type: "ask", id: "event-0002", room, thread: "answer-event-0001", text: "by region" });
  await page.next("settled");
  page.say({ type: "ask", id: "event-0003", room, text: "/rfm" });
  await page.next("settled");
  page.say({ type: "ask", id: "event-0004", room, thread: "answer-event-0001", text: "last quarter" });
  await page.next("settled");
  expect(host.asked.map(({ where, about }) => [where.thread, about])).toEqual([
    [undefined, undefined],
    ["answer-event-0001", "/funnel"],
    [undefined, undefined],
    ["answer-event-0001", "/funnel"],
  ]);
});
