import type { BulkColumn, BulkTarget } from "#bulk-file.ts";
import { UserError } from "#errors.ts";
import { nearestName } from "#model/nearest-name.ts";
import { type TableName, tables } from "#model/tables.ts";
import { dayFirstColumns } from "./day-order.ts";
import { decimalCommaColumns } from "./decimal-comma.ts";
import type { RawFile } from "./raw-file.ts";
import { readNumber } from "./read-number.ts";
import type { FileMapping } from "./report.ts";
import { identifier, literal } from "./sql.ts";
import { stagePart } from "./stage-part.ts";
import { type Load, stagedColumns } from "./staging.ts";
import { columnText, conditionHolds, targetColumns, unknownColumns } from "./target-columns.ts";

/** Reads one table's rows out of a loaded file into staging; `filter` is the SQL that chose them. Throws `UserError` `mapping` when they do not fit. */
export async function stageTarget(
  load: Load,
  target: BulkTarget,
  file: RawFile,
): Promise<FileMapping & { readonly filter: string }> {
  const { table } = target;
  const columns = targetColumns(target, file);
  const where = (target.where ?? []).map((condition) => conditionHolds(condition, file, `${table}.where`));
  const unknown = unknownColumns(columns, file);
  await stagePart(load, {
    table,
    origin: file.name,
    relation: relation({ table, columns, where, groupBy: target.groupBy, unknown: target.byName ? unknown : [] }, file),
    columns: [...Object.keys(columns), ...(target.byName && unknown.length > 0 ? ["custom"] : [])],
    zone: target.zone ?? load.sourceZone,
    formats: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.formats])),
    dayFirst: await dayFirstColumns(load, file, { table, columns }),
    decimalComma: await decimalCommaColumns(load, file, { table, columns }),
  });
  return { file: file.name, table, columns: describe(columns), unknown, filter: where.join(" AND ") };
}

interface Wanted {
  readonly table: TableName;
  readonly columns: Readonly<Record<string, BulkColumn>>;
  readonly where: readonly string[];
  readonly groupBy: readonly string[] | undefined;
  readonly unknown: readonly string[];
}

/** SQL: the target's rows as text. Grouped rows take the line of the first row of their group. */
function relation(wanted: Wanted, file: RawFile): string {
  const { table, columns, groupBy } = wanted;
  const known = ["id", ...Object.keys(stagedColumns(table))];
  const texts = Object.entries(columns).map(([name, column]) => {
    if (!known.includes(name)) throw unknownModelColumn(table, name, known);
    return `${columnText(column, file, `${table}.${name}`)} AS ${identifier(name)}`;
  });
  if (wanted.unknown.length > 0) texts.push(`${custom(wanted.unknown, file)} AS custom`);
  const where = wanted.where.length > 0 ? ` WHERE ${wanted.where.join(" AND ")}` : "";
  const rows = `SELECT line, ${[...texts, "1 AS _"].join(", ")} FROM ${file.relation}${where}`;
  if (!groupBy) return `(${rows})`;
  const combined = Object.entries(columns).map(([name, column]) =>
    groupBy.includes(name) ? identifier(name) : `${combine(identifier(name), column.aggregate)} AS ${identifier(name)}`,
  );
  const present = groupBy.map((name) => `${identifier(name)} IS NOT NULL`).join(" AND ");
  return `(SELECT min(line) AS line, ${combined.join(", ")} FROM (${rows}) WHERE ${present} GROUP BY ${groupBy.map(identifier).join(", ")} ORDER BY line)`;
}

function combine(column: string, aggregate: BulkColumn["aggregate"]): string {
  if (aggregate === "sum") return `CAST(sum(${readNumber(column, "DECIMAL(18,4)")}) AS VARCHAR)`;
  return aggregate === "min" || aggregate === "max" ? `${aggregate}(${column})` : `arg_min(${column}, line)`;
}

function custom(names: readonly string[], file: RawFile): string {
  const fields = names.map((name) => `${literal(name)}, c${file.columns.indexOf(name)}`);
  return `nullif(CAST(json_merge_patch('{}', json_object(${fields.join(", ")})) AS VARCHAR), '{}')`;
}

function unknownModelColumn(table: TableName, name: string, known: readonly string[]): UserError {
  const nearest = nearestName(name, known);
  return new UserError("mapping", `${table} has no column "${name}"`, {
    hint: `${nearest ? `Did you mean "${nearest}"? ` : ""}It has ${["id", ...Object.keys(tables[table].columns)].join(", ")}.`,
  });
}

function describe(columns: Readonly<Record<string, BulkColumn>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [
      name,
      column.product?.join(" × ") ?? column.from?.join(", ") ?? `"${column.constant ?? ""}"`,
    ]),
  );
}
