import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { AccessRules, Asker } from "#access/asker.ts";
import { createDirectory, type Directory } from "#access/directory.ts";
import { type ChatUser, openLinks } from "#access/links.ts";
import { openPreferences, type PreferenceBook } from "#access/preferences.ts";
import { openRoster } from "#access/roster.ts";
import type { Company } from "./company.ts";
import type { Config } from "./config.ts";
import type { Source } from "./connector.ts";
import { workingDaysBetween, workingDaysOf } from "./delivery/working-time.ts";
import { businessDay } from "./grammar/days.ts";
import { createNotices } from "./hosting/notices.ts";
import type { Memory } from "./learning/memory.ts";
import { createMailer } from "./mail.ts";
import type { Administration, Notice } from "./office.ts";
import { createOffices, type OfficeOf } from "./offices/open.ts";
import type { Connection, Log, Platform } from "./platform.ts";
import type { State, Store } from "./store.ts";
import type { Subscriptions } from "./subscription.ts";

/** The people that Parley knows, and what they may do besides asking. */
export interface People {
  readonly directory: Directory;
  readonly preferences: PreferenceBook;
  readonly rules: AccessRules;
  /** Platforms that are connected, by name: whoever starts them says so here. */
  readonly connections: Map<string, Connection>;
  readonly officeOf: OfficeOf;
  /** Tells administrators. */
  readonly tell: (notice: Notice) => Promise<void>;
  /** Tells administrators what they could not be told yet. */
  readonly retell: () => Promise<void>;
}

/**
 * Opens links, roster, preferences and offices.
 * @throws UserError `configuration` when ROSTER_FILE cannot be read.
 */
export async function openPeople(parts: {
  readonly config: Config;
  readonly store: Store;
  readonly state: State;
  readonly memory: Memory;
  /** The key that secrets are sealed with, and the pepper of pseudonyms. */
  readonly sealing: Buffer;
  readonly pepper: string;
  /** The CRM's name for people. */
  readonly sourceTitle: string;
  readonly platforms: ReadonlyMap<string, Platform>;
  /** What is sent, once delivering is set up: it needs people, and people ask for it. */
  readonly subscriptionsOf: (user: ChatUser, asker: Asker | null) => Subscriptions;
  readonly sends: Pick<Administration, "missed" | "sends" | "recall" | "sendAgain">;
  readonly syncs: Pick<Administration, "syncState" | "beginSync">;
  readonly company: Pick<Company, "caseTerms" | "workingDays">;
  /** Opens the CRM afresh. */
  readonly openSource: () => Promise<Source>;
  readonly clock: () => Date;
  readonly log: Log;
}): Promise<People> {
  const { config, store, state, memory, sealing, pepper, sourceTitle, platforms, clock, log } = parts;
  const { subscriptionsOf, sends, syncs } = parts;
  const { locale, prefix, crm: source } = config;
  const rules: AccessRules = {
    access: config.access,
    administrators: [...config.administrators, "playground:administrator"],
    fictional: source === "demo",
  };
  const [links, preferences] = await Promise.all([openLinks(state, sealing, clock), openPreferences(state, clock)]);
  const roster = openRoster(config.rosterFile);
  await roster.check();
  const directory = createDirectory(
    store,
    async (platform, userId) => {
      await Promise.all([links.renew(), preferences.renew()]);
      const listed = await roster.ownerOf(platform, userId).catch((error: unknown) => {
        log.error({ err: error }, "the roster cannot be read: nobody is known by it until it is mended");
        return null;
      });
      return [listed, links.ownerOf(platform, userId)].filter((name) => name !== null);
    },
    async ({ id, email }) => {
      const listed = await roster.everybody().catch(() => []);
      const all = [...links.all(), ...listed].filter(({ owner }) => owner === id || owner === email);
      return Object.fromEntries(all.map(({ platform, userId }) => [platform, userId]));
    },
  );
  const connections = new Map<string, Connection>();
  const mailer = createMailer(config.mail, log);
  const { administrators } = rules;
  const manifest = await readFile(new URL("../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const { tell, again: retell } = createNotices({ administrators, connections, mailer, locale, state, clock, log });
  const { zone } = config.calendar;
  const workingDays = workingDaysOf(zone, parts.company.workingDays);
  const officeOf = createOffices({
    ...{ store, state, source, pepper, clock, links, preferences, directory, mailer, prefix, rules },
    ...{ subscriptionsOf, sends, syncs, tell, caseTerms: parts.company.caseTerms, openSource: parts.openSource },
    workingDays: (from, to) => workingDaysBetween(businessDay(from, zone), businessDay(to, zone), workingDays),
    async forget() {
      memory.forget();
      const scratch = join(config.dataDir, "scratch");
      await rm(scratch, { recursive: true, force: true });
      await mkdir(scratch, { recursive: true });
    },
    condition() {
      const { confirmedAt: syncedAt = null, dataUntil = null, rows = {} } = store.freshness() ?? {};
      const connected = [...connections].map(([name, { address = null }]) => ({
        ...{ title: platforms.get(name)?.title ?? name, address },
      }));
      return { source: sourceTitle, syncedAt, dataUntil, rows, platforms: connected, lessons: memory.ages(), version };
    },
  });
  return { directory, preferences, rules, connections, officeOf, tell, retell };
}
