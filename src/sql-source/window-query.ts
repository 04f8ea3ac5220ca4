import type { TableQuery, Window } from "#connector.ts";
import type { ColumnKind, Database } from "./database.ts";
import { wallWindow } from "./wall-clock.ts";

/** A statement and its values. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | bigint)[];
}

type Writing = Pick<Database, "quoted" | "placeholder">;

/** Some columns of a user's query, which stands in lines of its own: a comment at its end ends with its line. */
export function selecting(query: Pick<TableQuery, "sql">, columns: string): string {
  return `SELECT ${columns} FROM (\n${query.sql.trim().replace(/;+$/, "")}\n) AS parley`;
}

/** Lines that `selecting` writes before the user's. */
export const linesBefore = 1;

/**
 * The records that changed within a window, after a key, in its order, at most so many. What never changed is as old as
 * anything: it is in the window without a beginning.
 */
export function windowQuery(
  { quoted, placeholder }: Writing,
  query: TableQuery,
  from: {
    readonly columns: readonly string[];
    readonly keyKind: ColumnKind;
    /** Null: the table is read whole. */
    readonly changedKind: "instant" | "wall" | null;
    readonly zone: string;
    readonly window: Window;
    readonly after: string | null;
    readonly most: number;
  },
): Statement {
  const values: (string | bigint)[] = [];
  const value = (given: string | bigint): string => placeholder(values.push(given));
  const conditions: string[] = [];
  const { window, changedKind, after, keyKind } = from;
  if (query.changed !== undefined && changedKind !== null) {
    const changed = quoted(query.changed);
    const [lo, hi] = bounds(window, changedKind, from.zone);
    if (lo === null) conditions.push(`(${changed} < ${value(hi)} OR ${changed} IS NULL)`);
    else conditions.push(`${changed} >= ${value(lo)} AND ${changed} < ${value(hi)}`);
  }
  const key = quoted(query.key);
  if (after !== null) conditions.push(`${key} > ${value(keyKind === "integer" ? BigInt(after) : after)}`);
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : "";
  const columns = from.columns.map(quoted).join(", ");
  return { sql: `${selecting(query, columns)}${where} ORDER BY ${key} LIMIT ${from.most}`, values };
}

/** Sessions are in UTC: what carries a zone is compared there. */
function bounds(window: Window, kind: "instant" | "wall", zone: string): readonly [string | null, string] {
  return wallWindow(window, kind === "instant" ? "UTC" : zone);
}
