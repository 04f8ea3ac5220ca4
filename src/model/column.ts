/**
 * The kinds of column that the canonical model knows. Each kind decides, in one place each, its DDL (per engine),
 * its reading from text (the CSV contract) and its TypeScript type.
 *
 * `money` is a decimal in the row's own currency; the store keeps the amount in the reporting currency beside it.
 * `reference` holds the integer key of a row of another table; files and connectors give that row's external id.
 * `instant` is UTC; `date` is a calendar day without a zone.
 */
export type Kind = "text" | "integer" | "number" | "money" | "flag" | "date" | "instant" | "json" | "reference";

export interface Column {
  readonly kind: Kind;
  /** Table that a `reference` points into. */
  readonly references?: string;
  /** The only values a `text` column takes. */
  readonly choices?: readonly string[];
  /** Value of a row that leaves the column empty. */
  readonly fallback?: string;
  /** Personal data: shown masked to whoever does not own the account, each kind in its own way. */
  readonly personal?: "phone" | "email" | "text";
}

export const text = { kind: "text" } as const;
export const integer = { kind: "integer" } as const;
export const number = { kind: "number" } as const;
export const money = { kind: "money" } as const;
export const flag = { kind: "flag" } as const;
export const date = { kind: "date" } as const;
export const instant = { kind: "instant" } as const;
export const json = { kind: "json" } as const;

/** Text that identifies a person. */
export function personal(kind: "phone" | "email" | "text"): { kind: "text"; personal: "phone" | "email" | "text" } {
  return { kind: "text", personal: kind };
}

/** A reference to a row of `table`, by key in the store and by external id outside. */
export function reference<const Name extends string>(table: Name): { kind: "reference"; references: Name } {
  return { kind: "reference", references: table };
}

/** Text out of a fixed list; `fallback` fills an empty value. */
export function choice<const Values extends readonly string[]>(
  values: Values,
  fallback?: Values[number],
): { kind: "text"; choices: Values; fallback?: string } {
  return fallback === undefined ? { kind: "text", choices: values } : { kind: "text", choices: values, fallback };
}
