import type { DuckDBConnection } from "@duckdb/node-api";
import type { Landing, Store } from "#store.ts";
import type { Side } from "../clickhouse/warehouse.ts";
import type { EngineDialect } from "../engine.ts";
import type { Setting, Statistics } from "../facts.ts";
import { orderTable } from "../sales.ts";
import { measure } from "../statistics.ts";
import { openLanding } from "./landing.ts";
import { type Loaded, writeLoaded } from "./meta.ts";
import { renewRollups } from "./rollups.ts";

/** Tables that the account rollups are made of. */
const summed = ["orders", "order_lines", "returns", "opportunities", "accounts"];

export interface Load {
  readonly note: Parameters<Store["load"]>[0];
  /** What the load before found. */
  readonly before: Statistics;
  /** When the source was last seen to have nothing newer, milliseconds since 1970. */
  readonly confirmedAt: number | undefined;
  readonly work: (landing: Landing) => Promise<void>;
  readonly inbox: string;
  readonly setting: Setting;
  readonly dialect: EngineDialect;
  /** Takes the finished tables elsewhere, before the load counts; returns where they are. */
  readonly ship?: (landing: Landing, marker: number) => Promise<Side>;
}

/**
 * Runs a load in one transaction: the source's rows, then statistics and rollups. Readers keep seeing what was
 * there before; a throw leaves everything as it was. The transaction begins with the first statement on the raw tables:
 * within it a dropped temporary table would keep its memory until the end, and a load has dozens.
 */
export async function loadInto(connection: DuckDBConnection, load: Load): Promise<Loaded> {
  try {
    // What a sync collected before goes to the disk in small: as it was written it would lie in memory beside the load.
    await connection.run("CHECKPOINT").catch(postpone);
    const loaded = await inTransaction(connection, load);
    await connection.run("CHECKPOINT").catch(postpone);
    return loaded;
  } finally {
    await dropTemporary(connection);
  }
}

async function inTransaction(connection: DuckDBConnection, load: Load): Promise<Loaded> {
  const { landing, begin, begun } = openLanding(connection, load.inbox);
  let committing = false;
  try {
    await load.work(landing);
    await begin();
    const { source, fingerprint, syncedAt: given, changed: tellChanged } = load.note;
    const changed = tellChanged?.() ?? null;
    const statistics = await measure(landing, load.before, changed?.tables ?? null);
    if (changed === null || summed.some((table) => changed.tables.has(table))) {
      const lens = { owners: null, filters: [], by: [] };
      const scope = { lens, setting: load.setting, statistics, dialect: load.dialect };
      const otherwise = orderTable(scope) !== orderTable({ statistics: load.before });
      await renewRollups(landing, scope, otherwise ? null : (changed?.accounts ?? null));
    }
    const syncedAt = given?.getTime() ?? Date.now();
    const side = load.ship === undefined ? {} : { side: await load.ship(landing, syncedAt) };
    const confirmed = load.confirmedAt === undefined ? {} : { confirmedAt: load.confirmedAt };
    const loaded: Loaded = { source, fingerprint, syncedAt, statistics, ...confirmed, ...side };
    await writeLoaded(connection, loaded);
    committing = true;
    await connection.run("COMMIT");
    return loaded;
  } catch (error) {
    // A commit that fails has undone everything by itself.
    if (begun() && !committing) await connection.run("ROLLBACK");
    throw error;
  }
}

/**
 * Runs what a sync keeps for itself in a transaction of its own; nothing is kept if it throws.
 */
export async function collectInto<T>(
  connection: DuckDBConnection,
  inbox: string,
  work: (landing: Landing) => Promise<T>,
): Promise<T> {
  const { landing, begun } = openLanding(connection, inbox);
  let committing = false;
  try {
    const result = await work(landing);
    committing = true;
    if (begun()) await connection.run("COMMIT");
    return result;
  } catch (error) {
    if (begun() && !committing) await connection.run("ROLLBACK");
    throw error;
  } finally {
    await dropTemporary(connection);
  }
}

/** Whatever a load staged, and left behind where it failed. */
async function dropTemporary(connection: DuckDBConnection): Promise<void> {
  const found = await connection.runAndReadAll("SELECT table_name FROM duckdb_tables() WHERE temporary");
  for (const [name] of found.getRows()) await connection.run(`DROP TABLE temp.main."${String(name)}"`);
}

/** A checkpoint that running questions hold up is made later; until then the log keeps what was committed. */
function postpone(error: unknown): void {
  if (!(error instanceof Error) || !/cannot checkpoint/i.test(error.message)) throw error;
}
