import type { BulkColumn, BulkTarget } from "#bulk-file.ts";
import { tables } from "#model/tables.ts";
import { findColumn } from "./file-columns.ts";
import type { RawFile } from "./raw-file.ts";
import { targetColumns } from "./target-columns.ts";

/** Amounts of a line are none of its order; the order's net is the sum of its lines'. */
const ofTheLine: ReadonlySet<string> = new Set(
  Object.keys(tables.order_lines.columns).filter((name) => name !== "account_id"),
);

/**
 * Orders out of a file that holds only their lines: one order per `order_id`, with the line's columns that an order
 * has too (`ordered_at`, `account_id`, `country`, …). Null when the lines do not say when they were ordered.
 */
export function ordersOutOfLines(lines: BulkTarget, file: RawFile): BulkTarget | null {
  const known = targetColumns(lines, file);
  const order = known.order_id;
  if (!order || findColumn(file, "ordered_at") === null) return null;
  const columns: Record<string, BulkColumn> = { id: order };
  for (const name of Object.keys(tables.orders.columns)) {
    if (ofTheLine.has(name)) continue;
    const column = known[name] ?? (findColumn(file, name) === null ? undefined : { from: [name] });
    if (column) columns[name] = column;
  }
  return {
    table: "orders",
    columns,
    groupBy: ["id"],
    ...(lines.where ? { where: lines.where } : {}),
    ...(lines.zone ? { zone: lines.zone } : {}),
  };
}
