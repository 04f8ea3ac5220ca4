import { beforeAll, describe, expect, it } from "vitest";
import type { Image } from "#answer.ts";
import { answerOf, pictureOf } from "../scripted-answers.ts";
import { deedsIn } from "./deeds.ts";
import { openSlack } from "./open.ts";
import { freePort } from "./rig.ts";
import { signed } from "./slack-server.ts";

const secret = "signing-secret";
const form = "application/x-www-form-urlencoded";

let image: Image;
beforeAll(async () => {
  image = await pictureOf("rfm", "214 of 4,371 customers are at risk");
});

describe("a slash command", () => {
  it("is acknowledged with progress, then answered to its asker alone, with picture and alt text", async () => {
    const { command, deeds, called, server, host } = await openSlack(({ text }) => answerOf(text, { image }));
    expect(await command(deeds.command("rfm", "last90d"))).toMatchObject({
      response_type: "ephemeral",
      text: "Working it out…",
    });
    const { body } = await called("chat.postEphemeral");
    expect(body).toMatchObject({ user: server.user("dana"), channel: server.channel("sales"), brokenLimits: [] });
    expect(body.text).toContain("214 frequent buyers have gone quiet");
    expect(body.blocks.find(({ type }: { type: string }) => type === "image").alt_text).toBe(image.alt);
    expect((await called("files.getUploadURLExternal")).body.alt_text).toBe(image.alt);
    await server.until(() => server.responses.some((response) => response.delete_original === true));
    expect(host.asked[0]).toMatchObject({ kind: "command", text: "/rfm last90d", user: { email: "dana@acme.test" } });
  });

  it("is one message with the picture in the app's direct message", async () => {
    const { command, deeds, called, server } = await openSlack(({ text }) => answerOf(text, { image }));
    const channel_id = await deeds.direct(server.user("dana"));
    await command(deeds.command("rfm", "last90d", { channel_id }));
    const { body } = await called("files.completeUploadExternal");
    expect(body).toMatchObject({ channel_id, brokenLimits: [] });
    expect(JSON.stringify(body.blocks)).toContain("214 frequent buyers");
    expect(server.calls.some(({ method }) => method === "chat.postEphemeral")).toBe(false);
  });

  it("is answered in the direct message where the app may not write, and the asker learns where", async () => {
    const { command, deeds, called, server, host } = await openSlack();
    server.memberships.set("DBETWEENTWO", [server.user("dana"), server.user("lin")]);
    await command(deeds.command("rfm", "last90d", { channel_id: "DBETWEENTWO" }));
    const { body } = await called("chat.postMessage");
    expect(body.channel).toBe(await deeds.direct(server.user("dana")));
    await server.until(() => server.responses.some(({ text }) => /in our direct message/.test(text ?? "")));
    // A direct message of two people is no private place.
    expect(host.asked[0]?.where).toEqual({ channel: "DBETWEENTWO", private: false });
    expect(host.errors).toEqual([]);
  });

  it("/parley <command> keeps Slack's markup out of the question", async () => {
    const { command, deeds, host, server } = await openSlack();
    await command(deeds.command("parley", "rfm Q3 owner=<@U1|dana> &lt;x&gt;"));
    await server.until(() => host.asked[0]);
    expect(host.asked[0]?.text).toBe("/rfm Q3 owner=  <x>");
  });

  it("/parley takes a command, with or without its slash, or one's own words", async () => {
    const { command, deeds, host, server } = await openSlack();
    for (const text of ["rfm last90d", "/rfm last90d", "how are sales?", ""])
      await command(deeds.command("parley", text));
    await server.until(() => host.asked.length === 4);
    expect(host.asked.map(({ text }) => text)).toEqual(["/rfm last90d", "/rfm last90d", "how are sales?", "/"]);
  });

  it("that was answered before is answered with nothing", async () => {
    const { command, deeds, server, host } = await openSlack();
    const once = deeds.command("rfm", "last90d");
    await command(once);
    await server.until(() => server.responses.length === 1);
    await command(once);
    await server.until(() => server.responses.length === 2);
    expect(host.asked).toHaveLength(1);
    expect(server.board.messages).toHaveLength(1);
  });
});

describe("over HTTP", () => {
  it("signed requests are answered, forged ones refused, without a word in the error log", async () => {
    const port = await freePort();
    const { server, host, called } = await openSlack(undefined, {
      settings: { SLACK_SIGNING_SECRET: secret, SLACK_PORT: String(port) },
    });
    const body = new URLSearchParams(deedsIn(server).command("rfm", "last90d")).toString();
    expect((await signed(port, secret, body, form, true)).status).toBe(401);
    expect(host.asked).toEqual([]);
    const acknowledged = await signed(port, secret, body, form);
    expect(JSON.parse(acknowledged.text)).toMatchObject({ response_type: "ephemeral", text: "Working it out…" });
    await called("chat.postEphemeral");
    expect(host.errors).toEqual([]);
  });
});

describe("buttons", () => {
  it("are questions, sharing and explanations; what is shared stands in the channel", async () => {
    const { interact, deeds, called, host, server } = await openSlack(({ action, text }) =>
      answerOf(text, { image, visibility: action === "share" ? "channel" : "private" }),
    );
    const dana = server.user("dana");
    await interact(deeds.press(dana, "parley.ask.0", "/rfm last30d"));
    await called("chat.postEphemeral");
    await interact(deeds.press(dana, "parley.share.1", "/rfm last90d"));
    await called("files.completeUploadExternal", ({ channel_id }) => channel_id === server.channel("sales"));
    await interact(deeds.press(dana, "parley.explain.2", "/rfm last90d"));
    await server.until(() => host.asked.length === 3);
    expect(host.asked.map(({ action, text }) => [action, text])).toEqual([
      ["ask", "/rfm last30d"],
      ["share", "/rfm last90d"],
      ["explain", "/rfm last90d"],
    ]);
  });
});
