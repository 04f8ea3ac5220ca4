import type { Day, Period } from "./calendar.ts";

/** What an answer can be exported as. */
export type FileFormat = "csv" | "xlsx" | "pptx" | "pdf";

export interface Filter {
  /** Name of the dimension. */
  readonly dimension: string;
  /** Values as the data spells them; any of them matches. */
  readonly values: readonly string[];
}

/** What was asked, understood: the grammar's result, and all that a command varies by. */
export interface Question {
  /** File name of the command. */
  readonly command: string;
  /** Free text that the grammar did not place: an account's name, a metric, a term. */
  readonly subject: string | null;
  readonly period: Period;
  /** What to compare with, already resolved and cut to equally many elapsed days; null when nothing. */
  readonly comparison: { readonly kind: "prev" | "yoy" | "target"; readonly period: Period } | null;
  /** Dimension names, at most two. */
  readonly by: readonly string[];
  readonly filters: readonly Filter[];
  readonly top: number | null;
  /** Last business day that counts. */
  readonly asOf: Day;
  /** End of the as-of day as an instant (exclusive). */
  readonly asOfEnd: Date;
  /** The command's own options, such as `scheme=8`, validated by its schema. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly export: FileFormat | null;
  /** `fresh`: sync what the question needs first. */
  readonly fresh: boolean;
  /** Row caps in `result` are lifted. */
  readonly full: boolean;
  /** Asked for its figures alone: what only explains them (examples, judgements, quotes) may be left out, and is then empty. */
  readonly brief?: true;
  /** Who made the command of what was said, where it was not the parser alone. */
  readonly readBy?: "model";
  /** The question as one would type it again, in English grammar: shown, editable, reproducible. */
  readonly text: string;
}
