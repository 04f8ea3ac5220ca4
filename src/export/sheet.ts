import type { Column, Row } from "#reply.ts";

/** The rows of a file, all of them. */
export interface Sheet {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** Is a column read as words, from the left? Numbers stand below each other from the right. */
export const isWord = (column: Column | undefined): boolean => column?.format === "text" || column?.format === "date";
