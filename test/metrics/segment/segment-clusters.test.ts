import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NotEnoughData } from "#errors.ts";
import { seededRandom } from "#metrics/random.ts";
import { segmentClusters } from "#metrics/segment/segment-clusters.ts";
import { segmentNames } from "#metrics/segment/segment-names.ts";
import { clusterFields } from "#metrics/segment/segment-result.ts";

/** Customers around given (recency, frequency, monetary), thirty of each. */
function customers(...centres: readonly (readonly [number, number, number])[]) {
  const random = seededRandom(7);
  const near = (value: number) => Math.max(1, Math.round(value * (0.85 + 0.3 * random())));
  const rows = centres.flatMap((centre) => Array.from({ length: 30 }, () => centre.map(near)));
  const column = (index: number) => Float64Array.from(rows, (row) => row[index] ?? 0);
  return { recency: column(0), frequency: column(1), monetary: column(2) };
}

describe("segmentClusters", () => {
  it("finds the groups that are there, and says what each is worth and what to do", () => {
    const columns = customers([10, 40, 90_000], [200, 40, 80_000], [12, 3, 900], [220, 3, 800]);
    const { k, silhouette, clusters, assignments } = segmentClusters(columns, true);
    expect(k).toBe(4);
    expect(silhouette).toBeGreaterThan(0.7);
    expect(clusters.map(({ name, size, play }) => [name, size, play])).toEqual([
      ["frequent, high spending, recent", 30, "keep"],
      ["frequent, high spending, gone quiet", 30, "win_back"],
      ["infrequent, low spending, recent", 30, "second_order"],
      ["infrequent, low spending, gone quiet", 30, "low_cost"],
    ]);
    expect(Array.from(assignments?.slice(0, 31) ?? [])).toEqual([...Array<number>(30).fill(0), 1]);
    const orders = columns.frequency.slice(0, 30).reduce((sum, count) => sum + count, 0);
    expect(clusters[0]?.orders).toBe(orders);
    expect(clusters.reduce((sum, { revenueShare }) => sum + (revenueShare ?? 0), 0)).toBeCloseTo(1);
    expect(segmentClusters(columns, true)).toEqual(segmentClusters(columns, true));
    expect(segmentClusters(columns, false).assignments).toBeNull();
  });

  it("calls a group that orders once so", () => {
    const { clusters } = segmentClusters(customers([30, 1, 500], [30, 20, 9000]), false);
    const modest = clusters.filter(({ median }) => median.frequency === 1);
    expect(modest.length).toBeGreaterThan(0);
    for (const { name } of modest) expect(name).toMatch(/^mostly one order, low spending/);
  });

  it("says what is missing", () => {
    const code = (columns: Parameters<typeof segmentClusters>[0]) => {
      try {
        segmentClusters(columns, false);
      } catch (error) {
        return error instanceof NotEnoughData ? error.code : error;
      }
      return null;
    };
    const same = (count: number) => ({
      recency: new Float64Array(count).fill(3),
      frequency: new Float64Array(count).fill(2),
      monetary: new Float64Array(count).fill(100),
    });
    expect(code(same(9))).toBe("too_few_customers");
    expect(code(same(10))).toBe("all_equal");
    const refunded = { ...same(20), monetary: Float64Array.from({ length: 20 }, (_, row) => (row < 10 ? -50 : 0)) };
    expect(code(refunded)).toBe("all_equal");
    expect(code({ ...same(10), monetary: Float64Array.of(...Array<number>(9).fill(100), 5) })).toBeNull();
  });

  it("has no shares where nothing was brought, and empty fields where nothing was found", () => {
    const columns = { ...customers([10, 40, 1], [200, 3, 1]), monetary: new Float64Array(60) };
    const fields = clusterFields(segmentClusters(columns, true), (play) => play, [...Array(60).keys()].map(String));
    expect(fields.clusters[0]).toMatchObject({ revenue_share: null, revenue: 0, centroid: { monetary: 0 } });
    expect(fields).toHaveProperty("assignments.59", { account_id: "59", cluster: fields.clusters[1]?.name });
    expect(clusterFields(null, (play) => play, null)).toEqual({
      k: null,
      silhouette: null,
      inertia: null,
      clusters: [],
    });
  });
});

describe("segmentNames", () => {
  const cluster = (frequency: number, monetary: number, recency: number) => {
    return { z: { frequency, monetary, recency }, median: { frequency: 5, monetary: 100, recency: 10 } };
  };

  it("uses stronger words, then numbers, for clusters that would share a name", () => {
    const names = segmentNames([
      cluster(1.5, 0.5, 0),
      cluster(0.6, 0.5, 0),
      cluster(0.7, 0.4, 0),
      cluster(0, 0.1, -0.2),
    ]);
    expect(names.map(({ name }) => name)).toEqual([
      "very frequent, high spending",
      "frequent, high spending",
      "frequent, high spending 2",
      "average",
    ]);
  });

  it("is always unique", () => {
    const score = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score, score), { maxLength: 8 }), (centroids) => {
        const names = segmentNames(centroids.map(([f, m, r]) => cluster(f, m, r))).map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });
});
