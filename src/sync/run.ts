import type { TableName } from "#model/tables.ts";
import type { Landing } from "#store.ts";
import { type DaySnapshot, keepSnapshot, landSnapshots } from "./deal-snapshots.ts";
import { deriveEntities } from "./derive-entities.ts";
import { deriveStages, inferStageEvents } from "./derive-stages.ts";
import { fillTrade } from "./fill-trade.ts";
import { syncIncrements } from "./increments.ts";
import { insertRows } from "./insert.ts";
import { assignKeys } from "./keys.ts";
import { mergeAccounts } from "./merge-accounts.ts";
import type { SyncOptions } from "./options.ts";
import { noteOrphans } from "./orphans.ts";
import { applyPrivacy } from "./privacy.ts";
import { findRates } from "./rates.ts";
import { rejectRows } from "./reject.ts";
import { keepRejected } from "./rejected-rows.ts";
import type { FileMapping, SyncReport } from "./report.ts";
import { sampleOf } from "./sample.ts";
import { putInSequence } from "./sequence.ts";
import { settleLines } from "./settle-lines.ts";
import { stageFiles } from "./stage-files.ts";
import { stagePages } from "./stage-pages.ts";
import { createStaging, dropStaging, type Load, tableNames } from "./staging.ts";

interface Loaded extends Omit<SyncReport, "seconds" | "rowsPerSecond" | "dryRun"> {
  readonly snapshot: DaySnapshot | null;
}

/** Thrown to undo the load of a dry run. */
class Undone extends Error {}

/** Loads a source into the store: what changed where it can tell, else everything. Errors as `loadEverything` has them. */
export function sync(options: SyncOptions): Promise<SyncReport> {
  const { capabilities, dryRun } = options;
  if (capabilities?.reads !== "increments") return loadEverything(options);
  return dryRun
    ? loadEverything({ ...options, source: sampleOf(options.source) })
    : syncIncrements(options, capabilities);
}

/**
 * Loads a source into the store: land as text → read values and report what cannot be read → derive and fill what the
 * contract lets files leave out → keys → references and money → insert. One transaction: questions see the old data
 * until it ends, and nothing changes if it fails. Doing it twice changes nothing.
 *
 * Throws `SourceError` when the source cannot be read, `UserError` when a mapping does not fit its files.
 */
async function loadEverything(options: SyncOptions): Promise<SyncReport> {
  const { store, source } = options;
  const started = performance.now();
  const fingerprint = await source.fingerprint();
  let report: Loaded | undefined;
  try {
    await store.load({ source: options.name, fingerprint }, async (landing) => {
      report = await load(options, landing);
      if (options.dryRun) throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  if (!report) throw new Error("the store did not run the load");
  const { snapshot, ...told } = report;
  if (options.state && snapshot && !options.dryRun) await keepSnapshot(options.state, options.name, snapshot);
  const seconds = (performance.now() - started) / 1000;
  const rows = Object.values(report.rows).reduce((sum, rows) => sum + rows, 0);
  return {
    ...told,
    dryRun: options.dryRun ?? false,
    seconds,
    rowsPerSecond: Math.round(rows / Math.max(seconds, 0.001)),
  };
}

async function load(options: SyncOptions, landing: Landing): Promise<Loaded> {
  const notes: string[] = [];
  const frame: Load = {
    landing,
    source: options.name,
    now: options.now,
    zone: options.zone,
    sourceZone: options.sourceZone ?? options.zone,
    currency: options.currency,
    note: (text) => notes.push(text),
    progress: options.progress ?? (() => {}),
  };
  await createStaging(landing);
  const mapping: readonly FileMapping[] = await stageFiles(frame, options.source);
  for (const table of options.source.tables) await stagePages(frame, options.source, table);
  const leftOut = await rejectRows(frame, mapping);
  await settleLines(frame);
  await fillTrade(frame);
  await deriveEntities(frame);
  await deriveStages(frame);
  const snapshot = options.state ? await landSnapshots(frame, options.state) : null;
  await inferStageEvents(frame);
  await noteOrphans(frame);
  await putInSequence(frame.landing);
  await assignKeys(frame);
  const foreign = await findRates(frame);
  const rows: Partial<Record<TableName, number>> = {};
  for (const table of tableNames) {
    const inserted = await insertRows(frame, table, foreign);
    if (inserted > 0) rows[table] = inserted;
  }
  if (options.merges) await mergeAccounts(landing, options.merges);
  const { rejected, rejectedCount } = await keepRejected(landing);
  if (options.privacy) await applyPrivacy(landing, options.privacy.marks, options.privacy.pepper);
  await dropStaging(landing);
  return { rows, leftOut, rejected, rejectedCount, mapping, notes, snapshot };
}
