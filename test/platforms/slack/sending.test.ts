import { describe, expect, it } from "vitest";
import { answerOf, pictureOf } from "../scripted-answers.ts";
import { openSlack } from "./open.ts";
import { homeTeam } from "./slack-seed.ts";

describe("what is sent unasked", () => {
  it("goes to a channel by its name or a person by their id, and says where it is", async () => {
    const { connection, server, deeds } = await openSlack();
    const sent = await connection.send("#management", answerOf("digest"), "digest/1");
    expect(sent.channel).toBe(server.channel("management"));
    expect(sent.message).toMatch(/^\d+\.\d+$/);
    const named = await connection.send(`${homeTeam}/${sent.channel}`, answerOf("again"), "digest/3");
    expect(named.channel).toBe(sent.channel);
    const image = await pictureOf("own", "own");
    const own = await connection.send(server.user("lin"), answerOf("own", { image }), "digest/2");
    expect(own.channel).toBe(await deeds.direct(server.user("lin")));
  });

  it("is not posted twice when the reply to a post is lost", async () => {
    const { connection, server } = await openSlack();
    server.fail("chat.postMessage", "lost");
    await connection.send("#management", answerOf("digest"), "digest/2");
    expect(server.board.messages).toHaveLength(1);
  });

  it("keeps the order of a channel", async () => {
    const { connection, server } = await openSlack();
    const image = await pictureOf("order", "order");
    const each = [0, 1, 2, 3].map((at) => answerOf(`n${at}`, at % 2 ? {} : { image }));
    await Promise.all(each.map((answer, at) => connection.send("#sales", answer, `order/${at}`)));
    const order = server.board.messages.map(({ blocks }) => /n\d/.exec(JSON.stringify(blocks))?.[0]);
    expect(order).toEqual(["n0", "n1", "n2", "n3"]);
  });

  it("to an unknown channel says what to do", async () => {
    const { connection } = await openSlack();
    await expect(connection.send("#nowhere", answerOf("x"), "k")).rejects.toThrow("there is no channel #nowhere");
  });
});

describe("Slack's trouble", () => {
  it.each(["limit", "unsaid", "server", "internal"] as const)("is waited for: %s", async (kind) => {
    const { connection, server, host } = await openSlack();
    server.fail("chat.postMessage", kind, 0);
    await connection.send("#sales", answerOf("late"), "late/1");
    expect(server.board.messages).toHaveLength(1);
    expect(host.errors).toEqual([]);
  });

  it("that lasts is an error that may be tried again", async () => {
    const { connection, server } = await openSlack();
    server.fail("chat.postMessage", "limit", 3_600);
    const sent = connection.send("#sales", answerOf("late"), "late/1");
    await expect(sent).rejects.toMatchObject({ source: "slack", retryable: true });
  });

  it("a broken socket is replaced, and what was asked before is answered", async () => {
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { event, deeds, server, called } = await openSlack(async ({ text }) => {
      if (text === "before") await held;
      return answerOf(text);
    });
    await event(deeds.mention(server.user("lin"), "before"));
    await server.reconnect();
    answer();
    await called("chat.postEphemeral", ({ text }) => text.startsWith("before"));
    await event(deeds.mention(server.user("lin"), "after"));
    await called("chat.postEphemeral", ({ text }) => text.startsWith("after"));
  }, 15_000);

  it("what cannot be delivered is said to the asker, and is in the log", async () => {
    const { command, deeds, server, host } = await openSlack();
    for (let time = 0; time < 4; time++) server.fail("chat.postEphemeral", "internal");
    await command(deeds.command("rfm", "last90d"));
    const { text } = await server.until(() => server.responses.find(({ text: said }) => said !== undefined));
    expect(text).toMatch(/could not/);
    expect(host.errors).toEqual(["an answer could not be delivered to Slack"]);
  }, 15_000);
});
