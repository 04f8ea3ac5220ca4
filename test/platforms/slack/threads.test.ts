import { describe, expect, it } from "vitest";
import { answerOf } from "../scripted-answers.ts";
import { openSlack } from "./open.ts";

describe("in a thread", () => {
  it("a mention is answered to its asker, and what they write on is a question too", async () => {
    const { event, deeds, called, host, server } = await openSlack();
    const lin = server.user("lin");
    await event(deeds.mention(lin, "rfm", { thread: "10.1" }));
    const { body } = await called("chat.postEphemeral");
    expect(body).toMatchObject({ thread_ts: "10.1", user: lin });
    await event(deeds.message(lin, "by region", { thread: "10.1" }));
    await server.until(() => host.asked.length === 2);
    expect(host.asked[1]).toMatchObject({ kind: "mention", text: "by region", where: { thread: "10.1" } });
  });

  it("what others write, or what is said to others, is not for Parley", async () => {
    const { event, deeds, called, host, server } = await openSlack();
    const [lin, dana] = [server.user("lin"), server.user("dana")];
    await event(deeds.mention(lin, "rfm", { thread: "10.1" }));
    await called("chat.postEphemeral");
    await event(deeds.message(dana, "by region", { thread: "10.1" }));
    await event(deeds.message(lin, `<@${dana}> by region`, { thread: "10.1" }));
    await event(deeds.message(lin, "by region", { thread: "99.9" }));
    await event(deeds.message(lin, "by region"));
    await event(deeds.mention(dana, "sales", { thread: "10.1" }));
    await server.until(() => host.asked.length === 2);
    expect(host.asked.map(({ text }) => text)).toEqual(["rfm", "sales"]);
  });

  it("what Parley does not understand of what it overhears, it leaves alone", async () => {
    const unclear = { error: { code: "not_understood", hint: "The nearest …" } };
    const { event, deeds, server, host, connection } = await openSlack(({ text }) =>
      answerOf(text, text === "thanks!" ? unclear : {}),
    );
    const lin = server.user("lin");
    await event(deeds.mention(lin, "rfm", { thread: "10.1" }));
    await event(deeds.message(lin, "thanks!", { thread: "10.1" }));
    await expect.poll(host.answered).toBe(2);
    await connection.send("#sales", answerOf("last"), "k");
    expect(server.board.messages.filter(({ text }) => text.includes("thanks!"))).toEqual([]);
  });

  it("goes on from the answer that began it, also for those who never asked", async () => {
    const button = { action: "explain" as const, label: "How?", value: "/sales last quarter" };
    const { event, deeds, host, server, connection } = await openSlack();
    const { message } = await connection.send("#sales", answerOf("digest", { buttons: [button] }), "digest/1");
    await event(deeds.mention(server.user("lin"), "by region", { thread: message }));
    await server.until(() => host.asked[0]);
    expect(host.asked[0]).toMatchObject({ text: "by region", about: "/sales last quarter" });
  });

  it("a reply that was lost is found in a thread however long, and not posted again", async () => {
    const { event, deeds, server, host } = await openSlack();
    const dana = server.user("dana");
    const channel = await deeds.direct(dana);
    const thread = "10.1";
    server.lengthen(thread, 60);
    server.fail("chat.postMessage", "lost");
    await event(deeds.message(dana, "sales", { channel, thread, kind: "im" }));
    await server.until(() => host.answered() === 1 && server.board.statuses.size === 0);
    const found = server.calls.filter(({ method }) => method === "conversations.replies");
    expect(found).toHaveLength(1);
    expect(server.board.messages.filter(({ text }) => text.startsWith("sales"))).toHaveLength(1);
  });

  it("takes part after a restart", async () => {
    const first = await openSlack();
    const { vault } = first.host;
    const lin = first.server.user("lin");
    await first.event(first.deeds.mention(lin, "rfm", { thread: "10.1" }));
    await first.called("chat.postEphemeral");
    await first.connection.stop();
    const second = await openSlack(undefined, { changes: { vault }, server: first.server });
    await second.event(second.deeds.message(lin, "by region", { thread: "10.1" }));
    await second.server.until(() => second.host.asked[0]);
    expect(second.host.asked[0]?.text).toBe("by region");
  });
});

it("messages of bots and edits are no questions", async () => {
  const { event, deeds, host, server } = await openSlack();
  const channel = await deeds.direct(server.user("dana"));
  const bot = deeds.message(server.user("dana"), "sales", { channel, kind: "im" });
  Object.assign(bot.event, { bot_id: "B9" });
  await event(bot);
  const edit = deeds.message(server.user("dana"), "sales", { channel, kind: "im" });
  Object.assign(edit.event, { subtype: "message_changed" });
  await event(edit);
  await event(deeds.message(server.user("dana"), "kpi", { channel, kind: "im" }));
  await server.until(() => host.asked[0]);
  expect(host.asked.map(({ text }) => text)).toEqual(["kpi"]);
});

it("a question beside a file, or shown to the channel as well, is a question", async () => {
  const { event, deeds, host, server } = await openSlack();
  const dana = server.user("dana");
  const channel = await deeds.direct(dana);
  const ways = [
    [deeds.message(dana, "sales", { channel, kind: "im" }), "file_share"],
    [deeds.message(dana, "kpi", { channel, kind: "im", thread: "20.1" }), "file_share"],
    [deeds.mention(dana, "rfm", { thread: "10.1" }), "file_share"],
    [deeds.message(dana, "by region", { thread: "10.1" }), "thread_broadcast"],
  ] as const;
  for (const [at, [said, subtype]] of ways.entries()) {
    Object.assign(said.event, { subtype });
    await event(said);
    await server.until(() => host.asked.length > at);
  }
  expect(host.asked.map(({ text }) => text)).toEqual(["sales", "kpi", "rfm", "by region"]);
});
