import { normalValue, tokensOf } from "./normal-value.ts";

/** One column of the records to compare, each different value once. */
export interface LinkageField {
  readonly column: string;
  /** Numbers, dates, telephone numbers and ids are compared digit by digit, everything else as text. */
  readonly kind: "text" | "digits";
  /** Record → index into `values`; -1 where there is none. */
  readonly ids: Int32Array;
  readonly values: readonly string[];
  /** Value → records that have it. */
  readonly counts: Int32Array;
  /** Value → its words. */
  readonly tokens: readonly (readonly string[])[];
  /** Word → how telling it is, ln(values / values with it) + 1. */
  readonly tokenWeight: ReadonlyMap<string, number>;
}

/**
 * The columns that can tell records apart: values in normal form, kind learned from them; columns with fewer than two
 * different values are left out. O(cells).
 */
export function linkageFields(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string | null | undefined>>[],
): LinkageField[] {
  return columns.map((column) => linkageField(column, rows)).filter((field) => field.values.length > 1);
}

function linkageField(
  column: string,
  rows: readonly Readonly<Record<string, string | null | undefined>>[],
): LinkageField {
  const normal = rows.map((row) => normalValue(row[column] ?? ""));
  const given = normal.filter((value) => value !== null);
  const numeric = given.filter((value) => /^\d[\d ]*$/.test(value)).length;
  const kind = numeric > 0.9 * given.length ? "digits" : "text";
  const idOf = new Map<string, number>();
  const values: string[] = [];
  const counts: number[] = [];
  const ids = Int32Array.from(normal, (value) => {
    if (value === null) return -1;
    const plain = kind === "digits" ? value.replaceAll(" ", "") : value;
    const id = idOf.get(plain) ?? values.push(plain) - 1;
    idOf.set(plain, id);
    counts[id] = (counts[id] ?? 0) + 1;
    return id;
  });
  const tokens = values.map((value) => (kind === "text" ? tokensOf(value) : []));
  const withToken = new Map<string, number>();
  for (const token of tokens.flat()) withToken.set(token, (withToken.get(token) ?? 0) + 1);
  const tokenWeight = new Map([...withToken].map(([token, count]) => [token, 1 + Math.log(values.length / count)]));
  return { column, kind, ids, values, counts: Int32Array.from(counts), tokens, tokenWeight };
}
