import type { MessageRef } from "#platform.ts";
import type { State } from "#store.ts";
import type { HeldBack } from "#subscription.ts";
import { dropAnswer } from "./outbox.ts";

/** One message to one place, under way. */
export interface Delivery {
  readonly id: string;
  readonly occurrence: string;
  readonly schedule: string;
  readonly plannedAt: Date;
  readonly job: string;
  readonly target: string;
  /** External id of the CRM user it is for; null for a channel. */
  readonly owner: string | null;
  /** The schedule that sent what it corrects; null for whatever corrects nothing. */
  readonly origin: string | null;
  readonly about: string;
  readonly attempts: number;
  readonly opens: string | null;
  readonly band: number | null;
  readonly atStake: number | null;
  /** When the last try began. */
  readonly begunAt: Date | null;
}

/**
 * For how long a claim holds without being renewed. Longer than any try to send may take, so that a claim that ran out
 * has no request under way any more.
 */
export const leaseMs = 120_000;

const columns = `d.id AS id, d.occurrence AS occurrence, o.schedule AS schedule, o.planned_at AS planned_at, d.job AS job,
  d.target AS target, d.owner AS owner, d.origin AS origin, d.about AS about, d.attempts AS attempts, d.opens AS opens, d.band AS band,
  d.at_stake AS at_stake, d.begun_at AS begun_at`;

async function read(state: State, ids: readonly string[]): Promise<Delivery[]> {
  if (ids.length === 0) return [];
  const list = ids.map((_, index) => `$${index + 1}`).join(", ");
  const rows = await state.rows<Record<string, unknown>>(
    `SELECT ${columns} FROM deliveries d JOIN occurrences o ON o.id = d.occurrence WHERE d.id IN (${list})
     ORDER BY d.at_stake DESC NULLS LAST, d.id`,
    ids,
  );
  const text = (value: unknown): string | null => (value === null ? null : String(value));
  const number = (value: unknown): number | null => (value === null ? null : Number(value));
  return rows.map((row) => ({
    id: String(row.id),
    occurrence: String(row.occurrence),
    schedule: String(row.schedule),
    plannedAt: new Date(row.planned_at as Date),
    job: String(row.job),
    target: String(row.target),
    owner: text(row.owner),
    origin: text(row.origin),
    about: String(row.about),
    attempts: Number(row.attempts),
    opens: text(row.opens),
    band: number(row.band),
    atStake: number(row.at_stake),
    begunAt: row.begun_at === null ? null : new Date(row.begun_at as Date),
  }));
}

/** What is claimed, and what its state is then; sending is written down before anything is sent. */
const claims = {
  pending: { becomes: "pending", set: "" },
  ready: { becomes: "sending", set: ", begun_at = $2" },
  looking: { becomes: "looking", set: "" },
} as const;

/**
 * Claims due deliveries for one holder, those with most at stake first; of two that claim at once one gets each. Pings
 * wait until all pings to the same place are composed, as they are ranked.
 */
export async function claim(
  state: State,
  what: keyof typeof claims,
  holder: string,
  now: Date,
  about: { readonly most: number; readonly pings: readonly string[] },
): Promise<Delivery[]> {
  const { becomes, set } = claims[what];
  const jobs = about.pings.map((job) => `'${job}'`).join(", ") || "''";
  const ranked =
    what === "ready"
      ? `AND (job NOT IN (${jobs}) OR NOT EXISTS (SELECT 1 FROM deliveries other WHERE other.target = deliveries.target
           AND other.state = 'pending' AND other.next_at <= $2 AND other.job IN (${jobs})))`
      : "";
  const due = `state = '${what}' AND next_at <= $2 AND (lease_until IS NULL OR lease_until < $2)`;
  const claimed = await state.rows<{ id: string }>(
    `UPDATE deliveries SET holder = $1, lease_until = $3, attempts = attempts + 1, state = '${becomes}'${set}
     WHERE ${due} AND id IN (SELECT id FROM deliveries WHERE ${due} ${ranked}
       ORDER BY at_stake DESC NULLS LAST, next_at, id LIMIT ${about.most})
     RETURNING id`,
    [holder, now, new Date(now.getTime() + leaseMs)],
  );
  return read(
    state,
    claimed.map(({ id }) => id),
  );
}

/** Renews a claim; false when somebody else has it. */
export async function renew(state: State, id: string, holder: string, now: Date): Promise<boolean> {
  const rows = await state.rows(
    "UPDATE deliveries SET lease_until = $3 WHERE id = $1 AND holder = $2 AND lease_until >= $4 RETURNING id",
    [id, holder, new Date(now.getTime() + leaseMs), now],
  );
  return rows.length > 0;
}

/** Sends that whoever claimed them never finished: nobody knows whether they arrived. */
export async function abandoned(state: State, now: Date): Promise<void> {
  await state.run(
    `UPDATE deliveries SET state = 'looking', next_at = $1, holder = NULL, lease_until = NULL, attempts = 0,
       error = 'interrupted while it was sent' WHERE state = 'sending' AND lease_until < $1`,
    [now],
  );
}

/** How a try ended. */
export type Ending =
  | { readonly state: "sent"; readonly ref: MessageRef }
  | { readonly state: "failed" | "unknown" | "skipped"; readonly error: string | null }
  | { readonly state: "pending" | "ready" | "looking"; readonly error: string; readonly nextAt: Date };

/**
 * Writes down how a claimed delivery went on. That it arrived is true whoever holds it by now; anything else counts only
 * from the holder. Within a transaction of the caller's.
 */
export async function settle(state: State, id: string, holder: string, ending: Ending, now: Date): Promise<boolean> {
  const over = ending.state === "sent" || ending.state === "failed" || ending.state === "skipped";
  if (ending.state === "sent") {
    const { channel, message } = ending.ref;
    const rows = await state.rows(
      `UPDATE deliveries SET state = 'sent', channel = $2, message = $3, error = NULL, holder = NULL,
         lease_until = NULL, at = $4 WHERE id = $1 AND state IN ('sending', 'looking', 'unknown') RETURNING id`,
      [id, channel, message, now],
    );
    await dropAnswer(state, id);
    return rows.length > 0;
  }
  const nextAt = "nextAt" in ending ? ending.nextAt : now;
  const fresh = ending.state === "looking" ? ", attempts = CASE WHEN state = 'looking' THEN attempts ELSE 0 END" : "";
  const rows = await state.rows(
    `UPDATE deliveries SET state = $3, error = $4, next_at = $5, holder = NULL, lease_until = NULL, at = $6${fresh}
     WHERE id = $1 AND holder = $2 RETURNING id`,
    [id, holder, ending.state, ending.error, nextAt, now],
  );
  if (over && rows.length > 0) await dropAnswer(state, id);
  return rows.length > 0;
}

/** When the next delivery is due; null when none waits. */
export async function nextDue(state: State): Promise<Date | null> {
  const [row] = await state.rows<{ due: Date | null }>(
    `SELECT min(CASE WHEN lease_until > next_at THEN lease_until ELSE next_at END) AS due FROM deliveries
     WHERE state IN ('pending', 'ready', 'sending', 'looking')`,
  );
  return row?.due ? new Date(row.due) : null;
}

/** Why a ping was skipped that had no room in its day. */
export const spent = "the day's pings are spent";

/** Pings to a place that had no room in their day. */
export async function heldBack(state: State, target: string, since: Date): Promise<HeldBack[]> {
  const rows = await state.rows<{ headline: string; about: string; at_stake: number | null }>(
    `SELECT headline, about, at_stake FROM deliveries
     WHERE target = $1 AND at >= $2 AND state = 'skipped' AND error = $3 ORDER BY at_stake DESC NULLS LAST, id`,
    [target, since, spent],
  );
  return rows.map(({ headline, about, at_stake: atStake }) => ({ headline, about, atStake: Number(atStake ?? 0) }));
}
