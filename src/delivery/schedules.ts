import type { Locale } from "#messages.ts";
import type { State } from "#store.ts";
import type { Schedule } from "#subscription.ts";

/** A schedule as the state keeps it. */
export interface KeptSchedule extends Omit<Schedule, "next"> {
  /** External id of the CRM user who made it: what it says is theirs. Null for what an administrator set up. */
  readonly crmOwner: string | null;
  /** Instants up to here are in the ledger. */
  readonly plannedUntil: Date;
}

const columns = "id, job, options, ask, cron, zone, targets, locale, owner, crm_owner, enabled, planned_until";

function read(row: Record<string, unknown>): KeptSchedule {
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]));
  return {
    id: String(row.id),
    job: String(row.job),
    options: JSON.parse(String(row.options)),
    ask: text("ask"),
    cron: String(row.cron),
    zone: text("zone"),
    targets: JSON.parse(String(row.targets)),
    locale: text("locale") as Locale | null,
    owner: text("owner"),
    crmOwner: text("crm_owner"),
    enabled: row.enabled === true,
    plannedUntil: new Date(row.planned_until as Date),
  };
}

/** Every schedule, by id. */
export async function allSchedules(state: State): Promise<KeptSchedule[]> {
  return (await state.rows<Record<string, unknown>>(`SELECT ${columns} FROM schedules ORDER BY id`)).map(read);
}

export async function scheduleById(state: State, id: string): Promise<KeptSchedule | null> {
  const [row] = await state.rows<Record<string, unknown>>(`SELECT ${columns} FROM schedules WHERE id = $1`, [id]);
  return row === undefined ? null : read(row);
}

/**
 * Keeps a schedule that plans from `now` on. One that is there keeps what was planned and whether somebody stopped it;
 * the rest is as given. Other times than before count from `now`.
 */
export async function keepSchedule(
  state: State,
  schedule: Omit<KeptSchedule, "plannedUntil">,
  now: Date,
): Promise<void> {
  const { id, job, options, ask, cron, zone, targets, locale, owner, crmOwner, enabled } = schedule;
  await state.run(
    `INSERT INTO schedules (${columns}, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
     ON CONFLICT (id) DO UPDATE SET job = excluded.job, options = excluded.options, ask = excluded.ask,
       cron = excluded.cron, zone = excluded.zone, targets = excluded.targets, locale = excluded.locale,
       planned_until = CASE WHEN schedules.cron = excluded.cron AND coalesce(schedules.zone, '') = coalesce(excluded.zone, '')
         THEN schedules.planned_until ELSE excluded.planned_until END`,
    [
      ...[id, job, JSON.stringify(options), ask, cron, zone, JSON.stringify(targets), locale, owner, crmOwner, enabled],
      now,
    ],
  );
}

/** Stops a schedule or starts it again: what was due meanwhile is not caught up. */
export async function enableSchedule(state: State, id: string, enabled: boolean, now: Date): Promise<void> {
  await state.run(
    `UPDATE schedules SET planned_until = CASE WHEN $2 AND NOT enabled THEN $3 ELSE planned_until END, enabled = $2
     WHERE id = $1`,
    [id, enabled, now],
  );
}

/** Takes a schedule out; what it sent stays in the ledger. */
export async function removeSchedule(state: State, id: string): Promise<void> {
  await state.run("DELETE FROM schedules WHERE id = $1", [id]);
}
