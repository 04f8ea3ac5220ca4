import { seededRandom } from "../random.ts";
import { sampleRows, takeRows } from "./sample-rows.ts";

/**
 * Mean silhouette of several ways to cluster the same points, −1..1: how much closer points are to their own cluster
 * than to the nearest other one, (b − a) / max(a, b) with mean Euclidean distances a and b; a point alone in its cluster
 * counts 0. `points` is row-major. Exact up to 5,000 points; above, that of a seeded sample (`silhouetteSample`), whose
 * standard error is below .01.
 * Throws where a clustering has (in the sample) fewer than 2 clusters or one for every point.
 * O(m² · (dimensions + clusterings)) for m points or sampled points; distances are computed once for all clusterings.
 * Source: Rousseeuw, Silhouettes, Journal of Computational and Applied Mathematics (1987).
 */
export function silhouettes(
  points: Float64Array,
  dimensions: number,
  clusterings: readonly Int32Array[],
  { sample, seed = 1 }: { readonly sample?: number; readonly seed?: number } = {},
): number[] {
  const count = points.length / dimensions;
  const rows = sampleRows(count, sample ?? silhouetteSample(count), seededRandom(seed));
  const chosen = rows.length === count ? points : takeRows(points, dimensions, rows);
  const means = clusterings.map(
    (assignments) => new Widths(Int32Array.from(rows, (row) => assignments[row] as number)),
  );
  const distances = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row += 1) {
    distancesFrom(chosen, dimensions, row, distances);
    for (const mean of means) mean.add(row, distances);
  }
  return means.map((mean) => mean.total / rows.length);
}

/** How many points a silhouette looks at: half of 5,000 above 5,000, for the time grows with the square. */
function silhouetteSample(count: number): number {
  return count > 5_000 ? 2_500 : count;
}

/** Mean silhouette of one clustering; see `silhouettes`. */
export function silhouette(points: Float64Array, dimensions: number, assignments: Int32Array): number {
  return silhouettes(points, dimensions, [assignments])[0] as number;
}

function distancesFrom(points: Float64Array, dimensions: number, row: number, into: Float64Array): void {
  const from = row * dimensions;
  for (let index = 0, start = 0; index < into.length; index += 1, start += dimensions) {
    let square = 0;
    for (let axis = 0; axis < dimensions; axis += 1) {
      const gap = (points[start + axis] as number) - (points[from + axis] as number);
      square += gap * gap;
    }
    into[index] = Math.sqrt(square);
  }
}

/** Adds up the silhouettes of one clustering. */
class Widths {
  total = 0;
  private readonly labels: Int32Array;
  private readonly sizes: Int32Array;
  private readonly sums: Float64Array;

  constructor(labels: Int32Array) {
    this.labels = labels;
    const clusters = labels.reduce((most, label) => Math.max(most, label), -1) + 1;
    this.sums = new Float64Array(clusters);
    this.sizes = new Int32Array(clusters);
    for (const label of labels) this.sizes[label] = (this.sizes[label] as number) + 1;
    const filled = this.sizes.filter((size) => size > 0).length;
    if (filled < 2 || filled >= labels.length)
      throw new Error(`silhouette requires 2 to n − 1 clusters, found ${filled} among ${labels.length} points`);
  }

  add(row: number, distances: Float64Array): void {
    const { labels, sizes, sums } = this;
    sums.fill(0);
    for (let index = 0; index < labels.length; index += 1) {
      const label = labels[index] as number;
      sums[label] = (sums[label] as number) + (distances[index] as number);
    }
    const own = labels[row] as number;
    if (sizes[own] === 1) return;
    const within = (sums[own] as number) / ((sizes[own] as number) - 1);
    let nearest = Infinity;
    for (let other = 0; other < sums.length; other += 1) {
      if (other === own || sizes[other] === 0) continue;
      nearest = Math.min(nearest, (sums[other] as number) / (sizes[other] as number));
    }
    const larger = Math.max(within, nearest);
    if (larger > 0) this.total += (nearest - within) / larger;
  }
}
