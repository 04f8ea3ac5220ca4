import type { z } from "zod";
import type { SourceRow, TableName } from "./model/tables.ts";

/** What a source can do; the sync engine chooses its way by it. */
export interface Capabilities {
  /** Can be asked for changes only, or always gives everything. */
  readonly reads: "increments" | "everything";
  /** How deletions are learned of. `everything` sources need none: a row not given is gone. */
  readonly deletes: "native" | "flag" | "sweep" | "none";
  readonly stageHistory: "native" | "per-record" | "snapshot" | "none";
  /** Can tasks be written back? */
  readonly writes: boolean;
}

/** A frozen span of change times, `[lo, hi)`; `lo` null means from the beginning. */
export interface Window {
  readonly lo: Date | null;
  readonly hi: Date;
}

/** Some rows of one table, and where to go on after a crash (null: the window is done). */
export interface Page<Name extends TableName = TableName> {
  readonly table: Name;
  readonly rows: readonly SourceRow<Name>[];
  readonly next: string | null;
  /** Rows of the source that could not be turned into the model, kept and reported. */
  readonly rejected?: readonly Rejected[];
}

export interface Rejected {
  readonly table: string;
  /** File name or object name of the source. */
  readonly origin: string;
  /** Line of a file, or id of a record. */
  readonly line: number | string;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

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

/** One thing a check found; `mend` says what to do about it. */
export interface Finding {
  readonly ok: boolean;
  readonly what: string;
  readonly mend?: string;
}

/** An opened CRM. */
export interface Source {
  /** Tables it can fill. */
  readonly tables: readonly TableName[];
  /** Cheapest proof that it can be read, and with which permissions. Never throws for what it can say. */
  check(): Promise<readonly Finding[]>;
  /** Changes when the data does, where that is cheap to know (files, the demo's day). Null: unknown. */
  fingerprint(): Promise<string | null>;
  /** Files for the bulk reader. */
  files?(): Promise<{ readonly files: readonly BulkFile[]; readonly notes: readonly string[] }>;
  /** Rows of one table that changed within the window, page by page, going on from a cursor. */
  read?(table: TableName, window: Window, cursor: string | null): AsyncIterable<Page>;
  /** Ids of all live rows, for the nightly sweep. */
  listIds?(table: TableName): AsyncIterable<readonly string[]>;
  /** Ids deleted since. */
  deleted?(table: TableName, since: Date): AsyncIterable<readonly string[]>;
  /** Writes a task for an account's owner and returns its external id; `undo` removes it. */
  createTask?(task: {
    readonly accountId: string;
    readonly ownerId: string;
    readonly title: string;
    readonly due: string;
  }): Promise<string>;
  undoTask?(id: string): Promise<void>;
  close(): Promise<void>;
}

export interface ConnectorContext {
  readonly now: Date;
  /** Zone of times that carry none. */
  readonly zone: string;
  /** A folder of the connector's own for scratch files. */
  readonly scratch: string;
}

/** One CRM: a folder in `src/connectors/`, whose name is the value of `CRM`. */
export interface Connector<Config extends z.ZodObject = z.ZodObject> {
  readonly title: string;
  /** Environment variables it reads, by name. */
  readonly config: Config;
  readonly capabilities: Capabilities;
  open(config: z.output<Config>, context: ConnectorContext): Promise<Source>;
}

/** Types a connector; adds nothing. */
export function defineConnector<Config extends z.ZodObject>(connector: Connector<Config>): Connector<Config> {
  return connector;
}
