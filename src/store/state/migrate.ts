import { copyFile } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { SourceError } from "#errors.ts";
import { quoteReserved } from "./reserved.ts";

/** Version of the tables in this file; 0 for a new one. */
export async function versionOf(connection: DuckDBConnection): Promise<number> {
  await connection.run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
  const reader = await connection.runAndReadAll("SELECT max(version) AS version FROM schema_version");
  const [row] = reader.getRowObjectsJS();
  return typeof row?.version === "number" ? row.version : 0;
}

/** Throws when a newer Parley wrote this state: going back would lose what it keeps there. */
export function refuseNewer(place: string, version: number, known: number, back: string): void {
  if (version <= known) return;
  throw new SourceError(
    "state",
    `${place} was written by a newer Parley (version ${version}, this one knows ${known})`,
    { hint: `Run the newer Parley, ${back}.` },
  );
}

/** Applies what is missing, each step with its number in one transaction. */
export async function migrate(
  connection: DuckDBConnection,
  version: number,
  migrations: readonly (readonly string[])[],
): Promise<void> {
  for (const [index, statements] of migrations.entries()) {
    if (index < version) continue;
    await connection.run("BEGIN");
    try {
      for (const statement of statements) await connection.run(quoteReserved(statement));
      await connection.run("INSERT INTO schema_version VALUES ($version)", { version: index + 1 });
      await connection.run("COMMIT");
    } catch (error) {
      await connection.run("ROLLBACK");
      throw error;
    }
  }
}

/** Keeps `<path>.v<version>`, a copy of the closed file as it was before it is migrated. */
export async function keepCopy(path: string, version: number): Promise<void> {
  await copyFile(path, `${path}.v${version}`);
}
