import type { Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { sample as span } from "./sales-span.ts";

export interface FactQuestion<Name extends string = string> {
  readonly span: Span;
  /** SQL of the facts, and the name that it is given. */
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
  const keys = [...(bucket === null ? [] : [bucket]), "facts.group_1"].join(", ");
  const names = Object.keys(sums) as Name[];
  const columns = names.map((name, index) => `CAST(${sums[name]} AS DOUBLE) AS sum_${index}`);
  const rows = await view.select(
    `SELECT ${bucket ?? "NULL"} AS bucket_start, facts.group_1 AS part, ${columns.join(", ")}
FROM ${facts} AS facts
WHERE facts.${dated}_at >= $start AND facts.${dated}_at < $end
GROUP BY ${keys}
ORDER BY ${keys}`,
    { start: span.start, end: span.end },
    {
      bucket_start: "day?",
      part: "text?",
      ...Object.fromEntries(names.map((_, index) => [`sum_${index}`, "double?" as const])),
    },
  );
  return rows.map((row) => {
    const values = row as unknown as Readonly<Record<string, number | null>>;
    const named = names.map((name, index) => [name, values[`sum_${index}`] ?? null]);
    return { start: row.bucket_start, part: row.part, sums: Object.fromEntries(named) as Record<Name, number | null> };
  });
}
