import { AsyncLocalStorage } from "node:async_hooks";
import { type DuckDBConnection, type DuckDBType, type DuckDBValue, LIST, VARCHAR } from "@duckdb/node-api";
import { SourceError } from "#errors.ts";
import type { Parameter, State } from "#store.ts";
import { type Database, openDatabase, UnreadableFile } from "../duckdb/database.ts";
import { boundValue, plainValue } from "../duckdb/values.ts";
import { demandSpace } from "./disk-space.ts";
import { failedBefore } from "./failed-before.ts";
import { keepCopy, migrate, refuseNewer, versionOf } from "./migrate.ts";
import { quoteReserved } from "./reserved.ts";

/**
 * The state in a DuckDB file of its own; the file as it was before a migration is kept beside it. A resolved write is on
 * disk. Statements run one after the other; those inside a transaction's `work` belong to it, all others wait until it
 * is over.
 */
export async function openDuckdbState(
  path: string,
  migrations: readonly (readonly string[])[],
  clock: () => Date,
): Promise<State> {
  const database = await openMigrated(path, migrations);
  const connection = await database.connect();
  const inside = new AsyncLocalStorage<Own>();
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const own = inside.getStore();
    if (own?.over === false) {
      return work().catch((error: unknown) => {
        own.failed = true;
        throw error;
      });
    }
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function query(sql: string, parameters: readonly Parameter[] = []): Promise<Record<string, unknown>[]> {
    if (inside.getStore()?.over !== false && !reads(sql)) await demandSpace(path);
    const [values, types] = bindAll(parameters);
    const reader = await connection.runAndReadAll(quoteReserved(sql), values, types);
    const names = reader.columnNames();
    return reader
      .getRows()
      .map((row) => Object.fromEntries(names.map((name, index) => [name, plainValue(row[index])])));
  }

  async function transaction<T>(work: () => Promise<T>): Promise<T> {
    if (inside.getStore()?.over === false) return work();
    await demandSpace(path);
    const own: Own = { over: false, failed: false };
    return inTurn(() => inTransaction(connection, own, () => inside.run(own, work)));
  }

  return {
    async run(sql, parameters) {
      await inTurn(() => query(sql, parameters));
    },
    rows: <T>(sql: string, parameters?: readonly Parameter[]) => inTurn(() => query(sql, parameters)) as Promise<T[]>,
    transaction,
    now: async () => clock(),
    async close() {
      await last;
      connection.closeSync();
      database.close();
    },
  };
}

const reads = (sql: string): boolean => /^\s*SELECT\b/i.test(sql);

/** A transaction under way. */
interface Own {
  /** Then statements are no longer part of it. */
  over: boolean;
  /** A statement failed: nothing is kept, whoever caught it, as in PostgreSQL. */
  failed: boolean;
}

async function inTransaction<T>(connection: DuckDBConnection, own: Own, work: () => Promise<T>): Promise<T> {
  await connection.run("BEGIN");
  let result: T;
  try {
    result = await work();
    own.over = true;
    if (own.failed) throw failedBefore();
  } catch (error) {
    own.over = true;
    await connection.run("ROLLBACK");
    throw error;
  }
  // A commit that fails takes everything back by itself.
  await connection.run("COMMIT");
  return result;
}

async function openMigrated(path: string, migrations: readonly (readonly string[])[]): Promise<Database> {
  const database = await openFile(path);
  const version = await use(database, versionOf);
  try {
    const known = migrations.length;
    refuseNewer(path, version, known, `or restore the copy it made before: ${path}.v${known}`);
  } catch (error) {
    database.close();
    throw error;
  }
  if (version === migrations.length) return database;
  if (version === 0) {
    await use(database, (connection) => migrate(connection, version, migrations));
    return database;
  }
  database.close();
  await keepCopy(path, version);
  const again = await openFile(path);
  try {
    await use(again, (connection) => migrate(connection, version, migrations));
  } catch (cause) {
    again.close();
    throw new SourceError(
      "state",
      `${path} cannot be brought from version ${version} to ${migrations.length}: ${cause}`,
      {
        hint: `Put the copy that was made before back in its place (${path}.v${version}), go on with the Parley that wrote it, and tell its makers this message.`,
        cause,
      },
    );
  }
  return again;
}

async function openFile(path: string): Promise<Database> {
  try {
    return await openDatabase(path, { memoryLimit: "128MB", threads: 1, checkpoint: "16MB" });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new SourceError("state", error.message, {
      hint: "This file holds the audit log, what was sent and the last questions: restore it from a backup, or move it away to start empty.",
      cause: error,
    });
  }
}

async function use<T>(database: Database, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const connection = await database.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
  }
}

/** Lists need a type of their own: an empty one has none, and those of the state hold text. */
function bindAll(parameters: readonly Parameter[]): [DuckDBValue[], DuckDBType[]] | [] {
  if (parameters.length === 0) return [];
  const bound = parameters.map((value) => boundValue(value));
  const types = parameters.map((value, index) =>
    Array.isArray(value) && value.length === 0 ? LIST(VARCHAR) : bound[index]?.type,
  );
  // A type that is missing is inferred from the value.
  return [bound.map(({ value }) => value), types as DuckDBType[]];
}
