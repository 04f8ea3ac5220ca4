import { describe, expect, it } from "vitest";
import { treeContributions, treeScores } from "#metrics/classification/boosted-trees.ts";
import { crossValidateRounds } from "#metrics/classification/boosting-rounds.ts";
import { areaUnderCurve, logitLoss } from "#metrics/classification/classification-quality.ts";
import { binFeatures, quantileCuts } from "#metrics/classification/feature-bins.ts";
import { stratifiedFolds } from "#metrics/classification/stratified-folds.ts";
import { TreeBooster } from "#metrics/classification/tree-booster.ts";
import { bestSplit } from "#metrics/classification/tree-splits.ts";
import { seededRandom } from "#metrics/random.ts";

const options = { depth: 3, rate: 0.2, columnsPerTree: 3, ridge: 1, leastWeight: 1, seed: 1 };

/** Two columns whose signs together decide (exclusive or), a third with gaps that says nothing. */
function exclusiveOr(rows: number, seed: number) {
  const random = seededRandom(seed);
  const values = new Float64Array(rows * 3).map((_, at) => (at % 6 === 5 ? Number.NaN : random() - 0.5));
  const labels = Uint8Array.from({ length: rows }, (_, row) =>
    Number((values[3 * row] as number) > 0 !== (values[3 * row + 1] as number) > 0),
  );
  const features = { values, rows, columns: 3 };
  return { features, labels, binned: binFeatures(features, quantileCuts(features, 32)) };
}

function grown(trees: number, { binned, labels }: ReturnType<typeof exclusiveOr>, rows: number) {
  const booster = new TreeBooster(
    binned,
    labels,
    Uint32Array.from({ length: rows }, (_, row) => row),
    options,
  );
  for (let tree = 0; tree < trees; tree++) booster.grow();
  return booster;
}

describe("bestSplit", () => {
  const node = { gradient: 2, hessian: 3, sums: Float64Array.of(-2, 1, 1, 1, 3, 1) };
  const limits = { ridge: 1, leastWeight: 0.5 };

  it("takes the greatest gain by hand", () => {
    // After bin 0: 4/2 + 16/3 = 7.33; after bin 1: 1/3 + 9/2 = 4.83; without a split 4/4.
    const split = { column: 0, bin: 0, gradient: -2, hessian: 1 };
    expect(bestSplit(node, [0], Uint32Array.of(0, 6), limits)).toEqual(split);
  });

  it("keeps leaves heavy enough", () => {
    expect(bestSplit(node, [0], Uint32Array.of(0, 6), { ...limits, leastWeight: 1.5 })).toBeNull();
    const even = { gradient: 2, hessian: 2, sums: Float64Array.of(1, 1, 1, 1) };
    expect(bestSplit(even, [0], Uint32Array.of(0, 4), { ridge: 0, leastWeight: 0.5 })).toBeNull();
  });
});

describe("TreeBooster", () => {
  it("learns what no sum of the columns can tell", () => {
    const [seen, fresh] = [exclusiveOr(1000, 1), exclusiveOr(1000, 2)];
    const scores = treeScores(grown(60, seen, 1000).model(), fresh.features);
    expect(areaUnderCurve(scores, fresh.labels)).toBeGreaterThan(0.95);
  });

  it("says the same by its model as by its bins, for rows not trained on too", () => {
    const data = exclusiveOr(600, 3);
    const booster = grown(30, data, 400);
    const scores = treeScores(booster.model(), data.features);
    for (const [row, score] of scores.entries()) expect(score).toBeCloseTo(booster.logits[row] as number, 9);
  });

  it("explains every score to the last bit of it", () => {
    const data = exclusiveOr(300, 4);
    const model = structuredClone(grown(25, data, 300).model());
    const { baseline, contributions } = treeContributions(model, data.features);
    for (const [row, score] of treeScores(model, data.features).entries()) {
      const sum = contributions.subarray(3 * row, 3 * row + 3).reduce((total, value) => total + value, baseline);
      expect(sum).toBeCloseTo(score, 9);
    }
  });

  it("gives the same trees for the same seed, and never reads labels of other rows", () => {
    const data = exclusiveOr(300, 5);
    const changed = { ...data, labels: data.labels.map((label, row) => (row < 200 ? label : 1 - label)) };
    expect(grown(10, changed, 200).model()).toEqual(grown(10, data, 200).model());
  });

  it("refuses labels that are all the same", () => {
    const data = exclusiveOr(50, 6);
    expect(() => grown(1, { ...data, labels: new Uint8Array(50) }, 50)).toThrow("TreeBooster requires both labels");
  });
});

describe("crossValidateRounds", () => {
  it("stops where held-out rows are foretold best", () => {
    const { binned, labels } = exclusiveOr(500, 7);
    const folds = stratifiedFolds(labels, 3, { seed: 1 });
    const found = crossValidateRounds(binned, labels, folds, options, 400);
    expect(found.rounds).toBeGreaterThan(0);
    expect(found.rounds).toBeLessThan(400);
    expect(logitLoss(found.logits, labels)).toBeLessThan(0.5);
  });

  it("grows nothing where there is nothing to learn", () => {
    const { binned } = exclusiveOr(400, 8);
    const random = seededRandom(9);
    const labels = Uint8Array.from({ length: 400 }, () => Number(random() < 0.5));
    const found = crossValidateRounds(binned, labels, stratifiedFolds(labels, 4, { seed: 1 }), options, 100);
    expect(found.rounds).toBeLessThanOrEqual(10);
  });
});
