import type { Codec, Row, Shape } from "#store.ts";

/** Converts one value to what a codec promises; undefined when it is of another type. */
export type Converter = (value: unknown) => string | number | boolean | Date | undefined;

/** Splits `text?` into its codec and whether null is allowed. */
export function codecOf(entry: Codec | `${Codec}?`): { readonly codec: Codec; readonly nullable: boolean } {
  const nullable = entry.endsWith("?");
  return { codec: (nullable ? entry.slice(0, -1) : entry) as Codec, nullable };
}

/**
 * Rows out of columns, checked and converted. Throws, naming the column, when the query gives another type, a null
 * where none is allowed, or lacks a column of the shape; columns that the shape lacks are ignored.
 */
export function rowsOf<S extends Shape>(
  shape: S,
  names: readonly string[],
  columns: readonly (readonly unknown[])[],
  converters: Readonly<Record<Codec, Converter>>,
): Row<S>[] {
  const rows: Record<string, unknown>[] = Array.from({ length: columns[0]?.length ?? 0 }, () => ({}));
  for (const [key, entry] of Object.entries(shape)) {
    const index = names.indexOf(key);
    const values = columns[index];
    if (index < 0 || values === undefined) throw new Error(`The query has no column ${key}, only ${names.join(", ")}`);
    const { codec, nullable } = codecOf(entry);
    const convert = converters[codec];
    for (const [position, row] of rows.entries()) {
      const value = values[position];
      if (value === null || value === undefined) {
        if (!nullable) throw new Error(`The query's column ${key} is null in row ${position + 1}, not ${codec}`);
        row[key] = null;
        continue;
      }
      const converted = convert(value);
      if (converted === undefined) {
        throw new Error(`The query's column ${key} is ${describe(value)} in row ${position + 1}, not ${codec}`);
      }
      row[key] = converted;
    }
  }
  return rows as Row<S>[];
}

function describe(value: unknown): string {
  return typeof value === "object" && value !== null ? value.constructor.name : `${typeof value} ${String(value)}`;
}

/** Days since 1970 → `YYYY-MM-DD`. */
export function dayText(days: number): string {
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

/** A whole number that JavaScript holds exactly. */
export function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : undefined;
}
