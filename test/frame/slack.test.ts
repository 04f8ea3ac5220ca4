import { afterAll, beforeAll, expect, it } from "vitest";
import { createHost } from "#host.ts";
import type { Connection } from "#platform.ts";
import slack from "../../src/platforms/slack/index.ts";
import { demoParley } from "../demo-company.ts";
import { brokenLimits } from "../platforms/slack/block-kit-limits.ts";
import { deedsIn } from "../platforms/slack/deeds.ts";
import { formOf, spokenWithControls } from "../platforms/slack/seen.ts";
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

const command = (name: string, text: string) => deedsIn(server).command(name, text);
/** Answers; a note that work is under way has no blocks. */
const posted = () => server.calls.filter(({ method, body }) => method === "chat.postEphemeral" && body.blocks);

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

it("asks for what a command lacks in a modal, for every command that is nothing without a subject", async () => {
  const lacking = [...demo.parley.units.commands].filter(([, { subject }]) => subject === "required");
  expect(lacking).not.toEqual([]);
  for (const [name] of lacking) {
    const before = server.board.modals.length;
    await server.envelope("slash_commands", command(name, ""));
    const opened = await server.until(() => server.board.modals[before]);
    const { fields, complaints } = formOf(opened);
    expect(complaints, name).toEqual([]);
    expect(fields[0], name).toMatchObject({ name: "subject", required: true });
  }
});

it("opens any question in a modal to be changed, and answers what is sent", async () => {
  const deeds = deedsIn(server);
  const dana = server.user("dana");
  const before = { modals: server.board.modals.length, posted: posted().length };
  await server.envelope("interactive", deeds.press(dana, "parley.edit.0", "/sales last90d by region"));
  const { fields, complaints } = formOf(await server.until(() => server.board.modals[before.modals]));
  expect(complaints).toEqual([]);
  expect(fields.map(({ name, value }) => [name, value])).toEqual(
    expect.arrayContaining([
      ["period", "last90d"],
      ["by", "region"],
    ]),
  );
  await server.envelope("interactive", deeds.submission(dana, { period: "last30d", by: "channel" }));
  const { body } = await server.until(() => posted()[before.posted]);
  expect(JSON.stringify(body.blocks)).toContain("/sales last30d by channel");
});

it("shows an App Home with every group's menu, within Slack's limits", async () => {
  await server.envelope("events_api", deedsIn(server).opened(server.user("dana")));
  const home = await server.until(() => server.calls.find(({ method }) => method === "views.publish"));
  expect(home.body.brokenLimits).toEqual([]);
  const text = spokenWithControls(home.body.view.blocks);
  for (const part of ["whole company", "Data as of", "Your last questions", "Customers", "Sales", "Mine"])
    expect(text).toContain(part);
});
