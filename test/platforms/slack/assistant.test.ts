import { expect, it } from "vitest";
import { answerOf } from "../scripted-answers.ts";
import { openSlack } from "./open.ts";
import { formOf } from "./seen.ts";

const ask = (value: string) => ({ action: "ask" as const, label: `${value}!`, value });
const home = async () => ({
  ...{ about: [], subscriptions: [], locale: "en" as const },
  suggested: [ask("/kpi"), ask("/sales"), ask("/quality")],
  recent: [ask("/kpi"), ask("/rfm"), ask("/churn")],
});

it("offers at most four different prompts when a thread begins", async () => {
  const { event, deeds, called, server } = await openSlack(undefined, { changes: { home } });
  await event(deeds.threadStarted(server.user("dana"), "D1", "20.1"));
  const { body } = await called("assistant.threads.setSuggestedPrompts");
  expect(body).toMatchObject({ channel_id: "D1", thread_ts: "20.1", title: "Worth asking" });
  expect(body.prompts.map(({ message }: { message: string }) => message)).toEqual([
    "/kpi",
    "/sales",
    "/quality",
    "/rfm",
  ]);
});

it("answers in the thread with a status on the way and a title from the first question", async () => {
  const { event, deeds, called, server, host } = await openSlack();
  const dana = server.user("dana");
  const channel = await deeds.direct(dana);
  await event(deeds.message(dana, "how are sales?", { channel, thread: "20.1", kind: "im" }));
  expect((await called("assistant.threads.setStatus")).body.status).toBe("Working it out…");
  const { body } = await called("chat.postMessage");
  expect(body).toMatchObject({ channel, thread_ts: "20.1", brokenLimits: [] });
  expect((await called("assistant.threads.setTitle")).body.title).toBe("how are sales?");
  await event(deeds.message(dana, "by region", { channel, thread: "20.1", kind: "im" }));
  await server.until(() => host.answered() === 2 && server.board.statuses.size === 0);
  expect(server.calls.filter(({ method }) => method === "assistant.threads.setTitle")).toHaveLength(1);
  expect(host.asked[1]?.where).toEqual({ channel, private: true, thread: "20.1" });
});

it("ratings reach the host; a bad one may be explained", async () => {
  const { event, interact, deeds, called, modal, server, host } = await openSlack();
  const dana = server.user("dana");
  const channel = await deeds.direct(dana);
  await event(deeds.message(dana, "sales", { channel, thread: "20.1", kind: "im" }));
  const { body } = await called("chat.postMessage");
  const [rating] = body.blocks.at(-1).elements;
  const { id } = answerOf("sales");
  expect(rating).toMatchObject({ type: "feedback_buttons", positive_button: { value: `good:${id}` } });
  const press = (value: string) =>
    interact(deeds.press(dana, rating.action_id, value, { channel, thread: "20.1", type: "feedback_buttons" }));
  await press(rating.positive_button.value);
  expect((await called("chat.postEphemeral")).body.text).toBe("Thank you, noted.");
  await press(rating.negative_button.value);
  expect(formOf(await modal())).toMatchObject({ title: "What was wrong?", complaints: [] });
  await interact(deeds.submission(dana, { text: "the region is wrong" }));
  await server.until(() => host.rated.length === 3);
  expect(host.rated).toMatchObject([
    { answer: id, good: true, user: { id: dana } },
    { answer: id, good: false },
    { answer: id, good: false, comment: "the region is wrong" },
  ]);
});
