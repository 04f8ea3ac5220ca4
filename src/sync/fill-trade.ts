import type { TableName } from "#model/tables.ts";
import { currencyCode } from "./currency-signs.ts";
import { literal } from "./sql.ts";
import { count, type Load, staged, stagedRows } from "./staging.ts";

/** Tables whose empty currency means that of the order they name, else the reporting one. */
const currencies = ["returns", "payments", "receivable_plans"] as const;
/** Tables whose empty currency means the reporting one. */
const plain = ["orders", "opportunities", "contracts", "campaigns", "campaign_costs", "targets"] as const;

/** Temporary table of what an order's lines add up to: `order_id` (external), `net`, `units`. */
export const lineSums = "staged_line_sums";

/**
 * SQL of columns that a row fills by itself. Rows that are copied anyway take it at once: a change of millions keeps
 * all that was before it in memory until the end. Others are as they are.
 */
export function filledByItself(table: TableName, currency: string): Readonly<Record<string, string>> {
  return {
    ...(table === "orders" && {
      net: "coalesce(net, total - coalesce(tax, 0))",
      total: "coalesce(total, net + coalesce(tax, 0))",
    }),
    ...((plain as readonly string[]).includes(table) && { currency: `coalesce(currency, ${literal(currency)})` }),
  };
}

/**
 * Fills what files leave open by the contract: net of a line = quantity × unit price less its discount, net of an
 * order = total − tax, else the sum of its lines, total = net + tax, customers of lines and returns and payments by
 * their order, currencies.
 */
export async function fillTrade({ landing, currency }: Load): Promise<void> {
  const orders = staged("orders");
  const lines = staged("order_lines");
  await landing.run(
    `UPDATE ${lines} SET net = CAST(CAST(quantity AS DECIMAL(18,4)) * unit_price AS DECIMAL(18,4)) * (1 - coalesce(discount, 0))
     WHERE net IS NULL AND abs(quantity) < 1e10 AND unit_price IS NOT NULL`,
  );
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE ${lineSums} AS SELECT order_id, sum(net) AS net, sum(quantity) AS units
     FROM ${lines} WHERE order_id IS NOT NULL GROUP BY 1`,
  );
  const fill = async (table: TableName, column: string): Promise<void> => {
    const own = filledByItself(table, currency)[column];
    await landing.run(`UPDATE ${staged(table)} SET ${column} = ${own} WHERE ${column} IS NULL AND ${own} IS NOT NULL`);
  };
  await fill("orders", "net");
  await landing.run(
    `UPDATE ${orders} SET net = l.net FROM ${lineSums} l WHERE l.order_id = external_id AND ${orders}.net IS NULL`,
  );
  await fill("orders", "total");
  const rows = await stagedRows(landing);
  for (const table of ["order_lines", "returns", "payments", "receivable_plans"] as const) {
    if (rows.get(table) === 0) continue;
    await landing.run(
      `UPDATE ${staged(table)} SET account_id = o.account_id FROM ${orders} o
       WHERE o.external_id = order_id AND ${staged(table)}.account_id IS NULL AND o.account_id IS NOT NULL`,
    );
  }
  for (const table of plain.filter((table) => rows.get(table) !== 0)) await fill(table, "currency");
  for (const table of [...plain, ...currencies].filter((table) => rows.get(table) !== 0)) {
    await landing.run(
      `UPDATE ${staged(table)} SET currency = ${currencyCode("currency", currency)}
       WHERE currency <> upper(currency) OR length(currency) <> 3 OR currency = 'RMB'`,
    );
  }
  const foreign = `currency <> ${literal(currency)}`;
  const abroad = await count(landing, `SELECT count(*) AS n FROM ${orders} WHERE ${foreign}`);
  for (const table of currencies.filter((table) => rows.get(table) !== 0)) {
    if (abroad > 0) {
      await landing.run(
        `UPDATE ${staged(table)} SET currency = o.currency FROM ${orders} o WHERE o.external_id = order_id AND ${staged(table)}.currency IS NULL`,
      );
    }
    await landing.run(`UPDATE ${staged(table)} SET currency = ${literal(currency)} WHERE currency IS NULL`);
  }
}
