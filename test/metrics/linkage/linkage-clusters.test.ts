import { describe, expect, it } from "vitest";
import { linkageClusters } from "#metrics/linkage/linkage-clusters.ts";

function clusters(pairs: readonly (readonly [number, number, number])[], split?: number): number[][] {
  const a = Int32Array.from(pairs, ([first]) => first);
  const b = Int32Array.from(pairs, ([, second]) => second);
  const probability = Float64Array.from(pairs, ([, , value]) => value);
  return linkageClusters({ a, b }, probability, 0.5, split);
}

describe("linkageClusters", () => {
  it("joins what is probable on average", () => {
    expect(
      clusters([
        [0, 1, 0.9],
        [0, 2, 0.3],
        [1, 2, 0.8],
        [3, 4, 0.4],
      ]),
    ).toEqual([[0, 1, 2]]);
  });

  it("does not chain two clusters by one bridge", () => {
    expect(
      clusters([
        [0, 1, 0.99],
        [1, 2, 0.9],
        [2, 3, 0.99],
      ]),
    ).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it("asks pairs across two tables only", () => {
    expect(
      clusters(
        [
          [0, 2, 0.99],
          [1, 2, 0.9],
        ],
        2,
      ),
    ).toEqual([[0, 1, 2]]);
  });
});
