import { UserError } from "#errors.ts";
import type { Send } from "#subscription.ts";
import { apart } from "./addressees.ts";
import { keptAnswer } from "./outbox.ts";
import type { Workroom } from "./workroom.ts";

/** Ids are long; people and buttons name a send by this. */
const handle = "substr(md5(d.id), 1, 8)";
const columns = `${handle} AS handle, d.id AS id, d.job AS job, o.planned_at AS planned_at, d.target AS target, d.headline AS headline,
  d.state AS state, d.attempts AS attempts, d.error AS error, d.at AS at, d.channel AS channel, d.message AS message`;

type Kept = Omit<Send, "id"> & {
  readonly id: string;
  readonly handle: string;
  readonly channel: string | null;
  readonly message: string | null;
};

function read(row: Record<string, unknown>): Kept {
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]));
  return {
    id: String(row.id),
    handle: String(row.handle),
    job: String(row.job),
    plannedAt: new Date(row.planned_at as Date),
    target: String(row.target),
    headline: text("headline"),
    state: String(row.state) as Send["state"],
    attempts: Number(row.attempts),
    error: text("error"),
    at: new Date(row.at as Date),
    channel: text("channel"),
    message: text("message"),
  };
}

const shown = ({ channel: _, message: __, handle: id, ...send }: Kept): Send => ({ ...send, id });

/** Jobs that say nothing to anybody: a missed sync is made up for by the next. */
const upkeep = ({ jobs }: Workroom): string =>
  [...jobs].flatMap(([name, { audience }]) => (audience === "nobody" ? [`'${name}'`] : [])).join(", ") || "''";

/** What administrators see of what was sent, and may do about it. */
export function createSends(room: () => Workroom) {
  async function one(name: string): Promise<Kept | null> {
    const [row] = await room().parts.state.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM deliveries d JOIN occurrences o ON o.id = d.occurrence WHERE ${handle} = $1`,
      [name],
    );
    return row === undefined ? null : read(row);
  }

  return {
    async missed(since: Date): Promise<number> {
      const [row] = await room().parts.state.rows<{ n: number | bigint }>(
        `SELECT count(*) AS n FROM occurrences o JOIN schedules s ON s.id = o.schedule
         WHERE o.state = 'missed' AND o.planned_at >= $1 AND s.job NOT IN (${upkeep(room())})`,
        [since],
      );
      return Number(row?.n ?? 0);
    },

    async sends({
      most,
      since,
      troubled = false,
    }: {
      most: number;
      since?: Date;
      troubled?: boolean;
    }): Promise<Send[]> {
      const rows = await room().parts.state.rows<Record<string, unknown>>(
        `SELECT ${columns} FROM deliveries d JOIN occurrences o ON o.id = d.occurrence
         WHERE d.at >= $1 AND (NOT $2 OR d.state IN ('failed', 'unknown')) AND d.target <> ''
         ORDER BY d.at DESC, d.id LIMIT ${most}`,
        [since ?? new Date(0), troubled],
      );
      return rows.map((row) => shown(read(row)));
    },

    /** Takes a message back from its platform, then from the ledger. */
    async recall(name: string): Promise<Send | null> {
      const send = await one(name);
      if (send === null) return null;
      const { platform } = apart(send.target);
      const connection = room().connections.get(platform);
      if (send.state !== "sent" || send.channel === null || send.message === null || connection?.recall === undefined) {
        throw new UserError("not_recallable", "sends.not_recallable", { hint: "sends.not_recallable_hint" });
      }
      await connection.recall({ channel: send.channel, message: send.message });
      await room().parts.state.run("UPDATE deliveries SET state = 'recalled', at = $2 WHERE id = $1", [
        send.id,
        await room().now(),
      ]);
      return { ...shown(send), state: "recalled" };
    },

    /** Lets what failed or may not have arrived be tried again; composed anew where nothing is kept of it. */
    async sendAgain(name: string): Promise<Send | null> {
      const { parts, now } = room();
      const send = await one(name);
      if (send === null) return null;
      const answer = await keptAnswer(parts.state, send.id);
      const state = answer === null ? "pending" : "ready";
      const rows = await parts.state.rows(
        `UPDATE deliveries SET state = $2, attempts = 0, next_at = $3, holder = NULL, lease_until = NULL, at = $3
         WHERE id = $1 AND state IN ('failed', 'unknown') RETURNING occurrence`,
        [send.id, state, await now()],
      );
      const [{ occurrence } = {}] = rows as { occurrence?: string }[];
      if (occurrence === undefined) {
        throw new UserError("not_failed", "sends.not_failed", { hint: "sends.not_failed_hint" });
      }
      await parts.state.run("UPDATE occurrences SET state = 'open', told = FALSE WHERE id = $1", [occurrence]);
      return { ...shown(send), state };
    },
  };
}
