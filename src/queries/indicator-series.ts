import type { Day } from "#calendar.ts";
import { type Formula, readIndicators, type Span, termOf } from "#indicator.ts";
import type { View } from "#store.ts";
import { salesMeasure } from "./measure-sales.ts";
import { sample as span } from "./sales-span.ts";

interface SeriesQuestion {
  readonly indicator: Formula;
  readonly span: Span;
  readonly starts: readonly Day[];
}

export const sample: SeriesQuestion = {
  indicator: { over: termOf(salesMeasure, "revenue") },
  span,
  starts: ["2025-01-01", "2025-02-01", "2025-03-01"],
};

/**
 * An indicator bucket by bucket, for each of the question's groups (null without grouping), by name: a sum of which a
 * bucket has no row is zero there, a ratio is not known (NaN). Null when the data cannot give the indicator.
 */
export async function indicatorSeries(
  view: View,
  { indicator, span, starts }: SeriesQuestion,
): Promise<readonly { readonly part: string | null; readonly values: Float64Array }[] | null> {
  const [rows] = await readIndicators(view, [indicator], span);
  if (rows === null || rows === undefined) return null;
  const places = new Map(starts.map((start, at) => [start, at]));
  const missing = indicator.under === undefined ? 0 : Number.NaN;
  const series = new Map<string | null, Float64Array>();
  for (const { start, part, value } of rows) {
    const at = places.get(start ?? "");
    if (at === undefined) continue;
    const values = series.get(part) ?? new Float64Array(starts.length).fill(missing);
    series.set(part, values);
    values[at] = value ?? Number.NaN;
  }
  return [...series]
    .map(([part, values]) => ({ part, values }))
    .sort((a, b) => (String(a.part) < String(b.part) ? -1 : 1));
}
