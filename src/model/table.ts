import type { Column } from "./column.ts";

/**
 * Which rows of a table an asker with a restricted scope may see.
 * - `open`: reference data, everybody
 * - `self`: owners within the asker's tree
 * - `owner`: rows whose owner is within the tree
 * - `account`: rows whose account is owned within the tree; a row without an account goes by its own owner, if any
 * - `opportunity`: rows whose opportunity is owned within the tree
 */
export type Visibility = "open" | "self" | "owner" | "account" | "opportunity";

export interface Table {
  readonly name: string;
  readonly visibility: Visibility;
  /** Facts are counted and summed, so a filter they cannot honour is refused; the others only describe facts. */
  readonly role: "fact" | "entity" | "reference";
  readonly columns: Readonly<Record<string, Column>>;
}

/** Columns that the store keeps for every row, whatever its table. */
export const bookkeeping = {
  id: { kind: "integer" },
  source_system: { kind: "text" },
  external_id: { kind: "text" },
  source_created_at: { kind: "instant" },
  source_updated_at: { kind: "instant" },
  synced_at: { kind: "instant" },
  deleted_at: { kind: "instant" },
  merged_into_id: { kind: "integer" },
  custom: { kind: "json" },
} as const satisfies Record<string, Column>;

/** Name of the column that holds a money column's amount in the reporting currency. */
export function reportingColumn(moneyColumn: string): string {
  return `${moneyColumn}_reporting`;
}

/** A table without its name, which is its key in the model. Keeps the literal types of its columns. */
export function define<const Columns extends Record<string, Column>>(
  role: Table["role"],
  visibility: Visibility,
  columns: Columns,
): { readonly role: Table["role"]; readonly visibility: Visibility; readonly columns: Columns } {
  return { role, visibility, columns };
}
