import type { Day } from "#calendar.ts";
import { type Indicator, readIndicators, type Span } from "#indicator.ts";
import type { View } from "#store.ts";

/**
 * An indicator bucket by bucket, for each of the question's groups (null without grouping), by name: a sum of which a
 * bucket has no row is zero there, a ratio is not known (NaN). Null when the data cannot give the indicator.
 */
export async function indicatorSeries(
  view: View,
  { indicator, span, starts }: { readonly indicator: Indicator; readonly span: Span; readonly starts: readonly Day[] },
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
