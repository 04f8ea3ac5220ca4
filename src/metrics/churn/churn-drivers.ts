import type { FeatureMatrix } from "../classification/feature-matrix.ts";

/** How much a feature tells: the change of the log odds that comes with one standard deviation more of it. */
export interface ChurnDriver {
  readonly feature: string;
  readonly effect: number;
}

/**
 * The features by how much they move the risk, largest first: the least-squares slope of a feature's contributions to
 * the log odds (rows × columns) on its known values, times their standard deviation; for a regression this is
 * coefficient × standard deviation. O(rows · features).
 */
export function churnDrivers(
  names: readonly string[],
  { values, rows, columns }: FeatureMatrix,
  contributions: Float64Array,
): ChurnDriver[] {
  return names
    .map((feature, column) => {
      let [n, x, y] = [0, 0, 0];
      for (let at = column; at < rows * columns; at += columns) {
        const value = values[at] as number;
        if (!Number.isNaN(value)) [n, x, y] = [n + 1, x + value, y + (contributions[at] as number)];
      }
      let [xx, xy] = [0, 0];
      for (let at = column; at < rows * columns; at += columns) {
        const distance = (values[at] as number) - x / n;
        if (Number.isNaN(distance)) continue;
        xx += distance * distance;
        xy += distance * ((contributions[at] as number) - y / n);
      }
      return { feature, effect: xx > 0 ? xy / Math.sqrt(xx * n) : 0 };
    })
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.feature < b.feature ? -1 : 1));
}
