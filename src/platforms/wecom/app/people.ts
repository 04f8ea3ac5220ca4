import { SourceError } from "#errors.ts";
import type { Log, Person } from "#platform.ts";
import type { Api } from "../api/client.ts";
import type { Memory } from "../memory.ts";

/** A profile is asked for again after this long: names and e-mails change, and people leave. */
const keptMs = 10 * 60_000;
/** WeCom blocks a corp that asks for too many unknown addresses for a day. */
const missKeptMs = 24 * 60 * 60_000;

export interface People {
  /**
   * Who a member is. The e-mail is the corporate mailbox, which administrators give; the other address of a profile is
   * whatever the member writes there, and proves nothing. WeCom gives it to few apps, and none is no obstacle: people are
   * linked by their id too.
   */
  find(id: string): Promise<Person>;
  /** Whose address this is; null when it is nobody's. Asked once a day at most. */
  byEmail(email: string): Promise<string | null>;
}

/** Knows members by their id alone. */
export const strangers: People = { find: async (id) => ({ id }), byEmail: async () => null };

/** It may go well in a moment: nothing was learned of the member. */
const passing = (error: unknown): boolean => error instanceof SourceError && error.retryable;
const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

export function createPeople(api: Api, misses: Memory, log: Log, now: () => number = Date.now): People {
  const kept = new Map<string, { readonly at: number; readonly person: Person }>();
  return {
    async find(id) {
      const before = kept.get(id);
      if (before !== undefined && now() - before.at < keptMs) return before.person;
      const person = await api.get("user/get", { userid: id }).then(
        (profile): Person => {
          // 1 active; the others have left, are disabled, or never came.
          const email = profile.status === 1 ? text(profile.biz_mail) : undefined;
          const name = text(profile.name);
          return { id, ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
        },
        (error: unknown): Person | null => {
          log.warn({ platform: "wecom", err: error }, "a member's profile could not be read; linking by id alone");
          return passing(error) ? null : { id };
        },
      );
      if (person !== null) kept.set(id, { at: now(), person });
      return person ?? { id };
    },
    async byEmail(email) {
      const missed = Number(await misses.get(email));
      if (missed > now() - missKeptMs) return null;
      const found = await api.post("user/get_userid_by_email", { email, email_type: 1 }).catch((error: Error) => {
        if (passing(error)) throw error;
        log.warn({ platform: "wecom", err: error }, "an e-mail address is no member's");
        return null;
      });
      const id = text(found?.userid) ?? null;
      if (id === null) await misses.set(email, String(now()));
      return id;
    },
  };
}
