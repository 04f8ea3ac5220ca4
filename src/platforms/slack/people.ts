import type { webApi } from "@slack/bolt";
import type { Person } from "#platform.ts";
import { call } from "./call.ts";

/** A profile is asked for again after this long: e-mails and languages change. */
const keptMs = 10 * 60_000;

/**
 * Who a Slack user is: name, verified e-mail, language. Guests and users of other workspaces get no e-mail, so they
 * cannot be taken for a CRM user.
 */
export function createPeople(client: webApi.WebClient): {
  find(id: string): Promise<Person>;
  known(id: string): Person | undefined;
  /** Is it an app's user? They read nothing. */
  isBot(id: string): boolean;
} {
  const bots = new Set<string>();
  const kept = new Map<string, { at: number; person: Person }>();
  return {
    isBot: (id) => bots.has(id),
    known: (id) => kept.get(id)?.person,
    async find(id) {
      const before = kept.get(id);
      if (before && Date.now() - before.at < keptMs) return before.person;
      const { user } = await call(() => client.users.info({ user: id, include_locale: true }));
      const outsider = user?.is_restricted || user?.is_ultra_restricted || user?.is_stranger || user?.deleted;
      const email = outsider ? undefined : user?.profile?.email;
      if (user?.is_bot) bots.add(id);
      const name = user?.real_name ?? user?.name;
      const locale = user?.locale?.toLowerCase().startsWith("zh") ? "zh" : user?.locale ? "en" : undefined;
      const person: Person = {
        id,
        ...(name === undefined ? {} : { name }),
        ...(email === undefined ? {} : { email }),
        ...(locale === undefined ? {} : { locale }),
      };
      kept.set(id, { at: Date.now(), person });
      return person;
    },
  };
}
