import { normalValue, wordsOf } from "./normal-value.ts";

/** One column of the records to compare, each different value and word once. */
export interface LinkageField {
  readonly column: string;
  /** Numbers, dates, telephone numbers and ids are compared digit by digit, e-mail addresses as such, all else as text. */
  readonly kind: "text" | "digits" | "email";
  /** Record → index into `values`; -1 where there is none. */
  readonly ids: Int32Array;
  readonly values: readonly string[];
  /** Value → records that have it. */
  readonly counts: Int32Array;
  readonly words: readonly string[];
  /** Value → indices into `words`. */
  readonly wordsOf: readonly (readonly number[])[];
}

type Row = Readonly<Record<string, string | null | undefined>>;

/** Columns as they are compared: values in normal form, kind learned from them; empty columns are left out. O(cells). */
export function linkageFields(columns: readonly string[], rows: readonly Row[]): LinkageField[] {
  return columns.map((column) => linkageField(column, rows)).filter((field) => field.values.length > 0);
}

/** Those that can tell records apart: with two different values at least. */
export function tellingFields(fields: readonly LinkageField[]): LinkageField[] {
  return fields.filter(({ values }) => values.length > 1);
}

function linkageField(column: string, rows: readonly Row[]): LinkageField {
  const normal = rows.map((row) => normalValue(row[column] ?? ""));
  const given = normal.filter((value) => value !== null);
  const numeric = given.filter((value) => /^\d[\d ]*$/.test(value)).length;
  const addressed = given.filter((value) => value.includes("@")).length;
  const kind = numeric > 0.9 * given.length ? "digits" : addressed > 0.9 * given.length ? "email" : "text";
  const values = new Map<string, number>();
  const counts: number[] = [];
  const ids = Int32Array.from(normal, (value) => {
    if (value === null) return -1;
    const id = numberOf(values, kind === "digits" ? value.replaceAll(" ", "") : value);
    counts[id] = (counts[id] ?? 0) + 1;
    return id;
  });
  const words = new Map<string, number>();
  const ofValues = Array.from(values.keys(), (value) =>
    kind !== "digits" ? wordsOf(value).map((word) => numberOf(words, word)) : [],
  );
  return {
    column,
    kind,
    ids,
    values: [...values.keys()],
    counts: Int32Array.from(counts),
    words: [...words.keys()],
    wordsOf: ofValues,
  };
}

/** Number of a text, the next free one when it is new. */
function numberOf(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text) ?? numbers.size;
  numbers.set(text, known);
  return known;
}
