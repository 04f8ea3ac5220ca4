import { tables } from "#model/tables.ts";
import { claimed, currencyCode } from "./currency-signs.ts";
import { identifier, literal } from "./sql.ts";
import { count, type Load, rejectedTable, staged } from "./staging.ts";

/**
 * Brings the currency signs of order lines, which have no currency of their own, together with their orders: an order
 * without a currency takes that of its lines' signs; amounts whose sign does not fit their order's are bad cells.
 */
export async function settleLines({ landing, currency }: Load): Promise<void> {
  const lines = staged("order_lines");
  const orders = staged("orders");
  if ((await count(landing, `SELECT count(*) AS n FROM ${lines} WHERE _marks IS NOT NULL`)) === 0) return;
  await landing.run(
    `UPDATE ${orders} SET currency = told FROM (
       SELECT order_id, min(code) AS told FROM (
         SELECT order_id, ${claimed("mark.meaning", currency)} AS code FROM (SELECT order_id, unnest(_marks) AS mark FROM ${lines}))
       GROUP BY 1 HAVING count(DISTINCT code) = 1) l
     WHERE l.order_id = external_id AND ${orders}.currency IS NULL`,
  );
  const own = `coalesce(${currencyCode("o.currency", currency)}, ${literal(currency)})`;
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE misfits AS SELECT place, _origin, line, mark."column" AS name, mark."value" AS cell, own FROM (
       SELECT l.rowid AS place, l._origin, coalesce(CAST(l._line AS VARCHAR), l.external_id, '') AS line, unnest(l._marks) AS mark, ${own} AS own
       FROM ${lines} l LEFT JOIN ${orders} o ON o.external_id = l.order_id WHERE l._marks IS NOT NULL)
     WHERE NOT list_contains(mark.meaning, own)`,
  );
  await landing.run(
    `INSERT INTO ${rejectedTable} SELECT 'order_lines', _origin, line, name, cell, 'is not in its order''s currency, ' || own FROM misfits`,
  );
  for (const [name, { kind }] of Object.entries(tables.order_lines.columns)) {
    if (kind !== "money") continue;
    await landing.run(
      `UPDATE ${lines} SET ${identifier(name)} = NULL WHERE rowid IN (SELECT place FROM misfits WHERE name = ${literal(name)})`,
    );
  }
  await landing.run("DROP TABLE misfits");
}
