import type { Parts } from "#dispatch.ts";
import type { Earlier, Figure, Job, JobInput, Stated } from "#job.ts";
import type { State } from "#store.ts";
import type { Addressee } from "./occurrences.ts";

/** What corrects, and is itself corrected by the next: its `about` names what it corrects. */
const correction = "digest-correction";

interface Sent {
  readonly job: string;
  readonly about: string;
  readonly planned_at: Date;
  readonly at: Date;
  readonly options: string | null;
  readonly figures: string;
}

/** Where something was said, and by which schedule; by any where it is null. */
interface Place {
  readonly target: string;
  readonly origin: string | null;
}

/** Whoever got something with figures by occurrences planned since an instant, by the schedules that are still there. */
export async function readersSince(state: State, since: Date): Promise<Addressee[]> {
  const rows = await state.rows<{ target: string; owner: string | null; origin: string }>(
    `SELECT DISTINCT d.target AS target, d.owner AS owner, s.id AS origin
     FROM deliveries d JOIN occurrences o ON o.id = d.occurrence JOIN schedules s ON s.id = o.schedule
     WHERE d.state = 'sent' AND d.figures IS NOT NULL AND d.job <> $2 AND o.planned_at >= $1
     ORDER BY target, origin, owner`,
    [since, correction],
  );
  return rows.map(({ target, owner, origin }) => ({ target, owner, origin }));
}

/** Reads what was sent with figures to a target by occurrences planned since an instant, oldest first. */
async function sentTo(state: State, { target, origin }: Place, since: Date): Promise<Sent[]> {
  return state.rows<Sent>(
    `SELECT d.job AS job, d.about AS about, o.planned_at AS planned_at, d.at AS at, s.options AS options, d.figures AS figures
     FROM deliveries d JOIN occurrences o ON o.id = d.occurrence LEFT JOIN schedules s ON s.id = o.schedule
     WHERE d.target = $1 AND d.state = 'sent' AND d.figures IS NOT NULL AND o.planned_at >= $2
       AND ($3 = '' OR coalesce(d.origin, o.schedule) = $3 OR (d.job = $4 AND d.origin IS NULL))
     ORDER BY d.at, d.id`,
    [target, since, origin ?? "", correction],
  );
}

/**
 * What was said with figures to a target, and how to state the same again. Of what was corrected, the correction's figures
 * stand. Jobs that are no more are left out.
 */
export async function earlierTo(
  place: Place,
  since: Date,
  { state, jobs }: Pick<Parts, "state" | "jobs">,
  inputOf: (job: Job, plannedAt: Date, options: Readonly<Record<string, unknown>>) => Promise<JobInput<never>>,
): Promise<Earlier[]> {
  const sayings = new Map<string, Earlier>();
  for (const row of await sentTo(state, place, since)) {
    const plannedAt = new Date(row.planned_at);
    const sentAt = new Date(row.at);
    const figures = JSON.parse(row.figures) as Figure[];
    if (row.job === correction) {
      const corrected = sayings.get(row.about);
      if (corrected !== undefined) sayings.set(row.about, { ...corrected, sentAt, figures });
      continue;
    }
    const job = jobs.get(row.job);
    if (job?.state === undefined) continue;
    const { state: restate, title } = job;
    const options = JSON.parse(row.options ?? "{}") as Record<string, unknown>;
    const again = async (): Promise<Stated> => restate(await inputOf(job, plannedAt, options));
    const id = `${row.job}/${plannedAt.toISOString()}`;
    sayings.set(id, { id, job: row.job, title, plannedAt, sentAt, figures, again });
  }
  return [...sayings.values()];
}
