import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { EngineDialect } from "../engine.ts";
import { type Database, isDamage, openDatabase, UnreadableFile } from "./database.ts";
import { prepare, schemaOf } from "./meta.ts";

export interface StoreFileOptions {
  readonly dataDir: string;
  readonly source: string;
  readonly zone: string;
  readonly currency: string;
  readonly memoryLimit: string;
  readonly threads: number;
}

/**
 * Opens a source's store with its tables made. A file that is damaged, or was made for another version of DuckDB, model,
 * zone or currency, is replaced by an empty one: the next sync fills it. What the disk or a permission refuses stays.
 */
export async function openStoreFile(options: StoreFileOptions, dialect: EngineDialect): Promise<Database> {
  const path = join(options.dataDir, `store-${options.source}.duckdb`);
  const limits = {
    ...{ memoryLimit: options.memoryLimit, threads: options.threads, inbox: join(options.dataDir, "inbox") },
    // A sync commits a few megabytes at a time; each checkpoint writes the last rows of every table that grew anew.
    checkpoint: "128MB",
  };
  const schema = schemaOf(dialect, options.zone, options.currency);
  const open = await openDatabase(path, limits).catch((error: unknown) => {
    if (error instanceof UnreadableFile) return null;
    throw error;
  });
  if (open !== null && (await ready(open, schema))) return open;
  open?.close();
  for (const suffix of ["", ".wal"]) await rm(`${path}${suffix}`, { force: true });
  const fresh = await openDatabase(path, limits);
  await ready(fresh, schema);
  return fresh;
}

async function ready(database: Database, schema: { ddl: string[]; version: string }): Promise<boolean> {
  const connection = await database.connect();
  try {
    return await prepare(connection, schema);
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    connection.closeSync();
  }
}
