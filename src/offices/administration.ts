import type { Owner } from "#access/directory.ts";
import type { Links } from "#access/links.ts";
import { UserError } from "#errors.ts";
import type { Administration, Claim, Entry, Health, Opinion } from "#office.ts";
import { allDoubts, type DoubtsParts } from "./doubts.ts";
import { ownerWithAddress } from "./linking.ts";

/** What administrators are told of and decide about. */
export interface AdministrationParts extends Pick<DoubtsParts, "state" | "directory" | "clock"> {
  readonly links: Links;
  readonly sends: Pick<Administration, "missed" | "sends" | "recall" | "sendAgain">;
  /** The sync, as the frame runs it. */
  readonly syncs: Pick<Administration, "syncState" | "beginSync">;
  /** The parts of health that only the frame knows. */
  readonly condition: () => Omit<
    Health,
    "sync" | "questions" | "medianMs" | "sends" | "claims" | "memory" | "uptime" | "node"
  >;
}

const day = 86_400_000;

/** What an administrator may know and decide, in the name of `who`. */
export function createAdministration(parts: AdministrationParts, who: string): Administration {
  const { state, links, directory, clock, condition } = parts;

  async function claimed({ id, platform, userId, userName, address, at }: Kept): Promise<Claim> {
    const owner = (await ownerWithAddress(directory, address))?.name ?? null;
    return { id, user: `${platform}:${userId}`, userName, address, owner, at };
  }

  async function ownersMeant(person: string): Promise<readonly Owner[]> {
    const meant = person.toLowerCase();
    return (await directory.owners()).filter(
      ({ id, name, email }) => id.toLowerCase() === meant || name.toLowerCase() === meant || email === meant,
    );
  }

  return {
    ...parts.sends,
    ...parts.syncs,
    async health() {
      const since = new Date(clock().getTime() - day);
      const [counts] = await state.rows<Record<string, number | bigint | null>>(
        `SELECT count(*) FILTER (WHERE outcome IN ('answered', 'empty')) AS answered,
           count(*) FILTER (WHERE outcome = 'refused') AS refused, count(*) FILTER (WHERE outcome = 'failed') AS failed
         FROM audit WHERE at >= $1 AND action <> 'send'`,
        [since],
      );
      const times = await state.rows<{ ms: number }>(
        "SELECT ms FROM audit WHERE at >= $1 AND action = 'ask' AND outcome = 'answered' ORDER BY ms, id",
        [since],
      );
      const [sends] = await state.rows<Record<string, number | bigint | null>>(
        `SELECT count(*) FILTER (WHERE state = 'sent') AS sent, count(*) FILTER (WHERE state IN ('failed', 'unknown')) AS failed
         FROM deliveries WHERE at >= $1`,
        [since],
      );
      const n = (value: number | bigint | null | undefined): number => Number(value ?? 0);
      const { running, reading } = await parts.syncs.syncState();
      return {
        ...condition(),
        sync: { running, reading },
        node: process.version,
        memory: process.memoryUsage.rss(),
        uptime: Math.round(process.uptime()),
        questions: { answered: n(counts?.answered), refused: n(counts?.refused), failed: n(counts?.failed) },
        medianMs: times[Math.floor((times.length - 1) / 2)]?.ms ?? null,
        sends: { sent: n(sends?.sent), failed: n(sends?.failed) },
        claims: (await links.claims()).length,
      };
    },
    claims: async () => Promise.all((await links.claims()).map(claimed)),
    async links() {
      const names = new Map((await directory.owners()).map(({ id, name }) => [id, name]));
      return links.all().map(({ platform, userId, owner, how, by, at }) => ({
        ...{ user: `${platform}:${userId}`, owner: names.get(owner) ?? null, how, by, at },
      }));
    },
    async decide(id, granted) {
      const claim = (await links.claims()).find((one) => one.id === id);
      if (claim === undefined) return null;
      const owner = await ownerWithAddress(directory, claim.address);
      if (granted && owner === undefined) throw new UserError("no_owner", "access.nobody_claimed");
      await links.settle(id, granted ? "granted" : "declined");
      if (granted && owner !== undefined) {
        const { platform, userId } = claim;
        await links.keep({ platform, userId, owner: owner.id, how: "approved", by: who });
      }
      return claimed(claim);
    },
    unlink(user) {
      const [, platform = "", userId = ""] = /^([^:]+):(.+)$/s.exec(user) ?? [];
      return links.unlink(platform.toLowerCase(), userId);
    },
    async audit({ person, most }) {
      const owners = person === null ? [] : (await ownersMeant(person)).map(({ id }) => id);
      const rows = await state.rows<Record<string, unknown>>(
        `SELECT at, platform, user_id, owner_id, action, text, outcome, ms FROM audit
         WHERE $1 OR user_id = $2 OR platform || ':' || user_id = $2 OR owner_id IN (SELECT unnest(CAST($3 AS VARCHAR[])))
         ORDER BY at DESC, id LIMIT ${most}`,
        [person === null, person ?? "", owners],
      );
      const names = new Map((await directory.owners()).map(({ id, name }) => [id, name]));
      return rows.map(
        (row): Entry => ({
          at: new Date(row.at as Date),
          user: `${row.platform}:${row.user_id}`,
          owner: row.owner_id === null ? null : (names.get(String(row.owner_id)) ?? String(row.owner_id)),
          action: String(row.action),
          text: String(row.text ?? ""),
          outcome: String(row.outcome),
          ms: Number(row.ms ?? 0),
        }),
      );
    },
    doubts: ({ most }) => allDoubts(parts, most),
    async ratings({ most }) {
      const rows = await state.rows<Record<string, unknown>>(
        `SELECT r.at AS rated_at, r.platform AS platform, r.user_id AS user_id, r.good AS good, r.comment AS comment,
           a.command AS command
         FROM ratings r LEFT JOIN audit a ON a.id = r.answer ORDER BY r.at DESC, r.answer LIMIT ${most}`,
      );
      return rows.map(
        (row): Opinion => ({
          at: new Date(row.rated_at as Date),
          user: `${row.platform}:${row.user_id}`,
          good: row.good === true,
          comment: row.comment === null ? null : String(row.comment),
          command: row.command === null || row.command === "" ? null : String(row.command),
        }),
      );
    },
  };
}

type Kept = Awaited<ReturnType<Links["claims"]>>[number];
