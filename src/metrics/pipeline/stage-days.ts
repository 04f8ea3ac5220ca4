/** Days that won deals took, in one stage or in all, with how many deals took so many; ascending. */
export interface DayCounts {
  readonly days: readonly number[];
  readonly deals: readonly number[];
}

/**
 * Quantile of counted whole days by linear interpolation between order statistics (Hyndman & Fan's type 7, R's and
 * NumPy's default); `share` in [0, 1]. Null without any deals. O(distinct days).
 * Source: Hyndman & Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996).
 */
export function dayQuantile({ days, deals }: DayCounts, share: number): number | null {
  const n = deals.reduce((sum, count) => sum + count, 0);
  if (n === 0) return null;
  const place = (n - 1) * share;
  const below = Math.floor(place);
  const at = (rank: number): number => {
    let passed = 0;
    for (const [index, count] of deals.entries()) {
      passed += count;
      if (rank < passed) return days[index] as number;
    }
    return days.at(-1) as number;
  };
  const low = at(below);
  return low + (place - below) * (at(Math.min(n - 1, below + 1)) - low);
}

/** How long deals took that were won. */
export interface WonDays {
  /** In each stage, by its key. */
  readonly stages: ReadonlyMap<number, DayCounts>;
  /** From creation to the end. */
  readonly cycle: DayCounts;
}

/** Days that won deals took out of rows with a stage's key, null for the whole way, days ascending in each. O(rows). */
export function wonDaysOf(
  rows: readonly { readonly stage: number | null; readonly days: number; readonly deals: number }[],
): WonDays {
  const counts = new Map<number | null, { days: number[]; deals: number[] }>();
  for (const { stage, days, deals } of rows) {
    const own = counts.get(stage) ?? { days: [], deals: [] };
    own.days.push(days);
    own.deals.push(deals);
    counts.set(stage, own);
  }
  const cycle = counts.get(null) ?? { days: [], deals: [] };
  return { cycle, stages: new Map([...counts].flatMap(([stage, own]) => (stage === null ? [] : [[stage, own]]))) };
}
