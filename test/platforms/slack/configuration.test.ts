import { expect, it } from "vitest";
import slack from "../../../src/platforms/slack/index.ts";
import { scriptedHost } from "../scripted-host.ts";
import { startSlack } from "./slack-server.ts";

const problems = (environment: Record<string, string>): string[] =>
  slack.config.safeParse(environment).error?.issues.map(({ path, message }) => `${path.join()}: ${message}`) ?? [];

it.each<[string, Record<string, string>, RegExp]>([
  ["no bot token", { SLACK_APP_TOKEN: "xapp-1" }, /^SLACK_BOT_TOKEN: expected the bot token/],
  ["no way to be reached", { SLACK_BOT_TOKEN: "xoxb-1" }, /^SLACK_APP_TOKEN: .*Socket Mode/],
  ["swapped tokens", { SLACK_BOT_TOKEN: "xapp-1", SLACK_APP_TOKEN: "xapp-1" }, /^SLACK_BOT_TOKEN: .*xoxb-/],
  ["half of OAuth", { SLACK_CLIENT_ID: "1", SLACK_APP_TOKEN: "xapp-1" }, /^SLACK_CLIENT_SECRET: /],
  ["strange charts", { SLACK_CHARTS: "svg", SLACK_APP_TOKEN: "xapp-1" }, /^SLACK_CHARTS: expected image or native/],
])("names the variable and what is expected: %s", (_, environment, expected) => {
  expect(problems(environment)[0]).toMatch(expected);
});

it("several workspaces have no bot token in common, and are listed", () => {
  const oauth = { SLACK_CLIENT_ID: "1", SLACK_CLIENT_SECRET: "2", SLACK_STATE_SECRET: "a-secret-of-sixteen" };
  const reached = { ...oauth, SLACK_APP_TOKEN: "xapp-1" };
  expect(problems(reached)).toEqual([expect.stringMatching(/^SLACK_TEAMS: /)]);
  expect(problems({ ...reached, SLACK_TEAMS: "T1, T2", SLACK_BOT_TOKEN: "xoxb-1" })).toEqual([
    expect.stringMatching(/^SLACK_BOT_TOKEN: /),
  ]);
  expect(slack.config.parse({ ...reached, SLACK_TEAMS: "T1, T2" }).SLACK_TEAMS).toEqual(["T1", "T2"]);
});

it("refuses a wrong token with the way out", async () => {
  const server = await startSlack();
  const wrong = { SLACK_BOT_TOKEN: "xoxb-wrong", SLACK_APP_TOKEN: "xapp-1", SLACK_API_URL: server.apiUrl };
  const started = slack.start(slack.config.parse(wrong), scriptedHost(slack.capabilities));
  await expect(started).rejects.toMatchObject({ source: "slack", hint: expect.stringContaining("SLACK_BOT_TOKEN") });
  await server.close();
});
