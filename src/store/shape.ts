import type { Codec, Shape } from "#store.ts";

/** Converts one value to what a codec promises; undefined when it is of another type. */
export type Converter = (value: unknown) => string | number | boolean | Date | undefined;

/** Splits `text?` into its codec and whether null is allowed. */
export function codecOf(entry: Codec | `${Codec}?`): { readonly codec: Codec; readonly nullable: boolean } {
  const nullable = entry.endsWith("?");
  return { codec: (nullable ? entry.slice(0, -1) : entry) as Codec, nullable };
}

/** Puts values into rows under one key of a shape, checked and converted. */
export type Fill = (
  rows: Record<string, unknown>[],
  offset: number,
  count: number,
  value: (index: number) => unknown,
) => void;

/**
 * What fills each of the shape's keys, with its column's position in the answer. Throws, naming the column, when the
 * answer lacks it, and while filling when a value is of another type, or null where none is allowed. Columns that the
 * shape lacks are ignored.
 */
export function fillers(
  shape: Shape,
  names: readonly string[],
  converters: Readonly<Record<Codec, Converter>>,
): { readonly column: number; readonly fill: Fill }[] {
  return Object.entries(shape).map(([key, entry]) => {
    const column = names.indexOf(key);
    if (column < 0) throw new Error(`The query has no column ${key}, only ${names.join(", ")}`);
    const { codec, nullable } = codecOf(entry);
    const convert = converters[codec];
    const fill: Fill = (rows, offset, count, value) => {
      for (let index = 0; index < count; index++) {
        const given = value(index);
        const row = rows[offset + index] as Record<string, unknown>;
        if (given === null || given === undefined) {
          if (!nullable)
            throw new Error(`The query's column ${key} is null in row ${offset + index + 1}, not ${codec}`);
          row[key] = null;
          continue;
        }
        const converted = convert(given);
        if (converted === undefined) {
          throw new Error(`The query's column ${key} is ${describe(given)} in row ${offset + index + 1}, not ${codec}`);
        }
        row[key] = converted;
      }
    };
    return { column, fill };
  });
}

/** An empty row with the shape's keys in place, so that all rows of an answer are laid out alike. */
export function blankRow(shape: Shape): () => Record<string, unknown> {
  const blank = Object.fromEntries(Object.keys(shape).map((key) => [key, null]));
  return () => ({ ...blank });
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
