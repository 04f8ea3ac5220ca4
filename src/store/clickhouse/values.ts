import type { Codec } from "#store.ts";
import { type Converter, wholeNumber } from "../shape.ts";

/** How the values of ClickHouse's JSON become what a shape promises. */
export const converters: Readonly<Record<Codec, Converter>> = {
  text: (value) => (typeof value === "string" ? value : undefined),
  integer: (value) => wholeNumber(typeof value === "string" ? Number(value) : value),
  double(value) {
    const number = typeof value === "string" ? Number(value) : value;
    return typeof number === "number" ? number : undefined;
  },
  flag: (value) => (typeof value === "boolean" ? value : value === 0 || value === 1 ? value === 1 : undefined),
  day: (value) => (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined),
  instant(value) {
    if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(value)) return undefined;
    return new Date(`${value.slice(0, 23).replace(" ", "T")}Z`);
  },
};

const expected: Readonly<Record<Codec, RegExp>> = {
  text: /String|Enum/,
  integer: /Int|Nothing/,
  double: /Int|Float|Decimal|Nothing/,
  flag: /Bool|UInt8/,
  day: /^(Nullable\()?Date(32)?\)?$/,
  instant: /DateTime/,
};

/** Quoted numbers look like text: the column's declared type tells them apart. Throws when it is not the codec's. */
export function checkType(name: string, codec: Codec, type: string): void {
  if (expected[codec].test(type) || type === "Nullable(Nothing)") return;
  throw new Error(`The query's column ${name} is ${type}, not ${codec}`);
}
