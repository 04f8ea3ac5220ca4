import { afterEach, expect, test } from "vitest";
import type { Home, Person, Rating } from "#platform.ts";
import { openSocket, sit, start, stopAll } from "./running.ts";
import { fullAnswer, funnelForm, smallHost } from "./small-host.ts";

afterEach(stopAll);

const png = new Uint8Array([1]);
const isCard = ({ message }: { message: { card: unknown } }) => message.card !== null;

test("a form that changes a question is given for its message; sent, it is asked beside that message", async () => {
  const wanted: [string, Person][] = [];
  const host = smallHost(({ text, values }) => fullAnswer(png, "en", { command: `/${text} ${values?.period}` }), {
    form: async (text, user) => {
      wanted.push([text, user]);
      return funnelForm;
    },
  });
  const { url } = await start(host);
  const page = await sit(url, "u1", "#sales");
  page.say({ type: "ask", id: "event-0001", room: "#sales", text: "/funnel Q3" });
  const { message } = await page.next("message", isCard);
  page.say({ type: "form", room: "#sales", message: message.id, text: "/funnel Q3" });
  expect(await page.next("form")).toEqual({ type: "form", room: "#sales", message: message.id, form: funnelForm });
  expect(wanted).toMatchObject([["/funnel Q3", { id: "u1", locale: "en" }]]);
  const values = { period: "Q2", by: "region", rest: "" };
  const sent = { type: "submit", id: "event-0002", room: "#sales", message: message.id, command: "funnel", values };
  page.say(sent);
  expect((await page.next("message", ({ message: one }) => one.id === "event-0002")).message).toMatchObject({
    text: "/funnel Q2",
    audience: "u1",
    thread: null,
  });
  expect((await page.next("message", isCard)).message).toMatchObject({ id: "answer-event-0002", audience: "u1" });
  expect(host.asked[1]).toMatchObject({ kind: "form", text: "funnel", values, where: { channel: "#sales" } });
});

test("a form in a thread is answered in the thread; what was not understood is shown as it was filled in", async () => {
  const error = { code: "unknown_period", hint: null };
  const host = smallHost(({ kind }) => fullAnswer(png, "en", kind === "form" ? { command: "", error } : {}));
  const { url } = await start(host);
  const page = await sit(url, "u1", "#sales");
  page.say({ type: "ask", id: "event-0001", room: "#sales", text: "/funnel" });
  const { message: root } = await page.next("message", isCard);
  page.say({ type: "ask", id: "event-0002", room: "#sales", thread: root.id, text: "by region" });
  const { message: reply } = await page.next("message", isCard);
  const values = { period: "someday", by: "", rest: "region=East" };
  page.say({ type: "submit", id: "event-0003", room: "#sales", message: reply.id, command: "funnel", values });
  expect((await page.next("message", ({ message }) => message.id === "event-0003")).message).toMatchObject({
    text: "/funnel someday region=East",
    thread: root.id,
  });
  expect(host.asked[2]).toMatchObject({ about: "/funnel Q3", where: { thread: root.id } });
});

test("what lacks its subject brings its form along, and a question without a form says so", async () => {
  const { url } = await start(smallHost(() => fullAnswer(png, "en", { form: funnelForm })));
  const page = await sit(url, "u1", "direct:u1");
  page.say({ type: "ask", id: "event-0001", room: "direct:u1", text: "/funnel" });
  expect((await page.next("message", isCard)).message.card?.form).toEqual(funnelForm);
  page.say({ type: "form", room: "direct:u1", message: "answer-event-0001", text: "nonsense" });
  expect(await page.next("form")).toMatchObject({ form: null });
});

test("a form of too many or too long fields is refused", async () => {
  const { url } = await start(smallHost(() => fullAnswer(png, "en")));
  const page = await sit(url, "u1", "direct:u1");
  const sent = { type: "submit", id: "event-0001", room: "direct:u1", message: "x", command: "funnel" };
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`field${at}`, ""]));
  for (const values of [many, { subject: "x".repeat(2_001) }, { subject: 1 }]) {
    page.say({ ...sent, values });
    expect(await page.next("refused")).toMatchObject({ reason: "malformed" });
  }
});

test("the front page is the person's own", async () => {
  const home = async ({ id, locale }: Person): Promise<Home> => {
    const button = { action: "ask" as const, label: `asked by ${id}`, value: "/rfm" };
    return { about: [`You are ${id}`], recent: [button], suggested: [], subscriptions: [], locale: locale ?? "en" };
  };
  const { url } = await start(smallHost(() => fullAnswer(png, "en"), { home }));
  const page = await sit(url, "u2", "direct:u2");
  page.say({ type: "home", room: "direct:u2" });
  expect((await page.next("home")).home).toMatchObject({ about: ["You are u2"], locale: "zh" });
  page.say({ type: "home", room: "direct:u1" });
  expect(await page.next("refused")).toMatchObject({ reason: "unknown_room" });
});

test("a rating is kept by answer, is the rater's own, and can be changed", async () => {
  const rated: Rating[] = [];
  const host = smallHost(
    ({ action }) => fullAnswer(png, "en", { visibility: action === "share" ? "channel" : "private" }),
    {
      rate: async (rating) => void rated.push(rating),
    },
  );
  const { url } = await start(host);
  const anna = await sit(url, "u1", "#sales");
  const tom = await sit(url, "u3", "#sales");
  const press = { type: "press", room: "#sales", message: "x", action: "share", value: "/funnel" };
  anna.say({ ...press, id: "event-0001" });
  const { message } = await tom.next("message");
  for (const good of [false, true]) {
    anna.say({ type: "rate", room: "#sales", message: message.id, good });
    expect(await anna.next("rated")).toMatchObject({ message: message.id, good });
  }
  expect(rated).toMatchObject([
    { answer: "a1b2c3", good: false, user: { id: "u1" } },
    { answer: "a1b2c3", good: true, user: { id: "u1" } },
  ]);
  for (const [page, ratings] of [
    [anna, { [message.id]: true }],
    [tom, {}],
  ] as const) {
    page.say({ type: "open", room: "#sales" });
    expect((await page.next("history", ({ messages }) => messages.length > 0)).ratings).toEqual(ratings);
  }
  tom.say({ type: "rate", room: "#sales", message: "no-such-message", good: true });
  expect(await tom.next("refused")).toMatchObject({ reason: "unknown_room" });
});

test("whoever has chosen no language is spoken to in their own, else in the browser's", async () => {
  const { url } = await start(smallHost(() => fullAnswer(png, "en")));
  const page = await openSocket(url);
  const spoken = async (said: object) => {
    page.say({ type: "hello", ...said });
    return (await page.next("welcome")).locale;
  };
  expect(await spoken({ persona: "u3", browser: "zh" })).toBe("zh");
  expect(await spoken({ persona: "u1", browser: "zh" })).toBe("en");
  expect(await spoken({ persona: "u1", browser: "en", locale: "zh" })).toBe("zh");
  expect(await spoken({ persona: "u3" })).toBe("en");
});
