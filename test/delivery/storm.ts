import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nextDue } from "#delivery/deliveries.ts";
import { createScheduler } from "#delivery/scheduler.ts";
import type { Workroom } from "#delivery/workroom.ts";
import { seededRandom } from "#metrics/random.ts";
import type { Connection } from "#platform.ts";
import type { State } from "#store.ts";
import wecom from "../../src/platforms/wecom/index.ts";
import { scriptedHost } from "../platforms/scripted-host.ts";
import type { FaultKind } from "../platforms/slack/slack-faults.ts";
import { type ApiFault, startApi, webhookKey } from "../platforms/wecom/api-server.ts";
import type { Coast } from "./coast.ts";
import { aJob, rehearse, saying } from "./rehearsal.ts";
import { account, type Season, seasonOf, type Weathered } from "./storm-account.ts";

const slackFaults: readonly FaultKind[] = [
  ...(["limit", "unsaid", "server", "broken", "internal", "dropped", "lost", "garbled"] as const),
];
const wecomFaults: readonly ApiFault[] = ["429", "503", "500", "busy", "limited", "dropped", "lost", "garbled"];
const hours = 4;
const channels = ["#sales", "#management"] as const;
const minuteMs = 60_000;

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

/** What happens to a channel, or to Slack as a whole, for a while; afterwards it is as before. */
interface Trouble {
  readonly kind: string;
  readonly begin: () => void;
  readonly end: () => void;
}

/**
 * A few simulated hours of a job every twenty minutes to two Slack channels, and every hour to a WeCom group, under faults
 * that a seed chooses: replies lost and garbled, limits, errors, channels renamed and archived, the bot removed, its token
 * revoked, schedulers that die before and after a post or restart on the minute, two of them side by side with clocks that
 * differ, a database that is gone for minutes, a night in which clocks change. Then the storm is over, and a day goes by.
 * `stateUrl`: a database that keeps the state instead of a file.
 */
export async function weather(seed: number, coast: Coast, stateUrl?: string): Promise<Weathered> {
  const random = seededRandom(seed);
  const chance = (share: number): boolean => random() < share;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const { server } = coast;
  const season: Season = seasonOf(seed);
  const api = await startApi();
  const group = wecom.config.parse({ WECOM_WEBHOOKS: `#group=${webhookKey}`, WECOM_API_URL: api.url });
  const webhook = await wecom.start(group, scriptedHost(wecom.capabilities));
  const dataDir = await mkdtemp(join(tmpdir(), "parley-storm-"));
  const mark = `storm ${seed}${stateUrl === undefined ? "" : " PostgreSQL"}`;
  const digest = aJob(({ now }) => [saying(`${mark} ${now.toISOString()}`)]);
  // Named by the seed: a message is looked for by its key, and channels keep those of earlier storms.
  const [often, hourly] = [`digest-${mark}`, `group-${mark}`];
  const stage = await rehearse(
    {
      jobs: { [often]: digest, [hourly]: digest },
      dataDir,
      environment: {
        CRM: "csv",
        CRM_CSV_DIR: dataDir,
        ...(stateUrl === undefined ? {} : { STATE_URL: stateUrl, SECRET_KEY: "0123456789abcdef" }),
      },
    },
    season.start,
  );
  const { state } = stage.parley.parts;
  const slackPlaces = channels.map((name) => `slack:${name}`);
  await stage.plan(often, slackPlaces, "*/20 * * * *", season.zone);
  // A group takes twenty messages a minute of real time, in which a storm is over.
  await stage.plan(hourly, ["wecom:#group"], "0 * * * *", season.zone);

  const faults = new Map<string, number>();
  const tries = new Map<string, number>();
  let found = 0;
  const met = (kind: string): void => void faults.set(kind, (faults.get(kind) ?? 0) + 1);
  let gone = { from: 0, to: 0 };
  const isGone = (): boolean => stage.time.now.getTime() >= gone.from && stage.time.now.getTime() < gone.to;

  /** A scheduler that may die at its next post: before the platform has it, or after. Its own clock is wrong by minutes. */
  function begin(name: string, calm = false) {
    const life = { dead: false };
    const skewMs = (random() - 0.5) * 6 * minuteMs;
    let died: () => void = () => {};
    const death = new Promise<void>((resolve) => {
      died = resolve;
    });
    const die = <T>(when: string): Promise<T> => {
      life.dead = true;
      met(`killed ${when} the post`);
      died();
      return new Promise<T>(() => {});
    };
    const mortal = ({ find, ...connection }: Connection): Connection => ({
      ...connection,
      async send(target, answer, key, until) {
        if (life.dead) return new Promise(() => {});
        tries.set(key, (tries.get(key) ?? 0) + 1);
        if (!calm && chance(0.05)) return die("before");
        const sent = await connection.send(target, answer, key, until);
        return !calm && chance(0.05) ? die("after") : sent;
      },
      ...(find && {
        async find(target: string, key: string, since: Date) {
          const there = await find(target, key, since);
          if (there !== null) found += 1;
          return there;
        },
      }),
    });
    const kept = frail(state, isGone, () => life.dead);
    const { clock } = stage.parley.parts;
    const room: Partial<Workroom> = {
      parts: { ...stage.parley.parts, state: kept, clock: () => new Date(clock().getTime() + skewMs) },
      async now() {
        await kept.now();
        return stage.time.now;
      },
      connections: new Map([
        ["slack", mortal(coast.connection)],
        ["wecom", mortal(webhook)],
      ]),
      holder: name,
      sleep: async (ms) => (life.dead ? new Promise(() => {}) : stage.pass(ms / minuteMs)),
      random,
      sendTimeoutMs: 20_000,
    };
    const scheduler = createScheduler(stage.room(room), async () => {});
    return { life, stop: scheduler.stop, tick: () => Promise.race([scheduler.tick(), death]) };
  }

  let born = 0;
  let crew = [begin(`s${born++}`), begin(`s${born++}`)];
  const place = server.channel(pick(channels).slice(1));
  const refusing = (kind: string, reason: string): Trouble => ({
    kind,
    begin: () => server.refusePosts(place, reason),
    end: () => server.refusePosts(place, null),
  });
  const troubles: readonly Trouble[] = [
    refusing("channel archived", "is_archived"),
    refusing("bot removed", "not_in_channel"),
    { kind: "token revoked", begin: () => server.revoke(), end: () => server.revoke(false) },
    { kind: "channel renamed", begin: () => server.rename(place, `renamed-${seed}`), end: () => {} },
  ];
  const trouble = chance(0.5) ? pick(troubles) : null;
  let under: "not yet" | "now" | "over" = "not yet";
  const end = new Date(new Date(season.start).getTime() + hours * 60 * minuteMs);
  while (stage.time.now < end) {
    stage.pass(0.5 + random() * 9);
    if (chance(0.3)) {
      const kind = pick(slackFaults);
      server.fail("chat.postMessage", kind);
      met(`Slack ${kind}`);
    }
    if (chance(0.15)) {
      const kind = pick(wecomFaults);
      api.fail("webhook/send", kind);
      met(`WeCom ${kind}`);
    }
    if (chance(0.04)) {
      gone = { from: stage.time.now.getTime(), to: stage.time.now.getTime() + random() * 180_000 };
      met("database gone for minutes");
    }
    if (trouble !== null && under !== "over" && chance(0.1)) {
      if (under === "not yet") met(trouble.kind);
      trouble[under === "not yet" ? "begin" : "end"]();
      under = under === "not yet" ? "now" : "over";
    }
    if (chance(0.05)) {
      stage.pass(20 - ((stage.time.now.getTime() / minuteMs) % 20));
      await Promise.all(crew.map(({ life, stop }) => (life.dead ? undefined : stop())));
      crew = crew.map(() => begin(`s${born++}`));
      met("restart on the minute");
    }
    const awake = crew.filter(() => chance(0.8));
    await Promise.all(awake.map(({ tick }) => tick()));
    crew = crew.map((one) => (one.life.dead && chance(0.5) ? begin(`s${born++}`) : one));
  }
  server.mend();
  trouble?.end();
  api.fail("webhook/send");
  gone = { from: 0, to: 0 };
  await state.run("UPDATE schedules SET enabled = FALSE");
  const last = begin("last", true);
  const nightfall = new Date(end.getTime() + 30 * 60 * minuteMs);
  await last.tick();
  for (let due = await nextDue(state); due !== null && due < nightfall; due = await nextDue(state)) {
    stage.time.now = new Date(Math.max(due.getTime(), stage.time.now.getTime()) + 1_000);
    await last.tick();
  }
  await last.tick();
  const result = await account({
    ...{ seed, mark, season, state, server, found, group: api.messages.map(({ text }) => text) },
    ...{ faults: Object.fromEntries(faults), retried: [...tries.values()].filter((times) => times > 1).length },
  });
  await webhook.stop();
  await api.close();
  await stage.close();
  await rm(dataDir, { recursive: true, force: true });
  return result;
}
