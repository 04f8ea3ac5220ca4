import type { Kind } from "#model/column.ts";
import type { ColumnShape, Columns, Dialect, Parameter, Row, Shape } from "#store.ts";
import type { StoredColumn } from "./ddl.ts";

/** What relations need to say besides what queries do; all arguments and results are SQL text. */
export interface EngineDialect extends Dialect {
  /** A stored table in a FROM clause, one row per key. */
  table(name: string): string;
  type(column: StoredColumn): string;
  /** A null of this kind. */
  nothing(kind: Kind): string;
  /** Business day of a UTC instant. */
  day(instant: string): string;
  /** Is the value one of those of a list parameter? Null is not. */
  within(expression: string, parameter: string): string;
  /** Text of a field of a JSON object, null when it has none. */
  field(json: string, name: string): string;
  /**
   * Head of a common table expression, up to its parenthesis. One that is `stored` as it stands is better read twice,
   * each time with the conditions that fit, than kept in memory.
   */
  commonTable(name: string, stored: boolean): string;
  /** The text with what a regular expression (RE2) first matches replaced; `\\1` is its first group. */
  replaced(text: string, pattern: string, by: string): string;
  /** First day of the month of a day. */
  month(day: string): string;
}

/** Runs a finished query: the last step of a view, and the only one that knows the database. */
export interface Engine {
  readonly dialect: EngineDialect;
  query<S extends Shape>(
    sql: string,
    parameters: Readonly<Record<string, Parameter>>,
    shape: S,
    deadline?: AbortSignal,
  ): Promise<Row<S>[]>;
  columns<S extends ColumnShape>(
    sql: string,
    parameters: Readonly<Record<string, Parameter>>,
    shape: S,
    deadline?: AbortSignal,
  ): Promise<Columns<S>>;
}
