import { NotApplicable } from "#errors.ts";
import type { Column } from "#model/column.ts";
import type { Dimension } from "#model/dimensions.ts";
import { bookkeeping, reportingColumn } from "#model/table.ts";
import { type TableName, tables } from "#model/tables.ts";
import type { Lens } from "#store.ts";
import type { EngineDialect } from "./engine.ts";
import type { Setting, Statistics } from "./facts.ts";
import { masked, maskedName, ofPool } from "./masked.ts";
import { column, type Joins, live, neverFilled, placesValue, type Reading, type Spot, usefulPlaces } from "./places.ts";

/** All that a relation's SQL depends on. */
export interface Scope {
  readonly lens: Lens;
  readonly setting: Setting;
  readonly statistics: Statistics;
  readonly dialect: EngineDialect;
  /** Columns that are read, among other words; null or absent for all. Planning what nobody reads takes longer than reading. */
  readonly words?: ReadonlySet<string> | null;
  /** Does nobody read the relation's groups? What they are joined from is then left out. */
  readonly groupless?: boolean;
}

/** Name of the parameter that holds the owners an asker may see. */
export const ownersParameter = "scope_owners";
/** Name of the parameter that holds the owner key of the asker. */
export const selfParameter = "scope_self";
/** A key that no owner has. */
export const nobody = -1;
/** Name of the parameter that holds the values of the n-th filter. */
export const filterParameter = (index: number): string => `filter_${index}`;

const hidden = new Set(["deleted_at", "merged_into_id"]);

/** The dimension of this name; the grammar only lets known ones through. */
export function dimensionNamed(name: string, setting: Setting): Dimension {
  const found = setting.dimensions.find((dimension) => dimension.name === name);
  if (found === undefined) throw new Error(`There is no dimension ${name}`);
  return found;
}

/** Dimensions of the question that a table's rows do not carry. */
export function refused(table: TableName, { lens, setting }: Scope): string[] {
  if (tables[table].role !== "fact") return [];
  const asked = [...lens.filters.map((filter) => filter.dimension), ...lens.by];
  return asked.filter((name) => dimensionNamed(name, setting).on[table] === undefined);
}

/** Can the rows of these facts be told apart by every filter of the question? */
export function filterable(table: TableName, { lens, setting, statistics }: Scope): boolean {
  if (tables[table].role !== "fact") return true;
  return lens.filters.every(({ dimension }) => !neverFilled(dimensionNamed(dimension, setting), table, statistics));
}

/** Throws `NotApplicable` when the question narrows or groups by what these facts do not carry. */
export function demandApplicable(table: TableName, relation: string, scope: Scope): void {
  const [first] = refused(table, scope);
  if (first === undefined) return;
  const usable = scope.setting.dimensions.filter((dimension) => dimension.on[table] !== undefined);
  throw new NotApplicable(
    first,
    relation,
    usable.map((dimension) => dimension.name),
  );
}

/**
 * SQL of a model table as a question sees it: its live rows, within scope, narrowed by the filters, with groups,
 * business days and money in the reporting currency.
 */
export function tableRelation(table: TableName, scope: Scope): string {
  demandApplicable(table, table, scope);
  const { dialect } = scope;
  const spot: Spot = { alias: "t", table };
  const joins: Joins = new Map();
  const merged = mergedAccounts(table, scope);
  const columns = columnsOf(table, scope);
  const groups = groupNames(scope).map(
    (name, index) => `${group(scope.lens.by[index], spot, scope, joins)} AS ${name}`,
  );
  const conditions = ["t.deleted_at IS NULL", "t.merged_into_id IS NULL"];
  const rule = visibility(table, scope);
  if (rule !== null) conditions.push(rule);
  conditions.push(...narrowing(spot, scope, joins));
  return [
    `SELECT ${[...columns, ...groups].join(", ")}`,
    `FROM ${source(table, merged, dialect)} AS t`,
    ...joins.values(),
    `WHERE ${conditions.join(" AND ")}`,
  ].join("\n");
}

/** A column for each of the question's groupings: every relation has two, and as many more as are asked for. */
export function groupNames({ lens }: Scope): string[] {
  return Array.from({ length: Math.max(2, lens.by.length) }, (_, index) => `group_${index + 1}`);
}

/** Conditions of the question's filters for the rows at `spot`. */
export function narrowing(spot: Spot, scope: Scope, joins: Joins): string[] {
  const { lens, setting, statistics, dialect } = scope;
  const conditions: string[] = [];
  if (!isNarrowed(spot.table, lens)) return conditions;
  for (const [index, filter] of lens.filters.entries()) {
    const dimension = dimensionNamed(filter.dimension, setting);
    const places = usefulPlaces(dimension, spot.table, statistics);
    if (places.length === 0) continue;
    const parameter = filterParameter(index);
    if (places.some((place) => place.endsWith("=tag"))) {
      const key = spot.table === "accounts" ? "id" : `${(places[0] ?? "").split(".")[0]}_id`;
      const tagged = `SELECT account_id FROM ${dialect.table("account_tags")} WHERE ${live}`;
      conditions.push(`${spot.alias}.${key} IN (${tagged} AND ${dialect.within("tag", parameter)})`);
    } else conditions.push(dialect.within(placesValue(places, spot, readingOf(scope), joins), parameter));
  }
  return conditions;
}

/** Facts are always narrowed; what only describes them, when the question is about it. */
function isNarrowed(table: TableName, { narrows }: Lens): boolean {
  return tables[table].role === "fact" || narrows === undefined || [narrows].flat().includes(table);
}

/** Value of one of the question's groupings; null text where there is none or the table does not carry it. */
export function group(name: string | undefined, spot: Spot, scope: Scope, joins: Joins): string {
  if (name === undefined || scope.groupless === true) return scope.dialect.nothing("text");
  const places = usefulPlaces(dimensionNamed(name, scope.setting), spot.table, scope.statistics);
  return places.length === 0 ? scope.dialect.nothing("text") : placesValue(places, spot, readingOf(scope), joins);
}

function readingOf(scope: Scope): Reading {
  return { dialect: scope.dialect, visible: (table, alias) => visibility(table, scope, alias) };
}

/** Condition under which a restricted asker may see a row of a table, by its alias; null when everybody may. */
export function visibility(table: TableName, { lens, setting, dialect }: Scope, alias = "t"): string | null {
  if (lens.owners === null) return null;
  const within = (expression: string) => dialect.within(expression, ownersParameter);
  const owned = setting.poolVisible ? `(${within("owner_id")} OR pool IS NOT NULL)` : within("owner_id");
  switch (tables[table].visibility) {
    case "open":
      return null;
    case "self":
      return within(`${alias}.id`);
    case "owner":
      return within(`${alias}.owner_id`);
    case "opportunity":
      return `${alias}.opportunity_id IN (SELECT id FROM ${dialect.table("opportunities")} WHERE ${within("owner_id")})`;
    case "account": {
      const account = `${alias}.${table === "accounts" ? "id" : "account_id"}`;
      const throughAccount = `${account} IN (SELECT id FROM ${dialect.table("accounts")} WHERE ${owned})`;
      if (table === "accounts" || column(table, "owner_id") === undefined) return throughAccount;
      return `(${throughAccount} OR (${alias}.account_id IS NULL AND ${within(`${alias}.owner_id`)}))`;
    }
  }
}

/** Rows of a merged account belong to the account it was merged into. Null when no account was merged. */
function mergedAccounts(table: TableName, { statistics, dialect }: Scope): string | null {
  if (!statistics.merged.includes("accounts") || column(table, "account_id")?.references !== "accounts") return null;
  return `(SELECT id, merged_into_id FROM ${dialect.table("accounts")} WHERE merged_into_id IS NOT NULL)`;
}

function source(table: TableName, merged: string | null, dialect: EngineDialect): string {
  if (merged === null) return dialect.table(table);
  const columns = [...Object.keys(bookkeeping), ...Object.keys(tables[table].columns)];
  const money = columns.filter((name) => column(table, name)?.kind === "money").map(reportingColumn);
  const all = [...columns, ...money, ...(table === "orders" ? ["units"] : [])].map((name) =>
    name === "account_id" ? "coalesce(m.merged_into_id, r.account_id) AS account_id" : `r.${name} AS ${name}`,
  );
  return `(SELECT ${all.join(", ")} FROM ${dialect.table(table)} AS r LEFT JOIN ${merged} AS m ON m.id = r.account_id)`;
}

/** Select list of a relation, in the model's names. */
function columnsOf(table: TableName, scope: Scope): string[] {
  const { lens, dialect, words = null } = scope;
  const { plain = false } = lens;
  const strange = strangerOfPool(table, scope);
  const all: [string, Column][] = [
    ...Object.entries<Column>(bookkeeping).filter(([name]) => !hidden.has(name)),
    ...Object.entries<Column>(tables[table].columns),
  ];
  const selected = all.flatMap(([name, { kind, personal }]): [string, string][] => {
    const telling = strange === null ? undefined : ofPool[table]?.[name];
    if (telling !== undefined) {
      const shown = telling === "name" ? maskedName(`t.${name}`, dialect) : dialect.nothing("text");
      return [[name, `CASE WHEN ${strange} THEN ${shown} ELSE t.${name} END`]];
    }
    if (kind === "money") return [[name, `t.${reportingColumn(name)}`]];
    if (personal !== undefined && !plain) return [[name, unlessOwned(table, name, personal, dialect)]];
    if (kind !== "instant") return [[name, `t.${name}`]];
    return [
      [name, `t.${name}`],
      [name.replace(/_at$/, "_on"), dialect.day(`t.${name}`)],
    ];
  });
  if (table === "orders") selected.push(["units", "t.units"]);
  return selected.flatMap(([name, value]) => (words === null || words.has(name) ? [`${value} AS ${name}`] : []));
}

/** Condition under which a row is about a pool account that a restricted asker sees without its name; null for no row. */
function strangerOfPool(table: TableName, { lens, setting, dialect }: Scope): string | null {
  const masks = lens.owners !== null && setting.poolVisible && setting.poolMasked === true;
  if (!masks || ofPool[table] === undefined) return null;
  const strange = `pool IS NOT NULL AND (owner_id IS NULL OR NOT ${dialect.within("owner_id", ownersParameter)})`;
  if (table === "accounts") return `t.id IN (SELECT id FROM ${dialect.table("accounts")} WHERE ${strange})`;
  return `t.account_id IN (SELECT id FROM ${dialect.table("accounts")} WHERE ${strange})`;
}

/** Personal data as it is for the account's owner, masked for everybody else. */
function unlessOwned(table: TableName, name: string, kind: NonNullable<Column["personal"]>, dialect: EngineDialect) {
  const own = `(SELECT id FROM ${dialect.table("accounts")} WHERE owner_id = $${selfParameter})`;
  const owned = table === "accounts" ? `t.owner_id = $${selfParameter}` : `t.account_id IN ${own}`;
  return `CASE WHEN ${owned} THEN t.${name} ELSE ${masked(`t.${name}`, kind, dialect)} END`;
}
