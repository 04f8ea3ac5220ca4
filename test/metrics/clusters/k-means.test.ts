import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kMeans } from "#metrics/clusters/k-means.ts";
import { lloyd } from "#metrics/clusters/lloyd.ts";
import { silhouette, silhouettes } from "#metrics/clusters/silhouette.ts";
import { seededRandom } from "#metrics/random.ts";

/**
 * Iris: R. A. Fisher (1936), UCI Machine Learning Repository, doi.org/10.24432/C56C76, CC BY 4.0; rows 35 and 38 as in
 * Fisher's paper (4.9, 3.1, 1.5, 0.2 and 4.9, 3.6, 1.4, 0.1), in which the repository's own file errs.
 */
const iris = Float64Array.from(
  readFileSync(new URL("../data/iris.csv", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .flatMap((line) => line.split(",").slice(0, 4).map(Number)),
);

/** Inertia by definition: squared distances to the means of the clusters. */
function inertiaOf(points: Float64Array, dimensions: number, assignments: Int32Array): number {
  let sum = 0;
  for (const cluster of new Set(assignments)) {
    const rows = [...assignments.keys()].filter((row) => assignments[row] === cluster);
    for (let axis = 0; axis < dimensions; axis += 1) {
      const values = rows.map((row) => points[row * dimensions + axis]!);
      const mean = values.reduce((total, value) => total + value, 0) / values.length;
      sum += values.reduce((total, value) => total + (value - mean) ** 2, 0);
    }
  }
  return sum;
}

describe("kMeans", () => {
  // KMeans(k, n_init=50).inertia_ and silhouette_score of scikit-learn 1.2.1 on load_iris().
  it.each([
    [2, 152.34795, 0.68105],
    [3, 78.85144, 0.55282],
    [4, 57.22847, 0.49805],
    [5, 46.44618, 0.48875],
    [6, 39.03999, 0.36483],
  ])("finds scikit-learn's %i clusters of Iris", (k, inertia, width) => {
    const found = kMeans(iris, 4, k);
    expect(found.inertia).toBeCloseTo(inertia, 4);
    expect(silhouette(iris, 4, found.assignments)).toBeCloseTo(width, 4);
  });

  it("is no worse than scikit-learn's 50 starts where these differ: Iris in 7 and 8", () => {
    expect(kMeans(iris, 4, 7).inertia).toBeLessThanOrEqual(34.29971);
    expect(kMeans(iris, 4, 8).inertia).toBeLessThanOrEqual(29.99043);
  });

  it("answers the same each time, with means of its clusters as centroids", () => {
    const found = kMeans(iris, 4, 3);
    expect(kMeans(iris, 4, 3)).toEqual(found);
    expect(found.inertia).toBeCloseTo(inertiaOf(iris, 4, found.assignments), 9);
    const setosa = Array.from({ length: 4 }, (_, axis) => found.centroids[found.assignments[0]! * 4 + axis]!);
    for (const [axis, mean] of [5.006, 3.428, 1.462, 0.246].entries()) expect(setosa[axis]).toBeCloseTo(mean, 9);
  });

  it("comes as close from a sample", () => {
    expect(kMeans(iris, 4, 3, { sample: 60 }).inertia).toBeLessThan(78.8514415 * 1.001);
  });

  it("keeps every cluster filled, and assigns each point to its nearest centroid", () => {
    const coordinate = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 4, maxLength: 40 }), (list) => {
        const points = Float64Array.from(list.flat());
        const distinct = new Set(list.map(String)).size;
        const k = Math.min(4, distinct);
        const { assignments, centroids, inertia } = kMeans(points, 2, k, { restarts: 5, swaps: 5 });
        expect(new Set(assignments).size).toBe(k);
        expect(inertia).toBeCloseTo(inertiaOf(points, 2, assignments), 9);
        const squared = (row: number, cluster: number) =>
          (points[row * 2]! - centroids[cluster * 2]!) ** 2 + (points[row * 2 + 1]! - centroids[cluster * 2 + 1]!) ** 2;
        for (const [row, own] of assignments.entries())
          for (let other = 0; other < k; other += 1)
            expect(squared(row, own)).toBeLessThanOrEqual(squared(row, other) + 1e-9);
      }),
    );
  });

  it("refuses what it cannot share out, and says how many points differ", () => {
    const points = Float64Array.of(1, 1, 2, 2, 1, 1, 2, 2);
    expect(() => kMeans(points, 2, 3)).toThrow("kMeans requires at least 3 distinct points, found 2");
    expect(() => kMeans(Float64Array.of(1, Number.NaN), 1, 1)).toThrow("finite numbers");
    expect(() => kMeans(points, 2, 0)).toThrow("whole number of clusters");
    expect(kMeans(points, 2, 2).inertia).toBe(0);
    expect(kMeans(points, 2, 1).centroids).toEqual(Float64Array.of(1.5, 1.5));
  });
});

describe("lloyd", () => {
  it("gives an empty cluster the point farthest from its own centroid", () => {
    const { assignments, inertia } = lloyd(Float64Array.of(0, 1, 2, 10), 1, Float64Array.of(1, 99));
    expect([...assignments]).toEqual([0, 0, 0, 1]);
    expect(inertia).toBe(2);
  });
});

describe("silhouette", () => {
  it("agrees with the definition by hand", () => {
    // 0: a 1, b 9.5; 1: a 1, b 8.5; 9 and 10 likewise.
    const width = silhouette(Float64Array.of(0, 1, 9, 10), 1, Int32Array.of(0, 0, 1, 1));
    expect(width).toBeCloseTo((8.5 / 9.5 + 7.5 / 8.5) / 2, 12);
  });

  it("counts a point alone as 0", () => {
    expect(silhouette(Float64Array.of(0, 1, 9), 1, Int32Array.of(0, 0, 1))).toBeCloseTo((8 / 9 + 7 / 8) / 3, 12);
  });

  it("is close on a sample, and the same each time", () => {
    const { assignments } = kMeans(iris, 4, 3);
    const [sampled] = silhouettes(iris, 4, [assignments], { sample: 100 });
    expect(sampled).toBeCloseTo(0.5528, 1);
    expect(silhouettes(iris, 4, [assignments], { sample: 100 })).toEqual([sampled]);
  });

  it("requires clusters to compare", () => {
    expect(() => silhouette(Float64Array.of(0, 1, 2), 1, Int32Array.of(0, 0, 0))).toThrow("2 to n − 1 clusters");
    expect(() => silhouette(Float64Array.of(0, 1), 1, Int32Array.of(0, 1))).toThrow("2 to n − 1 clusters");
  });

  it("lies within −1 and 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
        const random = seededRandom(seed);
        const points = Float64Array.from({ length: 40 }, random);
        const labels = Int32Array.from({ length: 20 }, (_, row) => (row < 2 ? row : Math.floor(random() * 3)));
        expect(Math.abs(silhouette(points, 2, labels))).toBeLessThanOrEqual(1);
      }),
    );
  });
});
