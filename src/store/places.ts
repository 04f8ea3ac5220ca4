import type { Column } from "#model/column.ts";
import type { Dimension } from "#model/dimensions.ts";
import { type TableName, tables } from "#model/tables.ts";
import type { EngineDialect } from "./engine.ts";
import type { Statistics } from "./facts.ts";

/** Joins gathered while the places of one relation are resolved, by the path they follow. */
export type Joins = Map<string, string>;

/** Where a relation's rows are: the alias in SQL and the model table behind it. */
export interface Spot {
  readonly alias: string;
  readonly table: TableName;
}

/**
 * The places of a dimension on a table that can hold a value: those whose first step the data never fills are left
 * out, so that a source without order regions groups orders by their accounts' alone.
 */
export function usefulPlaces(dimension: Dimension, table: TableName, statistics: Statistics): readonly string[] {
  const places = dimension.on[table] ?? [];
  const filled = statistics.filled[table];
  if (filled === undefined || places.length < 2) return places;
  const useful = places.filter((place) => canHold(place, filled));
  return useful.length === 0 ? places.slice(-1) : useful;
}

/** Is every place of a dimension on a table one that the data never fill? Then it cannot tell the table's rows apart. */
export function neverFilled(dimension: Dimension, table: TableName, statistics: Statistics): boolean {
  const places = dimension.on[table] ?? [];
  const filled = statistics.filled[table];
  return filled !== undefined && places.length > 0 && !places.some((place) => canHold(place, filled));
}

function canHold(place: string, filled: readonly string[]): boolean {
  const [step = "", ...deeper] = place.split(".");
  if (step.startsWith("=")) return true;
  return filled.includes(deeper.length === 0 || step === "custom" ? step : `${step}_id`);
}

/** Is the value the account's own, whatever fact it is asked of? */
export function ofAccountAlone(dimension: Dimension, table: TableName, statistics: Statistics): boolean {
  const places = usefulPlaces(dimension, table, statistics);
  return dimension.on.accounts !== undefined && places.every((place) => place.startsWith("account."));
}

/** How the rows that places refer to are read: in an engine's words, and only those that the asker may see. */
export interface Reading {
  readonly dialect: EngineDialect;
  /** Condition under which the asker may see a row of a table, by its alias; null when they may see all. */
  readonly visible: (table: TableName, alias: string) => string | null;
}

/** SQL of a dimension's value for the rows at `spot`; the joins that it needs are added to `joins`. */
export function placesValue(places: readonly string[], spot: Spot, reading: Reading, joins: Joins): string {
  const values = places.map((place) => placeValue(place.split("."), spot, reading, joins));
  return values.length === 1 ? (values[0] ?? "") : `coalesce(${values.join(", ")})`;
}

function placeValue(steps: readonly string[], spot: Spot, reading: Reading, joins: Joins): string {
  const { dialect } = reading;
  const [step = "", ...deeper] = steps;
  if (step === "custom") return dialect.field(`${spot.alias}.custom`, deeper.join("."));
  if (deeper.length > 0) return placeValue(deeper, follow(step, spot, reading, joins), reading, joins);
  if (step.startsWith("=")) return expression(step.slice(1), spot, dialect, joins);
  if (column(spot.table, step) === undefined) throw new Error(`${spot.table} has no column ${step}`);
  return `${spot.alias}.${step}`;
}

/** Joins the row that `<step>_id` refers to. Deleted rows give no value, nor do rows that the asker may not see. */
function follow(step: string, spot: Spot, { dialect, visible }: Reading, joins: Joins): Spot {
  const key = `${step}_id`;
  const target = column(spot.table, key)?.references;
  if (target === undefined) throw new Error(`${spot.table} does not refer to ${step}`);
  const alias = `${spot.alias}_${step}`;
  const table = target as TableName;
  // What is seen by way of its account comes with an account that is seen.
  const known = table === "accounts" && spot.alias === "t" && tables[spot.table].visibility === "account";
  const rule = known ? null : visible(table, alias);
  const seen = rule === null ? "" : ` AND ${rule}`;
  const row = `${alias}.id = ${spot.alias}.${key} AND ${alias}.deleted_at IS NULL${seen}`;
  joins.set(alias, `LEFT JOIN ${dialect.table(table)} AS ${alias} ON ${row}`);
  return { alias, table };
}

/** Values that no column holds as such. They are stable texts; the reply finds words for them. */
function expression(name: string, spot: Spot, dialect: EngineDialect, joins: Joins): string {
  if (name === "age_band") return decade(`${spot.alias}.birth_year`);
  if (name === "discount_band") return discountBand(`${spot.alias}.discount`);
  if (name !== "tag") throw new Error(`There is no expression =${name}`);
  const alias = `${spot.alias}_tag`;
  const rows = `(SELECT account_id, tag FROM ${dialect.table("account_tags")} WHERE ${live} GROUP BY account_id, tag)`;
  joins.set(alias, `LEFT JOIN ${rows} AS ${alias} ON ${alias}.account_id = ${spot.alias}.id`);
  return `${alias}.tag`;
}

export const live = "deleted_at IS NULL AND merged_into_id IS NULL";

/** Decade of birth: 1987 → `1980`. */
function decade(year: string): string {
  return `CAST(${year} - ${year} % 10 AS VARCHAR)`;
}

/** A discount is a share of the list price, 0..1. */
function discountBand(discount: string): string {
  return `CASE WHEN ${discount} IS NULL THEN NULL WHEN ${discount} <= 0 THEN '0%' WHEN ${discount} <= 0.1 THEN '0-10%' \
WHEN ${discount} <= 0.2 THEN '10-20%' WHEN ${discount} <= 0.3 THEN '20-30%' ELSE '30%+' END`;
}

export function column(table: TableName, name: string): Column | undefined {
  return (tables[table].columns as Readonly<Record<string, Column>>)[name];
}
