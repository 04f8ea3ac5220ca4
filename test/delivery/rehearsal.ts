import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer } from "#answer.ts";
import { type Environment, readConfig } from "#config.ts";
import { createScheduler, type Scheduler } from "#delivery/scheduler.ts";
import { keepSchedule } from "#delivery/schedules.ts";
import type { Workroom } from "#delivery/workroom.ts";
import { defineJob, type Job, type JobInput, type Said } from "#job.ts";
import { createLog } from "#log.ts";
import type { Notice } from "#office.ts";
import { openParley, type Parley } from "#parley.ts";
import type { Connection } from "#platform.ts";

/** A job whose `run` is all that matters. */
export function aJob(run: (input: JobInput) => readonly Said[], change: Partial<Job> = {}): Job {
  return {
    ...defineJob({
      ...{ title: { en: "Job", zh: "任务" }, summary: { en: "A job.", zh: "任务。" }, schedule: "0 9 * * *" },
      ...{ audience: "channel", messages: { en: {}, zh: {} }, run: async (input) => run(input as JobInput) },
    }),
    ...change,
  };
}

/** Something to say without a picture. */
export const saying = (headline: string, change: Partial<Said> = {}): Said => ({
  reply: { headline, result: {} },
  ...change,
});

/** What a place got, and what became of every delivery, in words. */
export interface Ledger {
  readonly occurrences: readonly { readonly at: string; readonly state: string }[];
  readonly deliveries: readonly {
    readonly target: string;
    readonly about: string;
    readonly state: string;
    readonly error: string | null;
  }[];
}

/** Parley without data, on a clock of the test's, with jobs and platforms of the test's. */
export async function rehearse(
  about: {
    readonly jobs?: Readonly<Record<string, Job>>;
    readonly connections?: Readonly<Record<string, Connection>>;
    readonly environment?: Environment;
    readonly dataDir?: string;
  },
  start = "2026-11-23T00:59:30Z",
) {
  const time = { now: new Date(start) };
  const dataDir = about.dataDir ?? (await mkdtemp(join(tmpdir(), "parley-rehearsal-")));
  const environment: Environment = { DATA_DIR: dataDir, BUSINESS_TIMEZONE: "UTC", ...about.environment };
  const parley: Parley = await openParley(readConfig(environment), environment, createLog("silent"), {
    clock: () => time.now,
  });
  for (const [name, connection] of Object.entries(about.connections ?? {})) parley.connections.set(name, connection);
  const notices: Notice[] = [];
  const { state } = parley.parts;

  /** Time goes by while somebody waits. */
  const sleep = async (ms: number): Promise<void> => {
    time.now = new Date(time.now.getTime() + ms);
  };
  const room = (change: Partial<Workroom> = {}): Workroom => ({
    ...parley.room,
    ...(about.jobs === undefined ? {} : { jobs: new Map(Object.entries(about.jobs)) }),
    random: () => 0.5,
    sleep,
    ...change,
  });
  return {
    parley,
    time,
    notices,
    room,
    dataDir,
    scheduler: (change: Partial<Workroom> = {}): Scheduler =>
      createScheduler(room(change), async (notice) => void notices.push(notice)),
    /** Plans a job at every hour, to these places. */
    plan: (job: string, targets: readonly string[], cron = "0 * * * *", zone = "UTC") =>
      keepSchedule(
        state,
        {
          ...{ id: `test:${job}`, job, options: {}, ask: null, cron, zone, targets, locale: "en" },
          ...{ owner: null, crmOwner: null, enabled: true },
        },
        time.now,
      ),
    pass(minutes: number): void {
      time.now = new Date(time.now.getTime() + minutes * 60_000);
    },
    async ledger(): Promise<Ledger> {
      const occurrences = await state.rows<{ planned_at: Date; state: string }>(
        "SELECT planned_at, state FROM occurrences ORDER BY planned_at, id",
      );
      const deliveries = await state.rows<Ledger["deliveries"][number]>(
        "SELECT target, about, state, error FROM deliveries ORDER BY target, about, id",
      );
      return {
        occurrences: occurrences.map(({ planned_at: at, state: became }) => ({
          at: new Date(at).toISOString().slice(11, 16),
          state: became,
        })),
        deliveries,
      };
    },
    async close(): Promise<void> {
      await parley.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A platform that keeps what it gets; `send` may be told to do something else first. */
export function memory(faults: ((answer: Answer, key: string, accept: () => void) => void)[] = [], looks = true) {
  const got: { target: string; headline: string; key: string }[] = [];
  const connection: Connection = {
    async send(target, answer, key) {
      const accept = (): void => void got.push({ target, headline: answer.headline, key });
      const fault = faults.shift();
      if (fault === undefined) accept();
      else fault(answer, key, accept);
      return { channel: target, message: `${got.length}` };
    },
    ...(looks
      ? {
          async find(target: string, key: string) {
            const index = got.findIndex((one) => one.key === key && one.target === target);
            return index === -1 ? null : { channel: target, message: `${index + 1}` };
          },
        }
      : {}),
    async stop() {},
  };
  return { connection, got };
}
