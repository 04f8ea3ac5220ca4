import { createInterface } from "node:readline";
import { type Environment, readConfig } from "#config.ts";
import { createScheduler } from "#delivery/scheduler.ts";
import { keepSchedule } from "#delivery/schedules.ts";
import { createHost } from "#host.ts";
import { openParley } from "#parley.ts";
import type { Connection } from "#platform.ts";
import slack from "../../src/platforms/slack/index.ts";
import wecom from "../../src/platforms/wecom/index.ts";
import { aJob, saying } from "./rehearsal.ts";

/** What a courier is started with: the last argument, as JSON. */
export interface Errand {
  readonly environment: Environment;
  /** Each says its name and its instant, at one instant, to these places. */
  readonly jobs: readonly string[];
  readonly targets: readonly string[];
  readonly cron: string;
  /** Occurrences after this instant are planned. */
  readonly since: string;
  /** How wrong this process's own clock is. */
  readonly skewMs?: number;
  /** Dies with the n-th message, or the next that comes as far, by its own kill -9. */
  readonly dies?: { readonly moment: "before" | "after"; readonly nth: number };
}

/**
 * A process of its own with the real scheduler and the real Slack and WeCom adapters, for tests that kill it. Each line of
 * its input does something and answers with a line of JSON: `tick`, `ahead <milliseconds>` (time goes by), `ledger`,
 * `size`, `end`.
 */
const errand = JSON.parse(process.argv.at(-1) ?? "") as Errand;
const { environment, jobs, targets, cron, since, skewMs = 0, dies } = errand;
let aheadMs = 0;
const errors: string[] = [];
const log = {
  info: () => {},
  warn: () => {},
  error: ({ err }: { err?: unknown }, message: string) => {
    const hint = (err as { hint?: string } | undefined)?.hint;
    const complaint = [message, err instanceof Error ? err.message : "", hint ?? ""].filter(Boolean).join(": ");
    errors.push(complaint);
    process.stderr.write(`${complaint}\n`);
  },
};
const config = readConfig(environment);
const parley = await openParley(config, environment, log as never, {
  clock: () => new Date(Date.now() + skewMs + aheadMs),
});
const { state } = parley.parts;
const platforms = { slack, wecom };
for (const [name, platform] of Object.entries(platforms)) {
  if (!platform.enabled(environment)) continue;
  const connection = await platform.start(platform.config.parse(environment) as never, createHost(name, parley));
  parley.connections.set(name, mortal(connection));
}

let sends = 0;
function mortal(connection: Connection): Connection {
  const die = (moment: string, nth: number): void => {
    if (dies?.moment === moment && nth >= dies.nth) process.kill(process.pid, "SIGKILL");
  };
  return {
    ...connection,
    async send(...message) {
      const nth = ++sends;
      die("before", nth);
      const sent = await connection.send(...message);
      die("after", nth);
      return sent;
    },
  };
}

const own = Object.fromEntries(jobs.map((name) => [name, aJob(({ now }) => [saying(`${name} ${now.toISOString()}`)])]));
const shared = config.stateUrl !== null;
const room = {
  ...parley.room,
  jobs: new Map(Object.entries(own)),
  // A database's clock is everybody's; a file's is the process's.
  now: async () => new Date((await state.now()).getTime() + (shared ? aheadMs : 0)),
};
for (const job of jobs) {
  const schedule = { id: job, job, options: {}, ask: null, cron, zone: "UTC", targets, locale: null };
  await keepSchedule(state, { ...schedule, owner: null, crmOwner: null, enabled: true }, new Date(since));
}
const scheduler = createScheduler(room, parley.tell, parley.retell);

const does: Readonly<Record<string, (about: string) => Promise<unknown>>> = {
  async tick() {
    await scheduler.tick();
    return errors.splice(0);
  },
  async ahead(ms) {
    aheadMs += Number(ms);
    return null;
  },
  ledger: () =>
    state.rows("SELECT job, target, state, message, error FROM deliveries WHERE job <> '' ORDER BY job, target"),
  async end() {
    await scheduler.stop();
    for (const connection of parley.connections.values()) await connection.stop();
    await parley.close();
    return null;
  },
};

// Where a file may not grow any more, the write fails as on a full disk; by itself the signal would end the process.
process.on("SIGXFSZ", () => {});
process.stdout.write(`${JSON.stringify("ready")}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const [verb = "", about = ""] = line.split(" ");
  const said = await does[verb]?.(about).catch((error: unknown) => ({ failed: String(error) }));
  process.stdout.write(`${JSON.stringify(said ?? null)}\n`);
  if (verb === "end") process.exit(0);
}
