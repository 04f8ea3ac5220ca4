import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { ClickHouseClient } from "@clickhouse/client";
import type { Landing } from "#store.ts";
import { createTable, type StoredTable, storedTables } from "../ddl.ts";
import { clickhouseType } from "../dialect-clickhouse.ts";
import { literal } from "../duckdb/database.ts";

/**
 * Copies every table, rollups too, into an emptied database, as CSV by way of the inbox. Nobody reads that database
 * until the load that fills it is committed, so that readers never see half of it and need no `FINAL`.
 */
export async function ship(
  client: ClickHouseClient,
  landing: Landing,
  database: string,
  marker: number,
): Promise<void> {
  await client.command({ query: `DROP DATABASE IF EXISTS ${database}` });
  await client.command({ query: `CREATE DATABASE ${database}` });
  for (const table of storedTables) await shipTable(client, landing, table, `${database}.${table.name}`);
  await client.command({
    query: `CREATE TABLE ${database}.marker ENGINE = MergeTree ORDER BY tuple() AS SELECT toInt64(${marker}) AS loaded`,
  });
}

/** The load that a database holds; null when there is none. */
export async function shipped(client: ClickHouseClient, database: string): Promise<number | null> {
  const tables = await client.query({
    query: "SELECT count() AS n FROM system.tables WHERE database = {database:String} AND name = 'marker'",
    query_params: { database },
    format: "JSONEachRow",
  });
  const [found] = await tables.json<{ n: string }>();
  if (Number(found?.n ?? 0) === 0) return null;
  const marker = await client.query({ query: `SELECT loaded FROM ${database}.marker`, format: "JSONEachRow" });
  const [row] = await marker.json<{ loaded: string }>();
  return row === undefined ? null : Number(row.loaded);
}

async function shipTable(
  client: ClickHouseClient,
  landing: Landing,
  table: StoredTable,
  target: string,
): Promise<void> {
  const create = createTable(table, target, clickhouseType);
  const order = `ENGINE = MergeTree ORDER BY (${sortKey(table)}) SETTINGS allow_nullable_key = 1`;
  await client.command({ query: `${create} ${order}` });
  const [count] = await landing.rows(`SELECT count(*) AS n FROM data.${table.name}`);
  if (Number(count?.n ?? 0) === 0) return;
  const file = join(landing.inbox, `ship-${table.name}.csv`);
  const texts = table.columns.filter(({ kind }) => kind === "text" || kind === "json").map(({ name }) => `"${name}"`);
  const quoted = texts.length === 0 ? "" : `, FORCE_QUOTE (${texts.join(", ")})`;
  try {
    // Quoted texts and a bare \N keep empty apart from null.
    await landing.run(`COPY data.${table.name} TO ${literal(file)} (FORMAT csv, HEADER, NULLSTR '\\N'${quoted})`);
    const values = createReadStream(file, { encoding: "utf8" });
    await client.insert({ table: target, values, format: "CSVWithNames" });
  } finally {
    await rm(file, { force: true });
  }
}

/** By time where rows have one, so that periods skip most of the table. */
function sortKey({ name, columns }: StoredTable): string {
  if (name === "account_days") return "ordered_on, account_id";
  if (name === "account_histories") return "account_id, ordered_on";
  if (name === "account_months") return "month, account_id";
  const bookkeeping = 9;
  const instant = columns.slice(bookkeeping).find((column) => column.kind === "instant");
  return instant === undefined ? "id" : `${instant.name}, id`;
}
