import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Owner } from "#access/directory.ts";
import { readConfig } from "#config.ts";
import { createScheduler } from "#delivery/scheduler.ts";
import { keepSchedule } from "#delivery/schedules.ts";
import type { Workroom } from "#delivery/workroom.ts";
import { createHost } from "#host.ts";
import { createLog } from "#log.ts";
import { seededRandom } from "#metrics/random.ts";
import { openParley, type Parley } from "#parley.ts";
import slack from "../../src/platforms/slack/index.ts";
import { type Figure, quantile } from "./figures.ts";
import { unfiltered } from "./questions.ts";
import { ask } from "./rig.ts";
import { startSlackApart } from "./slack-apart.ts";

/** How many people get a digest of their own; fewer on a machine that has other work. */
const recipients = Number(process.env.PARLEY_BENCH_DIGESTS ?? 500);
/** Monday, nine o'clock of all of them. */
const due = new Date("2026-11-23T01:00:00Z");
const zones = ["Asia/Shanghai", "Asia/Singapore", "Asia/Taipei", "Australia/Perth"];
const currencies = ["CNY", "USD", "EUR", "HKD"];
const betweenQuestionsMs = 4_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** As many managers, each with another part of the sales force: no two see the same rows. */
function managers(people: readonly Owner[], users: readonly string[]): Owner[] {
  const random = seededRandom(7);
  return users.flatMap((user, at) => {
    const key = 1_000_000 + at;
    const top: Owner = {
      ...{ key, id: `M${at}`, name: `Manager ${at}`, email: null, slackUserId: user, wecomUserId: null },
      ...{ team: null, managerKey: null, active: true },
    };
    const share = 0.1 + 0.3 * random();
    // Whoever leads nobody is no manager.
    const led = people.filter((_, index) => random() < share || index === at % people.length);
    const below = led.map((owner) => ({ ...owner, managerKey: key }));
    return [top, ...below];
  });
}

/** A workroom whose sales force is this one. */
function roomFor(parley: Parley, owners: readonly Owner[]): Workroom {
  const known = async ({ slackUserId }: Owner) => (slackUserId === null ? {} : { slack: slackUserId });
  return { ...parley.room, directory: { ...parley.room.directory, owners: async () => owners, known } };
}

/** Asks one question after the other until told to stop; milliseconds to each picture. */
function asking(parley: Parley): { stop(): Promise<number[]> } {
  let stopped = false;
  const times: number[] = [];
  const work = (async () => {
    for (let at = 0; !stopped; at++) {
      times.push(await ask(parley, unfiltered[at % unfiltered.length] ?? "/rfm"));
      await pause(betweenQuestionsMs);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await work;
      return times;
    },
  };
}

/**
 * Weekly digests due at the same minute, each with its own rows, zone, language and currency, sent through the real
 * scheduler, ledger and Slack adapter to an emulated Slack, in a process of its own, that keeps its limits; meanwhile
 * somebody asks questions.
 */
export async function digests(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-bench-"));
  const began = performance.now();
  const clock = (): Date => new Date(due.getTime() + performance.now() - began);
  const environment = { DATA_DIR: dataDir };
  const parley = await openParley(readConfig(environment), environment, createLog("error"), { clock });
  const server = await startSlackApart(recipients + 2);
  const settings = { SLACK_BOT_TOKEN: server.botToken, SLACK_APP_TOKEN: "xapp-local", SLACK_API_URL: server.apiUrl };
  const connection = await slack.start(slack.config.parse(settings), createHost("slack", parley));
  try {
    await parley.bringUpToDate();
    await parley.learnAhead();
    await parley.parts.renderer.warmUp();
    for (const question of unfiltered) await ask(parley, question);
    parley.connections.set("slack", connection);
    const users = server.people.slice(0, recipients);
    if (users.length < recipients) throw new Error(`there are but ${users.length} people in the emulated Slack`);
    for (const [at, user] of users.entries()) {
      const [zone = null, currency = null] = [zones[at % zones.length], currencies[at % currencies.length]];
      await parley.preferences.choose("slack", user, { zone, currency, language: at % 2 === 0 ? "en" : "zh" });
    }
    const room = roomFor(parley, managers(await parley.directory.owners(), users));
    const job = room.jobs.get("weekly-digest");
    if (job === undefined) throw new Error("there is no weekly digest");
    const schedule = { id: "bench", job: "weekly-digest", options: {}, ask: null, cron: job.schedule, zone: null };
    const whose = { targets: [], locale: null, owner: null, crmOwner: null, enabled: true };
    await keepSchedule(parley.parts.state, { ...schedule, ...whose }, new Date(due.getTime() - 60_000));
    const scheduler = createScheduler(room, async () => {});
    const questions = asking(parley);
    const slackBefore = (await server.seen()).seconds;
    const [from, used] = [performance.now(), process.cpuUsage()];
    const states = async () =>
      parley.parts.state.rows<{ state: string; n: number | bigint }>(
        "SELECT state, count(*) AS n FROM deliveries GROUP BY state",
      );
    const under = ["pending", "ready", "sending", "looking"];
    do {
      await scheduler.tick();
      await pause(500);
    } while ((await states()).some(({ state }) => under.includes(state)));
    const seconds = (performance.now() - from) / 1000;
    const { user, system } = process.cpuUsage(used);
    const times = await questions.stop();
    await scheduler.stop();
    const sent = Number((await states()).find(({ state }) => state === "sent")?.n ?? 0);
    if (sent !== recipients) throw new Error(`${sent} of ${recipients} were sent: ${JSON.stringify(await states())}`);
    const seen = await server.seen();
    if (seen.messages !== recipients || seen.files !== recipients)
      throw new Error(`of ${recipients} digests people see ${seen.messages}, and ${seen.files} decks`);
    const what = `${recipients} personal digests over Slack`;
    const peak = process.resourceUsage().maxRSS / 1024;
    return [
      { what: `${what}: all sent`, value: seconds, unit: "s", limit: 600 },
      {
        what: `${what}: processor time an edition, questions meanwhile included`,
        value: (user + system) / 1e6 / sent,
        unit: "s",
        limit: null,
      },
      {
        what: `${what}: processor time of Slack's emulation, an edition`,
        value: (seen.seconds - slackBefore) / sent,
        unit: "s",
        limit: null,
      },
      { what: `${what}: question to PNG meanwhile, p95`, value: quantile(times, 0.95), unit: "ms", limit: 2_000 },
      { what: `${what}: peak memory, Slack's emulation left out`, value: peak, unit: "MB", limit: 1_024 },
    ];
  } finally {
    await connection.stop();
    server.close();
    await parley.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
