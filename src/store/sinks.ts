import type { Codec, ColumnShape, Columns, Row, Shape } from "#store.ts";
import { blankRow, type Converter, codecOf, fillers } from "./shape.ts";

/** Takes an answer chunk by chunk and makes of it what was asked for. */
export interface Sink<T> {
  /** Positions of the answer's columns that are wanted; throws when one is missing. */
  open(names: readonly string[]): readonly number[];
  /** Takes `count` rows; `value(place, index)` is a row's value in the place-th wanted column. */
  take(count: number, value: (place: number, index: number) => unknown): void;
  done(): T;
}

type Converters = Readonly<Record<Codec, Converter>>;

/** An answer as rows. */
export function rowSink<S extends Shape>(shape: S, converters: Converters): Sink<Row<S>[]> {
  const rows: Record<string, unknown>[] = [];
  const blank = blankRow(shape);
  let columns: ReturnType<typeof fillers> = [];
  return {
    open(names) {
      columns = fillers(shape, names, converters);
      return columns.map(({ column }) => column);
    },
    take(count, value) {
      const offset = rows.length;
      for (let index = 0; index < count; index++) rows.push(blank());
      for (const [place, { fill }] of columns.entries()) fill(rows, offset, count, (index) => value(place, index));
    },
    done: () => rows as Row<S>[],
  };
}

/** An answer as columns. */
export function columnSink<S extends ColumnShape>(shape: S, converters: Converters): Sink<Columns<S>> {
  const columns = Object.entries(shape).map(([key, entry]) => ({ key, ...codecOf(entry), values: growing(entry) }));
  let length = 0;
  return {
    open: (names) =>
      columns.map(({ key }) => {
        const at = names.indexOf(key);
        if (at < 0) throw new Error(`The query has no column ${key}, only ${names.join(", ")}`);
        return at;
      }),
    take(count, value) {
      for (const [place, { key, codec, nullable, values }] of columns.entries()) {
        const convert = converters[codec];
        values.reserve(length + count);
        for (let index = 0; index < count; index++) {
          const given = value(place, index);
          const isNull = given === null || given === undefined;
          const converted = isNull ? null : convert(given);
          if (converted === undefined || (isNull && !nullable)) {
            throw new Error(`The query's column ${key} is ${String(given)} in row ${length + index + 1}, not ${codec}`);
          }
          values.put(length + index, converted as string | number | null);
        }
      }
      length += count;
    },
    done: () =>
      ({
        length,
        columns: Object.fromEntries(columns.map(({ key, values }) => [key, values.cut(length)])),
      }) as Columns<S>,
  };
}

interface Growing {
  reserve(length: number): void;
  put(index: number, value: string | number | null): void;
  cut(length: number): Float64Array | (string | null)[];
}

/** A column under construction: texts in a list, numbers in an array that doubles. */
function growing(entry: ColumnShape[string]): Growing {
  if (entry.startsWith("text")) {
    const texts: (string | null)[] = [];
    return { reserve() {}, put: (_, value) => void texts.push(value as string | null), cut: () => texts };
  }
  let numbers = new Float64Array(2_048);
  return {
    reserve(length) {
      if (length <= numbers.length) return;
      const larger = new Float64Array(Math.max(length, numbers.length * 2));
      larger.set(numbers);
      numbers = larger;
    },
    put(index, value) {
      numbers[index] = value === null ? Number.NaN : (value as number);
    },
    cut: (length) => numbers.slice(0, length),
  };
}
