import { type TableName, tables } from "#model/tables.ts";
import { identifier } from "./sql.ts";
import { staged, tableNames } from "./staging.ts";

/** One reference column of the model. */
export interface Reference {
  readonly table: TableName;
  readonly column: string;
  readonly to: TableName;
}

/** Every reference column of the model, or those that point into one table. */
export function references(to?: TableName): Reference[] {
  return tableNames.flatMap((table) =>
    Object.entries(tables[table].columns)
      .filter(([, column]) => column.kind === "reference" && (to === undefined || column.references === to))
      .map(([column, { references }]) => ({ table, column, to: references as TableName })),
  );
}

/** SQL: the external ids of `to` that staged rows mention, in `mentioned`, once each. */
export function mentions(to: TableName): string {
  const parts = references(to).map(
    ({ table, column }) =>
      `SELECT DISTINCT ${identifier(column)} AS mentioned FROM ${staged(table)} WHERE ${identifier(column)} IS NOT NULL`,
  );
  return parts.length === 0 ? "SELECT NULL AS mentioned WHERE false" : parts.join(" UNION ");
}
