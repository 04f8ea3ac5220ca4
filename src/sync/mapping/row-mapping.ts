import type { ColumnMapping, RowMapping, TableMapping } from "#connector.ts";
import type { SourceRow, TableName } from "#model/tables.ts";

type Cell = string | number | boolean | null;
type Record_ = Readonly<Record<string, unknown>>;

/** How a table's rows are made: which fields to read, and a row out of each record. `currency` is of amounts without one. */
export function rowMapping(mapping: TableMapping, currency: string | null): RowMapping {
  const columns = Object.entries(mapping.columns).map(([name, column]) => ({ name, ...normal(column) }));
  const custom = Object.entries(mapping.custom ?? {});
  const fields = [...columns.flatMap(({ from }) => from), ...custom.map(([, field]) => field)];
  return {
    stream: mapping.stream,
    query: mapping.query,
    fields: [...new Set(fields)],
    row(record) {
      const row: Record<string, Cell> = {};
      for (const column of columns) row[column.name] = cellOf(record, column);
      if (currency !== null && "currency" in mapping.columns) row.currency ??= currency;
      const kept = custom.flatMap(([name, field]): [string, unknown][] => {
        const value = valueAt(record, field);
        return value === undefined || value === null ? [] : [[name, value]];
      });
      if (kept.length > 0) row.custom = JSON.stringify(Object.fromEntries(kept));
      return row as unknown as SourceRow<TableName>;
    },
  };
}

interface Normal extends Omit<ColumnMapping, "from"> {
  readonly from: readonly string[];
}

function normal(column: string | ColumnMapping): Normal {
  if (typeof column === "string") return { from: [column] };
  return { ...column, from: [column.from ?? []].flat() };
}

function cellOf(record: Record_, { from, constant, values, transform }: Normal): Cell {
  for (const field of from) {
    const found = plain(valueAt(record, field));
    if (found === null || found === "") continue;
    const text = String(found);
    const mapped = values !== undefined && Object.hasOwn(values, text) ? (values[text] ?? null) : found;
    return mapped === null || transform === undefined ? mapped : transformed(mapped, transform);
  }
  return constant ?? null;
}

/** The value of a field, or of one within others: `Owner.id`, `partner_id.0`. A name that is there as it stands wins. */
function valueAt(record: Record_, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path];
  let value: unknown = record;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record_)[step];
  }
  return value;
}

function plain(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === "object") return JSON.stringify(value);
  return typeof value === "bigint" ? String(value) : (value as Cell);
}

function transformed(value: string | number | boolean, transform: NonNullable<ColumnMapping["transform"]>): Cell {
  switch (transform) {
    case "lower":
      return String(value).toLowerCase();
    case "negate":
      return numeric(value, (number) => -number);
    case "percent":
      return numeric(value, (number) => number / 100);
    case "seconds":
      return numeric(value, (number) => instant(number * 1000));
    case "milliseconds":
      return numeric(value, instant);
  }
}

/** What is no number stays as it is: it is reported when its cell is read. */
function numeric(value: string | number | boolean, change: (number: number) => Cell | undefined): Cell {
  const number = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
  const changed = Number.isFinite(number) ? change(number) : undefined;
  return changed === undefined ? value : changed;
}

/** Zero is how sources say never. */
function instant(ms: number): string | null | undefined {
  if (ms === 0) return null;
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : undefined;
}
