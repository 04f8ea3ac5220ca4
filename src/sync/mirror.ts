import type { TableName } from "#model/tables.ts";
import type { Landing } from "#store.ts";
import { stagedType } from "./read-cell.ts";
import { identifier } from "./sql.ts";
import { count, stagedColumns, tableNames } from "./staging.ts";

/** Another layout of the tables below than that of an earlier version begins anew. */
const layout = 1;

/**
 * A table of the mirror: the newest version of every record that an incremental source gave, as staging has it
 * (references are external ids, money is in its own currency, what the contract lets rows leave out is empty). It is
 * what the raw tables are published from. A deleted record keeps nothing but its id.
 */
export function mirrored(table: TableName): string {
  return `mirror.${table}`;
}

/** Ids that changed since the raw tables were last published. */
export const changes = "mirror.changes";
/** Cells and rows that could not be read, until their record is read anew. */
export const unreadable = "mirror.unreadable";
/** Ids that the source lists, while they are compared with those that are mirrored. */
export const listed = "mirror.listed";
/** How far each table is; see `progress.ts`. */
export const progressTable = "mirror.progress";
/** Fields of the source's records as last described. */
export const fieldsTable = "mirror.fields";

const progressColumns = `table_name VARCHAR, since_at TIMESTAMP, until_at TIMESTAMP, is_complete BOOLEAN, lo_at TIMESTAMP,
  hi_at TIMESTAMP, next_cursor VARCHAR, expires_at TIMESTAMP, swept_at TIMESTAMP, held BIGINT, row_count BIGINT`;

/**
 * Makes the mirror, empty when there is none or when it was made otherwise: `signature` says how rows are made of
 * records, so that a changed mapping reads everything again. Returns whether it is new.
 */
export async function prepareMirror(landing: Landing, signature: string): Promise<boolean> {
  const wanted = `${layout} ${signature}`;
  const made = await count(
    landing,
    "SELECT count(*) AS n FROM information_schema.tables WHERE table_schema = 'mirror' AND table_name = 'about'",
  );
  if (made > 0) {
    const [about] = await landing.rows("SELECT signature FROM mirror.about");
    if (about?.signature === wanted) return false;
    await landing.run("DROP SCHEMA mirror CASCADE");
  }
  await landing.run("CREATE SCHEMA mirror");
  for (const table of tableNames) {
    const columns = Object.entries(stagedColumns(table)).map(
      ([name, column]) => `${identifier(name)} ${stagedType(column)}`,
    );
    await landing.run(
      `CREATE TABLE ${mirrored(table)} (external_id VARCHAR, ${columns.join(", ")},
         _hash UBIGINT, _deleted_at TIMESTAMP, _merged_into VARCHAR)`,
    );
  }
  await landing.run(`CREATE TABLE ${changes} (table_name VARCHAR, external_id VARCHAR)`);
  await landing.run(
    `CREATE TABLE ${unreadable} ("table" VARCHAR, origin VARCHAR, line VARCHAR, column_name VARCHAR, "value" VARCHAR, reason VARCHAR)`,
  );
  await landing.run(`CREATE TABLE ${listed} (table_name VARCHAR, external_id VARCHAR)`);
  await landing.run(`CREATE TABLE ${progressTable} (${progressColumns})`);
  await landing.run(`CREATE TABLE ${fieldsTable} (table_name VARCHAR, field VARCHAR)`);
  await landing.run("CREATE TABLE mirror.about (signature VARCHAR, published_at TIMESTAMP)");
  await landing.run("INSERT INTO mirror.about VALUES ($wanted, NULL)", { wanted });
  return true;
}
