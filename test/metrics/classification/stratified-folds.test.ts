import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shuffle, stratifiedFolds } from "#metrics/classification/stratified-folds.ts";
import { seededRandom } from "#metrics/random.ts";

const labels = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 10, maxLength: 80 });

describe("stratifiedFolds", () => {
  it("deals rows and positives evenly, the same for the same seed", () => {
    fc.assert(
      fc.property(labels, fc.nat(), (outcomes, seed) => {
        const folds = stratifiedFolds(outcomes, 5, { seed });
        expect(stratifiedFolds(outcomes, 5, { seed })).toEqual(folds);
        const count = (label?: number) =>
          [0, 1, 2, 3, 4].map(
            (fold) => outcomes.filter((own, row) => folds[row] === fold && own === (label ?? own)).length,
          );
        for (const counts of [count(), count(1), count(0)])
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("keeps a group together", () => {
    const groups = Array.from({ length: 40 }, (_, row) => row % 10);
    const folds = stratifiedFolds(
      groups.map((group, row) => Number(group < 3 && row > 20)),
      5,
      { seed: 1, groups },
    );
    for (const [row, group] of groups.entries()) expect(folds[row]).toBe(folds[group]);
  });

  it("refuses fewer rows or groups than folds", () => {
    expect(() => stratifiedFolds([1, 0, 1], 5, { seed: 1 })).toThrow("at least 5 rows or groups");
    expect(() => stratifiedFolds([1, 0], 2, { seed: 1, groups: [1, 1] })).toThrow("at least 2 rows or groups");
    expect(() => stratifiedFolds([1, 0], 1, { seed: 1 })).toThrow("at least 2 folds");
  });
});

describe("shuffle", () => {
  it("keeps the values and leaves the list as it was", () => {
    const values = [1, 2, 3, 4, 5];
    expect(shuffle(values, seededRandom(1)).sort()).toEqual(values);
  });
});
