import { digitsAgreement } from "./digits-agreement.ts";
import { emailAgreement } from "./email-agreement.ts";
import type { LinkageField } from "./linkage-field.ts";
import { textAgreement } from "./text-agreement.ts";

/** How far two records agree in a field, from least to most; `elsewhere`: the value of the
 * first stands in another field of the second. */
export const agreements = ["different", "elsewhere", "similar", "close", "same", "missing"] as const;
export type Agreement = (typeof agreements)[number];

const [different, elsewhere, similar, close, same, missing] = [0, 1, 2, 3, 4, 5] as const;
const levelOf = { different, similar, close };

/** Up to as many values, what was found of each two of them is kept. */
export const mostRemembered = 4096;

/** Level of field `k` for records a and b, an index into `agreements`. */
export type FieldAgreement = (k: number, a: number, b: number) => number;

/**
 * Compares two records in one field. Text by Jaro–Winkler (0.92 close, 0.84 similar) or by the words they share;
 * digits by edits (one, or day and month exchanged, close; two of at least six similar); e-mail addresses by
 * edits and their domain. O(fields) where values moved
 * to other fields.
 */
export function fieldAgreement(fields: readonly LinkageField[]): FieldAgreement {
  const compare = fields.map((field) => remembered(field, valueAgreement(field)));
  const moved = movedTo(fields);
  return (k, a, b) => {
    const { ids } = fields[k] as LinkageField;
    const [ofA, ofB] = [ids[a] as number, ids[b] as number];
    if (ofA < 0 || ofB < 0) return missing;
    if (ofA === ofB) return same;
    const level = (compare[k] as ValueLevel)(ofA, ofB);
    return level === different && moved(k, a, b) ? elsewhere : level;
  };
}

/** Levels of two records in all fields, written from `at` on. */
export function agreementOf(
  fields: readonly LinkageField[],
): (a: number, b: number, levels: Uint8Array, at: number) => void {
  const agree = fieldAgreement(fields);
  return (a, b, levels, at) => {
    for (let k = 0; k < fields.length; k++) levels[at + k] = agree(k, a, b);
  };
}

/** Level of two different values of a field. */
type ValueLevel = (a: number, b: number) => number;

function valueAgreement(field: LinkageField): ValueLevel {
  const agree =
    field.kind === "text"
      ? textAgreement(field)
      : field.kind === "email"
        ? emailAgreement(field.values)
        : digitsAgreement(field.values);
  return (a, b) => levelOf[agree(a, b)];
}

function remembered({ values: { length } }: LinkageField, level: ValueLevel): ValueLevel {
  if (length > mostRemembered) return level;
  const found = new Uint8Array(length * length);
  return (a, b) => {
    const place = a * length + b;
    const before = found[place] as number;
    if (before > 0) return before - 1;
    const now = level(a, b);
    found[place] = now + 1;
    return now;
  };
}

/** Does the value of record a stand in another field of its kind in record b, and not there in a as well? */
function movedTo(fields: readonly LinkageField[]): (k: number, a: number, b: number) => boolean {
  const { shared, travels } = sharedIds(fields);
  const others = fields.map(({ kind }, k) => shared.filter((_, other) => other !== k && fields[other]?.kind === kind));
  return (k, a, b) => {
    const ofA = (shared[k] as Int32Array)[a] as number;
    if (travels[ofA] !== 1) return false;
    for (const other of others[k] as Int32Array[]) if (other[b] === ofA && other[a] !== ofA) return true;
    return false;
  };
}

/** Record → number of its value among the values of all fields, by field, -1 where there is none; which stand in several. */
function sharedIds(fields: readonly LinkageField[]): { shared: Int32Array[]; travels: Uint8Array } {
  const numbers = new Map<string, number>();
  const known = fields.map(({ values }) =>
    Int32Array.from(values, (value) => {
      numbers.set(value, numbers.get(value) ?? numbers.size);
      return numbers.get(value) as number;
    }),
  );
  const travels = new Uint8Array(numbers.size);
  const seen = new Uint8Array(numbers.size);
  for (const own of known) {
    for (const number of own) {
      if (seen[number] === 1) travels[number] = 1;
      seen[number] = 1;
    }
  }
  const shared = fields.map(({ ids }, k) => ids.map((id) => (id < 0 ? -1 : (known[k]?.[id] as number))));
  return { shared, travels };
}
