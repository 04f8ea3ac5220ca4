import type { Job } from "#job.ts";
import type { Route } from "./routes.ts";
import { allSchedules, type KeptSchedule, keepSchedule, removeSchedule } from "./schedules.ts";
import type { Workroom } from "./workroom.ts";

/** What the configuration plans: a job at its own times, to a place or to each person of its audience. */
function scheduleOf(
  { job, target }: Route,
  found: Job,
  { parts, crons }: Workroom,
): Omit<KeptSchedule, "plannedUntil"> {
  const personal = target === null && found.audience !== "nobody";
  return {
    ...{ id: target === null ? `standing:${job}` : `deliver:${job}@${target}`, job, options: {}, ask: null },
    ...{ cron: crons[job] ?? found.schedule, zone: personal ? null : parts.calendar.zone },
    ...{ targets: target === null ? [] : [target], locale: target === null ? null : parts.locale },
    ...{ owner: null, crmOwner: null, enabled: true },
  };
}

const ours = /^(standing|deliver):/;

/**
 * Brings the schedules that the configuration names into the ledger, and takes out those that it names no more. What an
 * administrator stopped stays stopped.
 */
export async function keepConfigured(routes: readonly Route[], room: Workroom): Promise<void> {
  const { state } = room.parts;
  const now = await room.now();
  const meant = routes.flatMap((route) => {
    const job = room.jobs.get(route.job);
    return job === undefined ? [] : [scheduleOf(route, job, room)];
  });
  const ids = new Set(meant.map(({ id }) => id));
  await state.transaction(async () => {
    for (const { id } of await allSchedules(state)) {
      if (ours.test(id) && !ids.has(id)) await removeSchedule(state, id);
    }
    for (const schedule of meant) await keepSchedule(state, schedule, now);
  });
}
