import { randomBytes } from "node:crypto";
import { audit } from "#access/audit.ts";
import type { Answer } from "#answer.ts";
import { backoff } from "#delivery/backoff.ts";
import { SendError } from "#errors.ts";
import type { Mailer } from "#mail.ts";
import type { Locale } from "#messages.ts";
import type { Notice } from "#office.ts";
import type { Connection, Log } from "#platform.ts";
import type { State } from "#store.ts";

/** Whom notices go to, and how. */
export interface NoticeParts {
  /** E-mail addresses, or `platform:user-id`. */
  readonly administrators: readonly string[];
  /** Platforms that are connected, by name. */
  readonly connections: ReadonlyMap<string, Connection>;
  /** Null where no mail can be sent. */
  readonly mailer: Mailer | null;
  readonly locale: Locale;
  readonly state: State;
  readonly clock: () => Date;
  readonly log: Log;
  readonly random?: () => number;
}

export interface Notices {
  /**
   * Tells every administrator, each where they can be reached: in the chat that ADMINS names them in, else by mail. Kept
   * until it is told, also by another process. Never rejects: what cannot be said is logged, and `/admin` shows it anyway.
   */
  tell(notice: Notice): Promise<void>;
  /** Tries again what waits and is due, this process's or one's that is gone. Never rejects. */
  again(): Promise<void>;
}

/** A notice to one administrator, on its way. */
interface Kept {
  readonly id: string;
  readonly administrator: string;
  readonly notice: string;
  readonly attempts: number;
  readonly at: Date;
}

const mostTries = 4;
/** A try that did not end within this died with its process. */
const leaseMs = 2 * 60_000;

export function createNotices(parts: NoticeParts): Notices {
  const { administrators, connections, mailer, locale, state, clock, log, random = Math.random } = parts;

  function answerOf(id: string, { headline, buttons }: Notice): Answer {
    return {
      ...{ id, command: "", locale, headline: headline[locale], context: "", visibility: "private", result: {} },
      buttons: buttons.map(({ label, ask }) => ({ action: "ask", label: label[locale], value: ask })),
    };
  }

  const apart = (name: string): readonly [platform: string, userId: string] => {
    const [, platform = "", userId = ""] = /^([a-z0-9-]+):(.+)$/s.exec(name) ?? [];
    return [platform, userId];
  };
  const byMail = (name: string): boolean => mailer !== null && name.includes("@");
  const reachable = (name: string): boolean => connections.has(apart(name)[0]) || byMail(name);

  /** One try. What an earlier one may have brought there is looked for first. */
  async function say({ id, administrator, attempts, at }: Kept, notice: Notice): Promise<void> {
    const [platform, userId] = apart(administrator);
    const connection = connections.get(platform);
    const [short = id] = id.split("/");
    if (connection !== undefined) {
      const key = `notice/${short}`;
      const there = attempts > 1 ? await connection.find?.(userId, key, new Date(at)) : null;
      if (!there) await connection.send(userId, answerOf(short, notice), key);
    } else if (mailer !== null && administrator.includes("@")) {
      const asks = notice.buttons.map(({ label, ask }) => `${label[locale]}: ${ask}`);
      const text = [notice.headline[locale], "", ...asks].join("\n");
      await mailer({ to: administrator, subject: "Parley", text });
    } else throw new SendError(platform, `${platform} is not connected`, { fate: "later" });
  }

  /** When a try that failed is to be made up for; null where it is not. What may have arrived is never repeated unseen. */
  function nextTry(error: unknown, { administrator, attempts }: Kept): Date | null {
    if (!(error instanceof SendError) || error.fate === "refused" || attempts >= mostTries) return null;
    if (error.fate === "lost" && connections.get(apart(administrator)[0])?.find === undefined) return null;
    return new Date(clock().getTime() + backoff(attempts, error.waitMs, random));
  }

  async function attempt(kept: Kept): Promise<void> {
    const { id, administrator } = kept;
    const notice = JSON.parse(kept.notice) as Notice;
    const started = performance.now();
    const failed: unknown = await say(kept, notice).then(
      () => null,
      (error: unknown) => error,
    );
    const next = failed === null ? null : nextTry(failed, kept);
    if (next !== null) return state.run("UPDATE notices SET next_at = $2 WHERE id = $1", [id, next]);
    if (failed !== null) log.error({ administrator, err: failed }, "an administrator could not be told");
    await state.run("DELETE FROM notices WHERE id = $1", [id]);
    const [platform, userId] = apart(administrator);
    await audit(state, {
      ...{ id, at: clock(), platform: platform || "mail", userId: userId || administrator, ownerId: null },
      ...{ place: administrator, action: "send", text: notice.headline[locale], command: "", code: null },
      ...{ outcome: failed === null ? "answered" : "failed", ms: performance.now() - started },
    });
  }

  async function due(): Promise<Kept[]> {
    const now = await state.now();
    // Another process may be connected to the others.
    const mine = administrators.filter(reachable);
    if (mine.length === 0) return [];
    return state.rows<Kept & Record<string, unknown>>(
      `UPDATE notices SET attempts = attempts + 1, next_at = $2
       WHERE next_at <= $1 AND administrator IN (${mine.map((_, i) => `$${i + 3}`).join(", ")})
       RETURNING id, administrator, notice, attempts, at`,
      [now, new Date(now.getTime() + leaseMs), ...mine],
    );
  }

  const never = (work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) => log.error({ err: error }, "administrators could not be told"));

  const again = (): Promise<void> =>
    never(async () => {
      await Promise.all((await due()).map((kept) => never(() => attempt(kept))));
    });

  return {
    again,
    tell: (notice) =>
      never(async () => {
        const id = randomBytes(5).toString("hex");
        const now = clock();
        await state.transaction(async () => {
          for (const name of new Set(administrators.filter(reachable))) {
            await state.run(
              "INSERT INTO notices (id, administrator, notice, attempts, next_at, at) VALUES ($1, $2, $3, 0, $4, $4)",
              [`${id}/${name}`, name, JSON.stringify(notice), now],
            );
          }
        });
        await again();
        log.info({ notice: id, buttons: notice.buttons.map(({ ask }) => ask) }, "administrators told");
      }),
  };
}
