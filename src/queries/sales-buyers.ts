import type { Span } from "#indicator.ts";
import type { View } from "#store.ts";
import { sample as span } from "./sales-span.ts";

export type BuyersSpan = Span & {
  /** Count each bucket's, each group's, or only all of them. */
  readonly per: "bucket" | "group" | "all";
};

export const sample: BuyersSpan = { ...span, per: "bucket" };

export interface Buyers {
  readonly total: number;
  /** By the bucket's first day, or by the group; empty when neither was asked for. */
  readonly by: ReadonlyMap<string | null, number>;
}

/** Distinct customers with a valid order in a span: in all, and by bucket or by the question's group. */
export async function salesBuyers(view: View, span: BuyersSpan): Promise<Buyers> {
  const { from, to, start, end, per, grain } = span;
  const { relation, day, within } = source(view, span);
  const bounds = within === "instants" ? { start, end } : { from, to };
  const buys = `FROM ${relation} AS buys WHERE buys.account_id IS NOT NULL AND ${
    within === "instants"
      ? "buys.ordered_at >= $start AND buys.ordered_at < $end"
      : `buys.${day} >= CAST($from AS DATE) AND buys.${day} < CAST($to AS DATE)`
  }`;
  if (per === "all" || (per === "bucket" && grain === null)) {
    const shape = { buyers: "integer" } as const;
    // Who bought does not depend on the group; without it rollups need no accounts.
    const whole = view.summarised ? view.ungrouped : view;
    const [all] = await whole.select(`SELECT count(DISTINCT buys.account_id) AS buyers ${buys}`, bounds, shape);
    return { total: all?.buyers ?? 0, by: new Map() };
  }
  const key = per === "group" || grain === null ? "buys.group_1" : view.dialect.bucket(`buys.${day}`, grain);
  const rows = await view.select(
    `WITH bought AS (SELECT ${key} AS slot, buys.account_id AS buyer ${buys} GROUP BY ${key}, buys.account_id)
SELECT CAST(slot AS VARCHAR) AS part, count(*) AS buyers, false AS whole FROM bought GROUP BY slot
UNION ALL SELECT NULL AS part, count(DISTINCT buyer) AS buyers, true AS whole FROM bought`,
    bounds,
    { part: "text?", buyers: "integer", whole: "flag" },
  );
  return {
    total: rows.find(({ whole }) => whole)?.buyers ?? 0,
    by: new Map(rows.flatMap(({ part, buyers, whole }) => (whole ? [] : [[part, buyers]]))),
  };
}

/** The smallest relation that knows, and its day: account-months serve whole months. */
function source(view: View, { from, to, per, grain }: BuyersSpan) {
  if (!view.summarised) return { relation: "sales", day: "ordered_on", within: "instants" } as const;
  const wholeMonths = from.endsWith("-01") && to.endsWith("-01");
  const fine = per === "bucket" && (grain === "day" || grain === "week");
  return wholeMonths && !fine
    ? ({ relation: "account_months", day: "month", within: "days" } as const)
    : ({ relation: "account_days", day: "ordered_on", within: "days" } as const);
}
