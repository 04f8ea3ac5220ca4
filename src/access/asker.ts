import { UserError } from "#errors.ts";
import type { Person } from "#platform.ts";
import { type Owner, tree } from "./directory.ts";

/** Who asks, as far as rows are concerned. */
export interface Asker {
  readonly owner: Owner | null;
  readonly role: "administrator" | "manager" | "representative";
  /** Owner keys whose rows may be seen; null for all. */
  readonly owners: readonly number[] | null;
  /** How many people the scope spans. */
  readonly people: number;
}

export interface AccessRules {
  readonly access: "tree" | "open";
  /** E-mail addresses, or `platform:user-id`. */
  readonly administrators: readonly string[];
  /** The data is fictional: strangers may look at it. */
  readonly fictional: boolean;
}

export const administrator: Asker = { owner: null, role: "administrator", owners: null, people: 0 };

/**
 * The CRM user that a platform's person is: by the platform's id stored on the owner, else by verified e-mail, else by
 * what they are `named`: in the roster, by a proved link. People come back and get a second user: one who has left counts
 * only where there is no other.
 */
function ownerOf(
  person: Person,
  platform: string,
  owners: readonly Owner[],
  named: readonly string[],
): Owner | undefined {
  const email = person.email?.toLowerCase();
  const ways: ((owner: Owner) => boolean)[] = [
    (owner) => platform === "slack" && owner.slackUserId === person.id,
    (owner) => platform === "wecom" && owner.wecomUserId === person.id,
    (owner) => platform === "playground" && owner.id === person.id,
    (owner) => email !== undefined && owner.email === email,
    ...named.map((name) => (owner: Owner) => owner.id === name || owner.email === name.toLowerCase()),
  ];
  for (const way of ways) {
    const found = owners.filter(way);
    if (found.length > 0) return found.find(({ active }) => active) ?? found[0];
  }
  return undefined;
}

/**
 * What a person may see. `named`: the CRM users that the roster and links say they are, by id or address.
 * @throws UserError `not_linked` when the person is nobody the CRM knows, `deactivated` when the owner has left.
 */
export function recognise(
  person: Person,
  platform: string,
  owners: readonly Owner[],
  rules: AccessRules,
  named: readonly string[] = [],
): Asker {
  const names = [`${platform}:${person.id}`.toLowerCase(), person.email?.toLowerCase()];
  const administers = rules.administrators.some((name) => names.includes(name.toLowerCase()));
  const owner = ownerOf(person, platform, owners, named);
  if (owner?.active === false) {
    throw new UserError("deactivated", "access.deactivated", { hint: "access.not_linked_hint" });
  }
  if (administers) return { ...administrator, owner: owner ?? null };
  if (owner === undefined) {
    if (rules.fictional) return administrator;
    throw new UserError("not_linked", "access.not_linked", { hint: "access.not_linked_hint" });
  }
  return askerOf(owner, owners, rules);
}

/** What a CRM user may see: their own rows and those of everybody below, or everything where access is open. */
export function askerOf(owner: Owner, owners: readonly Owner[], rules: Pick<AccessRules, "access">): Asker {
  const below = tree(owners, owner);
  const role = below.length > 1 ? "manager" : "representative";
  return { owner, role, owners: rules.access === "open" ? null : below, people: below.length };
}

/**
 * What somebody among those who see a shared answer may see, whom `recognise` refused: where access is open, everything,
 * if they are of the company and only the CRM does not list them.
 */
export function unlinked(person: Person, refusal: unknown, { access }: AccessRules): Pick<Asker, "owners"> | null {
  const colleague = refusal instanceof UserError && refusal.code === "not_linked" && person.outsider !== true;
  return access === "open" && colleague ? { owners: null } : null;
}

/**
 * What all of several people may see: the rows that the least privileged of them sees too. Somebody whom the CRM does
 * not know makes it nothing.
 */
export function inCommon(askers: readonly (Pick<Asker, "owners"> | null)[]): Pick<Asker, "owners"> {
  if (askers.some((asker) => asker === null)) return { owners: [] };
  const limited = askers.flatMap((asker) => (asker?.owners ? [new Set(asker.owners)] : []));
  const [first, ...others] = limited;
  return { owners: first === undefined ? null : [...first].filter((key) => others.every((keys) => keys.has(key))) };
}
