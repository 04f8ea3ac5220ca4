import { createTask } from "node-cron";
import type { Notice } from "#office.ts";
import { addressees } from "./addressees.ts";
import { abandoned, claim, type Delivery, nextDue } from "./deliveries.ts";
import { address, endOccurrences, forgetOld, giveUp, plannedOccurrences } from "./occurrences.ts";
import { plan } from "./plan.ts";
import { prepare } from "./prepare.ts";
import { allSchedules } from "./schedules.ts";
import { look, send } from "./send.ts";
import { tellTroubles } from "./troubles.ts";
import { subscribed, type Workroom, zoneOf } from "./workroom.ts";

/** Plans, composes and sends what is due. */
export interface Scheduler {
  /** Does all that is due now. One call at a time; a call during another waits for one more round. */
  tick(): Promise<void>;
  /** Ticks every minute, and when something waits for less. */
  start(): void;
  /** Begins nothing any more, and waits for what it began. */
  stop(): Promise<void>;
}

/** Messages to be sent at the same time; what is composed is composed one by one, so that questions come between. */
const sendsAtOnce = 4;
const minuteMs = 60_000;
const graceHours = 6;
const dayMs = 86_400_000;

/**
 * A scheduler over a shared state: any number of them may run, each occurrence is planned and sent by one. `tell` tells
 * administrators of troubles; `retell` tells them what they could not be told yet.
 */
export function createScheduler(
  room: Workroom,
  tell: (notice: Notice) => Promise<void>,
  retell: () => Promise<void> = async () => {},
): Scheduler {
  const { parts, jobs, holder } = room;
  const { state, log } = parts;
  let stopping = false;
  let running: Promise<void> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let forgotAt = 0;
  const pings = [...jobs].flatMap(([name, job]) => (job.ping === undefined ? [] : [name]));

  async function addressAll(now: Date): Promise<void> {
    const planned = await plannedOccurrences(state);
    if (planned.length === 0) return;
    const schedules = new Map((await allSchedules(state)).map((schedule) => [schedule.id, schedule]));
    for (const occurrence of planned) {
      const schedule = schedules.get(occurrence.schedule);
      const job = schedule?.job === subscribed ? { audience: "channel" as const } : jobs.get(schedule?.job ?? "");
      if (schedule === undefined || job === undefined) {
        await giveUp(state, occurrence.id, now);
        continue;
      }
      const zone = (target: string): string => zoneOf(target, room);
      const found = await addressees(schedule, job, occurrence.zone, zone, room);
      await address(state, occurrence, schedule.job, found, now);
    }
  }

  const claimed = async (what: "pending" | "ready" | "looking", most: number): Promise<Delivery[]> =>
    stopping ? [] : claim(state, what, holder, await room.now(), { most, pings });

  async function prepareAll(): Promise<void> {
    for (;;) {
      const [next] = await claimed("pending", 1);
      if (next === undefined) return;
      await prepare(next, room);
    }
  }

  /** Sends until everything is composed and nothing is left. */
  async function sendWhile(composing: Promise<void>): Promise<void> {
    let composed = false;
    const done = composing.finally(() => {
      composed = true;
    });
    done.catch(() => {}); // whoever composes says so
    for (;;) {
      const last = composed;
      const batch = await claimed("ready", sendsAtOnce);
      await Promise.all(batch.map((delivery) => send(delivery, room)));
      if (batch.length > 0) continue;
      if (last || stopping) return;
      await Promise.race([done, room.sleep(200)]);
    }
  }

  /** Sends while others are composed; ends when both have, also when one of them fails. */
  async function prepareAndSend(): Promise<void> {
    const composing = prepareAll();
    const ends = await Promise.allSettled([composing, sendWhile(composing)]);
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  }

  async function lookAll(): Promise<void> {
    for (;;) {
      const batch = await claimed("looking", sendsAtOnce);
      if (batch.length === 0) return;
      await Promise.all(batch.map((delivery) => look(delivery, room)));
    }
  }

  async function round(): Promise<void> {
    const now = await room.now();
    const zones = [...new Set([parts.calendar.zone, ...(await room.zones())])];
    const graceMs = (job: string): number => (jobs.get(job)?.graceHours ?? graceHours) * 3_600_000;
    while (await plan({ state, zones, graceMs }, now)) if (stopping) return;
    await addressAll(now);
    await abandoned(state, now);
    await lookAll();
    await prepareAndSend();
    await endOccurrences(state, await room.now());
    if (now.getTime() - forgotAt >= dayMs) {
      await forgetOld(state, now);
      forgotAt = now.getTime();
    }
    await tellTroubles(room, tell);
    await retell();
  }

  async function rounds(): Promise<void> {
    do {
      again = false;
      await round().catch((error: unknown) => log.error({ err: error }, "deliveries wait: a round failed"));
    } while (again && !stopping);
  }

  function tick(): Promise<void> {
    if (stopping) return Promise.resolve();
    again = true;
    running ??= rounds().finally(() => {
      running = null;
    });
    return running;
  }

  /** What waits for less than a minute does not wait for the next one. */
  async function tickInTime(): Promise<void> {
    await tick();
    const [due, now] = await Promise.all([nextDue(state), room.now()]).catch(() => [null, null] as const);
    if (stopping || due === null || now === null) return;
    const wait = Math.max(1_000, due.getTime() - now.getTime());
    if (wait >= minuteMs) return;
    clearTimeout(timer);
    timer = setTimeout(() => void tickInTime(), wait);
  }

  const cron = createTask("* * * * *", () => tickInTime(), { noOverlap: true, name: "deliveries" });
  return {
    tick,
    start() {
      void cron.start();
      void tickInTime();
    },
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await cron.destroy();
      await running;
    },
  };
}
