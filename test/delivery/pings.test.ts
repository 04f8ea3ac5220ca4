import { afterEach, describe, expect, it } from "vitest";
import type { OpenedCase, Said } from "#job.ts";
import { aJob, memory, rehearse, saying } from "./rehearsal.ts";

type Rehearsal = Awaited<ReturnType<typeof rehearse>>;
let open: Rehearsal | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});
async function begin(...about: Parameters<typeof rehearse>): Promise<Rehearsal> {
  open = await rehearse(...about);
  return open;
}

const ping = { audience: "owner", ping: { coolDownDays: 14 } } as const;
const about = (account: string, atStake: number, change: Partial<Said> = {}): Said =>
  saying(`${account} ${atStake}`, { about: account, atStake, ...change });

describe("pings", () => {
  it("spend a day's budget on what has most money at stake, over all jobs", async () => {
    const { connection, got } = memory();
    const jobs = {
      churn: aJob(() => [about("A", 10), about("B", 900), about("C", 50)], ping),
      stalled: aJob(() => [about("D", 700), about("E", 5)], ping),
      digest: aJob(() => [saying("digest")]),
    };
    const stage = await begin({
      ...{ jobs, connections: { chat: connection } },
      environment: { PINGS_A_DAY: "3", QUIET_HOURS: "off" },
    });
    for (const job of Object.keys(jobs)) await stage.plan(job, ["chat:u1"], "0 1 * * *");
    stage.pass(1);
    await stage.scheduler().tick();
    expect(got.map(({ headline }) => headline).sort()).toEqual(["B 900", "C 50", "D 700", "digest"]);
    const { deliveries } = await stage.ledger();
    expect(deliveries.filter(({ state }) => state === "skipped")).toMatchObject([
      { about: "A", error: "the day's pings are spent" },
      { about: "E", error: "the day's pings are spent" },
    ]);
  });

  it("wait for working hours, while what was asked for comes when it was asked for", async () => {
    const { connection, got } = memory();
    const jobs = { churn: aJob(() => [about("A", 10)], ping), digest: aJob(() => [saying("digest")]) };
    // Saturday, 23:00.
    const stage = await begin({ jobs, connections: { chat: connection } }, "2026-11-21T22:59:00Z");
    for (const job of Object.keys(jobs)) await stage.plan(job, ["chat:u1"], "0 23 21 11 *");
    const scheduler = stage.scheduler();
    stage.pass(2);
    await scheduler.tick();
    expect(got.map(({ headline }) => headline)).toEqual(["digest"]);
    stage.time.now = new Date("2026-11-23T08:29:00Z");
    await scheduler.tick();
    expect(got).toHaveLength(1);
    stage.time.now = new Date("2026-11-23T08:30:00Z");
    await scheduler.tick();
    expect(got.map(({ headline }) => headline)).toEqual(["digest", "A 10"]);
  });

  it("do not come back within their cool-down unless graver", async () => {
    const { connection, got } = memory();
    const bands: Record<string, number> = { "23": 1, "24": 1, "25": 2, "26": 2 };
    const jobs = {
      churn: aJob(({ now }) => [about("A", 10, { band: bands[now.toISOString().slice(8, 10)] ?? 1 })], ping),
    };
    const stage = await begin({ jobs, connections: { chat: connection }, environment: { QUIET_HOURS: "off" } });
    await stage.plan("churn", ["chat:u1"], "0 1 * * *");
    const scheduler = stage.scheduler();
    stage.pass(1);
    const days: string[] = [];
    for (let day = 23; day <= 40; day++) {
      const before = got.length;
      await scheduler.tick();
      if (got.length > before) days.push(stage.time.now.toISOString().slice(5, 10));
      stage.pass(24 * 60);
    }
    // Monday, then Wednesday as it is graver, then fourteen days after that.
    expect(days).toEqual(["11-23", "11-25", "12-09"]);
  });

  it("open a case when they are sent, and one without a word where it is held out", async () => {
    const { connection, got } = memory();
    const opens = (account: string, heldOut?: true): OpenedCase => ({
      ...{ rule: "model", account, risk: 0.8 },
      ...(heldOut ? { heldOut } : {}),
    });
    const jobs = {
      churn: aJob(
        () => [about("A", 10, { opens: opens("A"), band: 2 }), about("B", 90, { opens: opens("B", true) })],
        ping,
      ),
    };
    const stage = await begin({ jobs, connections: { chat: connection }, environment: { QUIET_HOURS: "off" } });
    const opened: unknown[] = [];
    await stage.plan("churn", ["chat:u1"], "0 1 * * *");
    await stage.parley.parts.state.run("UPDATE schedules SET owner = 'chat:u1'");
    stage.pass(1);
    await stage
      .scheduler({ openCase: async (one, { band, atStake }) => void opened.push({ ...one, band, atStake }) })
      .tick();
    expect(got.map(({ headline }) => headline)).toEqual(["A 10"]);
    expect(opened).toEqual([
      { rule: "model", account: "B", risk: 0.8, heldOut: true, band: 0, atStake: 90 },
      { rule: "model", account: "A", risk: 0.8, band: 2, atStake: 10 },
    ]);
  });
});
