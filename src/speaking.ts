import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Company } from "./company.ts";
import type { Config } from "./config.ts";
import { openCase } from "./delivery/open-case.ts";
import { workingDaysOf } from "./delivery/working-time.ts";
import type { Workroom } from "./delivery/workroom.ts";
import type { createDispatch, Parts } from "./dispatch.ts";
import type { Job } from "./job.ts";
import type { People } from "./people.ts";
import type { Platform } from "./platform.ts";

/** Longer than a platform's own tries take, shorter than a claim holds. */
const sendTimeoutMs = 60_000;

/** Puts together what speaking unasked needs: people, jobs, and the company's hours. */
export function createWorkroom(about: {
  readonly config: Config;
  readonly workingDays: Company["workingDays"];
  readonly parts: Parts;
  readonly people: People;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly dispatch: ReturnType<typeof createDispatch>;
}): Workroom {
  const { config, workingDays, parts, people, jobs, platforms, dispatch } = about;
  const { directory, rules, connections, preferences } = people;
  return {
    ...{ parts, dispatch, jobs, platforms, directory, rules, connections, log: parts.log },
    now: () => parts.state.now(),
    holder: `${process.pid}-${randomBytes(4).toString("hex")}`,
    random: Math.random,
    sleep: (ms) => sleep(ms),
    habits: (platform, userId) => preferences.of(platform, userId),
    async zones() {
      await preferences.renew();
      return preferences.zones();
    },
    crons: { "crm-sync": config.syncSchedule },
    quiet: config.quiet,
    workingDays: (zone) => workingDaysOf(zone, workingDays),
    openCase: (opened, about) => openCase(parts.state, opened, about),
    mostPings: config.pingsADay,
    sendTimeoutMs,
  };
}
