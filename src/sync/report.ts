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

/** What a sync did, or with `dryRun` would have done. */
export interface SyncReport {
  /** Rows that each table holds now; tables without rows are left out. */
  readonly rows: Readonly<Partial<Record<TableName, number>>>;
  /** The first cells and lines that could not be read; all of them are in `data.rejected_rows`. */
  readonly rejected: readonly Rejected[];
  readonly rejectedCount: number;
  readonly mapping: readonly FileMapping[];
  readonly notes: readonly string[];
  readonly seconds: number;
  readonly rowsPerSecond: number;
}
