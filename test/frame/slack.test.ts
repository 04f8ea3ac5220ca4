import { afterAll, beforeAll, expect, it } from "vitest";
import { createHost } from "#host.ts";
import type { Connection } from "#platform.ts";
import slack from "../../src/platforms/slack/index.ts";
import { demoParley } from "../demo-company.ts";
import { brokenLimits } from "../platforms/slack/block-kit-limits.ts";
import { startSlack } from "../platforms/slack/slack-server.ts";

let demo: Awaited<ReturnType<typeof demoParley>>;
let server: Awaited<ReturnType<typeof startSlack>>;
let connection: Connection;
beforeAll(async () => {
  demo = await demoParley();
  server = await startSlack();
  const settings = { SLACK_BOT_TOKEN: server.botToken, SLACK_APP_TOKEN: "xapp-1", SLACK_API_URL: server.apiUrl };
  connection = await slack.start(slack.config.parse(settings), createHost("slack", demo.parley));
});
afterAll(async () => {
  await connection.stop();
  await server.close();
  await demo.close();
});

let pressed = 0;
const command = (name: string, text: string) => ({
  command: `/${name}`,
  text,
  user_id: server.user("dana"),
  team_id: "T000000001",
  channel_id: server.channel("sales"),
  response_url: server.responseUrl(),
  trigger_id: `trigger.${pressed++}`,
});
const posted = () => server.calls.filter(({ method }) => method === "chat.postEphemeral");

it("answers every command in Slack, within Block Kit's limits", async () => {
  for (const [name, { examples }] of demo.parley.units.commands) {
    const [{ en }] = examples;
    const before = posted().length;
    await server.envelope("slash_commands", command(name, en.replace(/^\/\S+\s*/, "")));
    const { body } = await server.until(() => posted()[before]);
    expect(body.brokenLimits, en).toEqual([]);
    expect(body.text, en).toMatch(/\S{3}/);
    expect(brokenLimits(body.blocks)).toEqual([]);
  }
}, 120_000);

it("shows a question's picture with the finding as its alt text, and buttons whose values are questions", async () => {
  const before = posted().length;
  await server.envelope("slash_commands", command("rfm", "last90d"));
  const { body } = await server.until(() => posted()[before]);
  const blocks: Record<string, any>[] = body.blocks;
  const image = blocks.find(({ type }) => type === "image");
  expect(image?.alt_text).toMatch(/\d/);
  const buttons = blocks.find(({ type }) => type === "actions")?.elements as { value: string; action_id: string }[];
  expect(buttons.map(({ action_id }) => action_id.split(".")[1])).toEqual(
    expect.arrayContaining(["ask", "share", "explain"]),
  );
  for (const { value } of buttons) expect(value).toMatch(/^\/\w/);
});

it("says what is wrong, with an example that works", async () => {
  const before = posted().length;
  await server.envelope("slash_commands", command("sales", "Q9"));
  const { body } = await server.until(() => posted()[before]);
  expect(JSON.stringify(body.blocks)).toMatch(/\/sales/);
});
