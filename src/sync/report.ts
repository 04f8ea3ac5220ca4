import type { Rejected } from "#connector.ts";
import type { TableName } from "#model/tables.ts";

/** How one file fills one table. */
export interface FileMapping {
  readonly file: string;
  readonly table: string;
  /** Model column → file columns, or the constant, that fill it. */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns of the file that fill nothing, in this table or another. */
  readonly unknown: readonly string[];
}

/** How many of the rows that a source gave were taken. */
export interface Taken {
  readonly taken: number;
  readonly given: number;
}

/** What an incremental sync read of one table. */
export interface TableRead {
  readonly table: TableName;
  readonly read: number;
  /** Records that differ from what was known; the others were given again, unchanged. */
  readonly changed: number;
  readonly deleted: number;
}

/** What a sync did, or with `dryRun` would have done. */
export interface SyncReport {
  /** Rows that each table holds now; tables without rows are left out. */
  readonly rows: Readonly<Partial<Record<TableName, number>>>;
  /** Tables from whose source rows or lines were left out. */
  readonly leftOut: Readonly<Partial<Record<TableName, Taken>>>;
  /** The first cells and lines that could not be read; all of them are in `data.rejected_rows`. */
  readonly rejected: readonly Rejected[];
  readonly rejectedCount: number;
  readonly mapping: readonly FileMapping[];
  readonly notes: readonly string[];
  /** What was read by an incremental sync, of tables of which anything was. */
  readonly reads?: readonly TableRead[];
  /** Nothing was kept. */
  readonly dryRun: boolean;
  readonly seconds: number;
  readonly rowsPerSecond: number;
}
