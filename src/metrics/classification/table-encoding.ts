import type { FeatureMatrix } from "./feature-matrix.ts";

/** A column read as numbers, or a column that is 1 where a text column says `level` (null: any level seldom seen). */
export type EncodedColumn =
  | { readonly name: string; readonly kind: "number" }
  | { readonly name: string; readonly kind: "level"; readonly level: string }
  | { readonly name: string; readonly kind: "seldom"; readonly levels: ReadonlySet<string> };

type Row = Readonly<Record<string, string>>;

/** Share of a column's known values that must be numbers for it to be one. */
const numericShare = 0.98;

/**
 * How to turn a table of texts into numbers, learnt from its rows: a column is numeric when at least 98 % of its values
 * that are not blank are numbers; else each level held by at least 10 rows and 0.5 % of them becomes a 0/1 column, blank
 * being a level, and what is seldom or new shares one. O(rows · columns). Throws without rows.
 */
export function learnEncoding(rows: readonly Row[], columns: readonly string[]): EncodedColumn[] {
  if (rows.length === 0) throw new Error("learnEncoding requires at least 1 row");
  return columns.flatMap((name): EncodedColumn[] => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const text = textOf(row, name);
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const known = rows.length - (counts.get("") ?? 0);
    let numbers = 0;
    for (const [text, count] of counts) if (!Number.isNaN(numberOf(text))) numbers += count;
    if (known > 0 && numbers >= numericShare * known) return [{ name, kind: "number" }];
    const least = Math.max(10, rows.length / 200);
    const usual = [...counts].filter(([, count]) => count >= least).map(([level]) => level);
    const encoded: EncodedColumn[] = usual.sort().map((level) => ({ name, kind: "level", level }));
    return usual.length === counts.size ? encoded : [...encoded, { name, kind: "seldom", levels: new Set(usual) }];
  });
}

/** The rows as numbers, a column per encoded column; a blank or unreadable number is NaN. O(rows · columns). */
export function encodeTable(rows: readonly Row[], encoding: readonly EncodedColumn[]): FeatureMatrix {
  const values = new Float64Array(rows.length * encoding.length);
  let at = 0;
  for (const row of rows) {
    for (const column of encoding) {
      const text = textOf(row, column.name);
      if (column.kind === "number") values[at] = numberOf(text);
      else if (column.kind === "level") values[at] = text === column.level ? 1 : 0;
      else values[at] = column.levels.has(text) ? 0 : 1;
      at++;
    }
  }
  return { values, rows: rows.length, columns: encoding.length };
}

function textOf(row: Row, name: string): string {
  return (row[name] ?? "").trim();
}

function numberOf(text: string): number {
  const value = text === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}
