import { describe, expect, it } from "vitest";
import { distinguish } from "#metrics/clusters/cluster-traits.ts";
import { clusterCustomers } from "#metrics/clusters/customer-clusters.ts";
import { seededRandom } from "#metrics/random.ts";

/** Three kinds of customers, so far apart that any method must find them: regulars, once-buyers, big and gone. */
function customers(each: number) {
  const random = seededRandom(7);
  const near = (value: number) => value * (0.9 + 0.2 * random());
  const kinds = [
    [7, 40, 8000],
    [60, 2, 150],
    [300, 30, 90_000],
  ] as const;
  const rows = Array.from({ length: 3 * each }, (_, index) => kinds[index % 3]!.map(near));
  const column = (at: number) => Float64Array.from(rows, (row) => row[at]!);
  return { recency: column(0), frequency: column(1), monetary: column(2) };
}

describe("clusterCustomers", () => {
  it("finds the kinds that there are, the most valuable first", () => {
    const found = clusterCustomers(customers(50));
    expect(found.k).toBe(3);
    expect(found.silhouette).toBeGreaterThan(0.9);
    expect(found.candidates.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(found.clusters.map(({ size }) => size)).toEqual([50, 50, 50]);
    expect(found.clusters.map(({ median }) => Math.round(Math.log10(median.monetary)))).toEqual([5, 4, 2]);
    expect([...found.assignments.slice(0, 6)]).toEqual([1, 2, 0, 1, 2, 0]);
    expect(found.clusters.map(({ traits }) => traits[0])).toEqual([
      { feature: "recency", direction: "high" },
      { feature: "recency", direction: "low" },
      { feature: "frequency", direction: "low" },
    ]);
    expect(structuredClone(found)).toEqual(found);
  });

  it("leaves nobody and no money out, also from a sample", () => {
    const columns = customers(2000);
    const { clusters, assignments } = clusterCustomers(columns);
    expect(clusters.map(({ size }) => size)).toEqual([2000, 2000, 2000]);
    expect(clusters.reduce((sum, { revenue }) => sum + revenue, 0)).toBeCloseTo(
      columns.monetary.reduce((sum, money) => sum + money, 0),
      2,
    );
    expect(assignments.length).toBe(6000);
  });

  it("leaves a feature out that does not vary", () => {
    const found = clusterCustomers({ ...customers(10), frequency: new Float64Array(30).fill(1) });
    expect(found.features).toEqual(["recency", "monetary"]);
    expect(found.clusters.every(({ z }) => z.frequency === 0)).toBe(true);
    expect(found.clusters.every(({ median }) => median.frequency === 1)).toBe(true);
  });

  it("counts money below zero as none", () => {
    const base = { recency: new Float64Array(10).fill(1), frequency: new Float64Array(10).fill(1) };
    const found = clusterCustomers({ ...base, monetary: Float64Array.of(-5, 0, -9, 0, 0, 80, 80, 80, 80, 80) });
    expect([found.k, found.silhouette]).toEqual([2, 1]);
    expect(found.clusters.map(({ size, revenue }) => [size, revenue])).toEqual([
      [5, 400],
      [5, -14],
    ]);
  });

  it("refuses too few, too equal and broken customers", () => {
    const same = new Float64Array(10).fill(3);
    const columns = { recency: same, frequency: same, monetary: same };
    expect(() => clusterCustomers(columns)).toThrow("clusterCustomers requires at least 2 distinct customers, found 1");
    expect(() => clusterCustomers(customers(3))).toThrow("clusterCustomers requires at least 10 customers");
    expect(() => clusterCustomers({ ...columns, monetary: new Float64Array(9) })).toThrow("equal length");
    expect(() => clusterCustomers({ ...columns, monetary: same.with(0, Number.NaN) })).toThrow("finite numbers");
  });
});

describe("distinguish", () => {
  it("adds features until clusters differ, and counts those that never do", () => {
    const features = ["recency", "frequency", "monetary"] as const;
    const described = distinguish(
      [
        { recency: -0.5, frequency: 0.4, monetary: 2 },
        { recency: -0.5, frequency: -0.4, monetary: 1 },
        { recency: 2, frequency: 0.1, monetary: 0 },
        { recency: -1, frequency: -0.1, monetary: -0.3 },
        { recency: -2, frequency: 0.1, monetary: -0.4 },
      ],
      features,
    );
    const texts = described.map(({ traits, rank }) =>
      [...traits.map(({ feature, direction }) => `${feature} ${direction}`), rank].join(", "),
    );
    expect(texts).toEqual([
      "monetary high, recency low, frequency high, 1",
      "monetary high, recency low, frequency low, 1",
      "recency high, 1",
      "recency low, monetary low, frequency average, 1",
      "recency low, monetary low, frequency average, 2",
    ]);
  });
});
