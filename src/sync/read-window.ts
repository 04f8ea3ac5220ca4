import { CursorExpired, type Page, type Source, type Window, WindowTooLarge } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { TableName } from "#model/tables.ts";
import type { Landing, Store } from "#store.ts";
import { type Batch, storeBatch } from "./intake.ts";
import { listed } from "./mirror.ts";
import type { Progress } from "./progress.ts";
import type { Row } from "./stage-pages.ts";
import type { Load } from "./staging.ts";
import { halves, withWindow } from "./window.ts";

/** What reading needs; `load` without the landing that each batch gets anew. */
export interface Reader {
  readonly store: Store;
  readonly source: Source;
  readonly load: Omit<Load, "landing">;
  readonly batchRows?: number | undefined;
  /** Are the ids of all that is read listed, to find what is not given? */
  readonly listing?: boolean;
  /** Is told of rows as they are stored. */
  stored(table: TableName, counts: { readonly read: number; readonly changed: number; readonly deleted: number }): void;
}

/** Rows that are stored at a time, unless a page brings more; and how long they may wait for each other. */
const batchRows = 20_000;
const batchMs = 5_000;
/** From so many rows on it is a bulk load. */
export const bulkRows = batchRows / 2;
/** How often a window begins anew because its cursor expired. */
const restarts = 3;

/**
 * Reads a window to its end, from where it was left, and stores it. One that holds more than the source lists is halved:
 * the newer half first when going back through history, else the older, so that what is stored stays without gaps.
 */
export async function readWindow(reader: Reader, at: Progress, window: Window): Promise<Progress> {
  try {
    return await readPages(reader, at, window);
  } catch (error) {
    if (!(error instanceof WindowTooLarge)) throw error;
    const parts = halves(window);
    if (parts === null) {
      throw new SourceError(reader.load.source, `${at.table}: more records changed within one second than are listed`, {
        kind: "schema",
        cause: error,
      });
    }
    const forwards = at.until !== null && window.hi > at.until;
    let progress: Progress = { ...at, window: null, next: null, expires: null };
    for (const part of forwards ? parts : [...parts].reverse()) progress = await readWindow(reader, progress, part);
    return progress;
  }
}

async function readPages(reader: Reader, at: Progress, window: Window): Promise<Progress> {
  const same = at.window?.hi.getTime() === window.hi.getTime() && at.window.lo?.getTime() === window.lo?.getTime();
  const honoured = at.expires === null || at.expires > reader.load.now;
  let from = {
    ...at,
    window: { lo: window.lo, hi: window.hi },
    next: same && honoured ? at.next : null,
    expires: null,
  };
  for (let attempt = 0; ; attempt++) {
    const reading = openBatches(reader, from);
    try {
      for await (const page of reader.source.read?.(at.table, window, from.next) ?? []) await reading.take(page);
      return await reading.end(window);
    } catch (error) {
      const stored = await reading.settled();
      if (!(error instanceof CursorExpired) || attempt >= restarts) throw error;
      from = { ...from, rows: stored.rows, next: null, expires: null };
    }
  }
}

interface Batches {
  take(page: Page): Promise<void>;
  /** Stores what is left, and that the window is done. */
  end(window: Window): Promise<Progress>;
  settled(): Promise<Progress>;
}

/** Gathers pages into batches; one is stored while the pages of the next are fetched. */
function openBatches(reader: Reader, from: Progress): Batches {
  let pages: Page[] = [];
  let rows = 0;
  let began = performance.now();
  let progress = from;
  let storing: Promise<void> = Promise.resolve();

  async function flush(after: (progress: Progress) => Progress): Promise<void> {
    await storing;
    const batch = batchOf(pages);
    progress = after({ ...progress, rows: progress.rows + rows });
    pages = [];
    rows = 0;
    began = performance.now();
    const kept = progress;
    storing = store(reader, kept, batch);
    // Whoever stores next, or ends, hears of a failure; until then it must not count as unhandled.
    storing.catch(() => {});
  }
  return {
    async take(page) {
      pages.push(page);
      rows += page.rows.length;
      if (rows < (reader.batchRows ?? batchRows) && performance.now() - began < batchMs) return;
      await flush((now) => ({ ...now, next: page.next, expires: page.expires ?? null }));
    },
    async end(window) {
      await flush((now) => withWindow(now, window));
      await storing;
      return progress;
    },
    async settled() {
      await storing;
      return progress;
    },
  };
}

function batchOf(pages: readonly Page[]): Batch {
  return {
    rows: pages.flatMap((page) => page.rows as readonly Row[]),
    deleted: pages.flatMap((page) => page.deleted ?? []),
    merged: pages.flatMap((page) => page.merged ?? []),
    rejected: pages.flatMap((page) => page.rejected ?? []),
  };
}

async function store({ store, load, listing, stored }: Reader, progress: Progress, batch: Batch): Promise<void> {
  const { table } = progress;
  const bulk = !progress.complete || batch.rows.length >= bulkRows;
  const counts = await store.collect(
    async (landing) => {
      if (listing) await list(landing, table, idsOf(batch));
      return storeBatch({ ...load, landing }, table, batch, progress);
    },
    { bulk },
  );
  stored(table, { read: batch.rows.length, ...counts });
}

/** Stores what a source's feed says is deleted. */
export async function storeDeleted(reader: Reader, at: Progress, deleted: readonly string[]): Promise<void> {
  await store(reader, at, { rows: [], merged: [], rejected: [], deleted });
}

function idsOf({ rows, rejected }: Batch): string[] {
  return [...rows.map(({ id }) => String(id ?? "")), ...rejected.map(({ line }) => String(line))];
}

/** Writes down ids as listed by the source, for `compareListed`. */
export async function list(landing: Landing, table: string, ids: readonly string[]): Promise<void> {
  await landing.appendText(
    listed,
    ids.map((id) => [table, id]),
  );
}
