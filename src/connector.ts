import type { z } from "zod";
import type { BulkFile } from "./bulk-file.ts";
import type { SourceRow, TableName } from "./model/tables.ts";

/** How tables are read and their deletions learned of. */
interface Reading {
  /** Can be asked for changes only, or always gives everything: a row not given is gone. */
  readonly reads: "increments" | "everything";
  /**
   * `native`: `deleted` lists them. `flag`: pages carry them. `sweep`: `listIds` says once a night what is left.
   * A source with `listIds` is swept whatever else it can, but for tables with `none`. Tables that are always given whole
   * need none.
   */
  readonly deletes: "native" | "flag" | "sweep" | "none";
}

/** What a source can do; the sync engine chooses its way by it. */
export interface Capabilities extends Reading {
  readonly stageHistory: "native" | "per-record" | "snapshot" | "none";
  /** Can tasks be written back? */
  readonly writes: boolean;
  /** Tables that differ, such as small ones without change times (`{ stages: { reads: "everything" } }`). */
  readonly tables?: Readonly<Partial<Record<TableName, Partial<Reading>>>>;
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
  /** Kept with the rows, in one transaction; a sync that was killed hands it back to `read`. */
  readonly next: string | null;
  /** Until when the source honours `next`; after that the window is read from its beginning. */
  readonly expires?: Date;
  /** Ids of records that say themselves that they are deleted. */
  readonly deleted?: readonly string[];
  /** Records that were merged into another: it counts for them. */
  readonly merged?: readonly { readonly id: string; readonly into: string }[];
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

/** Thrown by `read`: more records changed within the window than the source lists. It is halved, and asked again. */
export class WindowTooLarge extends Error {
  override name = "WindowTooLarge";
}

/** Thrown by `read`: the source does not know the cursor any more. Its window is read from its beginning. */
export class CursorExpired extends Error {
  override name = "CursorExpired";
}

/** A field that records of the source have. */
export interface Field {
  readonly name: string;
  readonly label?: string;
  readonly type?: string;
  /** Added by the company, not by the maker. */
  readonly custom?: boolean;
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
  /** Tables that differ from the connector's capabilities as it is set up here. */
  readonly readings?: Readonly<Partial<Record<TableName, Partial<Reading>>>>;
  /** Cheapest proof that it can be read, and with which permissions. Never throws for what it can say. */
  check(): Promise<readonly Finding[]>;
  /** Changes when the data does, where that is cheap to know (files, the demo's day). Null: unknown. */
  fingerprint(): Promise<string | null>;
  /** Files for the bulk reader. */
  files?(): Promise<{ readonly files: readonly BulkFile[]; readonly notes: readonly string[] }>;
  /**
   * Rows of one table that changed within the window, page by page, going on from a cursor. Page by the record's id
   * (`id > last`), never by position: records that change meanwhile then leave no gap. A row given twice counts once,
   * and the newer by `source_updated_at` stays. Throws `WindowTooLarge`, `CursorExpired`, `SourceError`.
   */
  read?(table: TableName, window: Window, cursor: string | null): AsyncIterable<Page>;
  /** Ids of all live rows, for the nightly sweep. */
  listIds?(table: TableName): AsyncIterable<readonly string[]>;
  /** Ids deleted since. */
  deleted?(table: TableName, since: Date): AsyncIterable<readonly string[]>;
  /** Fields of a table's records: a new one, or one that is gone, is told. */
  describe?(table: TableName): Promise<readonly Field[]>;
  /** Roughly how many records a table has, for the time left; null where that is not cheap to know. */
  count?(table: TableName): Promise<number | null>;
  /** The source's own clock, where it tells it: windows end by it. Without it, by ours. */
  clock?(): Promise<Date>;
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
  /** Tables that anything is mapped to, and how their records become rows: the connector's mapping, as `mapping.yaml` changes it. */
  readonly mapped: readonly TableName[];
  mapping(table: TableName): RowMapping;
  /** Where tokens are kept from one opening to the next, encrypted. */
  readonly secrets: {
    get(name: string): Promise<string | null>;
    set(name: string, value: string): Promise<void>;
    delete(name: string): Promise<void>;
  };
}

/** A read-only query whose rows are a table's records, for sources that are asked in SQL. */
export interface TableQuery {
  readonly sql: string;
  /** Unique column by which it is read in order. */
  readonly key: string;
  /** Column with the time of the last change; without it the table is read whole each time. */
  readonly changed?: string | undefined;
  /** Column that is true or filled in records that are deleted. */
  readonly deleted?: string | undefined;
  /** Where it is written, for complaints; `line` is that with which the SQL begins. */
  readonly file: string;
  readonly line: number;
}

/** How the records of one stream become rows of a table. */
export interface RowMapping {
  readonly query?: TableQuery | undefined;
  /** What the source calls the records: an object, a model, a form. */
  readonly stream: string;
  /** Fields that are read, dotted where they lie within others: nothing else is asked for or copied. */
  readonly fields: readonly string[];
  row(record: Readonly<Record<string, unknown>>): SourceRow<TableName>;
}

/** How a table's rows are made from a stream's records, unless `mapping.yaml` says otherwise. */
export interface TableMapping {
  readonly stream: string;
  readonly query?: TableQuery | undefined;
  /** Model column (`id`, `source_updated_at`, … too) → field of the record, or how to get it. */
  readonly columns: Readonly<Record<string, string | ColumnMapping>>;
  /** Fields that are kept in `custom`, by the name that they get there. */
  readonly custom?: Readonly<Record<string, string>>;
}

export interface ColumnMapping {
  /** Fields; the first that is not empty wins. Dots and numbers go into objects and lists: `Owner.id`, `partner_id.0`. */
  readonly from?: string | readonly string[];
  readonly constant?: string | number | boolean;
  /** Source value → model value; null empties it. A value that is not listed stays. */
  readonly values?: Readonly<Record<string, string | number | boolean | null>>;
  /** `seconds` and `milliseconds` since 1970 become instants, `percent` a share, `lower` lower case, `negate` turns the sign. */
  readonly transform?: "seconds" | "milliseconds" | "percent" | "lower" | "negate";
}

/** One CRM: a folder in `src/connectors/`, whose name is the value of `CRM`. */
export interface Connector<Config extends z.ZodObject = z.ZodObject> {
  readonly title: string;
  /** Environment variables it reads, by name. */
  readonly config: Config;
  readonly capabilities: Capabilities;
  /** Tables by how their rows are made; `mapping.yaml` changes it. Without it a connector makes rows itself. */
  readonly mapping?: Readonly<Partial<Record<TableName, TableMapping>>>;
  open(config: z.output<Config>, context: ConnectorContext): Promise<Source>;
}

/** Types a connector; adds nothing. */
export function defineConnector<Config extends z.ZodObject>(connector: Connector<Config>): Connector<Config> {
  return connector;
}
