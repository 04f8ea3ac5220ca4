/** A straight scale from values to pixels. */
export interface Linear {
  readonly low: number;
  readonly high: number;
  at(value: number): number;
}

export const isNumber = (value: number | null | undefined): value is number =>
  typeof value === "number" && Number.isFinite(value);

/** Smallest and largest of the numbers that are numbers; null when there is none. */
export function extent(values: readonly (number | null | undefined)[]): readonly [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!isNumber(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : null;
}

/** Maps [low, high] to [from, to] in pixels. Equal bounds map to the middle. */
export function linear(low: number, high: number, from: number, to: number): Linear {
  const span = high - low;
  return { low, high, at: (value) => (span === 0 ? (from + to) / 2 : from + ((value - low) / span) * (to - from)) };
}
