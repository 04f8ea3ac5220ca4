import type { Asker } from "#access/asker.ts";
import type { ChatUser } from "#access/links.ts";
import type { PreferenceBook } from "#access/preferences.ts";
import type { Office } from "#office.ts";
import type { Subscriptions } from "#subscription.ts";
import { type AdministrationParts, createAdministration } from "./administration.ts";
import { type CasesParts, createCases } from "./cases.ts";
import { createDoubts } from "./doubts.ts";
import { createLinking, type LinkingParts } from "./linking.ts";
import { createPrivacyRequests, type PrivacyParts } from "./privacy.ts";

/** Opens the office in which a chat user acts; `taken` is told of every change of the data. */
export type OfficeOf = (user: ChatUser, asker: Asker | null, taken: () => void) => Office;

/** All that acting needs. */
export interface OfficeParts extends LinkingParts, AdministrationParts, PrivacyParts, CasesParts {
  readonly preferences: PreferenceBook;
  readonly subscriptionsOf: (user: ChatUser, asker: Asker | null) => Subscriptions;
}

/** Offices with the rights of whom they are opened for: only administrators administer. */
export function createOffices(parts: OfficeParts): OfficeOf {
  return (user, asker, taken) => {
    const { platform, userId } = user;
    const administers = asker?.role === "administrator";
    const who = asker?.owner?.name ?? `${platform}:${userId}`;
    return {
      subscriptions: parts.subscriptionsOf(user, asker),
      cases: createCases(parts, user, asker),
      doubts: createDoubts(parts, user, asker),
      linking: createLinking(parts, user, asker?.owner ?? null),
      preferences: {
        chosen: () => parts.preferences.of(platform, userId),
        choose: (choices) => parts.preferences.choose(platform, userId, choices),
      },
      administration: administers ? createAdministration(parts, who) : null,
      privacy: administers ? createPrivacyRequests(parts, who, taken) : null,
    };
  };
}
