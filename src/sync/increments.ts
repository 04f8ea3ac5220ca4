import type { Capabilities } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { TableName } from "#model/tables.ts";
import type { Landing } from "#store.ts";
import { noteFields } from "./drift.ts";
import { changes, mirrored, prepareMirror } from "./mirror.ts";
import type { SyncOptions } from "./options.ts";
import { beginning, type Progress, readProgress } from "./progress.ts";
import { publish } from "./publish.ts";
import { bulkRows, type Reader, readWindow, storeDeleted } from "./read-window.ts";
import type { SyncReport, TableRead } from "./report.ts";
import { count, tableNames } from "./staging.ts";
import { compareListed, forgetListed, sweep, sweepIsDue, sweptNow } from "./sweep.ts";
import { createTally } from "./tally.ts";
import { earlierWindow, frozen, nextWindow, overlap } from "./window.ts";

const day = 86_400_000;
/** Of a larger part of all rows it is cheaper to publish everything. */
const much = 0.2;

/** Failures after which other tables need not be tried. */
const final: ReadonlySet<string | undefined> = new Set(["auth", "quota", "wait", "retryable"]);

/**
 * Brings the store up to a source that can be asked for changes: what changed since the last time; of a source that is
 * new the newest part first, published at once, then the rest of its history. What is stored stays when it is killed,
 * and the next run goes on there. Throws the first `SourceError` after publishing what was read before it.
 */
export async function syncIncrements(options: SyncOptions, capabilities: Capabilities): Promise<SyncReport> {
  const { store, source, now } = options;
  const started = performance.now();
  const notes: string[] = [];
  const tally = createTally(source, options.progress ?? (() => {}), options.reading ?? (() => {}));
  const load = {
    ...{ source: options.name, now, zone: options.zone, currency: options.currency },
    sourceZone: options.sourceZone ?? options.zone,
    ...{ note: (text: string) => void notes.push(text), progress: () => {} },
  };
  const reader: Reader = { store, source, load, stored: tally.stored, batchRows: options.batchRows };
  const hi = frozen((await source.clock?.()) ?? now);
  await store.collect((landing) => prepareMirror(landing, options.signature ?? ""));
  const progress = await store.collect(readProgress);
  const ways = new Map(
    source.tables.map((table) => [
      table,
      { ...capabilities, ...capabilities.tables?.[table], ...source.readings?.[table] },
    ]),
  );
  const failed = new Map<TableName, SourceError>();

  /** Does something for each table that has not failed; a failure that is the table's own leaves the others alone. */
  async function forEachTable(work: (table: TableName, at: Progress) => Promise<Progress>): Promise<void> {
    for (const table of source.tables) {
      if (failed.has(table) || [...failed.values()].some(({ kind }) => final.has(kind))) continue;
      try {
        progress.set(table, await work(table, progress.get(table) ?? beginning(table)));
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        failed.set(table, error);
      }
    }
  }

  let told = { rejected: [], rejectedCount: 0 } as Pick<SyncReport, "rejected" | "rejectedCount">;
  async function publishPending(): Promise<void> {
    const { pending, whole } = await store.collect((landing) => pendingOf(landing, now));
    if (pending === 0 && store.freshness() !== null) return;
    const { merges = [], privacy, state } = options;
    const bulk = whole || pending >= bulkRows;
    told = await publish({ store, state, merges, privacy, whole, bulk, load });
  }

  await forEachTable(async (table, at) => {
    const way = ways.get(table) ?? capabilities;
    await tally.begin(table);
    if (way.reads === "everything") return readWhole(reader, at, hi, options.confirm?.includes(table) ?? false);
    // Before the rows: feeds list restored records too, and these are among the changed rows, which then count.
    if (way.deletes === "native") await readDeleted(reader, at, new Date((at.until ?? hi).getTime() - overlap));
    const resumed = at.window === null ? at : await readWindow(reader, at, at.window);
    const next = nextWindow(resumed, hi);
    return next === null ? resumed : readWindow(reader, resumed, next);
  });
  await publishPending();
  const history = (): boolean =>
    [...progress.values()].some((at) => ways.has(at.table) && !failed.has(at.table) && earlierWindow(at, hi) !== null);
  while (history() && failed.size < source.tables.length) {
    await forEachTable(async (_table, at) => {
      const window = earlierWindow(at, hi);
      return window === null ? at : readWindow(reader, at, window);
    });
    if ([...failed.values()].some(({ kind }) => final.has(kind))) break;
    await publishPending();
  }
  await forEachTable(async (table, at) => {
    const confirmed = options.confirm?.includes(table) ?? false;
    // A table that is always read whole, or was just read for the first time, has nothing to be compared with.
    const way = ways.get(table) ?? capabilities;
    if (!source.listIds || way.reads === "everything" || way.deletes === "none") return at;
    if (!confirmed && !sweepIsDue(at, now)) return at.complete && at.swept === null ? sweptNow(reader, at) : at;
    const fields = (await source.describe?.(table)) ?? [];
    await store.collect((landing) => noteFields({ ...load, landing }, table, fields));
    return sweep(reader, at, confirmed);
  });
  await publishPending();
  tally.end();
  for (const [table, error] of failed) notes.push(`${table} could not be read: ${error.message}`);
  const [first] = failed.values();
  if (first === undefined) await store.confirm(now);
  if (first !== undefined && (final.has(first.kind) || failed.size === source.tables.length)) throw first;
  return reportOf(options, { ...told, notes, reads: tally.reads(), seconds: (performance.now() - started) / 1000 });
}

/** Reads a table that is always given whole; what is not given is gone. */
async function readWhole(reader: Reader, at: Progress, hi: Date, confirmed: boolean): Promise<Progress> {
  await forgetListed(reader, at.table);
  const read = await readWindow({ ...reader, listing: true }, { ...at, window: null, next: null }, { lo: null, hi });
  return compareListed(reader, read, confirmed);
}

async function readDeleted(reader: Reader, at: Progress, since: Date): Promise<void> {
  for await (const ids of reader.source.deleted?.(at.table, since) ?? []) await storeDeleted(reader, at, ids);
}

async function pendingOf(landing: Landing, now: Date): Promise<{ pending: number; whole: boolean }> {
  const pending = await count(landing, `SELECT count(*) AS n FROM ${changes}`);
  const counts = tableNames.map((table) => `SELECT count(*) AS n FROM ${mirrored(table)}`);
  const all = await count(landing, `SELECT sum(n) AS n FROM (${counts.join(" UNION ALL ")})`);
  const [about] = await landing.rows("SELECT published_at FROM mirror.about");
  const published = about?.published_at instanceof Date ? about.published_at.getTime() : null;
  return { pending, whole: published === null || now.getTime() - published > day || pending > much * all };
}

function reportOf(
  { store }: SyncOptions,
  read: Pick<SyncReport, "rejected" | "rejectedCount" | "notes" | "seconds"> & { readonly reads: readonly TableRead[] },
): SyncReport {
  const rows = read.reads.reduce((sum, { read }) => sum + read, 0);
  return {
    ...{ rows: store.freshness()?.rows ?? {}, leftOut: {}, mapping: [], dryRun: false },
    ...read,
    rowsPerSecond: Math.round(rows / Math.max(read.seconds, 0.001)),
  };
}
