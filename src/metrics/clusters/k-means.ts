import { type Random, seededRandom } from "../random.ts";
import { seedCentroids } from "./k-means-seeding.ts";
import { lloyd, type Partition } from "./lloyd.ts";
import { distinctPoints, sampleRows, takeRows } from "./sample-rows.ts";

export interface KMeansOptions {
  /** Independent starts, of which the best is kept. */
  readonly restarts?: number;
  /** Attempts to better the best of each fifth of them, in all; by default as many as size allows, at most 1,000. */
  readonly swaps?: number;
  readonly seed?: number;
  /** Above this many points the search runs on a seeded sample of as many. */
  readonly sample?: number;
  /** Follow Lloyd's algorithm to the end, or only until the centroids hardly move? To the end up to 100,000 points. */
  readonly exact?: boolean;
}

/**
 * k-means clustering: shares `points` (row-major, `dimensions` numbers each) out among `k` centroids such that the
 * inertia, the sum of squared distances to the own centroid, is small. Best of 50 seeded greedy k-means++ starts, each
 * followed by Lloyd's algorithm. They make five searches of ten, and in the best of each, up to 200 times as size allows,
 * one centroid is moved elsewhere and left there if that is better. The best of all then follows Lloyd's algorithm until no
 * point changes. Above 10,000 points the starts run on a
 * sample and only the end on all points; above 100,000 until the centroids hardly move. The same input gives the same
 * result.
 * Throws when k is no whole number above 0, when a number is not finite, and with fewer than k distinct points.
 * O(restarts · rounds · min(n, sample) · k · dimensions + rounds · n · k · dimensions).
 * Source: Arthur & Vassilvitskii (2007); Lloyd (1982); Fränti, Efficiency of random swap clustering (2018).
 */
export function kMeans(points: Float64Array, dimensions: number, k: number, options: KMeansOptions = {}): Partition {
  const { restarts = 50, seed = 1, sample = 10_000 } = options;
  if (!(Number.isInteger(k) && k >= 1)) throw new Error("kMeans requires a whole number of clusters of at least 1");
  if (!points.every(Number.isFinite)) throw new Error("kMeans requires finite numbers");
  const distinct = distinctPoints(points, dimensions, k);
  if (distinct < k) throw new Error(`kMeans requires at least ${k} distinct points, found ${distinct}`);
  const random = seededRandom(seed);
  const count = points.length / dimensions;
  const { exact = count <= 100_000 } = options;
  const drawn = count > sample ? takeRows(points, dimensions, sampleRows(count, sample, random)) : points;
  // A sample may miss the few points that differ.
  const base = distinctPoints(drawn, dimensions, k) < k ? points : drawn;
  const spread = meanVariance(base, dimensions);
  const settle = (seeds: Float64Array) => lloyd(base, dimensions, seeds, roughly * spread);
  const { swaps = Math.min(1000, Math.floor(3e7 / (base.length * k))) } = options;
  const searches = Math.min(5, restarts);
  let best: Partition | null = null;
  for (let search = 0; search < searches; search += 1) {
    let own = settle(seedCentroids(base, dimensions, k, random));
    for (let restart = search + searches; restart < restarts; restart += searches)
      own = better(own, settle(seedCentroids(base, dimensions, k, random)));
    for (let swap = search; swap < swaps && k > 1 && base === points; swap += searches)
      own = better(own, settle(swapped(own, base, dimensions, random)));
    best = best === null ? own : better(best, own);
  }
  if (best === null) throw new Error("kMeans requires at least 1 restart");
  return lloyd(points, dimensions, best.centroids, exact ? 0 : nearly * spread);
}

/** Moves of centroids, squared and in units of the mean variance, at which an attempt and a large result are settled. */
const roughly = 1e-3;
const nearly = 1e-4;

function better(best: Partition, found: Partition): Partition {
  return found.inertia < best.inertia ? found : best;
}

/** The centroids with one of them moved onto a point. */
function swapped({ centroids }: Partition, points: Float64Array, dimensions: number, random: Random): Float64Array {
  const cluster = Math.floor((random() * centroids.length) / dimensions);
  const row = Math.floor((random() * points.length) / dimensions);
  const changed = centroids.slice();
  changed.set(points.subarray(row * dimensions, (row + 1) * dimensions), cluster * dimensions);
  return changed;
}

/** Variance of the coordinates, averaged over the dimensions. */
function meanVariance(points: Float64Array, dimensions: number): number {
  const count = points.length / dimensions;
  let total = 0;
  for (let axis = 0; axis < dimensions; axis += 1) {
    let [mean, squares] = [0, 0];
    for (let at = axis, seen = 1; at < points.length; at += dimensions, seen += 1) {
      const gap = (points[at] as number) - mean;
      mean += gap / seen;
      squares += gap * ((points[at] as number) - mean);
    }
    total += squares / count;
  }
  return total / dimensions;
}
