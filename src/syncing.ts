import { join } from "node:path";
import type { Calendar } from "./calendar.ts";
import type { Config } from "./config.ts";
import type { Connector, ConnectorContext, Source } from "./connector.ts";
import type { TableName } from "./model/tables.ts";
import type { Log } from "./platform.ts";
import { accountMerges } from "./store/state/account-merges.ts";
import { privacyMarks } from "./store/state/privacy-marks.ts";
import type { State, Store } from "./store.ts";
import { type OpenMapping, openMapping } from "./sync/mapping/open-mapping.ts";
import type { SyncReport } from "./sync/report.ts";
import { sync } from "./sync/run.ts";
import { type SyncStatus, syncStatus } from "./sync/status.ts";
import type { Reading } from "./sync/tally.ts";

interface Wish {
  readonly force?: boolean;
  /** Tables of which more may be gone than is believed without being asked. */
  readonly confirm?: readonly TableName[];
  readonly progress?: (note: string) => void;
}

/** Keeps the store up to its source. */
export interface Syncing {
  /** Opens the CRM afresh; close it after use. */
  openSource(): Promise<Source>;
  /** Loads the source when it changed (or always, when forced). Null when there was nothing to do. */
  bringUpToDate(wish?: Wish): Promise<SyncReport | null>;
  /** Loads nothing, says what would load. */
  dryRun(): Promise<SyncReport | null>;
  /** How far the store is, and how the last sync went; while one runs, how far it was before. Never waits for it. */
  status(): Promise<SyncingStatus>;
  /** Waits for the sync under way. */
  settled(): Promise<void>;
}

export interface SyncingStatus extends SyncStatus {
  readonly running: boolean;
  /** What the sync under way said last; null when none runs. */
  readonly note: string | null;
  /** The table that it reads in increments, and how fast. */
  readonly reading: Reading | null;
  /** The last that ended in this process, and why it failed if it did. */
  readonly last: { readonly at: Date; readonly report: SyncReport | null; readonly error: string | null } | null;
}

export function createSyncing(parts: {
  readonly connector: Connector;
  /** What the connector's `config` read. */
  readonly settings: Parameters<Connector["open"]>[0];
  readonly config: Config;
  readonly calendar: Calendar;
  readonly store: Store;
  readonly state: State;
  readonly pepper: string;
  readonly secrets: ConnectorContext["secrets"];
  readonly clock: () => Date;
  readonly log: Log;
}): Syncing {
  const { connector, settings, config, calendar, store, state, pepper, secrets, clock, log } = parts;
  const { crm: name, currency } = config;
  let last: SyncingStatus["last"] = null;
  let note: string | null = null;
  let reading: Reading | null = null;
  /** How far the store was when nothing ran: what a sync under way would be waited for. */
  let known: SyncStatus = { tables: [] };

  async function openMapped(): Promise<{ readonly source: Source; readonly mapping: OpenMapping }> {
    const mapping = await openMapping(connector, config.mappingFile);
    const zone = mapping.zone ?? calendar.zone;
    const scratch = join(config.dataDir, "scratch");
    const { of, mapped } = mapping;
    const source = await connector.open(settings, { now: clock(), zone, scratch, mapping: of, mapped, secrets });
    return { source, mapping };
  }

  async function load({ force = false, progress, ...extra }: Wish & { dryRun?: boolean }): Promise<SyncReport | null> {
    const { source, mapping } = await openMapped();
    try {
      const current = await source.fingerprint();
      const unchanged = current !== null && current === store.fingerprint() && store.freshness() !== null;
      if (unchanged && !force && extra.dryRun !== true) {
        await store.confirm(clock());
        return null;
      }
      const { zone } = calendar;
      const merges = await accountMerges(state, name);
      const privacy = { marks: await privacyMarks(state, name), pepper };
      const { signature } = mapping;
      return await sync({
        ...{ store, state, source, name, now: clock(), zone, currency, merges, privacy, signature, ...extra },
        ...{ capabilities: connector.capabilities, sourceZone: mapping.zone ?? zone },
        reading(at) {
          reading = at;
        },
        progress(text) {
          note = text;
          if (progress) progress(text);
          else if (connector.capabilities.reads === "increments") log.info({ crm: name }, text);
        },
      });
    } finally {
      note = null;
      reading = null;
      await source.close();
    }
  }

  async function noted(wish: Wish): Promise<SyncReport | null> {
    try {
      const report = await load(wish);
      last = { at: clock(), report, error: null };
      return report;
    } catch (error) {
      last = { at: clock(), report: null, error: error instanceof Error ? error.message : String(error) };
      throw error;
    }
  }

  let under = 0;
  let running: Promise<SyncReport | null> = Promise.resolve(null);
  let waiting: Promise<SyncReport | null> | null = null;
  return {
    openSource: async () => (await openMapped()).source,
    bringUpToDate(wish = {}) {
      // One sync at a time. Whoever only wants fresh data shares the next one; a forced wish gets a sync of its own.
      if (!wish.force && waiting) return waiting;
      under += 1;
      const mine = running
        .catch(() => null)
        .then(() => noted(wish))
        .finally(() => {
          under -= 1;
        });
      running = mine;
      if (!wish.force) {
        waiting = mine;
        const done = (): void => {
          if (waiting === mine) waiting = null;
        };
        mine.then(done, done);
      }
      return mine;
    },
    dryRun: () => load({ dryRun: true }),
    async status() {
      if (under === 0) known = await syncStatus(store);
      return { ...known, running: under > 0, note, reading, last };
    },
    async settled() {
      await running.catch(() => {});
    },
  };
}
