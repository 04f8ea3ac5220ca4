import { describe, expect, it } from "vitest";
import { answerOf } from "../scripted-answers.ts";
import { deedsIn } from "./deeds.ts";
import { openSlack } from "./open.ts";
import { freePort } from "./rig.ts";

/** Parley for several workspaces, listening for installations on a port of its own. */
async function openForMany() {
  const port = String(await freePort());
  const many = {
    ...{ SLACK_BOT_TOKEN: "", SLACK_CLIENT_ID: "1.1", SLACK_CLIENT_SECRET: "x" },
    ...{ SLACK_STATE_SECRET: "a-secret-that-nobody-guesses", SLACK_TEAMS: "T1,T2,T3", SLACK_PORT: port },
  };
  const slack = await openSlack(undefined, { settings: many });
  const page = (path: string, cookie = "") =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie }, redirect: "manual" });
  /** As an administrator's browser does it: to Slack, allow, back with Slack's code. */
  async function install(team: string): Promise<{ status: number; state: string; cookie: string }> {
    const start = await page("/slack/install");
    const cookie = (start.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const state = new URL(start.headers.get("location") ?? "").searchParams.get("state") ?? "";
    const { status } = await page(`/slack/oauth_redirect?code=code-${team}&state=${state}`, cookie);
    return { status, state, cookie };
  }
  return { ...slack, install, page };
}

describe("several workspaces", () => {
  it("install through OAuth, and each is answered with its own token", async () => {
    const { install, event, server, connection } = await openForMany();
    expect((await install("T1")).status).toBe(200);
    expect((await install("T2")).status).toBe(200);
    const dana = server.user("dana");
    await event(deedsIn(server, "T1").mention(dana, "one"));
    await event(deedsIn(server, "T2").mention(dana, "two"));
    const teamOf = (word: string) =>
      server.until(() =>
        server.calls.find(({ method, body }) => method === "chat.postEphemeral" && body.text.startsWith(word)),
      );
    expect((await teamOf("one")).team).toBe("T1");
    expect((await teamOf("two")).team).toBe("T2");
    await connection.send("T2/#sales", answerOf("digest"), "d/1");
    expect(server.calls.find(({ method }) => method === "chat.postMessage")?.team).toBe("T2");
  });

  it("must be named when something is sent, unless there is only one", async () => {
    const { install, connection, server } = await openForMany();
    await expect(connection.send("#sales", answerOf("x"), "k")).rejects.toThrow("installed in no workspace");
    await install("T1");
    await connection.send("#sales", answerOf("x"), "k");
    expect(server.board.messages).toHaveLength(1);
    await install("T2");
    const unnamed = connection.send("#sales", answerOf("x"), "k");
    await expect(unnamed).rejects.toMatchObject({ hint: expect.stringContaining("T1/#sales") });
    await expect(connection.send("T3/#sales", answerOf("x"), "k")).rejects.toThrow("not installed in T3");
  });

  it("are taken only when they are listed, asked for here, and allowed by Slack", async () => {
    const { install, page, connection } = await openForMany();
    expect((await install("T9")).status).not.toBe(200);
    const { state, cookie } = await install("T8");
    expect((await page(`/slack/oauth_redirect?code=code-T1&state=${state}`)).status).not.toBe(200);
    expect((await page("/slack/oauth_redirect?code=code-T1&state=forged", cookie)).status).not.toBe(200);
    expect((await page(`/slack/oauth_redirect?code=wrong&state=${state}`, cookie)).status).not.toBe(200);
    await expect(connection.send("#sales", answerOf("x"), "k")).rejects.toThrow("installed in no workspace");
  });

  it("outlive a restart, sealed in the vault", async () => {
    const first = await openForMany();
    await first.install("T1");
    expect(await first.host.vault.get("installation:T1")).toContain("xoxb-");
    await first.connection.stop();
    const { vault } = first.host;
    const settings = {
      ...{ SLACK_BOT_TOKEN: "", SLACK_CLIENT_ID: "1.1", SLACK_CLIENT_SECRET: "x", SLACK_TEAMS: "T1" },
      ...{ SLACK_STATE_SECRET: "a-secret-that-nobody-guesses", SLACK_PORT: String(await freePort()) },
    };
    const second = await openSlack(undefined, { changes: { vault }, server: first.server, settings });
    await second.connection.send("#sales", answerOf("x"), "k");
    expect(second.server.calls.at(-1)?.team).toBe("T1");
  });

  it("have their tokens renewed before they expire, once for all who need it", async () => {
    const { install, connection, server, host } = await openForMany();
    server.teams.rotate(600);
    await install("T1");
    server.teams.rotate(43_200);
    const before = await host.vault.get("installation:T1");
    await Promise.all([0, 1, 2].map((at) => connection.send("#sales", answerOf(`n${at}`), `k/${at}`)));
    const renewals = server.calls.filter(({ body }) => body.grant_type === "refresh_token");
    expect(renewals).toHaveLength(1);
    expect(await host.vault.get("installation:T1")).not.toBe(before);
    expect(server.board.messages).toHaveLength(3);
  });

  it.each([
    ["app_uninstalled", {}],
    ["tokens_revoked", { tokens: { bot: ["UBOT"], oauth: [] } }],
  ])("are forgotten when they go: %s", async (type, more) => {
    const { install, event, connection, server, host } = await openForMany();
    await install("T1");
    await connection.send("#sales", answerOf("x"), "k");
    server.teams.revoke("T1");
    await event(deedsIn(server, "T1").event({ type, ...more }));
    await expect.poll(() => host.vault.get("installation:T1")).toBeNull();
    await expect(connection.send("#sales", answerOf("x"), "k")).rejects.toThrow("installed in no workspace");
  });
});

it("revoked user tokens take nothing away", async () => {
  const { install, event, connection, server } = await openForMany();
  await install("T1");
  await event(deedsIn(server, "T1").event({ type: "tokens_revoked", tokens: { bot: [], oauth: ["U1"] } }));
  await connection.send("#sales", answerOf("x"), "k");
  expect(server.board.messages).toHaveLength(1);
});
