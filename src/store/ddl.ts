import type { Column, Kind } from "#model/column.ts";
import { bookkeeping, reportingColumn, type Table } from "#model/table.ts";
import { tables } from "#model/tables.ts";

/** A physical column: its name and the model's kind, which each engine turns into a type of its own. */
export interface StoredColumn {
  readonly name: string;
  readonly kind: Kind;
}

/** A physical table, in column order. */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly StoredColumn[];
}

/** Columns of a model table as stored: bookkeeping, the model's own, amounts in the reporting currency, order units. */
export function storedColumns(table: Table): StoredColumn[] {
  const own = Object.entries<Column>(table.columns);
  return [
    ...Object.entries<Column>(bookkeeping).map(([name, column]) => ({ name, kind: column.kind })),
    ...own.map(([name, column]) => ({ name, kind: column.kind })),
    ...own
      .filter(([, column]) => column.kind === "money")
      .map(([name]) => ({ name: reportingColumn(name), kind: "money" as const })),
    ...(table.name === "orders" ? [{ name: "units", kind: "number" as const }] : []),
  ];
}

/**
 * Per account and business day of its valid orders. `returned` is what returns took back of that day's orders, `gap` the
 * days since the account's order day before; null on the first.
 */
const accountDays: StoredTable = {
  name: "account_days",
  columns: [
    { name: "account_id", kind: "reference" },
    { name: "ordered_on", kind: "date" },
    { name: "orders", kind: "integer" },
    { name: "net", kind: "money" },
    { name: "returned", kind: "money" },
    { name: "gap", kind: "integer" },
  ],
};

/** The same, each account's days side by side: sums by account over long spans take a third of the time. */
const accountHistories: StoredTable = { ...accountDays, name: "account_histories" };

/** Per account and month; `cohort` is the month of the account's first valid order. */
const accountMonths: StoredTable = {
  name: "account_months",
  columns: [
    { name: "account_id", kind: "reference" },
    { name: "month", kind: "date" },
    { name: "orders", kind: "integer" },
    { name: "net", kind: "money" },
    { name: "cohort", kind: "date" },
  ],
};

export const rollups: readonly StoredTable[] = [accountDays, accountHistories, accountMonths];

/** Everything that is stored, in the model's order. */
export const storedTables: readonly StoredTable[] = [
  ...Object.values(tables).map((table) => ({ name: table.name, columns: storedColumns(table) })),
  ...rollups,
];

/** `CREATE TABLE` of one stored table, given an engine's type names. */
export function createTable(table: StoredTable, qualified: string, type: (column: StoredColumn) => string): string {
  const columns = table.columns.map((column) => `  "${column.name}" ${type(column)}`);
  return `CREATE TABLE ${qualified} (\n${columns.join(",\n")}\n)`;
}
