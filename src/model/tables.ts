import type { Column } from "./column.ts";
import { customers } from "./customers.ts";
import { feedback } from "./feedback.ts";
import { marketing } from "./marketing.ts";
import { selling } from "./selling.ts";
import type { Table } from "./table.ts";
import { trade } from "./trade.ts";

/** The canonical CRM model: one source for the stores' DDL, the CSV contract and the types. */
const definitions = { ...customers, ...selling, ...trade, ...marketing, ...feedback };

export type TableName = keyof typeof definitions;

/** Every table of the model by name. */
export const tables = Object.fromEntries(
  Object.entries(definitions).map(([name, table]) => [name, { name, ...table }]),
) as unknown as Readonly<Record<TableName, Table>>;

type Value<C extends Column> = C["kind"] extends "integer" | "number" | "money"
  ? number
  : C["kind"] extends "flag"
    ? boolean
    : string;

/**
 * A row as a file or connector gives it: `id` and references are external ids, money and numbers are numbers,
 * instants ISO 8601 text (with a zone, or in the source's configured one), dates `YYYY-MM-DD`, JSON its text.
 * A column may be left out, or null. `source_created_at` and `source_updated_at` are the source's own.
 */
export type SourceRow<Name extends TableName> = {
  readonly id: string;
  readonly source_created_at?: string | null;
  readonly source_updated_at?: string | null;
  readonly custom?: string | null;
} & {
  readonly [Key in keyof (typeof definitions)[Name]["columns"]]?: Value<
    (typeof definitions)[Name]["columns"][Key] & Column
  > | null;
};
