import type { Grain } from "./calendar.ts";
import type { TableName } from "./model/tables.ts";
import type { Filter } from "./question.ts";

/** What a column of an answer must be; values are checked and converted by it. Money comes as `double`. */
export type Codec = "text" | "integer" | "double" | "flag" | "day" | "instant";
export type Shape = Readonly<Record<string, Codec | `${Codec}?`>>;

type Bare<C> = C extends "text" | "day"
  ? string
  : C extends "integer" | "double"
    ? number
    : C extends "flag"
      ? boolean
      : Date;
export type Row<S extends Shape> = {
  readonly [Key in keyof S]: S[Key] extends `${infer C}?` ? Bare<C> | null : Bare<S[Key]>;
};

/**
 * An answer column by column, for mathematics over many rows: numbers in a `Float64Array` (null is NaN), texts in a list.
 */
export type ColumnShape = Readonly<Record<string, "integer" | "integer?" | "double" | "double?" | "text" | "text?">>;
export interface Columns<S extends ColumnShape> {
  readonly length: number;
  readonly columns: {
    readonly [Key in keyof S]: S[Key] extends "text"
      ? string[]
      : S[Key] extends "text?"
        ? (string | null)[]
        : Float64Array;
  };
}

export type Parameter = string | number | boolean | Date | null | readonly number[] | readonly string[];

/**
 * The only way a command reaches data: a handle that already carries the asker's scope, the question's filters and
 * its grouping. SQL names the model's tables (`FROM orders`) and the derived relations below, plain; the handle gives
 * each of them its rows, so no query can forget the scope. In every relation
 * - deleted and merged rows are gone, money columns are in the reporting currency (`net`, `amount`, …),
 * - each instant column `x_at` has its business day beside it, `x_on`,
 * - `group_1`, `group_2` hold the values of the question's `by` (null where there is none).
 *
 * Derived relations:
 * - `valid_orders`: orders that count (model.md), or won deals where the source has no orders
 * - `sales`: valid orders to be summed: `order_id, account_id, owner_id, ordered_at, ordered_on, net, units, orders,
 *   all_orders`; one row per order, or per order line when the question filters or groups by product. `orders` is then
 *   1 on the first row of an order in its group, `all_orders` on its first row in any group, and 0 on the others, so
 *   that their sums count the orders of a group, and of the whole
 * - `account_days`: `account_id, ordered_on, orders, net, returned` per account and business day of its valid orders;
 *   `returned` is what returns that name those orders took back, whenever they did
 * - `account_gaps`: `account_id, ordered_on, gap` per account and business day of its valid orders after the first:
 *   days since the one before
 * - `account_histories`: both of these, `account_id, ordered_on, orders, net, returned, gap` (`gap` null on the first day):
 *   faster than `account_days` for what each account did over many months, slower for short periods and sums by day
 * - `account_months`: `account_id, month, orders, net, cohort` (`cohort`: month of the account's first valid order ever)
 * The last four come from rollups kept at sync where the question's filters allow, else from the orders themselves.
 *
 * Columns marked `personal` in the model read masked (`138****21`) unless the asker owns the account.
 * Parameters are `$name` and always bound.
 */
export interface View {
  select<S extends Shape>(sql: string, parameters: Readonly<Record<string, Parameter>>, shape: S): Promise<Row<S>[]>;
  /** The same, column by column: a tenth of the time and memory for a hundred thousand rows and more. */
  columns<S extends ColumnShape>(
    sql: string,
    parameters: Readonly<Record<string, Parameter>>,
    shape: S,
  ): Promise<Columns<S>>;
  /** Cells and lines of a table that the newest load could not read; of the whole company, whatever the scope. */
  readonly rejected: readonly Rejection[];
  /** Can this relation honour every filter and grouping of the question? */
  covers(relation: string): boolean;
  /** Are only some people's rows seen? */
  readonly restricted: boolean;
  /** Does the source have any row of this table? */
  has(table: string): boolean;
  /** The same question without its grouping, for figures of the whole. */
  readonly ungrouped: View;
  /** The same question grouped by another dimension. */
  groupedBy(dimension: string): View;
  /**
   * The same question grouped by each of several dimensions on its own: `groups` names a column for each, in this order.
   * Only tables and orders know more than two, not their lines and rollups.
   */
  groupedByEach(dimensions: readonly string[]): View;
  /** The columns that hold the question's groups, of which a query groups by one at a time: usually `group_1` alone. */
  readonly groups: readonly string[];
  /** The same question without its filters by these dimensions. */
  unfiltered(dimensions: readonly string[]): View;
  /** Are `account_days` and those below it answered by rollups, which are faster to read than orders? */
  readonly summarised: boolean;
  /** Engine words for what SQL does not share; see `Dialect`. */
  readonly dialect: Dialect;
}

/** What a load could not read of one column of a table. */
export interface Rejection {
  readonly table: string;
  readonly column: string;
  /** Cells, or lines where the whole row was left out. */
  readonly cells: number;
  /** Rows left out. */
  readonly rows: number;
  /** Where the first of them are, `file:line`. */
  readonly places: readonly string[];
}

/** The few words on which the engines differ. Each returns SQL text; arguments are SQL expressions. */
export interface Dialect {
  readonly name: "duckdb" | "clickhouse";
  /** Smallest value v of `expression` such that at least `share` (numerator/denominator) of the rows are ≤ v. Exact. */
  orderStatistic(expression: string, numerator: number, denominator: number): string;
  /** Several order statistics of one expression as a list, counted from 1: cheaper than one by one. */
  orderStatistics(expression: string, numerators: readonly number[], denominator: number): string;
  /** Exact median of a numeric expression (mean of the middle two), as a double; of `integer`s in half the memory. */
  median(expression: string, kind?: "integer"): string;
  /** Business day on which the week, month, … of a day begins; weeks and quarters begin as the calendar says. */
  bucket(dayExpression: string, grain: Grain): string;
  /** Whole days from `a` to `b`, both days. */
  daysBetween(a: string, b: string): string;
}

/** What a question may see and is narrowed to; the store makes a `View` of it. */
export interface Lens {
  /** Owner keys the asker may see; null for everything. */
  readonly owners: readonly number[] | null;
  /** Owner key of the asker, who sees personal data of their own accounts; nobody does without it. */
  readonly self?: number | null;
  /** Reads personal data as they are, for what is learned from everybody's and shows nobody's. */
  readonly plain?: boolean;
  readonly filters: readonly Filter[];
  readonly by: readonly string[];
  /** Each of `by` is a grouping of its own. */
  readonly each?: boolean;
  /**
   * Tables that the question is about. Of those that only describe facts (accounts, owners, …) filters narrow these
   * alone, so that a fact keeps its names when the filter holds for the fact and not for what it refers to. Without it
   * filters narrow every table that carries them.
   */
  readonly narrows?: TableName | readonly TableName[];
  /** Abandon queries that run longer. */
  readonly deadline?: AbortSignal;
}

/**
 * The raw tables while a sync loads them: schema `data`, one table per model table (`src/store/ddl.ts`), always in
 * DuckDB, which is the loader whatever the warehouse is. Only `src/sync/` sees it.
 */
export interface Landing {
  /** The one folder that the engine may read files from. */
  readonly inbox: string;
  run(sql: string, parameters?: Readonly<Record<string, Parameter>>): Promise<void>;
  rows(sql: string, parameters?: Readonly<Record<string, Parameter>>): Promise<Record<string, unknown>[]>;
  /** Appends rows to a table (created before) by the bulk appender; values in the order of its columns, all text or null. */
  appendText(table: string, rows: Iterable<readonly (string | null)[]>): Promise<void>;
}

/** What a load changes, and nothing else. */
export interface Change {
  readonly tables: ReadonlySet<string>;
  /** Keys of the accounts whose days with orders may differ; null for any. */
  readonly accounts: readonly number[] | null;
}

/** The analytics store: DuckDB embedded, or a ClickHouse server. Rebuilt from the CRM at any time. */
export interface Store {
  view(lens: Lens): View;
  /** When the newest sync finished and what it holds; null before the first. */
  freshness(): Freshness | null;
  /** The source says that at `at` it had nothing newer than what is here: the data are as new as that. */
  confirm(at: Date): Promise<void>;
  /** Distinct values of a dimension in the data, most frequent first, within the lens. */
  values(dimension: string, lens: Lens): Promise<string[]>;
  /** Names of accounts within the lens, the longest first, at most 20,000. */
  names(lens: Lens): Promise<string[]>;
  /**
   * Runs `work` in one transaction on the raw tables, then renews rollups and statistics, and ships the tables to the
   * warehouse. Questions asked meanwhile see the data as it was before. Nothing changes if `work` throws. Without
   * `syncedAt` the data are as new as the load; without `changed` any table may have changed. `bulk` says that it is
   * many rows: they are written in less memory than questions may have, and `work` is done again in all of it where that
   * was too little.
   */
  load(
    note: {
      readonly source: string;
      readonly fingerprint: string | null;
      readonly syncedAt?: Date;
      readonly bulk?: boolean;
      /** What the load changes, asked when it is done: what rests on other rows alone is kept. Null for everything. */
      readonly changed?: () => Change | null;
    },
    work: (landing: Landing) => Promise<void>,
  ): Promise<void>;
  /**
   * Runs `work` in one transaction on what a sync keeps for itself (schema `mirror`), which no question sees. It begins
   * with the first statement that names a raw or mirrored table. `bulk` as in `load`.
   */
  collect<T>(work: (landing: Landing) => Promise<T>, note?: { readonly bulk?: boolean }): Promise<T>;
  /** Fingerprint of the newest load, to tell whether the source changed. */
  fingerprint(): string | null;
  close(): Promise<void>;
}

/**
 * What cannot be rebuilt: the audit log, what was sent, the last questions. `$1`-style SQL that DuckDB and PostgreSQL
 * share: lists as `CAST($1 AS VARCHAR[])`, names in lower case. Instants come back as dates, days as `YYYY-MM-DD`, counts
 * and decimals as numbers; texts are ordered as each engine likes.
 */
export interface State {
  run(sql: string, parameters?: readonly Parameter[]): Promise<void>;
  rows<T = Record<string, unknown>>(sql: string, parameters?: readonly Parameter[]): Promise<T[]>;
  /** All or nothing, and one after the other, of all processes that share the state; one within another is part of it. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** The clock by which all that share the state judge leases: the database's own, or the process's for a file. */
  now(): Promise<Date>;
  close(): Promise<void>;
}

export interface Freshness {
  readonly source: string;
  /** When the data last changed: what was made of them holds until then. */
  readonly syncedAt: Date;
  /** When the source was last seen to have nothing newer; not before `syncedAt`. */
  readonly confirmedAt: Date;
  /** Newest instant any order, opportunity or activity carries. */
  readonly dataUntil: Date | null;
  readonly rows: Readonly<Record<string, number>>;
}
