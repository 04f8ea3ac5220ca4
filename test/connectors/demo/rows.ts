import connector from "#connectors/demo/index.ts";
import type { SourceRow, TableName } from "#model/tables.ts";

/** Every row of one table of the demo company as of an instant. */
export async function rowsOf<Name extends TableName>(table: Name, now: Date): Promise<SourceRow<Name>[]> {
  const source = await connector.open({}, { now, zone: "Asia/Shanghai", scratch: "/nonexistent" });
  const rows: SourceRow<Name>[] = [];
  for await (const page of source.read?.(table, { lo: null, hi: now }, null) ?? []) {
    for (const row of page.rows) rows.push(row as SourceRow<Name>);
  }
  return rows;
}
