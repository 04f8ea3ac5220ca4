import { describe, expect, it } from "vitest";
import { answerOf } from "../scripted-answers.ts";
import { openSlack } from "./open.ts";

/** Answers when told to, with notes of what it does. */
function slowly() {
  let answer = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const react = async ({ text }: { text: string }, progress: (note: string) => void) => {
    progress("Drawing the chart…");
    await released;
    return answerOf(text);
  };
  return { answer: () => answer(), react };
}

it("a mention's thread shows a status that follows the work and goes with the answer", async () => {
  const { answer, react } = slowly();
  const { event, deeds, server, called } = await openSlack(react);
  const { board } = server;
  await event(deeds.mention(server.user("lin"), "按区域"));
  await server.until(() => [...board.statuses.values()].includes("Drawing the chart…"));
  answer();
  await called("chat.postEphemeral");
  await server.until(() => board.statuses.size === 0);
  const shown = server.calls.filter(({ method }) => method === "assistant.threads.setStatus");
  expect(shown.map(({ body }) => body.status)).toEqual(["Working it out…", "Drawing the chart…", ""]);
});

it("a slow answer in a direct message has a stand-in, which is gone when the answer is there", async () => {
  const { answer, react } = slowly();
  const { event, deeds, server } = await openSlack(react);
  const { board } = server;
  const channel = await deeds.direct(server.user("dana"));
  await event(deeds.message(server.user("dana"), "sales", { channel, kind: "im" }));
  const [note] = await server.until(() => board.messages.length === 1 && [...board.messages]);
  expect(note).toMatchObject({ channel, text: "Drawing the chart…", blocks: [] });
  answer();
  await server.until(() => board.messages.length === 1 && board.messages[0]?.blocks.length);
  expect(board.messages[0]?.text).toContain("sales");
});

it("a slow answer to a press in a channel is announced to the presser alone", async () => {
  const { answer, react } = slowly();
  const { interact, deeds, server, called } = await openSlack(react);
  await interact(deeds.press(server.user("dana"), "parley.ask.0", "/rfm last30d"));
  const said = await server.until(() => server.responses[0]);
  expect(said).toMatchObject({ response_type: "ephemeral", replace_original: false, text: "Working it out…" });
  answer();
  await called("chat.postEphemeral");
});

it("a quick answer needs no note", async () => {
  const { event, deeds, server, called } = await openSlack();
  const channel = await deeds.direct(server.user("dana"));
  await event(deeds.message(server.user("dana"), "sales", { channel, kind: "im" }));
  await called("chat.postMessage");
  expect(server.calls.filter(({ method }) => method === "chat.delete")).toEqual([]);
});

describe("an answer that cannot be shown ends what said that it is under way", () => {
  const sorry = "I could not show you the answer here.";

  it("where not even the place of a slash command is known", async () => {
    const { command, deeds, server, host } = await openSlack();
    server.fail("conversations.open", "user_not_found");
    await command(deeds.command("rfm", "last90d", { channel_id: "DBETWEENTWO" }));
    expect(await server.until(() => server.responses[0])).toMatchObject({ replace_original: true, text: sorry });
    expect(host.asked).toEqual([]);
  });

  it("in a thread, where it is said to the asker alone", async () => {
    const { event, deeds, server, called } = await openSlack();
    const lin = server.user("lin");
    for (let time = 0; time < 4; time++) server.fail("chat.postEphemeral", "internal");
    await event(deeds.mention(lin, "sales"));
    const { body } = await called("chat.postEphemeral", ({ text }) => text === sorry);
    expect(body).toMatchObject({ user: lin, thread_ts: expect.stringMatching(/^\d/) });
    await server.until(() => server.board.statuses.size === 0);
  }, 15_000);

  it("in a direct message, where the stand-in goes, also when its own reply was lost", async () => {
    const { answer, react } = slowly();
    const { event, deeds, server } = await openSlack(react);
    const { board } = server;
    const channel = await deeds.direct(server.user("dana"));
    server.fail("chat.postMessage", "lost");
    await event(deeds.message(server.user("dana"), "sales", { channel, kind: "im" }));
    await server.until(() => server.calls.some(({ method }) => method === "conversations.history"));
    server.fail("chat.postMessage", "is_archived");
    answer();
    await server.until(() => board.messages.length === 1 && board.messages[0]?.text === sorry);
  }, 15_000);

  it("in the App Home, where no direct message can be opened", async () => {
    const { interact, deeds, server, host } = await openSlack();
    const dana = server.user("dana");
    server.fail("conversations.open", "user_not_found");
    await interact(deeds.pressAtHome(dana, "parley.ask.0", "/rfm last30d"));
    await server.until(() => JSON.stringify(server.board.homes.get(dana) ?? {}).includes(sorry));
    expect(host.errors).toEqual(["an answer could not be delivered to Slack"]);
    expect(JSON.stringify(server.board.homes.get(dana))).not.toContain("Working it out");
  });
});
