import type { Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { groupKeys } from "./group-keys.ts";
import { sample as span } from "./sales-span.ts";

export interface FactQuestion<Name extends string = string> {
  readonly span: Span;
  /** SQL of the facts, with the view's group columns. */
  readonly facts: string;
  /** The facts' instant without its ending: `ordered` for `ordered_at` and `ordered_on`. */
  readonly dated: string;
  /** SQL of each sum; null where it is not known. */
  readonly sums: Readonly<Record<Name, string>>;
}

export const sample: FactQuestion = {
  span,
  facts: "valid_orders",
  dated: "ordered",
  sums: { placed: "count(*)" },
};

/** Sums of the facts that are dated in a span, by bucket and by the question's group. */
export async function factSums<Name extends string>(
  view: View,
  { span, facts, dated, sums }: FactQuestion<Name>,
): Promise<Sums<Name>[]> {
  const bucket = span.grain === null ? null : view.dialect.bucket(`facts.${dated}_on`, span.grain);
  const group = groupKeys("facts", view);
  const names = Object.keys(sums) as Name[];
  const columns = names.map((name, index) => `CAST(${sums[name]} AS DOUBLE) AS sum_${index}`);
  const rows = await view.select(
    `SELECT ${bucket ?? "NULL"} AS bucket_start, ${group.columns}, ${columns.join(", ")}
FROM ${facts} AS facts
WHERE facts.${dated}_at >= $start AND facts.${dated}_at < $end
GROUP BY ${group.groupBy(...(bucket === null ? [] : [bucket]))}
ORDER BY bucket_start, place, part`,
    { start: span.start, end: span.end },
    {
      bucket_start: "day?",
      part: "text?",
      place: "integer",
      ...Object.fromEntries(names.map((_, index) => [`sum_${index}`, "double?" as const])),
    },
  );
  return rows.map((row) => {
    const values = row as unknown as Readonly<Record<string, number | null>>;
    const named = names.map((name, index) => [name, values[`sum_${index}`] ?? null]);
    const sums = Object.fromEntries(named) as Record<Name, number | null>;
    return { start: row.bucket_start, part: row.part, place: row.place, sums };
  });
}
