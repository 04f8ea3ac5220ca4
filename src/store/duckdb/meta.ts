import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Side } from "../clickhouse/warehouse.ts";
import { createTable, storedTables } from "../ddl.ts";
import type { EngineDialect } from "../engine.ts";
import { noStatistics, type Statistics } from "../facts.ts";

/** What the file itself remembers of its newest load. */
export interface Loaded {
  readonly source: string;
  readonly fingerprint: string | null;
  /** Milliseconds since 1970. */
  readonly syncedAt: number;
  /** When the source had nothing newer, milliseconds since 1970; absent when that was never asked. */
  readonly confirmedAt?: number;
  readonly statistics: Statistics;
  /** Which of the warehouse's databases holds it; absent without a warehouse. */
  readonly side?: Side;
}

/** DDL of the whole store, and its short name: another name means that the file was made for another model. */
export function schemaOf(dialect: EngineDialect, zone: string, currency: string): { ddl: string[]; version: string } {
  const ddl = storedTables.map((table) => createTable(table, `data.${table.name}`, dialect.type));
  const version = createHash("sha256")
    .update([...ddl, zone, currency].join("\n"))
    .digest("hex")
    .slice(0, 16);
  return { ddl, version };
}

/** Makes the tables of a new file. Returns false when the file holds another version of them. */
export async function prepare(
  connection: DuckDBConnection,
  schema: { ddl: string[]; version: string },
): Promise<boolean> {
  await connection.run("CREATE SCHEMA IF NOT EXISTS store");
  await connection.run("CREATE TABLE IF NOT EXISTS store.meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)");
  const version = await readMeta(connection, "schema");
  if (version !== null) return version === schema.version;
  await connection.run("BEGIN");
  await connection.run("CREATE SCHEMA data");
  for (const statement of schema.ddl) await connection.run(statement);
  await writeMeta(connection, "schema", schema.version);
  await connection.run("COMMIT");
  return true;
}

export async function readLoaded(connection: DuckDBConnection): Promise<Loaded | null> {
  const text = await readMeta(connection, "loaded");
  if (text === null) return null;
  const loaded = JSON.parse(text) as Loaded;
  return { ...loaded, statistics: { ...noStatistics, ...loaded.statistics } };
}

export function writeLoaded(connection: DuckDBConnection, loaded: Loaded): Promise<void> {
  return writeMeta(connection, "loaded", JSON.stringify(loaded));
}

async function readMeta(connection: DuckDBConnection, key: string): Promise<string | null> {
  const reader = await connection.runAndReadAll("SELECT value FROM store.meta WHERE key = $key", { key });
  const [row] = reader.getRowObjects();
  return typeof row?.value === "string" ? row.value : null;
}

async function writeMeta(connection: DuckDBConnection, key: string, value: string): Promise<void> {
  await connection.run("INSERT OR REPLACE INTO store.meta VALUES ($key, $value)", { key, value });
}
