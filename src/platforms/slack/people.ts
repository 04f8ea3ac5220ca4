import type { webApi } from "@slack/bolt";
import type { Person } from "#platform.ts";
import { call, refusedFor } from "./call.ts";

/** A profile is asked for again after this long: e-mails and languages change. */
const keptMs = 10 * 60_000;

/** The workspace, or the organisation of workspaces, whose e-mails Slack has verified for us. */
export interface Home {
  readonly team: string;
  readonly enterprise: string | null;
}

type Profile = NonNullable<webApi.UsersInfoResponse["user"]>;

/** Guests, those who left, and people of other workspaces in a shared channel. */
function isOutsider(user: Profile, { team, enterprise }: Home): boolean {
  if (user.is_restricted || user.is_ultra_restricted || user.is_stranger || user.deleted) return true;
  if (user.team_id === undefined || user.team_id === team) return false;
  return enterprise === null || user.enterprise_user?.enterprise_id !== enterprise;
}

/** The e-mail that Slack has verified; one that its owner has yet to confirm is a claim. */
const verifiedEmail = (user: Profile): string | undefined =>
  user.is_email_confirmed === false ? undefined : user.profile?.email;

/**
 * Who a Slack user is: name, verified e-mail, language. Outsiders get no e-mail, so they cannot be taken for a CRM
 * user; nor can somebody about whom Slack says nothing.
 */
export function createPeople(
  client: () => Promise<webApi.WebClient>,
  home: Home,
): {
  find(id: string): Promise<Person>;
  known(id: string): Person | undefined;
  /** Is it an app's user? They read nothing. */
  isBot(id: string): boolean;
} {
  const bots = new Set<string>();
  const kept = new Map<string, { at: number; person: Person }>();

  async function profile(id: string): Promise<Profile | undefined> {
    const slack = await client();
    return call(() => slack.users.info({ user: id, include_locale: true })).then(
      ({ user }) => user,
      (error: unknown) => {
        if (refusedFor(error, "user_not_found", "user_not_visible")) return undefined;
        throw error;
      },
    );
  }

  return {
    isBot: (id) => bots.has(id),
    known: (id) => kept.get(id)?.person,
    async find(id) {
      const before = kept.get(id);
      if (before && Date.now() - before.at < keptMs) return before.person;
      const user = await profile(id);
      const outsider = user === undefined || isOutsider(user, home);
      const email = outsider ? undefined : verifiedEmail(user);
      if (user?.is_bot) bots.add(id);
      const name = user?.real_name ?? user?.name;
      const locale = user?.locale?.toLowerCase().startsWith("zh") ? "zh" : user?.locale ? "en" : undefined;
      const person: Person = {
        id,
        ...(name === undefined ? {} : { name }),
        ...(email === undefined ? {} : { email }),
        ...(outsider ? { outsider } : {}),
        ...(locale === undefined ? {} : { locale }),
      };
      kept.set(id, { at: Date.now(), person });
      return person;
    },
  };
}
