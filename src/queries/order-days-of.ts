import type { View } from "#store.ts";

export const sample = { accounts: ["1", "6", "70"], from: "2024-09-01", to: "2026-10-31" };

/** Days on which accounts ordered, by external id, with what valid orders of the day brought. */
export async function orderDaysOf(
  view: View,
  { accounts, from, to }: { readonly accounts: readonly string[]; readonly from: string; readonly to: string },
): Promise<Map<string, { days: string[]; net: number[] }>> {
  const found = new Map<string, { days: string[]; net: number[] }>();
  if (accounts.length === 0) return found;
  const rows = await view.ungrouped.select(
    `SELECT accounts.external_id AS account, account_days.ordered_on AS ordered, account_days.net AS net
     FROM account_days JOIN accounts ON accounts.id = account_days.account_id
     WHERE accounts.external_id IN (SELECT unnest($accounts))
       AND account_days.ordered_on >= CAST($from AS DATE) AND account_days.ordered_on <= CAST($to AS DATE)
     ORDER BY account, ordered`,
    { accounts, from, to },
    { account: "text", ordered: "day", net: "double" },
  );
  for (const { account, ordered, net } of rows) {
    const one = found.get(account) ?? { days: [], net: [] };
    found.set(account, one);
    one.days.push(ordered);
    one.net.push(net);
  }
  return found;
}
