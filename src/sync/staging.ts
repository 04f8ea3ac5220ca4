import type { Column } from "#model/column.ts";
import { type TableName, tables } from "#model/tables.ts";
import type { Landing } from "#store.ts";
import { stagedType } from "./read-cell.ts";
import { identifier, literal } from "./sql.ts";

/** What the stages of a load share. */
export interface Load {
  readonly landing: Landing;
  /** Name of the source system. */
  readonly source: string;
  readonly now: Date;
  /** Zone in which business days begin. */
  readonly zone: string;
  /** Zone of times that carry none. */
  readonly sourceZone: string;
  /** Reporting currency. */
  readonly currency: string;
  note(text: string): void;
  progress(text: string): void;
  /** Only some rows of each table are staged; the others stay as they are. */
  readonly partial?: boolean;
}

export const tableNames = Object.keys(tables) as TableName[];

/** Columns that a row brings besides those of its table. */
export const carried: Readonly<Record<string, Column>> = {
  source_created_at: { kind: "instant" },
  source_updated_at: { kind: "instant" },
  custom: { kind: "json" },
};

/** A table's columns on their way in: typed, with references as external ids and money in its own currency. */
export function stagedColumns(table: TableName): Readonly<Record<string, Column>> {
  return { ...carried, ...tables[table].columns };
}

export function staged(table: TableName): string {
  return `staged_${table}`;
}

/** Unreadable cells and lines, until the load ends. */
export const rejectedTable = "staged_rejected";

/**
 * Creates the empty staging tables. `_line` is null for rows that come from no file; `_bad` lists unreadable cells, `_marks` currency signs of
 * rows whose currency their order tells; a deleted or merged row is there so that nobody derives it anew.
 */
export async function createStaging(landing: Landing, names: readonly TableName[] = tableNames): Promise<void> {
  for (const table of names) {
    const columns = Object.entries(stagedColumns(table)).map(
      ([name, column]) => `${identifier(name)} ${stagedType(column)}`,
    );
    await landing.run(
      `CREATE OR REPLACE TEMP TABLE ${staged(table)} (_origin VARCHAR, _line BIGINT, external_id VARCHAR, ${columns.join(", ")},
         _bad STRUCT("column" VARCHAR, "value" VARCHAR, reason VARCHAR)[],
         _marks STRUCT("column" VARCHAR, "value" VARCHAR, meaning VARCHAR[])[], _deleted_at TIMESTAMP, _merged_into VARCHAR)`,
    );
  }
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE ${rejectedTable} ("table" VARCHAR, origin VARCHAR, line VARCHAR, column_name VARCHAR, "value" VARCHAR, reason VARCHAR)`,
  );
}

/** Drops the staging tables. */
export async function dropStaging(landing: Landing): Promise<void> {
  for (const table of tableNames) await landing.run(`DROP TABLE IF EXISTS ${staged(table)}`);
  await landing.run(`DROP TABLE IF EXISTS ${rejectedTable}`);
}

/** How many rows each staging table has, now. */
export async function stagedRows(
  landing: Landing,
  names: readonly TableName[] = tableNames,
): Promise<ReadonlyMap<TableName, number>> {
  const counts = names.map((table) => `SELECT ${literal(table)} AS name, count(*) AS n FROM ${staged(table)}`);
  const rows = await landing.rows(counts.join(" UNION ALL "));
  return new Map(rows.map((row) => [row.name as TableName, Number(row.n)]));
}

/** Number in the first row's `n`. */
export async function count(landing: Landing, sql: string): Promise<number> {
  return Number((await landing.rows(sql))[0]?.n ?? 0);
}
