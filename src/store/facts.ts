import type { Dimension } from "#model/dimensions.ts";
import type { Rejection } from "#store.ts";

/** What the newest load found in the data; it decides which ways a question can be answered. */
export interface Statistics {
  /** Live rows by table; tables without any are absent. */
  readonly rows: Readonly<Record<string, number>>;
  /** Columns by table that hold any value at all. */
  readonly filled: Readonly<Record<string, readonly string[]>>;
  /** Tables in which rows were merged into others. */
  readonly merged: readonly string[];
  /** What the load could not read. */
  readonly rejected: readonly Rejection[];
  /** Newest instant any order, opportunity or activity carries, milliseconds since 1970. */
  readonly dataUntil: number | null;
}

export const noStatistics: Statistics = { rows: {}, filled: {}, merged: [], rejected: [], dataUntil: null };

/** What the store needs of a company's calendar. */
export interface BusinessTime {
  /** IANA zone in which a business day begins and ends. */
  readonly zone: string;
  /** First day of a week, ISO: 1 = Monday … 7 = Sunday. */
  readonly weekStart: number;
  /** Month in which the fiscal year starts, 1..12: quarters begin with it. */
  readonly fiscalYearStart: number;
}

/** What a company's relations are built from, besides the question. */
export interface Setting {
  readonly calendar: BusinessTime;
  readonly dimensions: readonly Dimension[];
  /** May restricted askers see accounts that nobody owns and that lie in a pool? */
  readonly poolVisible: boolean;
  /** Are those accounts' names and what tells who they are masked for restricted askers? */
  readonly poolMasked?: boolean;
}
