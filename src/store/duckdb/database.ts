import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { SourceError } from "#errors.ts";

/** An open DuckDB file that can read nothing else any more, except from its inbox. */
export interface Database {
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/** Why a file could not be opened: somebody else has it, or its content is of no use to this version. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";
}

/**
 * Opens a DuckDB file with its limits, then locks it down: no other file is read or written but in `inbox`, nothing is
 * attached, no setting is changed again. Throws `SourceError` when another process uses the file, `UnreadableFile` when
 * it is not a DuckDB file of this version.
 */
export async function openDatabase(
  path: string,
  options: { readonly memoryLimit: string; readonly threads: number; readonly inbox?: string },
): Promise<Database> {
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
    "enable_external_access=false",
    "lock_configuration=true",
  ]) {
    await connection.run(`SET ${setting}`);
  }
  connection.closeSync();
  return { connect: () => instance.connect(), close: () => instance.closeSync() };
}

async function openInstance(path: string, options: { memoryLimit: string; threads: number }): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path, { memory_limit: options.memoryLimit, threads: String(options.threads) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/lock/i.test(message)) {
      throw new SourceError("store", `another Parley is using ${path}`, {
        hint: "Stop the other one, ask through it, or give this one a DATA_DIR of its own.",
        cause: error,
      });
    }
    if (/memory_limit|threads/i.test(message)) throw error;
    throw new UnreadableFile(`${path} cannot be read: ${message}`, { cause: error });
  }
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
