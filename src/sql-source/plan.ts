import type { RowMapping, TableQuery } from "#connector.ts";
import { SourceError } from "#errors.ts";
import { nearestName } from "#model/nearest-name.ts";
import { type TableName, tables } from "#model/tables.ts";
import type { ColumnKind, Database, ResultColumn } from "./database.ts";
import { DatabaseFault } from "./fault.ts";
import { linesBefore, selecting } from "./window-query.ts";

/** A table's query, as the database understands it. */
export interface Plan {
  readonly query: TableQuery;
  /** Columns of the query that are read: those that the mapping knows, the key, and the column that says deleted. */
  readonly columns: readonly string[];
  /** All that it has. */
  readonly found: readonly ResultColumn[];
  readonly keyKind: ColumnKind;
  readonly changedKind: "instant" | "wall" | null;
}

/** Words of a column of the model that a query may leave out. */
const common = ["id", "source_created_at", "source_updated_at"];

/**
 * Asks the database what a query gives. Throws SourceError `bad_request` or `permission` with the query's name and line
 * for what cannot be read: a column that is mapped and not there, bytes, a time of change that is none.
 */
export async function planOf(name: string, database: Database, table: TableName, mapping: RowMapping): Promise<Plan> {
  const { query } = mapping;
  if (query === undefined) {
    const hint = `Write it as tables: ${table}: query: in the file of CRM_MAPPING.`;
    throw new SourceError(name, `${table} has no query`, { kind: "bad_request", hint });
  }
  const found = await placed(name, table, query, () => database.columns(selecting(query, "*")));
  const fault = (what: string, hint: string): SourceError =>
    new SourceError(name, `${placeOf(query, table)}: ${what}`, { kind: "bad_request", hint });
  const kinds = new Map(found.map((column) => [column.name, column]));
  const need = (column: string, why: string): ResultColumn => {
    const known = kinds.get(column);
    if (known !== undefined) return known;
    const nearest = nearestName(column, [...kinds.keys()]);
    const hint = nearest === null ? `It has ${[...kinds.keys()].join(", ")}.` : `Did you mean "${nearest}"?`;
    throw fault(`the query has no column "${column}", ${why}`, hint);
  };
  const ownNames = new Set([...common, ...Object.keys(tables[table].columns)]);
  const mapped = mapping.fields.filter((field) => kinds.has(field) || !ownNames.has(field));
  const keyKind = need(query.key, "which is its key").kind;
  const changed = query.changed === undefined ? null : need(query.changed, "which tells of changes");
  if (changed !== null && changed.kind !== "instant" && changed.kind !== "wall") {
    const hint =
      "Turn it into one in the query (to_timestamp(…), FROM_UNIXTIME(…)), or leave `changed` out: then the table is read whole each time.";
    throw fault(`column "${changed.name}" is ${changed.type}, not a time: it cannot tell of changes`, hint);
  }
  if (query.deleted !== undefined) need(query.deleted, "which says what is deleted");
  for (const field of mapped) {
    if (need(field, "which the mapping names").kind !== "bytes") continue;
    throw fault(
      `column "${field}" holds bytes (${kinds.get(field)?.type}), which are not read`,
      "Leave it out, or write it as text: HEX(…), encode(…, 'hex').",
    );
  }
  const columns = [...new Set([...mapped, query.key, ...(query.deleted === undefined ? [] : [query.deleted])])];
  const changedKind = changed === null ? null : changed.kind === "wall" ? "wall" : "instant";
  return { query, columns, found, keyKind, changedKind };
}

/** Says of what fails to which query it belongs, and to which of its lines. */
export async function placed<T>(name: string, table: TableName, query: TableQuery, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw withPlace(name, table, query, error);
  }
}

/** The same complaint with the query's name and line. */
export function withPlace(name: string, table: TableName, query: TableQuery, error: unknown): unknown {
  if (!(error instanceof DatabaseFault) || error.kind === "auth" || error.kind === undefined) return error;
  const { line, kind, hint } = error;
  const text = error.message.slice(`[${name}] `.length);
  const lines = query.sql.trim().split("\n").length;
  const within = line !== null && line > linesBefore && line <= linesBefore + lines ? line - linesBefore - 1 : 0;
  return new SourceError(name, `${placeOf(query, table, within)}: ${text}`, {
    kind,
    ...(hint === undefined ? {} : { hint }),
  });
}

function placeOf({ file, line }: TableQuery, table: TableName, within = 0): string {
  return `${file}:${line + within}, query of ${table}`;
}
