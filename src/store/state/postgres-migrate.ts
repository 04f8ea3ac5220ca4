import type { Client } from "pg";
import { SourceError } from "#errors.ts";
import { refuseNewer } from "./migrate.ts";
import { persist, told } from "./postgres-failures.ts";
import { openMigrationClient } from "./postgres-pool.ts";
import { lockFor } from "./postgres-transaction.ts";

/** Brings a state database to this version's tables, all or nothing; of several processes that start, one does. */
export async function migratePostgres(
  url: string,
  place: string,
  migrations: readonly (readonly string[])[],
): Promise<void> {
  const client = await persist("", () => openMigrationClient(url)).catch((error: unknown) => {
    throw told(error, place, true);
  });
  try {
    await client.query(`BEGIN; ${lockFor("migration")}`);
    await refuseOtherEncodings(client, place);
    const version = await versionOf(client);
    refuseNewer(place, version, migrations.length, "or restore the backup made before it was upgraded");
    for (const [index, statements] of migrations.entries()) {
      if (index < version) continue;
      for (const statement of statements) await client.query(statement);
      await client.query("INSERT INTO schema_version VALUES ($1)", [index + 1]);
    }
    await client.query("COMMIT");
  } catch (error) {
    throw told(error, place, true);
  } finally {
    // What was not committed is undone with its connection.
    await client.end();
  }
}

async function versionOf(client: Client): Promise<number> {
  await client.query("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
  const { rows } = await client.query<{ version: number | null }>("SELECT max(version) AS version FROM schema_version");
  return rows[0]?.version ?? 0;
}

/** Names are kept as they are written, so the database must be able to hold them. */
async function refuseOtherEncodings(client: Client, place: string): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>("SHOW server_encoding");
  const encoding = rows[0]?.server_encoding;
  if (encoding === "UTF8") return;
  throw new SourceError("state", `${place} is encoded as ${encoding}, which cannot hold every name`, {
    hint: "Create it anew: CREATE DATABASE parley ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0.",
  });
}
