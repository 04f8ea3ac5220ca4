import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instants } from "#delivery/instants.ts";
import { createScheduler } from "#delivery/scheduler.ts";
import type { Workroom } from "#delivery/workroom.ts";
import { seededRandom } from "#metrics/random.ts";
import type { Connection } from "#platform.ts";
import type { State } from "#store.ts";
import slack from "../../src/platforms/slack/index.ts";
import wecom from "../../src/platforms/wecom/index.ts";
import { scriptedHost } from "../platforms/scripted-host.ts";
import type { FaultKind } from "../platforms/slack/slack-faults.ts";
import { type SlackServer, startSlack } from "../platforms/slack/slack-server.ts";
import { type ApiFault, startApi, webhookKey } from "../platforms/wecom/api-server.ts";
import { aJob, rehearse, saying } from "./rehearsal.ts";

/** How a storm ended: what the ledger says of every delivery, beside how often people saw it. */
export interface Weathered {
  readonly seed: number;
  /** Instants that should have come, and those that the ledger has. */
  readonly planned: number;
  readonly recorded: number;
  readonly occurrences: readonly string[];
  readonly deliveries: readonly { readonly target: string; readonly state: string; readonly seen: number }[];
  readonly faults: number;
  readonly crashes: number;
}

const slackFaults: readonly FaultKind[] = [
  ...(["limit", "unsaid", "server", "broken", "internal", "dropped", "lost", "garbled"] as const),
];
const wecomFaults: readonly ApiFault[] = ["429", "503", "500", "dropped", "lost", "garbled"];
const start = "2026-10-19T07:50:00Z";
const hours = 4;
const channels = ["#sales", "#management"] as const;

/** Emulated platforms that outlive a storm: to open them anew for each would take most of the time. */
export async function openCoast() {
  const server = await startSlack();
  const settings = { SLACK_BOT_TOKEN: server.botToken, SLACK_APP_TOKEN: "xapp-local", SLACK_API_URL: server.apiUrl };
  const connection = await slack.start(slack.config.parse(settings), scriptedHost(slack.capabilities));
  return {
    server,
    connection,
    async close(): Promise<void> {
      await connection.stop();
      await server.close();
    },
  };
}

type Coast = Awaited<ReturnType<typeof openCoast>>;

/** A state that can be gone for a while, and whose process can have died. */
function frail(state: State, isGone: () => boolean, isDead: () => boolean): State {
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    // A database takes back what a process was doing when it died.
    if (isDead()) throw new Error("killed");
    if (isGone()) throw new Error("the database is gone");
    return work();
  };
  return {
    run: (sql, parameters) => guard(() => state.run(sql, parameters)),
    rows: <T>(sql: string, parameters?: Parameters<State["rows"]>[1]) => guard(() => state.rows<T>(sql, parameters)),
    transaction: (work) => guard(() => state.transaction(work)),
    now: () => guard(() => state.now()),
    close: () => state.close(),
  };
}

/**
 * A few simulated hours of a job every twenty minutes to two Slack channels, and every hour to a WeCom group, under faults that a seed
 * chooses: replies lost and garbled, limits, errors, a channel archived for ever, schedulers that die before and after a
 * post, two of them side by side, a database that is gone for minutes. Then the storm is over, and a day goes by.
 */
export async function weather(seed: number, coast: Coast): Promise<Weathered> {
  const random = seededRandom(seed);
  const chance = (share: number): boolean => random() < share;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const { server } = coast;
  const api = await startApi();
  const group = wecom.config.parse({ WECOM_WEBHOOKS: `#group=${webhookKey}`, WECOM_API_URL: api.url });
  const webhook = await wecom.start(group, scriptedHost(wecom.capabilities));
  const dataDir = await mkdtemp(join(tmpdir(), "parley-storm-"));
  const mark = `storm ${seed}`;
  const digest = aJob(({ now }) => [saying(`${mark} ${now.toISOString()}`)]);
  const stage = await rehearse(
    {
      jobs: { [`digest-${seed}`]: digest, [`group-${seed}`]: digest },
      dataDir,
      environment: { CRM: "csv", CRM_CSV_DIR: dataDir },
    },
    start,
  );
  const { state } = stage.parley.parts;
  // Named by the seed: a message is looked for by its key, and channels keep those of earlier storms.
  await stage.plan(
    `digest-${seed}`,
    channels.map((name) => `slack:${name}`),
    "*/20 * * * *",
  );
  // A group takes twenty messages a minute of real time, in which a storm is over.
  await stage.plan(`group-${seed}`, ["wecom:#group"], "0 * * * *");

  let [gone, faults, crashes] = [{ from: 0, to: 0 }, 0, 0];
  const isGone = (): boolean => stage.time.now.getTime() >= gone.from && stage.time.now.getTime() < gone.to;

  /** A scheduler that may die at its next post: before the platform has it, or after. */
  function begin(name: string, calm = false) {
    const life = { dead: false };
    let died: () => void = () => {};
    const death = new Promise<void>((resolve) => {
      died = resolve;
    });
    const die = <T>(): Promise<T> => {
      life.dead = true;
      crashes += 1;
      died();
      return new Promise<T>(() => {});
    };
    const mortal = (connection: Connection): Connection => ({
      ...connection,
      async send(target, answer, key) {
        if (life.dead || (!calm && chance(0.05))) return life.dead ? new Promise(() => {}) : die();
        const sent = await connection.send(target, answer, key);
        return !calm && chance(0.05) ? die() : sent;
      },
    });
    const kept = frail(state, isGone, () => life.dead);
    const room: Partial<Workroom> = {
      parts: { ...stage.parley.parts, state: kept },
      now: () => kept.now(),
      connections: new Map([
        ["slack", mortal(coast.connection)],
        ["wecom", mortal(webhook)],
      ]),
      holder: name,
      sleep: async (ms) => (life.dead ? new Promise(() => {}) : stage.pass(ms / 60_000)),
      random,
      sendTimeoutMs: 20_000,
    };
    const scheduler = createScheduler(stage.room(room), async () => {});
    return { life, tick: () => Promise.race([scheduler.tick(), death]) };
  }

  let born = 0;
  let crew = [begin(`s${born++}`), begin(`s${born++}`)];
  const archived = chance(0.15) ? server.channel(pick(channels).slice(1)) : null;
  const end = new Date(new Date(start).getTime() + hours * 3_600_000);
  while (stage.time.now < end) {
    stage.pass(0.5 + random() * 9);
    if (chance(0.3)) {
      server.fail("chat.postMessage", pick(slackFaults));
      faults += 1;
    }
    if (chance(0.15)) {
      api.fail("webhook/send", pick(wecomFaults));
      faults += 1;
    }
    if (chance(0.04)) gone = { from: stage.time.now.getTime(), to: stage.time.now.getTime() + random() * 180_000 };
    if (archived !== null && chance(0.1)) server.refusePosts(archived, "is_archived");
    const awake = crew.filter(() => chance(0.8));
    await Promise.all(awake.map(({ tick }) => tick()));
    crew = crew.map((one) => (one.life.dead && chance(0.5) ? begin(`s${born++}`) : one));
  }
  server.mend();
  api.fail("webhook/send");
  gone = { from: 0, to: 0 };
  await state.run("UPDATE schedules SET enabled = FALSE");
  const last = begin("last", true);
  for (let hour = 0; hour < 30; hour++) {
    await last.tick();
    stage.pass(hour < 12 ? 5 : 90);
  }
  if (archived !== null) server.refusePosts(archived, null);
  const result = await count(
    seed,
    mark,
    stage,
    server,
    api.messages.map(({ text }) => text),
    { faults, crashes },
  );
  await webhook.stop();
  await api.close();
  await stage.close();
  await rm(dataDir, { recursive: true, force: true });
  return result;
}

async function count(
  seed: number,
  mark: string,
  stage: Awaited<ReturnType<typeof rehearse>>,
  server: SlackServer,
  group: readonly string[],
  { faults, crashes }: Pick<Weathered, "faults" | "crashes">,
): Promise<Weathered> {
  const { state } = stage.parley.parts;
  const rows = await state.rows<{ target: string; state: string; planned_at: Date }>(
    `SELECT d.target AS target, d.state AS state, o.planned_at AS planned_at
     FROM deliveries d JOIN occurrences o ON o.id = d.occurrence ORDER BY o.planned_at, d.target`,
  );
  const occurrences = await state.rows<{ state: string; planned_at: Date }>(
    "SELECT state, planned_at FROM occurrences ORDER BY planned_at",
  );
  const plans = await state.rows<{ cron: string; planned_until: Date }>("SELECT cron, planned_until FROM schedules");
  const due = plans.flatMap(({ cron, planned_until: until }) =>
    instants(cron, "UTC", new Date(start), 1_000, new Date(until)),
  );
  const seenAt = (target: string, at: Date): number => {
    const text = `${mark} ${new Date(at).toISOString()}`;
    if (target === "wecom:#group") return group.filter((one) => one.includes(text)).length;
    const channel = server.channel(target.replace("slack:#", ""));
    return server.board.messages.filter((one) => one.channel === channel && one.text.includes(text)).length;
  };
  return {
    ...{ seed, faults, crashes },
    planned: due.length,
    recorded: occurrences.length,
    occurrences: occurrences.map((one) => one.state),
    deliveries: rows.map(({ target, state: said, planned_at: at }) => ({
      target,
      state: said,
      seen: seenAt(target, at),
    })),
  };
}

/** What is untrue in how a storm ended; empty when the promise was kept. */
export function broken({ seed, planned, recorded, occurrences, deliveries }: Weathered): string[] {
  const open = ["planned", "open"];
  const under = ["pending", "ready", "sending", "looking"];
  return [
    ...(planned === recorded ? [] : [`seed ${seed}: ${planned} occurrences planned, ${recorded} recorded`]),
    ...occurrences
      .filter((state) => open.includes(state))
      .map((state) => `seed ${seed}: an occurrence is still ${state}`),
    ...deliveries.flatMap(({ target, state, seen }) => {
      const told = `seed ${seed}: ${target} is ${state} and was seen ${seen} times`;
      if (under.includes(state)) return [told];
      if (state === "sent") return seen === 1 ? [] : [told];
      if (state === "unknown") return seen <= 1 ? [] : [told];
      return seen === 0 ? [] : [told];
    }),
  ];
}
