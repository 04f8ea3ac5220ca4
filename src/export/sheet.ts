import type { Column, Row } from "#reply.ts";

/** The rows of a file, all of them. */
export interface Sheet {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}
