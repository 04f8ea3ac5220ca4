import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  LIST,
  listValue,
  VARCHAR,
} from "@duckdb/node-api";
import type { Codec, Parameter } from "#store.ts";
import { type Converter, dayText, wholeNumber } from "../shape.ts";

const dayCache = new Map<number, string>();

/** How DuckDB's values become what a shape promises. */
export const converters: Readonly<Record<Codec, Converter>> = {
  text: (value) => (typeof value === "string" ? value : undefined),
  integer(value) {
    if (value instanceof DuckDBDecimalValue && value.scale > 0) return undefined;
    return wholeNumber(value instanceof DuckDBDecimalValue ? value.value : value);
  },
  double(value) {
    if (typeof value === "number") return value;
    if (typeof value === "bigint") return Number(value);
    return value instanceof DuckDBDecimalValue ? Number(value.value) / 10 ** value.scale : undefined;
  },
  flag: (value) => (typeof value === "boolean" ? value : undefined),
  day(value) {
    if (!(value instanceof DuckDBDateValue)) return undefined;
    let text = dayCache.get(value.days);
    if (text === undefined) {
      text = dayText(value.days);
      dayCache.set(value.days, text);
    }
    return text;
  },
  instant(value) {
    if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
      return new Date(Number(value.micros) / 1000);
    }
    if (value instanceof DuckDBTimestampMillisecondsValue) return new Date(Number(value.millis));
    return value instanceof DuckDBTimestampSecondsValue ? new Date(Number(value.seconds) * 1000) : undefined;
  },
};

/** Parameters as DuckDB binds them; lists are typed by hand, for an empty one has no type of its own. */
export function bind(parameters: Readonly<Record<string, Parameter>>): {
  values: Record<string, DuckDBValue>;
  types: Record<string, DuckDBType>;
} {
  const values: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType> = {};
  for (const [name, value] of Object.entries(parameters)) {
    const bound = boundValue(value);
    values[name] = bound.value;
    if (bound.type !== undefined) types[name] = bound.type;
  }
  return { values, types };
}

/** One value as DuckDB binds it. Instants become UTC timestamps without a zone, as they are stored. */
export function boundValue(value: Parameter): { value: DuckDBValue; type?: DuckDBType } {
  if (value instanceof Date) return { value: new DuckDBTimestampValue(BigInt(value.getTime()) * 1000n) };
  if (typeof value === "number") {
    if (isKey(value)) return { value, type: INTEGER };
    return Number.isSafeInteger(value) ? { value: BigInt(value), type: BIGINT } : { value, type: DOUBLE };
  }
  if (typeof value === "boolean") return { value, type: BOOLEAN };
  if (typeof value === "string") return { value, type: VARCHAR };
  if (value === null) return { value };
  const list = [...value] as (string | number)[];
  if (list.length > 0 && list.every((item) => typeof item === "string")) {
    return { value: listValue(list), type: LIST(VARCHAR) };
  }
  return { value: listValue(list), type: LIST(list.every(isKey) ? INTEGER : DOUBLE) };
}

function isKey(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
}

/** A value of the state as plain JavaScript: numbers, text, flags and dates. */
export function plainValue(value: DuckDBValue | undefined): unknown {
  if (typeof value === "bigint") return Number(value);
  for (const convert of [converters.instant, converters.day, converters.double]) {
    const converted = convert(value);
    if (converted !== undefined) return converted;
  }
  return value ?? null;
}
