import type { Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

export type BuyerSum = "buyers" | "repeated";

/** Distinct customers with a valid order, and those of them with two or more, by bucket and by the question's group. */
export async function measureBuyers(view: View, span: Span): Promise<readonly Sums<BuyerSum>[]> {
  const { grain, from, to, start, end } = span;
  const { relation, day, within } = source(view, span);
  const bucket = grain === null ? "NULL" : view.dialect.bucket(`buys.${day}`, grain);
  const bought = `FROM ${relation} AS buys WHERE buys.account_id IS NOT NULL AND ${
    within === "instants"
      ? "buys.ordered_at >= $start AND buys.ordered_at < $end"
      : `buys.${day} >= CAST($from AS DATE) AND buys.${day} < CAST($to AS DATE)`
  }`;
  const keys = [...(grain === null ? [] : [bucket]), "buys.group_1", "buys.account_id"].join(", ");
  // A row of an account and month is a customer of the month already.
  const customers =
    relation === "account_months" && grain === "month"
      ? `SELECT ${bucket} AS slot, buys.group_1 AS part, buys.orders AS placed ${bought}`
      : `SELECT ${bucket} AS slot, buys.group_1 AS part, sum(buys.orders) AS placed ${bought} GROUP BY ${keys}`;
  const rows = await view.select(
    `SELECT slot, part, count(*) AS buyers, count(CASE WHEN placed >= 2 THEN 1 END) AS repeated
FROM (${customers}) AS customers
GROUP BY slot, part
ORDER BY slot, part`,
    within === "instants" ? { start, end } : { from, to },
    { slot: "day?", part: "text?", buyers: "integer", repeated: "integer" },
  );
  return rows.map(({ slot, part, ...sums }) => ({ start: slot, part, sums }));
}

/** The smallest relation that knows: account-months serve whole months. */
function source(view: View, { from, to, grain }: Span) {
  if (!view.summarised) return { relation: "sales", day: "ordered_on", within: "instants" } as const;
  const fine = grain === "day" || grain === "week";
  return from.endsWith("-01") && to.endsWith("-01") && !fine
    ? ({ relation: "account_months", day: "month", within: "days" } as const)
    : ({ relation: "account_days", day: "ordered_on", within: "days" } as const);
}
