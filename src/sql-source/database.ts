/** What a column of a query holds, as far as reading it differs. `wall` is a time that carries no zone. */
export type ColumnKind = "instant" | "wall" | "integer" | "bytes" | "other";

export interface ResultColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** What the database calls its type. */
  readonly type: string;
}

/** Cells as the database writes them, exact: numbers with all digits, `true` and `false`, times that end in their offset or have none. */
export type SqlRow = readonly (string | null)[];

/**
 * A database that is read and nothing else: every session is read-only, and every statement has a longest time.
 * All that it throws is a SourceError with a kind and without a password.
 */
export interface Database {
  quoted(name: string): string;
  /** The place of a value in a statement, counted from 1. */
  placeholder(position: number): string;
  /** The columns that a SELECT has; runs none of it, but finds what is wrong with it and which rights lack. */
  columns(sql: string): Promise<readonly ResultColumn[]>;
  /** Rows as they come, some thousands or some megabytes at a time, however many they are. */
  rows(sql: string, values: readonly (string | bigint)[]): AsyncIterable<readonly SqlRow[]>;
  clock(): Promise<Date>;
  close(): Promise<void>;
}

/** A statement may take so long; waiting for a connection, so long. Milliseconds. */
export const statementMs = 10 * 60_000;
export const connectMs = 10_000;
/** Rows, and characters, that are held at a time at most. */
export const batchRows = 5_000;
export const batchCharacters = 4_000_000;
