import type { View } from "#store.ts";
import { answeredAt, rankedAnswers } from "./satisfaction-surveys.ts";

export const sample = {
  start: new Date("2025-11-01T00:00:00Z"),
  end: new Date("2026-11-01T00:00:00Z"),
  asOf: "2026-10-31",
  keys: [1, 2, 3, 100, 101, 102] as readonly number[],
};

/** Accounts whose latest NPS answer in a span is a detractor's, with the question's group; the first 10,000 by key. */
export async function detractors(view: View, { start, end }: Pick<typeof sample, "start" | "end">) {
  return view.select(
    `WITH ranked AS (${rankedAnswers("0", `${answeredAt} >= $start AND ${answeredAt} < $end`)})
SELECT DISTINCT part, account_id AS account FROM ranked
WHERE newest = 1 AND vote = -1 AND account_id IS NOT NULL
ORDER BY account, part LIMIT 10000`,
    { start, end },
    { part: "text?", account: "integer" },
  );
}

/** What accounts ordered in the year to the as-of. */
export async function orderedInYear(view: View, { keys, asOf }: Pick<typeof sample, "keys" | "asOf">): Promise<number> {
  const [row] = await view.ungrouped.select(
    `SELECT coalesce(sum(account_days.net), 0) AS money FROM account_days
WHERE account_days.account_id IN (SELECT unnest($keys)) AND account_days.ordered_on <= CAST($asOf AS DATE)
  AND ${view.dialect.daysBetween("account_days.ordered_on", "CAST($asOf AS DATE)")} < 365`,
    { keys, asOf },
    { money: "double" },
  );
  return row?.money ?? 0;
}
