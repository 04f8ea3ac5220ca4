import type { Random } from "../random.ts";

/**
 * Greedy k-means++ seeding: first a random point, then each next centroid drawn with probability proportional to the
 * squared distance to the nearest one so far; of 2 + ⌊ln k⌋ draws the one that lowers the sum of these distances most.
 * `points` is row-major; the result holds k × dimensions numbers. O(n · k · log k · dimensions).
 * Source: Arthur & Vassilvitskii, k-means++: the advantages of careful seeding, SODA (2007), with section 5's draws.
 */
export function seedCentroids(points: Float64Array, dimensions: number, k: number, random: Random): Float64Array {
  const count = points.length / dimensions;
  const draws = 2 + Math.floor(Math.log(k));
  const centroids = new Float64Array(k * dimensions);
  let nearest = new Float64Array(count).fill(Infinity);
  let best = new Float64Array(count);
  let tried = new Float64Array(count);
  let potential = Infinity;
  for (let cluster = 0; cluster < k; cluster += 1) {
    let lowest = Infinity;
    let seed = 0;
    for (let draw = 0; draw < (cluster === 0 ? 1 : draws); draw += 1) {
      const row = cluster === 0 ? Math.floor(random() * count) : proportional(nearest, random() * potential);
      const left = distancesWith(points, dimensions, row, nearest, tried);
      if (left >= lowest) continue;
      lowest = left;
      seed = row;
      [best, tried] = [tried, best];
    }
    centroids.set(points.subarray(seed * dimensions, (seed + 1) * dimensions), cluster * dimensions);
    [nearest, best] = [best, nearest];
    potential = lowest;
  }
  return centroids;
}

/** Squared distances to the nearest centroid were the point in `row` one too; returns their sum. */
function distancesWith(
  points: Float64Array,
  dimensions: number,
  row: number,
  nearest: Float64Array,
  into: Float64Array,
): number {
  const seed = row * dimensions;
  let sum = 0;
  for (let index = 0, start = 0; index < nearest.length; index += 1, start += dimensions) {
    let square = 0;
    for (let axis = 0; axis < dimensions; axis += 1) {
      const gap = (points[start + axis] as number) - (points[seed + axis] as number);
      square += gap * gap;
    }
    const before = nearest[index] as number;
    const least = square < before ? square : before;
    into[index] = least;
    sum += least;
  }
  return sum;
}

/** The row in which the running sum of the weights passes `target`; never one of weight 0. */
function proportional(weights: Float64Array, target: number): number {
  let sum = 0;
  let last = 0;
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index] as number;
    if (weight === 0) continue;
    sum += weight;
    last = index;
    if (sum > target) break;
  }
  return last;
}
