import type { TableName } from "./model/tables.ts";

/**
 * A file that the store's bulk reader loads by itself: CSV (or gz), Parquet. Far faster than rows.
 * `columns` maps the model's columns to the file's, or to constants.
 */
export interface BulkFile {
  /** Absolute path of the user's file; it is copied to the inbox before it is read. */
  readonly path: string;
  /** What reports call it; the file name unless said. */
  readonly name?: string;
  readonly format: "csv" | "parquet";
  /** Text encoding of a CSV, as `TextDecoder` names it; UTF-8, UTF-16 and GBK are recognised without it. */
  readonly encoding?: string;
  /** Tables that this one file fills, each with its own mapping (a file of order lines may also hold orders, products). */
  readonly targets: readonly BulkTarget[];
}

export interface BulkTarget {
  readonly table: TableName;
  /** Model column → how to get it from the file's text columns. */
  readonly columns: Readonly<Record<string, BulkColumn>>;
  /** Also take the file's columns that bear a model column's name, and keep all others in `custom`. */
  readonly byName?: boolean;
  /** Zone of the file's times, where it is not the source's. */
  readonly zone?: string;
  /** Only rows for which all of these hold. */
  readonly where?: readonly BulkCondition[];
  /** Many file rows make one row of the table (orders out of lines): the columns that identify it; others aggregate. */
  readonly groupBy?: readonly string[];
}

export interface BulkColumn {
  /** File columns to read; the first non-empty one wins. */
  readonly from?: readonly string[];
  readonly constant?: string;
  /** Regular expression (RE2) whose first group is the value; no match is an empty cell. */
  readonly extract?: string;
  /** Source value → model value, matched exactly after trimming. */
  readonly values?: Readonly<Record<string, string>>;
  /** strptime formats to try in order, besides ISO 8601 and the common local forms. */
  readonly formats?: readonly string[];
  /** Multiply file columns (quantity × unit price), all read as numbers; `negate` turns its sign. */
  readonly product?: readonly string[];
  readonly negate?: boolean;
  /** Within `groupBy`: how rows combine; default `first`. */
  readonly aggregate?: "first" | "sum" | "min" | "max";
}

export interface BulkCondition {
  readonly column: string;
  readonly is: "empty" | "present" | "positive" | "negative" | "in" | "not in" | "starts with" | "not starts with";
  readonly values?: readonly string[];
}
