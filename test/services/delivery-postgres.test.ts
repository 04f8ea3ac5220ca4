import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCoast } from "../delivery/coast.ts";
import type { Errand } from "../delivery/courier.ts";
import { startCourier } from "../delivery/couriers.ts";
import { aJob, memory, rehearse, saying } from "../delivery/rehearsal.ts";
import { weather } from "../delivery/storm.ts";
import { broken, figures, type Weathered } from "../delivery/storm-account.ts";
import { startSlack } from "../platforms/slack/slack-server.ts";
import { startApi, webhookKey } from "../platforms/wecom/api-server.ts";
import { type Cluster, openCluster } from "./postgres-cluster.ts";

let cluster: Cluster;
beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster?.remove());

const storms = 8;

test(`${storms} storms with the state in PostgreSQL`, { timeout: storms * 60_000 }, async () => {
  const coast = await openCoast();
  const ends: Weathered[] = [];
  for (let seed = 1; seed <= storms; seed++) {
    const end = await weather(seed, coast, await cluster.database());
    expect(broken(end)).toEqual([]);
    ends.push(end);
  }
  const total = figures(ends);
  console.log(JSON.stringify(total, null, 2));
  expect(total).toMatchObject({ storms, lost: 0, sentButNotSeen: 0, doubledUnmarked: 0 });
  expect(total.sent).toBeGreaterThan(storms * 10);
  await coast.close();
});

interface Row {
  readonly job: string;
  readonly target: string;
  readonly state: string;
}

test("processes with clocks that differ race for the same occurrences, one is killed: each message once", async () => {
  const [slack, wecom] = await Promise.all([startSlack(), startApi()]);
  const folder = await mkdtemp(join(tmpdir(), "parley-race-"));
  const url = await cluster.database();
  const due = new Date(Math.floor(Date.now() / 60_000) * 60_000);
  const errand = (who: string): Errand => ({
    environment: {
      ...{ STATE_URL: url, SECRET_KEY: "0123456789abcdef", DATA_DIR: join(folder, who), BUSINESS_TIMEZONE: "UTC" },
      ...{ CRM: "csv", CRM_CSV_DIR: folder, SLACK_BOT_TOKEN: slack.botToken, SLACK_SIGNING_SECRET: "a signing secret" },
      ...{
        SLACK_API_URL: slack.apiUrl,
        SLACK_PORT: "0",
        WECOM_WEBHOOKS: `#group=${webhookKey}`,
        WECOM_API_URL: wecom.url,
      },
    },
    jobs: Array.from({ length: 15 }, (_, index) => `race-${String(index).padStart(2, "0")}`),
    targets: ["slack:#sales", "slack:#management", "wecom:#group"],
    cron: `${due.getUTCMinutes()} ${due.getUTCHours()} ${due.getUTCDate()} ${due.getUTCMonth() + 1} *`,
    since: new Date(due.getTime() - 60_000).toISOString(),
  });
  const couriers = await Promise.all([
    startCourier({ ...errand("a"), skewMs: 600_000, dies: { moment: "after", nth: 1 } }),
    startCourier({ ...errand("b"), skewMs: -600_000 }),
    startCourier(errand("c")),
  ]);
  for (const kind of ["lost", "garbled", "unsaid", "internal"] as const) slack.fail("chat.postMessage", kind);
  await Promise.all(couriers.map((courier) => courier.ask("tick")));
  await Promise.all(couriers.map((courier) => courier.end()));
  expect(couriers[0]?.process.signalCode).toBe("SIGKILL");
  const heir = await startCourier(errand("d"));
  for (const ahead of [0, 180_000, 120_000, 120_000, 120_000]) {
    await heir.ask(`ahead ${ahead}`);
    await heir.ask("tick");
  }
  const rows = (await heir.ask<readonly Row[]>("ledger")) ?? [];
  await heir.end();
  expect(rows).toHaveLength(45);
  for (const { job, target, state } of rows) {
    const channel = target.startsWith("slack") ? slack.channel(target.slice("slack:#".length)) : "";
    const texts = channel === "" ? wecom.messages : slack.board.messages.filter((one) => one.channel === channel);
    const seen = texts.filter(({ text }) => text.includes(`${job} `)).length;
    if (state === "unknown") expect(target).toBe("wecom:#group");
    else expect({ job, target, state, seen }).toEqual({ job, target, state: "sent", seen: 1 });
    expect(seen).toBeLessThanOrEqual(1);
  }
  // At most what the killed process had under way at once.
  expect(rows.filter(({ state }) => state === "unknown").length).toBeLessThanOrEqual(4);
  await Promise.all([slack.close(), wecom.close()]);
  await rm(folder, { recursive: true, force: true });
});

test("a database that is gone for a minute: what was posted is written down when it is back, and nothing twice", async () => {
  const { connection, got } = memory();
  const pulling = { ...connection };
  const jobs = { digest: aJob(({ now }) => [saying(now.toISOString().slice(11, 16))]) };
  const environment = { STATE_URL: await cluster.database(), SECRET_KEY: "0123456789abcdef" };
  const stage = await rehearse({ jobs, connections: { chat: pulling }, environment });
  const { state } = stage.parley.parts;
  const now = async (): Promise<Date> => {
    await state.now();
    return stage.time.now;
  };
  await stage.plan("digest", ["chat:#a"], "*/2 * * * *");
  const waits: number[] = [];
  const scheduler = stage.scheduler({
    now,
    sleep: async (ms) => {
      stage.pass(ms / 60_000);
      if (ms < 1_000) return; // the round's own beat
      waits.push(ms);
      if (waits.length === 2) await cluster.start();
    },
  });
  stage.pass(1);
  pulling.send = async (...message) => {
    const ref = await connection.send(...message);
    await cluster.stop();
    return ref;
  };
  await scheduler.tick();
  expect(waits).toEqual([1_000, 2_000]);
  expect(got.map(({ headline }) => headline)).toEqual(["01:00"]);
  expect((await stage.ledger()).deliveries).toMatchObject([{ state: "sent" }]);
  pulling.send = connection.send;

  // Gone while the next is due: the round fails and says so, and the occurrence is caught up.
  await cluster.stop();
  stage.pass(2);
  await scheduler.tick();
  expect(got).toHaveLength(1);
  await cluster.start();
  stage.pass(1);
  await scheduler.tick();
  await scheduler.tick();
  const [, next] = (await stage.ledger()).occurrences;
  expect(got).toHaveLength(2);
  expect(got[1]?.headline).toBe(next?.at);
  expect((await stage.ledger()).deliveries.map((one) => one.state)).toEqual(["sent", "sent"]);
  await stage.close();
});
