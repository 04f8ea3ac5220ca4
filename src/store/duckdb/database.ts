import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { SourceError } from "#errors.ts";

/** What the engine may take. */
export interface Allowance {
  /** In DuckDB's words, such as `560MB`. */
  readonly memory: string;
  readonly threads: number;
}

/** An open DuckDB file that can read nothing else any more, except from its inbox. */
export interface Database {
  connect(): Promise<DuckDBConnection>;
  /**
   * Sets what it may take. What it has in memory above that goes to the disk; where that is in use, throws DuckDB's
   * out-of-memory error and leaves all as it was.
   */
  allow(allowance: Allowance): Promise<void>;
  close(): void;
}

/** What an open file may take, and where it may read beside itself. */
interface Limits {
  readonly memoryLimit: string;
  readonly threads: number;
  readonly inbox?: string;
  /** So much of what is written since the last checkpoint makes the next, in DuckDB's words. */
  readonly checkpoint: string;
}

/** A file whose content is of no use to this version of DuckDB, whoever opens it. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";
}

/**
 * Opens a DuckDB file with its limits, then locks it down: no other file is read or written but in `inbox`, nothing is
 * attached, no setting but what it may take is changed again. Throws `SourceError` when another process uses the file or
 * the disk refuses it, `UnreadableFile` when it is not a DuckDB file of this version, or is damaged.
 */
export async function openDatabase(path: string, options: Limits): Promise<Database> {
  await mkdir(dirname(path), { recursive: true });
  const instance = await openInstance(path, options);
  const connection = await instance.connect();
  if (options.inbox !== undefined) {
    await mkdir(options.inbox, { recursive: true });
    await connection.run(`SET allowed_directories=[${literal(`${options.inbox.replace(/\/$/, "")}/`)}]`);
  }
  for (const setting of [
    "autoinstall_known_extensions=false",
    "autoload_known_extensions=false",
    "TimeZone='UTC'",
    // What its threads free goes back to the system soon: beside a hundred megabytes of data, another hundred would stay.
    "allocator_background_threads=true",
    "allocator_flush_threshold='8MB'",
    "allocator_bulk_deallocation_flush_threshold='32MB'",
    `checkpoint_threshold='${options.checkpoint}'`,
    "enable_external_access=false",
    "allowed_configs=['memory_limit', 'threads']",
    "lock_configuration=true",
  ]) {
    await connection.run(`SET ${setting}`);
  }
  return {
    connect: () => instance.connect(),
    async allow({ memory, threads }) {
      await connection.run(`SET memory_limit=${literal(memory)}`);
      await connection.run(`SET threads=${threads}`);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function openInstance(path: string, options: { memoryLimit: string; threads: number }): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path, { memory_limit: options.memoryLimit, threads: String(options.threads) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/could not set lock/i.test(message)) {
      throw new SourceError("store", `another Parley is using ${path}`, {
        retryable: true,
        hint: "Stop the other one, ask through it, or give this one a DATA_DIR of its own.",
        cause: error,
      });
    }
    if (/memory_limit|threads/i.test(message)) throw error;
    if (isDamage(error)) throw new UnreadableFile(`${path} cannot be read: ${message}`, { cause: error });
    throw new SourceError("store", `${path} cannot be opened: ${message}`, {
      hint: "Check that Parley may read and write this folder, and that its disk has room and is in order.",
      cause: error,
    });
  }
}

/** Does DuckDB say that the file's content is at fault, rather than the disk or a permission? */
export function isDamage(error: unknown): boolean {
  const signs =
    /not a valid DuckDB database file|corrupt database file|could not read enough bytes|file with version number|serialization error|replaying WAL/i;
  return error instanceof Error && signs.test(error.message);
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
