import type { Page, Rejected, RowMapping, Window } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { TableName } from "#model/tables.ts";
import type { Database, SqlRow } from "./database.ts";
import { type Plan, withPlace } from "./plan.ts";
import { windowQuery } from "./window-query.ts";

/** Rows that one statement reads: none runs long, and a plan that goes by the key is never far from its end. */
const mostRows = 200_000;

/** What reading a table needs. */
export interface Reading {
  readonly name: string;
  readonly database: Database;
  readonly table: TableName;
  readonly mapping: RowMapping;
  readonly plan: Plan;
  /** Zone of times that carry none. */
  readonly zone: string;
}

/**
 * The records of a window in the order of their key, going on after `cursor`. Throws SourceError, with the query's
 * place; so for a key that occurs twice, whose second record would be lost where a page ends.
 */
export async function* readWindow(reading: Reading, window: Window, cursor: string | null): AsyncGenerator<Page> {
  const { name, database, table, plan, zone } = reading;
  const turn = turning(reading);
  for (let after = cursor, full = true; full; ) {
    const statement = windowQuery(database, plan.query, { ...plan, zone, window, after, most: mostRows });
    let count = 0;
    try {
      for await (const rows of database.rows(statement.sql, statement.values)) {
        count += rows.length;
        const page = turn(rows, after);
        after = page.next;
        yield page;
      }
    } catch (error) {
      throw withPlace(name, table, plan.query, error);
    }
    full = count === mostRows;
  }
}

/** Turns rows into pages. */
function turning({ name, table, mapping, plan }: Reading): (rows: readonly SqlRow[], after: string | null) => Page {
  const { columns, query } = plan;
  const key = columns.indexOf(query.key);
  const gone = query.deleted === undefined ? -1 : columns.indexOf(query.deleted);
  return (rows, after) => {
    const deleted: string[] = [];
    const rejected: Rejected[] = [];
    const kept: Page["rows"][number][] = [];
    let last = after;
    for (const cells of rows) {
      const own = cells[key];
      if (own === null || own === undefined) {
        rejected.push({ table, origin: table, line: "", column: query.key, value: "", reason: "it has no key" });
        continue;
      }
      if (own === last) {
        const hint = "Name a unique column as `key`, or make the query give each record once.";
        throw new SourceError(
          name,
          `${query.file}:${query.line}, query of ${table}: its key "${query.key}" occurs twice (${own})`,
          { kind: "bad_request", hint },
        );
      }
      last = own;
      const row = mapping.row(Object.fromEntries(columns.map((column, index) => [column, cells[index]])));
      if (gone >= 0 && says(cells[gone])) deleted.push(String(row.id));
      else kept.push(row);
    }
    return { table, rows: kept, deleted, rejected, next: last };
  };
}

const no = new Set(["", "0", "false", "n", "no"]);

function says(cell: string | null | undefined): boolean {
  return cell !== null && cell !== undefined && !no.has(cell.trim().toLowerCase());
}

/** Ids of all records that are not deleted. */
export async function* listIds(reading: Reading): AsyncGenerator<readonly string[]> {
  const whole = { ...reading, plan: { ...reading.plan, changedKind: null } };
  const always = { lo: null, hi: new Date(0) };
  for await (const { rows } of readWindow(whole, always, null)) yield rows.map(({ id }) => String(id));
}
