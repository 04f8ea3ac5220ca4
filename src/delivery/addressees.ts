import { type AccessRules, type Asker, administrator, askerOf } from "#access/asker.ts";
import type { Directory, Owner } from "#access/directory.ts";
import type { ChatUser } from "#access/links.ts";
import { UserError } from "#errors.ts";
import type { Job } from "#job.ts";
import type { Connection, Log } from "#platform.ts";
import type { State } from "#store.ts";
import { readersSince } from "./earlier.ts";
import type { Addressee } from "./occurrences.ts";
import { allSchedules, type KeptSchedule } from "./schedules.ts";

/** Who is who, and where they are. */
export interface AddressParts {
  readonly directory: Directory;
  readonly rules: AccessRules;
  /** Platforms that are connected, by name. */
  readonly connections: ReadonlyMap<string, Connection>;
  readonly log: Log;
}

/** What was sent to whom before. */
export interface Ledger {
  readonly parts: { readonly state: State };
  readonly now: () => Promise<Date>;
}

/** Longer ago than this nothing is corrected. */
const correctedMs = 31 * 86_400_000;

/** `platform:place`, apart. */
export function apart(target: string): { readonly platform: string; readonly place: string } {
  const colon = target.indexOf(":");
  return { platform: target.slice(0, colon), place: target.slice(colon + 1) };
}

/** Where a person is spoken to: on the first connected platform that knows them, simulated ones last. */
async function placeOf(owner: Owner, { directory, connections, log }: AddressParts): Promise<string | null> {
  const known: Readonly<Record<string, string>> = { playground: owner.id, ...(await directory.known(owner)) };
  const platforms = [...connections].sort(([a], [b]) => Number(a === "playground") - Number(b === "playground"));
  for (const [platform, connection] of platforms) {
    const user = known[platform];
    if (user !== undefined) return `${platform}:${user}`;
    if (owner.email === null || connection.userByEmail === undefined) continue;
    const found = await connection.userByEmail(owner.email).catch((error: unknown) => {
      log.error({ platform, err: error }, "a person could not be looked up by address");
      return null;
    });
    if (found !== null) return `${platform}:${found}`;
  }
  return null;
}

/** Administrators where ADMINS names them in a chat, or by an address that a platform knows. */
async function administrators({ rules, connections, log }: AddressParts): Promise<Addressee[]> {
  const found: Addressee[] = [];
  for (const name of rules.administrators) {
    if (connections.has(apart(name).platform)) found.push({ target: name, owner: null });
    else if (name.includes("@")) {
      for (const [platform, { userByEmail }] of connections) {
        const user = await userByEmail?.(name).catch((error: unknown) => {
          log.error({ platform, err: error }, "an administrator could not be looked up by address");
          return null;
        });
        if (user) found.push({ target: `${platform}:${user}`, owner: null });
      }
    }
  }
  return found;
}

/**
 * To whom an occurrence of a schedule goes: its targets, else everybody of the job's audience who can be reached, each
 * in their own zone. O(people).
 */
export async function addressees(
  schedule: KeptSchedule,
  job: Pick<Job, "audience">,
  zone: string,
  zoneOf: (target: string) => string,
  parts: AddressParts & Ledger,
): Promise<Addressee[]> {
  if (job.audience === "nobody") return [{ target: "", owner: null }];
  if (schedule.targets.length > 0) {
    const own = schedule.targets.length === 1 && schedule.targets[0] === schedule.owner ? schedule.crmOwner : null;
    return schedule.targets.map((target) => ({ target, owner: own }));
  }
  const inZone = (target: string): boolean => schedule.zone !== null || zoneOf(target) === zone;
  if (job.audience === "administrator") return (await administrators(parts)).filter(({ target }) => inZone(target));
  if (job.audience === "channel") return [];
  if (job.audience === "reader") {
    const since = new Date((await parts.now()).getTime() - correctedMs);
    // Where it is sent by a schedule of its own it does not come twice.
    const others = (await allSchedules(parts.parts.state)).filter(
      ({ id, job }) => id !== schedule.id && job === schedule.job,
    );
    const named = new Set(others.flatMap(({ targets }) => targets));
    const readers = await readersSince(parts.parts.state, since);
    return readers.filter(({ target }) => inZone(target) && !named.has(target));
  }
  const owners = (await parts.directory.owners()).filter(({ active }) => active);
  const managers = new Set(owners.map(({ managerKey }) => managerKey));
  const meant = job.audience === "manager" ? owners.filter(({ key }) => managers.has(key)) : owners;
  const found: Addressee[] = [];
  for (const owner of meant) {
    const target = await placeOf(owner, parts);
    if (target !== null && inZone(target)) found.push({ target, owner: owner.id });
  }
  return found;
}

/** Whose eyes a delivery is for, as of now: somebody who has left sees nothing any more. */
export interface Eyes {
  readonly asker: Asker;
  /** Null for a channel. */
  readonly user: ChatUser | null;
}

/**
 * What the reader of a delivery may see now.
 * @throws UserError `deactivated` when the person has left since.
 */
export async function eyesOf(
  delivery: Addressee,
  schedule: Pick<KeptSchedule, "owner" | "crmOwner">,
  { directory, rules }: AddressParts,
): Promise<Eyes> {
  const { platform, place } = apart(delivery.target);
  const owners = await directory.owners();
  const administers = (target: string | null) =>
    rules.administrators.some((name) => name.toLowerCase() === target?.toLowerCase());
  const personal = delivery.owner !== null || delivery.target === schedule.owner || administers(delivery.target);
  const user = personal ? { platform, userId: place } : null;
  const id = delivery.owner ?? schedule.crmOwner;
  const owner = owners.find((one) => one.id === id) ?? null;
  const gone = () => new UserError("deactivated", "access.deactivated");
  if (id !== null && owner?.active !== true) throw gone();
  // What nobody in particular set up, the configuration did.
  const responsible = personal ? delivery.target : schedule.owner;
  if (responsible === null || administers(responsible)) return { asker: { ...administrator, owner }, user };
  if (owner !== null) return { asker: askerOf(owner, owners, rules), user };
  if (rules.fictional) return { asker: administrator, user };
  throw gone();
}
