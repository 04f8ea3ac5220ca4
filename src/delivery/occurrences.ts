import type { State } from "#store.ts";

/** A planned occurrence, as the ledger has it. */
export interface Occurrence {
  readonly id: string;
  readonly schedule: string;
  readonly plannedAt: Date;
  readonly zone: string;
}

/** To whom an occurrence goes. */
export interface Addressee {
  /** `platform:place`. */
  readonly target: string;
  /** The CRM user's external id; null for a channel. */
  readonly owner: string | null;
  /** The schedule whose earlier messages to the same target this is about: it is read with the same eyes. */
  readonly origin?: string | null;
}

/** Deliveries in these states are over. */
export const ended = "('sent', 'failed', 'unknown', 'skipped', 'recalled')";

/** Occurrences that nobody has addressed yet, oldest first. */
export async function plannedOccurrences(state: State): Promise<Occurrence[]> {
  const rows = await state.rows<Record<string, unknown>>(
    "SELECT id, schedule, planned_at, zone FROM occurrences WHERE state = 'planned' ORDER BY planned_at, id",
  );
  return rows.map((row) => ({
    id: String(row.id),
    schedule: String(row.schedule),
    plannedAt: new Date(row.planned_at as Date),
    zone: String(row.zone),
  }));
}

/**
 * Opens an occurrence for its addressees: one delivery each, in the transaction that takes it from being planned, so
 * that of two schedulers one does so. Without addressees there is nothing to say to anybody.
 */
export async function address(
  state: State,
  occurrence: Occurrence,
  job: string,
  addressees: readonly Addressee[],
  now: Date,
): Promise<void> {
  await state.transaction(async () => {
    const taken = await state.rows(
      "UPDATE occurrences SET state = 'open', at = $2 WHERE id = $1 AND state = 'planned' RETURNING id",
      [occurrence.id, now],
    );
    if (taken.length === 0) return;
    for (const { target, owner, origin = null } of addressees) {
      const id = `${occurrence.id}>${target}${origin === null ? "" : `<${origin}`}`;
      await state.run(
        `INSERT INTO deliveries (id, occurrence, job, target, owner, origin, about, state, attempts, next_at, at)
         VALUES ($1, $2, $3, $4, $5, $6, '', 'pending', 0, $7, $7) ON CONFLICT (id) DO NOTHING`,
        [id, occurrence.id, job, target, owner, origin, now],
      );
    }
  });
}

/** Ends every open occurrence whose deliveries are all over: by the worst of them, then by whether anything was sent. */
export async function endOccurrences(state: State, now: Date): Promise<void> {
  await state.run(
    `UPDATE occurrences SET at = $1, state = (
       SELECT CASE WHEN count(*) FILTER (WHERE d.state = 'failed') > 0 THEN 'failed'
         WHEN count(*) FILTER (WHERE d.state = 'unknown') > 0 THEN 'unknown'
         WHEN count(*) FILTER (WHERE d.state IN ('sent', 'recalled')) > 0 THEN 'sent' ELSE 'nothing' END
       FROM deliveries d WHERE d.occurrence = occurrences.id)
     WHERE state = 'open' AND NOT EXISTS (
       SELECT 1 FROM deliveries d WHERE d.occurrence = occurrences.id AND d.state NOT IN ${ended})`,
    [now],
  );
}

/** Ends an occurrence that cannot be addressed: its job or schedule is gone. */
export async function giveUp(state: State, occurrence: string, now: Date): Promise<void> {
  await state.run("UPDATE occurrences SET state = 'failed', at = $2 WHERE id = $1 AND state = 'planned'", [
    occurrence,
    now,
  ]);
}

const keptDays = 400;

/** Forgets what ended more than a year ago, so that the ledger does not grow for ever. */
export async function forgetOld(state: State, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  await state.run(`DELETE FROM deliveries WHERE at < $1 AND state IN ${ended}`, [before]);
  await state.run("DELETE FROM occurrences WHERE at < $1 AND state <> 'open'", [before]);
  await state.run("DELETE FROM ping_slots WHERE day < $1", [before.toISOString().slice(0, 10)]);
}
