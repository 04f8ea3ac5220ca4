import type { BulkColumn, BulkCondition, BulkTarget } from "#bulk-file.ts";
import type { TableName } from "#model/tables.ts";
import type { MappedTable } from "./mapping-schema.ts";

/** One table of a mapping as the bulk loader takes it. */
export function compileTarget(target: MappedTable, zone: string | undefined): BulkTarget {
  const where = Object.entries(target.where ?? {}).map(
    ([column, { is, values }]): BulkCondition => ({ column, is, ...(values ? { values } : {}) }),
  );
  const columns = Object.entries(target.columns).map(([name, column]) => [name, withoutUndefined(column)]);
  return {
    table: target.table as TableName,
    columns: Object.fromEntries(columns) as Record<string, BulkColumn>,
    ...(target.byName ? { byName: true } : {}),
    ...(zone ? { zone } : {}),
    ...(where.length > 0 ? { where } : {}),
    ...(target.groupBy ? { groupBy: target.groupBy } : {}),
  };
}

function withoutUndefined(column: object): object {
  return Object.fromEntries(Object.entries(column).filter(([, value]) => value !== undefined));
}
