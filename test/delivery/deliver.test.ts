import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliver, edition } from "#delivery/deliver.ts";
import { readRoutes } from "#delivery/routes.ts";
import { nextInstants, schedule } from "#delivery/schedule.ts";
import { createHost } from "#host.ts";
import type { Connection } from "#platform.ts";
import playground from "../../src/platforms/playground/index.ts";
import slack from "../../src/platforms/slack/index.ts";
import { demoParley } from "../demo-company.ts";
import { startSlack } from "../platforms/slack/slack-server.ts";

const monday = new Date("2026-11-23T01:00:00Z");

let demo: Awaited<ReturnType<typeof demoParley>>;
let server: Awaited<ReturnType<typeof startSlack>>;
let slackConnection: Connection;
let page: Connection;
beforeAll(async () => {
  demo = await demoParley();
  server = await startSlack();
  const settings = { SLACK_BOT_TOKEN: server.botToken, SLACK_APP_TOKEN: "xapp-1", SLACK_API_URL: server.apiUrl };
  slackConnection = await slack.start(slack.config.parse(settings), createHost("slack", demo.parley));
  page = await playground.start(
    playground.config.parse({ PLAYGROUND_PORT: "0" }),
    createHost("playground", demo.parley),
  );
});
afterAll(async () => {
  await slackConnection.stop();
  await page.stop();
  await server.close();
  await demo.close();
});

function digest() {
  const job = demo.parley.units.jobs.get("weekly-digest");
  if (job === undefined) throw new Error("there is a weekly digest");
  return job;
}

const sends = () =>
  demo.parley.parts.state.rows<Record<string, unknown>>(
    "SELECT target, state, message, error FROM sends ORDER BY target",
  );

describe("the weekly digest", () => {
  it("is one answer with a picture, a finding and figures, in both languages", async () => {
    for (const locale of ["en", "zh"] as const) {
      const [answer, ...more] = await edition(digest(), monday, locale, demo.parley.parts);
      expect(more).toEqual([]);
      expect(answer?.headline).toMatch(/\d/);
      expect(answer?.image?.png.byteLength).toBeGreaterThan(10_000);
      expect(answer?.kpis?.length).toBeGreaterThan(2);
      expect(answer?.visibility).toBe("channel");
    }
  });

  it("reaches a channel of Slack and of the playground, once, and the record says where", async () => {
    const routes = readRoutes(
      ["weekly-digest@slack:#sales", "weekly-digest@playground:#management"],
      new Set(["weekly-digest"]),
    );
    const connections = { slack: slackConnection, playground: page };
    for (const route of routes) {
      const connection = connections[route.platform as keyof typeof connections];
      const first = await deliver(digest(), route, monday, demo.parley.parts, connection);
      expect(first).toMatchObject({ state: "sent", error: null });
      expect(await deliver(digest(), route, monday, demo.parley.parts, connection)).toMatchObject({
        state: "repeated",
      });
    }
    const posted = server.calls.filter(({ method }) => method === "files.completeUploadExternal");
    expect(posted).toHaveLength(1);
    expect(posted[0]?.body).toMatchObject({ channel_id: server.channel("sales"), brokenLimits: [] });
    expect(await sends()).toMatchObject([
      { target: "playground:#management", state: "sent" },
      { target: "slack:#sales", state: "sent", message: expect.stringMatching(/^\d+\.\d+$/) },
    ]);
  });

  it("is recorded as failed, with the reason, when it cannot be posted; nothing is thrown", async () => {
    const [route] = readRoutes(["weekly-digest@slack:#gone"], new Set(["weekly-digest"]));
    if (route === undefined) throw new Error("one route");
    const ended = await deliver(digest(), route, monday, demo.parley.parts, slackConnection);
    expect(ended).toMatchObject({ state: "failed", error: expect.stringContaining("#gone") });
    expect(await sends()).toContainEqual(expect.objectContaining({ target: "slack:#gone", state: "failed" }));
  });
});

describe("routes and schedules", () => {
  it("name what is wrong with DELIVER", () => {
    expect(() => readRoutes(["weekly-digest"], new Set(["weekly-digest"]))).toThrow("job@platform:target");
    expect(() => readRoutes(["monthly@slack:#a"], new Set(["weekly-digest"]))).toThrow("there is no job monthly");
  });

  it("tick on Mondays at nine in the business zone, over a change of clocks", () => {
    const instants = nextInstants("0 9 * * 1", "America/New_York", 20);
    expect(instants).toHaveLength(20);
    const local = new Intl.DateTimeFormat("en-US", {
      timeZone: "America/New_York",
      weekday: "short",
      hour: "2-digit",
      hour12: false,
    });
    for (const instant of instants) expect(local.format(instant)).toBe("Mon, 09");
  });

  it("refuse what is no cron", () => {
    expect(() => schedule("every day", "UTC", "SYNC_SCHEDULE", async () => {})).toThrow("SYNC_SCHEDULE");
  });
});
