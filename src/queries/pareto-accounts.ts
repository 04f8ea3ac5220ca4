import type { View } from "#store.ts";

export interface ParetoSpan {
  readonly from: string;
  readonly to: string;
  /** Day from which silence is counted. */
  readonly asOf: string;
}

export const sample: ParetoSpan = { from: "2025-11-01", to: "2026-11-01", asOf: "2026-10-31" };

/**
 * What each account bought in the span, column by column: its key, net money, days since its last order, order days,
 * and the days between the first and the last of them. By key.
 */
export async function paretoAccounts(view: View, { from, to, asOf }: ParetoSpan) {
  const { daysBetween } = view.dialect;
  const { columns } = await view.columns(
    `SELECT account_id, CAST(sum(net) AS DOUBLE) AS net,
       CAST(${daysBetween("max(ordered_on)", "CAST($asOf AS DATE)")} AS INTEGER) AS silent,
       CAST(count(*) AS INTEGER) AS days,
       CAST(${daysBetween("min(ordered_on)", "max(ordered_on)")} AS INTEGER) AS lasted
     FROM account_histories
     WHERE account_id IS NOT NULL AND ordered_on >= CAST($from AS DATE) AND ordered_on < CAST($to AS DATE)
     GROUP BY account_id ORDER BY account_id`,
    { from, to, asOf },
    { account_id: "integer", net: "double", silent: "integer", days: "integer", lasted: "integer" },
  );
  const { account_id: key, net, silent, days, lasted } = columns;
  return { key, net, silent, days, lasted };
}
