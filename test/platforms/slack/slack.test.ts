import { createServer } from "node:net";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "#answer.ts";
import type { Connection, Host, Incoming } from "#platform.ts";
import slack from "../../../src/platforms/slack/index.ts";
import { signed, startSlack } from "./slack-server.ts";

const secret = "signing-secret";
const form = "application/x-www-form-urlencoded";

let server: Awaited<ReturnType<typeof startSlack>>;
let png: Uint8Array;
let connection: Connection;
let asked: Incoming[];
let reply: (incoming: Incoming) => Answer | null;
let errors: object[];

const answer = (change: Partial<Answer> = {}): Answer => ({
  id: "ref1",
  command: "/rfm last90d",
  locale: "en",
  headline: "214 frequent buyers have gone quiet",
  context: "25 Aug – 22 Nov 2026 | whole company",
  kpis: [{ label: "Customers", value: "4,371", change: "+3%" }],
  table: {
    columns: [
      { key: "segment", label: "Segment", format: "text" },
      { key: "share", label: "Share", format: "percent" },
    ],
    rows: [{ segment: "Champions", share: 0.12 }],
    cells: [["Champions", "12%"]],
  },
  insights: ["They brought ¥4.2M last year"],
  actions: ["Call the top 20 this week"],
  footnotes: ["Labels are relative to the period"],
  buttons: [
    { action: "ask", label: "30 days", value: "/rfm last30d" },
    { action: "share", label: "Share to channel", value: "/rfm last90d" },
    { action: "explain", label: "How was this computed?", value: "/rfm last90d" },
  ],
  image: { png, alt: "214 of 4,371 customers are at risk", width: 1680, height: 1200 },
  visibility: "private",
  result: {},
  ...change,
});

function host(): Host {
  return {
    commands: [],
    defaultLocale: "en",
    prefix: "",
    async ask(incoming) {
      asked.push(incoming);
      return reply(incoming);
    },
    form: async () => null,
    home: async () => ({ about: [], recent: [], suggested: [], subscriptions: [], locale: "en" }),
    rate: async () => undefined,
    vault: { get: async () => null, set: async () => undefined, delete: async () => undefined },
    say: () => "Working it out…",
    personas: async () => [],
    log: { info() {}, warn() {}, error: (fields) => void errors.push(fields) },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

beforeAll(async () => {
  png = await sharp({ create: { width: 30, height: 20, channels: 3, background: "#2F6FDE" } })
    .png()
    .toBuffer();
});
beforeEach(async () => {
  server = await startSlack();
  asked = [];
  errors = [];
  reply = () => answer();
});
afterEach(async () => {
  await connection?.stop();
  await server.close();
});
afterAll(() => expect(errors).toEqual([]));

const settings = (more: object) =>
  slack.config.parse({ SLACK_BOT_TOKEN: server.botToken, SLACK_API_URL: server.apiUrl, ...more });

const slashCommand = (text: string, change: Record<string, string> = {}): Record<string, string> => ({
  token: "t",
  team_id: "T000000001",
  channel_id: server.channel("sales"),
  channel_name: "sales",
  user_id: server.user("dana"),
  user_name: "dana",
  command: "/rfm",
  text,
  api_app_id: "A1",
  is_enterprise_install: "false",
  response_url: server.responseUrl(),
  trigger_id: `trigger.${Math.random()}`,
  ...change,
});

const pressed = (action: string, value: string) => ({
  type: "block_actions",
  api_app_id: "A1",
  team: { id: "T000000001", domain: "acme" },
  user: { id: server.user("dana"), username: "dana", team_id: "T000000001" },
  channel: { id: server.channel("sales"), name: "sales" },
  container: { type: "message", message_ts: "1.1", channel_id: server.channel("sales") },
  message: { ts: "1.1", text: "" },
  response_url: server.responseUrl(),
  trigger_id: `trigger.${Math.random()}`,
  actions: [{ type: "button", action_id: action, block_id: "b", value, action_ts: "1" }],
});

describe("over HTTP", () => {
  let port: number;
  beforeEach(async () => {
    port = await freePort();
    connection = await slack.start(settings({ SLACK_SIGNING_SECRET: secret, SLACK_PORT: port }), host());
  });

  const command = (text: string, change = {}) =>
    signed(port, secret, new URLSearchParams(slashCommand(text, change)).toString(), form);

  it("acknowledges at once with progress, then answers only the asker, with picture and alt text", async () => {
    const acknowledged = await command("last90d");
    expect(acknowledged.status).toBe(200);
    expect(JSON.parse(acknowledged.text)).toMatchObject({ response_type: "ephemeral", text: "Working it out…" });
    const posted = await server.until(() => server.calls.find(({ method }) => method === "chat.postEphemeral"));
    expect(posted.body).toMatchObject({
      user: server.user("dana"),
      channel: server.channel("sales"),
      brokenLimits: [],
    });
    expect(posted.body.text).toBe("214 frequent buyers have gone quiet");
    const image = posted.body.blocks.find((block: { type: string }) => block.type === "image");
    expect(image.alt_text).toBe("214 of 4,371 customers are at risk");
    const upload = server.calls.find(({ method }) => method === "files.getUploadURLExternal");
    expect(upload?.body.alt_text).toBe("214 of 4,371 customers are at risk");
    expect(JSON.stringify(posted.body.blocks)).toContain("¥4.2M");
    expect(asked[0]).toMatchObject({ kind: "command", text: "/rfm last90d", user: { email: "dana@acme.test" } });
    await server.until(() => server.responses.some((response) => response.delete_original === true));
  });

  it("posts one message with the picture in a direct message", async () => {
    const { channel } = await server.api("conversations.open", { users: server.user("dana") });
    await command("last90d", { channel_id: channel.id });
    const completed = await server.until(() =>
      server.calls.find(({ method }) => method === "files.completeUploadExternal"),
    );
    expect(completed.body).toMatchObject({ channel_id: channel.id, brokenLimits: [] });
    expect(JSON.stringify(completed.body.blocks)).toContain("214 frequent buyers have gone quiet");
    expect(server.calls.some(({ method }) => method === "chat.postEphemeral")).toBe(false);
  });

  it("runs /parley <command> and keeps Slack's markup out of the question", async () => {
    await command("funnel Q3 owner=<@U1|dana> &lt;x&gt;", { command: "/parley" });
    await server.until(() => asked[0]);
    expect(asked[0]?.text).toBe("/funnel Q3 owner=  <x>");
  });

  it("turns buttons into questions, sharing and explanations", async () => {
    reply = ({ action }) => answer({ visibility: action === "share" ? "channel" : "private" });
    const press = (action: string, value: string) =>
      signed(port, secret, new URLSearchParams({ payload: JSON.stringify(pressed(action, value)) }).toString(), form);
    expect((await press("parley.ask.0", "/rfm last30d")).status).toBe(200);
    await server.until(() => server.calls.find(({ method }) => method === "chat.postEphemeral"));
    await press("parley.share.1", "/rfm last90d");
    const shared = await server.until(() =>
      server.calls.find(({ method, body }) => method === "files.completeUploadExternal" && body.channel_id),
    );
    expect(shared.body.channel_id).toBe(server.channel("sales"));
    await press("parley.explain.2", "/rfm last90d");
    await server.until(() => asked.length === 3);
    expect(asked.map(({ action, text }) => [action, text])).toEqual([
      ["ask", "/rfm last30d"],
      ["share", "/rfm last90d"],
      ["explain", "/rfm last90d"],
    ]);
  });

  it("answers mentions in their thread", async () => {
    const event = {
      type: "app_mention",
      user: server.user("lin"),
      text: "<@UBOT> 按区域",
      ts: "10.1",
      channel: server.channel("sales"),
      event_ts: "10.1",
    };
    const body = JSON.stringify({
      type: "event_callback",
      team_id: "T000000001",
      api_app_id: "A1",
      event_id: "Ev1",
      event,
    });
    expect((await signed(port, secret, body, "application/json")).status).toBe(200);
    const posted = await server.until(() => server.calls.find(({ method }) => method === "chat.postEphemeral"));
    expect(posted.body.thread_ts).toBe("10.1");
    expect(asked[0]).toMatchObject({ kind: "mention", text: "按区域", eventId: "event:Ev1" });
  });

  it("refuses forged requests", async () => {
    const body = new URLSearchParams(slashCommand("last90d")).toString();
    expect((await signed(port, secret, body, form, true)).status).toBe(401);
    expect(asked).toEqual([]);
  });

  it("waits as long as a 429 asks, and tries again after a 503", async () => {
    server.fail("chat.postEphemeral", "limit", 0);
    server.fail("chat.postEphemeral", "server");
    await command("last90d");
    await server.until(() => server.calls.find(({ method }) => method === "chat.postEphemeral"));
  });

  it("says nothing when the event was answered before", async () => {
    reply = () => null;
    await command("last90d");
    await server.until(() => server.responses.length > 0);
    expect(server.calls.some(({ method }) => method.startsWith("chat."))).toBe(false);
  });

  it("keeps within Block Kit's limits and drops no text, however long the answer", async () => {
    const long = "很长的结论".repeat(1500);
    reply = () =>
      answer({
        headline: long,
        insights: [long, long],
        kpis: Array.from({ length: 23 }, (_, index) => ({ label: `k${index}`, value: "x".repeat(3000) })),
        buttons: [
          { action: "ask", label: "b".repeat(200), value: "/rfm" },
          { action: "ask", label: "too long", value: "v".repeat(3000) },
        ],
        image: { png, alt: "a".repeat(5000), width: 1, height: 1 },
      });
    await command("last90d");
    const posted = await server.until(() => server.calls.find(({ method }) => method === "chat.postEphemeral"));
    expect(posted.body.brokenLimits).toEqual([]);
    const shown = posted.body.blocks.map((block: { text?: { text: string } }) => block.text?.text ?? "").join("");
    expect(shown.split("很长的结论").length - 1).toBeGreaterThanOrEqual(4490);
  });

  it("escapes CRM data", async () => {
    reply = () => answer({ headline: "<!channel> & <https://evil.test|click>" });
    await command("last90d");
    const posted = await server.until(() => server.calls.find(({ method }) => method === "chat.postEphemeral"));
    expect(JSON.stringify(posted.body.blocks)).not.toContain("<!channel>");
  });
});

describe("over Socket Mode", () => {
  beforeEach(async () => {
    connection = await slack.start(settings({ SLACK_APP_TOKEN: "xapp-local" }), host());
  });

  it("acknowledges over the socket and answers", async () => {
    const acknowledged = await server.envelope("slash_commands", slashCommand("last90d"));
    expect(acknowledged).toMatchObject({ response_type: "ephemeral", text: "Working it out…" });
    await server.until(() => server.calls.find(({ method }) => method === "chat.postEphemeral"));
    await server.envelope("interactive", pressed("parley.ask.0", "/rfm last30d"));
    await server.until(() => asked.length === 2);
  });

  it("posts a delivery to a channel by name and says where it is", async () => {
    const sent = await connection.send("#management", answer({ visibility: "channel" }), "digest/1");
    expect(sent.channel).toBe(server.channel("management"));
    expect(sent.message).toMatch(/^\d+\.\d+$/);
  });

  it("does not post twice when the reply to a post is lost", async () => {
    const { image: _, ...text } = answer({ visibility: "channel" });
    server.fail("chat.postMessage", "lost");
    await connection.send("#management", text, "digest/2");
    const { messages } = await server.api("conversations.history", { channel: server.channel("management") });
    expect(messages.filter((message: { text: string }) => message.text.includes("214")).length).toBe(1);
  });

  it("keeps the order of a channel", async () => {
    const { image: _, ...text } = answer();
    await Promise.all(
      [0, 1, 2, 3].map((index) =>
        connection.send(
          "#sales",
          index % 2 ? { ...text, headline: `n${index}` } : answer({ headline: `n${index}` }),
          `o/${index}`,
        ),
      ),
    );
    const order = server.calls.flatMap(({ method, body }) =>
      method === "chat.postMessage" || method === "files.completeUploadExternal"
        ? [/n\d/.exec(JSON.stringify(body))?.[0]]
        : [],
    );
    expect(order).toEqual(["n0", "n1", "n2", "n3"]);
  });

  it("says what to do about an unknown channel", async () => {
    await expect(connection.send("#nowhere", answer(), "k")).rejects.toThrow("there is no channel #nowhere");
  });
});

describe("configuration", () => {
  it("names the variable and where to find the token", () => {
    const missing = slack.config.safeParse({ SLACK_APP_TOKEN: "xapp-1" });
    expect(missing.error?.issues[0]).toMatchObject({ path: ["SLACK_BOT_TOKEN"] });
    const half = slack.config.safeParse({ SLACK_BOT_TOKEN: "xoxb-1" });
    expect(half.error?.issues[0]?.message).toContain("Socket Mode");
    const swapped = slack.config.safeParse({ SLACK_BOT_TOKEN: "xapp-1", SLACK_APP_TOKEN: "xapp-1" });
    expect(swapped.error?.issues[0]?.message).toContain("xoxb-");
  });

  it("refuses a wrong token with the way out", async () => {
    const wrong = slack.config.parse({
      SLACK_BOT_TOKEN: "xoxb-wrong",
      SLACK_APP_TOKEN: "xapp-1",
      SLACK_API_URL: server.apiUrl,
    });
    await expect(slack.start(wrong, host())).rejects.toMatchObject({
      source: "slack",
      hint: expect.stringContaining("SLACK_BOT_TOKEN"),
    });
  });
});
