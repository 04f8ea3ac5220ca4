import { describe, expect, it } from "vitest";
import { answerOf, longText, pictureOf } from "../scripted-answers.ts";
import { openSlack } from "./open.ts";
import { spoken } from "./seen.ts";
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
    expect(server.calls.filter(({ method }) => method === "conversations.open")).toEqual([]);
    expect(own.channel).toBe(await deeds.direct(server.user("lin")));
  });

  it.each(["lost", "garbled"] as const)("is found after a reply that was %s, and not posted twice", async (kind) => {
    const { connection, server } = await openSlack();
    const image = await pictureOf("digest", "digest");
    for (const [target, extra] of [
      ["#management", {}],
      [server.user("lin"), { image }],
    ] as const) {
      server.fail("chat.postMessage", kind);
      const key = `digest/${target}`;
      const sent = connection.send(target, answerOf("digest", extra), key);
      await expect(sent).rejects.toMatchObject({ name: "SendError", fate: "lost" });
      const found = await connection.find?.(target, key, new Date(Date.now() - 60_000));
      expect(found?.message).toBe(server.board.messages.at(-1)?.ts);
      expect(await connection.find?.(target, `${key}/other`, new Date(Date.now() - 60_000))).toBeNull();
    }
    expect(server.board.messages).toHaveLength(2);
  });

  it("is taken back with its picture, also when somebody was faster", async () => {
    const { connection, server } = await openSlack();
    const image = await pictureOf("wrong", "wrong");
    const sent = await connection.send("#sales", answerOf("wrong", { image }), "wrong/1");
    await connection.recall?.(sent);
    expect(server.board.messages).toEqual([]);
    expect(server.calls.filter(({ method }) => method === "files.delete")).toHaveLength(1);
    await connection.recall?.(sent);
  });

  it("goes on in its thread where it is longer than a message, and is taken back whole", async () => {
    const { connection, server } = await openSlack();
    const image = await pictureOf("long", "long");
    const insights = Array.from({ length: 60 }, (_, at) => longText(`insight${at}`, 2_900));
    server.fail("chat.postMessage", "limit");
    await expect(connection.send("#sales", answerOf("long", { insights }), "long/1")).rejects.toThrow("rate limited");
    expect(server.board.messages).toEqual([]);
    for (const changes of [{}, { image }]) {
      const answer = answerOf("long", { insights, ...changes });
      const sent = await connection.send("#sales", answer, "long/1");
      const { messages } = server.board;
      const [first, ...more] = messages;
      expect(first?.ts).toBe(sent.message);
      expect(spoken(first?.blocks ?? [])).toContain("This goes on below.");
      expect(more.length).toBeGreaterThan(10);
      expect(more.every(({ thread, broken }) => thread === sent.message && broken.length === 0)).toBe(true);
      const said = messages.map(({ blocks }) => spoken(blocks)).join("\n");
      for (const text of [...insights, answer.actions?.[0] ?? "", answer.footnotes?.[0] ?? ""])
        expect(said).toContain(text);
      await connection.recall?.(sent);
      expect(server.board.messages).toEqual([]);
    }
  });

  it("stands as sent where what goes on below it cannot be posted, which is logged", async () => {
    const { connection, server, host } = await openSlack();
    const insights = Array.from({ length: 4 }, (_, at) => longText(`insight${at}`, 2_900));
    const sending = connection.send("#sales", answerOf("long", { insights }), "long/2");
    await server.until(() => server.board.messages[0]);
    server.refusePosts(server.channel("sales"), "is_archived");
    expect((await sending).message).toBe(server.board.messages[0]?.ts);
    expect(host.errors).toEqual(["what stands below a delivery could not be posted"]);
  });

  it("reaches a channel that was renamed, also after a restart, and one that took its name when it is archived", async () => {
    const { connection, server, host } = await openSlack();
    const { channel } = await connection.send("#management", answerOf("one"), "d/1");
    expect(await connection.resolve?.("#management")).toBe(channel);
    server.rename(channel, "leadership");
    const again = await openSlack(undefined, { server, changes: { vault: host.vault } });
    expect((await again.connection.send("#management", answerOf("two"), "d/2")).channel).toBe(channel);
    server.refusePosts(channel, "is_archived");
    const gone = again.connection.send("#management", answerOf("three"), "d/3");
    await expect(gone).rejects.toMatchObject({ fate: "refused", message: expect.stringContaining("is_archived") });
    server.rename(server.channel("sales"), "management");
    const taken = await again.connection.send("#management", answerOf("four"), "d/4");
    expect(taken.channel).toBe(server.channel("sales"));
  });

  it("knows people by their e-mail address, and asks once", async () => {
    const { connection, server } = await openSlack();
    const { user } = await server.api("users.info", { user: server.user("lin") });
    const email = user.profile.email as string;
    expect(await connection.userByEmail?.(email)).toBe(server.user("lin"));
    expect(await connection.userByEmail?.(email)).toBe(server.user("lin"));
    expect(await connection.userByEmail?.("nobody@example.com")).toBeNull();
    expect(server.calls.filter(({ method }) => method === "users.lookupByEmail")).toHaveLength(2);
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
  it.each([
    ["limit", "later", 0],
    ["unsaid", "later", 0],
    ["server", "later", 0],
    ["broken", "lost", 0],
    ["internal", "lost", 0],
    ["dropped", "lost", 0],
    ["lost", "lost", 1],
    ["garbled", "lost", 1],
    ["channel_not_found", "refused", 0],
    ["is_archived", "refused", 0],
    ["not_in_channel", "refused", 0],
    ["token_revoked", "refused", 0],
    ["account_inactive", "refused", 0],
  ] as const)("is told as what is known of the message: %s is %s", async (kind, fate, arrived) => {
    const { connection, server } = await openSlack();
    server.fail("chat.postMessage", kind, 7);
    const sent = connection.send("#sales", answerOf("late"), "late/1");
    await expect(sent).rejects.toMatchObject({
      ...{ name: "SendError", source: "slack", fate, retryable: fate !== "refused" },
      waitMs: kind === "limit" ? 7_000 : kind === "unsaid" ? 1_000 : undefined,
    });
    expect(server.board.messages).toHaveLength(arrived);
    expect(server.calls.filter(({ method }) => method === "chat.postMessage").length).toBeLessThanOrEqual(1);
  });

  it("before anything is posted is never a lost message", async () => {
    const { connection, server } = await openSlack();
    const image = await pictureOf("p", "p");
    for (let time = 0; time < 4; time++) server.fail("files.getUploadURLExternal", "dropped");
    await expect(connection.send("#sales", answerOf("p", { image }), "p/1")).rejects.toMatchObject({ fate: "later" });
    server.revoke();
    await expect(connection.send("#management", answerOf("p"), "p/2")).rejects.toMatchObject({ fate: "refused" });
    expect(server.board.messages).toEqual([]);
  });

  it("with its limits is waited for however often others come first, and no file is left out", async () => {
    const { connection, server } = await openSlack();
    const image = await pictureOf("queue", "queue");
    const files = [{ name: "queue.pptx", type: "application/octet-stream", bytes: new Uint8Array([1, 2, 3]) }];
    for (let time = 0; time < 12; time++) server.fail("files.getUploadURLExternal", "limit", 0);
    for (let time = 0; time < 6; time++) server.fail("files.completeUploadExternal", "limit", 0);
    await connection.send("#sales", answerOf("queue", { image, files }), "queue/1");
    expect(server.board.messages.map(({ files: sent }) => sent.length)).toEqual([0, 1]);
  });

  it("that takes too long before the post has nothing posted afterwards: whoever waits may send it again", async () => {
    const { connection, server } = await openSlack();
    const image = await pictureOf("slow", "slow");
    server.fail("files.getUploadURLExternal", "limit", 1);
    const until = new AbortController();
    const sent = connection.send("#sales", answerOf("slow", { image }), "slow/1", until.signal);
    await server.until(() => server.calls.find(({ method }) => method === "files.getUploadURLExternal"));
    until.abort();
    await expect(sent).rejects.toMatchObject({ name: "SendError", fate: "later" });
    expect(server.board.messages).toEqual([]);
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

  it("a private answer whose reply nobody could read is not posted again", async () => {
    const { command, deeds, server } = await openSlack();
    server.fail("chat.postEphemeral", "garbled");
    await command(deeds.command("rfm", "last90d"));
    const { text } = await server.until(() => server.responses.find(({ text: said }) => said !== undefined));
    expect(text).toMatch(/could not/);
    expect(server.board.messages).toHaveLength(1);
  });

  it("what cannot be delivered is said to the asker, and is in the log", async () => {
    const { command, deeds, server, host } = await openSlack();
    for (let time = 0; time < 4; time++) server.fail("chat.postEphemeral", "internal");
    await command(deeds.command("rfm", "last90d"));
    const { text } = await server.until(() => server.responses.find(({ text: said }) => said !== undefined));
    expect(text).toMatch(/could not/);
    expect(host.errors).toEqual(["an answer could not be delivered to Slack"]);
  }, 15_000);
});
