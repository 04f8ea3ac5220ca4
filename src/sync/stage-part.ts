import type { BulkColumn } from "#bulk-file.ts";
import type { Column } from "#model/column.ts";
import type { TableName } from "#model/tables.ts";
import { alwaysReads, cleanCell, expectation, readValue } from "./read-cell.ts";
import { bySigns, marks, mismatch, signedColumns } from "./row-currency.ts";
import { identifier, literal } from "./sql.ts";
import { type Load, staged, stagedColumns } from "./staging.ts";

/** Text rows of one table from one origin. */
export interface Part {
  readonly table: TableName;
  /** File or object name, for reports. */
  readonly origin: string;
  /** SQL relation: `line`, and the columns below as trimmed text, null when empty. */
  readonly relation: string;
  /** Which of `id`, the bookkeeping columns and the table's own the relation has. */
  readonly columns: readonly string[];
  readonly zone: string;
  /** How times of a column are written. */
  readonly formats: Readonly<Record<string, BulkColumn["formats"]>>;
  /** Columns whose `1/2/2016` is the first of February. */
  readonly dayFirst: ReadonlySet<string>;
  /** Columns whose `1.234,56` has a decimal comma. */
  readonly decimalComma: ReadonlySet<string>;
}

/** Columns by which a row without an id column is known: its name is its external id. */
const naturalIds: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  owners: ["name"],
  accounts: ["name"],
  products: ["sku", "name"],
  campaigns: ["name"],
  stages: ["name"],
};

/** Reads a part's cells into the staging table; cells that cannot be read are null there and listed in `_bad`. */
export async function stagePart(load: Load, part: Part): Promise<void> {
  const found = await signedColumns(load, part);
  const hasCurrency = "currency" in stagedColumns(part.table);
  const signed = hasCurrency ? found : [];
  const present =
    signed.length > 0 && !part.columns.includes("currency") ? [...part.columns, "currency"] : part.columns;
  const model = Object.entries(stagedColumns(part.table)).filter(([name]) => present.includes(name));
  const clean = model
    .filter(([name]) => part.columns.includes(name))
    .map(([name, column]) => `${cleanCell(column, `p.${identifier(name)}`)} AS ${identifier(name)}`);
  const values = model
    .filter(([name]) => part.columns.includes(name))
    .map(([name, column]) => {
      const formats = part.formats[name];
      const style = {
        zone: part.zone,
        dayFirst: part.dayFirst.has(name),
        decimalComma: part.decimalComma.has(name),
        ...(formats ? { formats } : {}),
      };
      return `${readValue(column, identifier(name), style)} AS ${identifier(`v_${name}`)}`;
    });
  const checked = model.filter(([, column]) => !alwaysReads(column));
  const cells = checked.map(
    ([name, column]) =>
      `CASE WHEN ${isBad(name)} THEN {'column': ${literal(name)}, 'value': ${identifier(name)}[:200], 'reason': ${reason(name, column, signed)}} END`,
  );
  const bad =
    checked.length === 0
      ? "NULL"
      : `CASE WHEN ${checked.map(([name]) => isBad(name)).join(" OR ")} THEN list_filter([${cells.join(", ")}], lambda c: c IS NOT NULL) END`;
  const filled = model.map(([name, column]) =>
    column.fallback === undefined || inferredLater.has(`${part.table}.${name}`)
      ? identifier(`v_${name}`)
      : `coalesce(${identifier(`v_${name}`)}, ${literal(column.fallback)})`,
  );
  const omitted = Object.entries(stagedColumns(part.table)).flatMap(([name, { fallback }]) =>
    fallback === undefined || present.includes(name) || inferredLater.has(`${part.table}.${name}`)
      ? []
      : [{ name: identifier(name), value: literal(fallback) }],
  );
  const names = [...model.map(([name]) => identifier(name)), ...omitted.map(({ name }) => name), "_bad", "_marks"];
  const contents = [
    ...filled,
    ...omitted.map(({ value }) => value),
    bad,
    hasCurrency || found.length === 0 ? "NULL" : marks(found),
  ];
  const cleaned = `SELECT line AS _line, ${externalId(part)} AS external_id, ${[...clean, "1"].join(", ")} FROM ${part.relation} p`;
  const read = `SELECT *, ${[...values, "1"].join(", ")} FROM (${cleaned})`;
  await load.landing.run(
    `INSERT INTO ${staged(part.table)} (_origin, _line, external_id, ${names.join(", ")})
     SELECT ${literal(part.origin)}, _line, external_id, ${contents.join(", ")}
     FROM (${signed.length === 0 ? read : bySigns(read, { signed, given: part.columns.includes("currency"), reporting: load.currency })})`,
  );
}

function reason(name: string, column: Column, signed: readonly string[]): string {
  const plain = literal(expectation(column));
  return signed.includes(name) ? `coalesce(${mismatch(name)}, ${plain})` : plain;
}

/** Left empty here although the model has a fallback: other columns may tell. */
const inferredLater: ReadonlySet<string> = new Set(["opportunities.status"]);

function isBad(name: string): string {
  return `(${identifier(name)} IS NOT NULL AND ${identifier(`v_${name}`)} IS NULL)`;
}

function externalId(part: Part): string {
  if (part.columns.includes("id")) return "p.id";
  const natural = (naturalIds[part.table] ?? []).filter((name) => part.columns.includes(name));
  if (natural.length > 0) return `coalesce(${natural.map((name) => `p.${identifier(name)}`).join(", ")})`;
  return `${literal(`${part.origin}:`)} || line`;
}
