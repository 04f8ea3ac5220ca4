import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { audit } from "#access/audit.ts";
import type { Answer } from "#answer.ts";
import { type Patience, sendPersistently } from "#delivery/persist.ts";
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
  /** How tries wait for each other. */
  readonly patience?: Patience;
}

/**
 * Tells every administrator, each where they can be reached: in the chat that ADMINS names them in, else by mail. Never
 * rejects: what cannot be said is logged, and `/admin` shows it anyway.
 */
export function createNotices(parts: NoticeParts): (notice: Notice) => Promise<void> {
  const { administrators, connections, mailer, locale, state, clock, log } = parts;
  const { patience = { random: Math.random, sleep: (ms: number) => sleep(ms) } } = parts;
  return async ({ headline, buttons }) => {
    const id = randomBytes(5).toString("hex");
    const answer: Answer = {
      ...{ id, command: "", locale, headline: headline[locale], context: "", visibility: "private", result: {} },
      buttons: buttons.map(({ label, ask }) => ({ action: "ask", label: label[locale], value: ask })),
    };
    const asks = buttons.map(({ label, ask }) => `${label[locale]}: ${ask}`);
    await Promise.all(
      administrators.map(async (name) => {
        const [, platform = "", userId = ""] = /^([a-z0-9-]+):(.+)$/s.exec(name) ?? [];
        const connection = connections.get(platform);
        const started = performance.now();
        let failed: unknown = null;
        if (connection !== undefined) {
          const message = { target: userId, answer, key: `notice/${id}` };
          await sendPersistently(connection, message, patience).catch((error: unknown) => {
            failed = error;
          });
        } else if (mailer !== null && name.includes("@")) {
          await mailer({ to: name, subject: "Parley", text: [headline[locale], "", ...asks].join("\n") });
        } else return;
        if (failed !== null) log.error({ administrator: name, err: failed }, "an administrator could not be told");
        const entry = { id: `${id}/${name}`, at: clock(), platform: platform || "mail", userId: userId || name };
        await audit(state, {
          ...{ ...entry, ownerId: null, place: name, action: "send", text: headline[locale], command: "" },
          ...{ outcome: failed === null ? "answered" : "failed", code: null, ms: performance.now() - started },
        }).catch((error: unknown) => log.error({ id, err: error }, "audit entry could not be written"));
      }),
    );
    log.info({ notice: id, buttons: asks }, "administrators told");
  };
}
