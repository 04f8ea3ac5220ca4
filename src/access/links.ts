import { createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { UserError } from "#errors.ts";
import { codeMinutes } from "#office.ts";
import type { State } from "#store.ts";

/** A chat user as the state names them. */
export interface ChatUser {
  readonly platform: string;
  readonly userId: string;
  readonly name?: string | undefined;
  /** The shared place in which they speak; absent in a direct message. */
  readonly place?: string;
}

export interface KeptLink {
  readonly platform: string;
  readonly userId: string;
  /** The source's own id of the CRM user. */
  readonly owner: string;
  readonly how: "code" | "approved";
  readonly by: string | null;
  readonly at: Date;
}

export interface KeptClaim {
  readonly id: string;
  readonly platform: string;
  readonly userId: string;
  readonly userName: string | null;
  readonly address: string;
  readonly at: Date;
}

const minute = 60_000;
/** A code proves for so long, and is refused after so many wrong tries. */
const codeLifeMs = codeMinutes * minute;
const mostAttempts = 5;
/** Claims of one chat user, and of one address, in an hour. */
const mostClaims = 3;
/** What another process of the same state decided counts here after so long. */
const renewalMs = 5_000;
/** A claim that nobody decides lapses. */
const claimLifeMs = 14 * 24 * 60 * minute;

/**
 * Links between chat users and CRM users, and the claims from which they come. Links are kept in memory too: every
 * question asks for them. `key` seals the codes, which are kept hashed.
 */
export async function openLinks(state: State, key: Buffer, clock: () => Date) {
  const linked = new Map<string, KeptLink>();
  const place = (platform: string, userId: string): string => JSON.stringify([platform, userId]);
  let readAt = 0;

  async function renew(): Promise<void> {
    const now = clock().getTime();
    if (readAt !== 0 && now - readAt < renewalMs) return;
    readAt = now;
    const rows = await state.rows<
      Record<"platform" | "user_id" | "owner" | "how" | "decided_by", string> & { at: Date }
    >("SELECT platform, user_id, owner, how, decided_by, at FROM links ORDER BY platform, user_id");
    linked.clear();
    for (const { platform, user_id: userId, owner, how, decided_by: by, at } of rows) {
      const link = { platform, userId, owner, how: how as KeptLink["how"], by, at: new Date(at) };
      linked.set(place(platform, userId), link);
    }
  }
  await renew();
  const hashed = (claim: string, code: string): Buffer => createHmac("sha256", key).update(`${claim} ${code}`).digest();

  async function openClaims(): Promise<(KeptClaim & { readonly code: string | null; readonly attempts: number })[]> {
    const kept = await state.rows<Record<string, unknown>>(
      `SELECT id, platform, user_id, user_name, address, code, attempts, at FROM link_claims
       WHERE state = 'open' AND at >= $1 ORDER BY at, id`,
      [new Date(clock().getTime() - claimLifeMs)],
    );
    return kept.map((row) => ({
      id: String(row.id),
      platform: String(row.platform),
      userId: String(row.user_id),
      userName: row.user_name === null ? null : String(row.user_name),
      address: String(row.address),
      code: row.code === null ? null : String(row.code),
      attempts: Number(row.attempts),
      at: new Date(row.at as Date),
    }));
  }

  async function demandFew(where: string, values: readonly string[]): Promise<void> {
    const since = new Date(clock().getTime() - 60 * minute);
    const [found] = await state.rows<{ n: number | bigint }>(
      `SELECT count(*) AS n FROM link_claims WHERE at >= $1 AND ${where}`,
      [since, ...values],
    );
    if (Number(found?.n ?? 0) >= mostClaims) {
      throw new UserError("too_many", "access.too_many_claims", { hint: "access.too_many_claims_hint" });
    }
  }

  async function keep({ platform, userId, owner, how, by }: Omit<KeptLink, "at">): Promise<void> {
    const at = clock();
    await state.run(
      `INSERT INTO links (platform, user_id, owner, how, decided_by, at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (platform, user_id) DO UPDATE SET owner = excluded.owner, how = excluded.how,
         decided_by = excluded.decided_by, at = excluded.at`,
      [platform, userId, owner, how, by, at],
    );
    linked.set(place(platform, userId), { platform, userId, owner, how, by, at });
  }

  const settle = (id: string, how: "proved" | "granted" | "declined" | "dropped"): Promise<void> =>
    state.run("UPDATE link_claims SET state = $2, code = NULL WHERE id = $1 AND state = 'open'", [id, how]);

  return {
    /** Reads the links again when it was not done for some seconds: another process may have made or ended some. */
    renew,
    ownerOf: (platform: string, userId: string): string | null => linked.get(place(platform, userId))?.owner ?? null,
    all: (): readonly KeptLink[] => [...linked.values()],
    claims: openClaims,

    /**
     * Keeps a claim in place of the chat user's older ones, with a code that proves it where one `canBeSent`. Resolves
     * with the code, to be sent to the address. Throws `too_many`.
     */
    async claim(
      { platform, userId, name }: ChatUser,
      address: string,
      canBeSent: boolean,
    ): Promise<{ claim: KeptClaim; code: string }> {
      return state.transaction(async () => {
        await demandFew("platform = $2 AND user_id = $3", [platform, userId]);
        await demandFew("address = $2", [address]);
        await state.run(
          "UPDATE link_claims SET state = 'dropped', code = NULL WHERE platform = $1 AND user_id = $2 AND state = 'open'",
          [platform, userId],
        );
        const id = randomBytes(3).toString("hex");
        const code = String(randomInt(0, 100_000_000)).padStart(8, "0");
        const at = clock();
        await state.run(
          `INSERT INTO link_claims (id, platform, user_id, user_name, address, code, attempts, state, at)
           VALUES ($1, $2, $3, $4, $5, $6, 0, 'open', $7)`,
          [id, platform, userId, name ?? null, address, canBeSent ? hashed(id, code).toString("hex") : null, at],
        );
        return { claim: { id, platform, userId, userName: name ?? null, address, at }, code };
      });
    },

    /** The claim that this code proves, which is settled then; null for a wrong, lapsed or used one. */
    async prove({ platform, userId }: ChatUser, code: string): Promise<KeptClaim | null> {
      return state.transaction(async () => {
        const claim = (await openClaims()).find((one) => one.platform === platform && one.userId === userId);
        if (claim === undefined || claim.code === null) return null;
        if (claim.attempts >= mostAttempts || clock().getTime() - claim.at.getTime() > codeLifeMs) return null;
        await state.run("UPDATE link_claims SET attempts = attempts + 1 WHERE id = $1", [claim.id]);
        if (!timingSafeEqual(hashed(claim.id, code), Buffer.from(claim.code, "hex"))) return null;
        await settle(claim.id, "proved");
        return claim;
      });
    },

    keep,
    settle,

    /** Takes a link and open claims back; was there a link? */
    async unlink(platform: string, userId: string): Promise<boolean> {
      await state.run("DELETE FROM links WHERE platform = $1 AND user_id = $2", [platform, userId]);
      await state.run(
        "UPDATE link_claims SET state = 'dropped', code = NULL WHERE platform = $1 AND user_id = $2 AND state = 'open'",
        [platform, userId],
      );
      return linked.delete(place(platform, userId));
    },
  };
}

export type Links = Awaited<ReturnType<typeof openLinks>>;
