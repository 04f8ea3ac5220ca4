import type { State } from "#store.ts";
import { instants } from "./instants.ts";
import { allSchedules, type KeptSchedule } from "./schedules.ts";

/** What planning needs besides the state. */
export interface PlanParts {
  readonly state: State;
  /** Zones of people, for schedules that run by each recipient's. */
  readonly zones: readonly string[];
  /** How long a missed occurrence of a job is still worth catching up, milliseconds. */
  readonly graceMs: (job: string) => number;
}

/** So many instants of a schedule are written at once; what is left is planned by the next call. */
const most = 500;

/** That nothing came is written down this often: a schedule may change, and what is before is no longer its. */
const emptyMs = 3_600_000;

interface Planned {
  readonly id: string;
  readonly at: Date;
  readonly zone: string;
  readonly state: "planned" | "missed";
}

/**
 * Of the instants that came since the last look, the newest is planned if it is still useful; older ones were missed,
 * which the ledger says. `cut`: later instants are known to follow.
 */
function decide(schedule: KeptSchedule, zone: string, due: readonly Date[], now: Date, graceMs: number): Planned[] {
  const cut = due.length === most;
  return due.map((at, index) => {
    const newest = index === due.length - 1 && !cut;
    const useful = now.getTime() - at.getTime() <= graceMs;
    const id = `${schedule.id}/${at.toISOString()}/${zone}`;
    return { id, at, zone, state: newest && useful ? "planned" : "missed" };
  });
}

/**
 * Writes every occurrence up to `now` into the ledger. Several schedulers may do so at once: an occurrence is one row,
 * whoever writes it first. Resolves with whether there was more than fits one call.
 */
export async function plan(parts: PlanParts, now: Date): Promise<boolean> {
  let more = false;
  for (const schedule of await allSchedules(parts.state)) {
    if (!schedule.enabled || schedule.plannedUntil >= now) continue;
    const zones = schedule.zone === null ? parts.zones : [schedule.zone];
    const byZone = zones.map((zone) => ({
      zone,
      due: instants(schedule.cron, zone, schedule.plannedUntil, most, now),
    }));
    const full = byZone.filter(({ due }) => due.length === most).map(({ due }) => due.at(-1)?.getTime() ?? 0);
    const until = full.length === 0 ? now : new Date(Math.min(...full));
    if (full.length > 0) more = true;
    const planned = byZone.flatMap(({ zone, due }) =>
      decide(schedule, zone, due, now, parts.graceMs(schedule.job)).filter(({ at }) => at <= until),
    );
    if (planned.length > 0 || until.getTime() - schedule.plannedUntil.getTime() >= emptyMs)
      await write(parts.state, schedule.id, planned, until, now);
  }
  return more;
}

async function write(state: State, schedule: string, planned: readonly Planned[], until: Date, now: Date) {
  await state.transaction(async () => {
    for (const { id, at, zone, state: first } of planned) {
      await state.run(
        `INSERT INTO occurrences (id, schedule, planned_at, zone, state, told, at)
         VALUES ($1, $2, $3, $4, $5, FALSE, $6) ON CONFLICT (id) DO NOTHING`,
        [id, schedule, at, zone, first, now],
      );
    }
    await state.run("UPDATE schedules SET planned_until = $2 WHERE id = $1 AND planned_until < $2", [schedule, until]);
  });
}
