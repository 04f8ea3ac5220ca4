import { mean, median } from "simple-statistics";

/**
 * Modified z-scores (稳健 z 分数): 0.6745 · (x − median) / MAD, in standard deviations of a normal distribution; where more
 * than half of the values are equal, the mean absolute deviation stands in: (x − median) / (1.2533 · MeanAD). All zero where
 * all are equal. O(n log n).
 * @throws without a value.
 * Source: Iglewicz & Hoaglin, How to Detect and Handle Outliers (1993), section 3.
 *
 * @example modifiedZ([1, 2, 3, 4, 100]).at(-1) // 65.4
 */
export function modifiedZ(values: readonly number[]): number[] {
  if (values.length === 0) throw new Error("modifiedZ requires at least 1 value");
  const centre = median([...values]);
  const deviations = values.map((value) => Math.abs(value - centre));
  const absolute = median(deviations);
  const scale = absolute > 0 ? absolute / 0.6745 : 1.253314 * mean(deviations);
  return values.map((value) => (scale === 0 ? 0 : (value - centre) / scale));
}

/** A modified z-score beyond which a value is called an outlier. Source: as above. */
export const outlierScore = 3.5;
