import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  areaUnderCurve,
  brierScore,
  expectedCalibrationError,
  logitLoss,
  logLoss,
  topDecileLift,
} from "#metrics/classification/classification-quality.ts";

const scored = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean()), { minLength: 2, maxLength: 40 })
  .map((rows) => ({ scores: rows.map(([score]) => score / 20), labels: rows.map(([, label]) => Number(label)) }))
  .filter(({ labels }) => new Set(labels).size === 2);

describe("areaUnderCurve", () => {
  it("agrees with scikit-learn's example and with ties counted by hand", () => {
    expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
    // Pairs (.35, .8, .4) over (.1, .4, .9): 1 + 2 + 1.5 of 9.
    expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8, 0.4, 0.9], [0, 0, 1, 1, 1, 0])).toBe(0.5);
  });

  it("is the share of pairs in order, ties half", () => {
    fc.assert(
      fc.property(scored, ({ scores, labels }) => {
        const of = (label: number) => scores.filter((_, row) => labels[row] === label);
        const pairs = of(1).flatMap((high) => of(0).map((low) => (high > low ? 1 : high === low ? 0.5 : 0)));
        const share = pairs.reduce<number>((sum, pair) => sum + pair, 0) / pairs.length;
        expect(areaUnderCurve(scores, labels)).toBeCloseTo(share, 12);
      }),
    );
  });

  it("refuses one label, no rows and unequal lengths", () => {
    expect(() => areaUnderCurve([0.1], [1])).toThrow("areaUnderCurve requires both labels");
    expect(() => areaUnderCurve([], [])).toThrow("at least 1 row");
    expect(() => areaUnderCurve([0.1], [1, 0])).toThrow("a probability for each label");
  });
});

describe("brierScore and logLoss", () => {
  const probabilities = [0.1, 0.4, 0.35, 0.8, 0.4, 0.9];
  const labels = [0, 0, 1, 1, 1, 0];

  it("agree with scikit-learn 1.2.1's brier_score_loss and log_loss", () => {
    expect(brierScore(probabilities, labels)).toBeCloseTo(0.3004166666666667, 12);
    expect(logLoss(probabilities, labels)).toBeCloseTo(0.8513379400174843, 12);
  });

  it("is the same from log odds", () => {
    const logits = probabilities.map((p) => Math.log(p / (1 - p)));
    expect(logitLoss(logits, labels)).toBeCloseTo(0.8513379400174843, 12);
    expect(logitLoss([800, -800], [1, 1])).toBe(400);
  });

  it("stays finite for a certain mistake", () => {
    expect(logLoss([0], [1])).toBeCloseTo(-Math.log(1e-15), 9);
  });
});

describe("expectedCalibrationError", () => {
  it("averages the gaps of equally filled bins by hand", () => {
    // Bins {.1, .2} and {.6, .9}: |.3 − 0| + |1.5 − 1|, over 4 rows.
    expect(expectedCalibrationError([0.9, 0.1, 0.6, 0.2], [1, 0, 0, 0], 2)).toBeCloseTo(0.2, 12);
  });

  it("takes fewer rows than bins", () => {
    expect(expectedCalibrationError([0.25, 0.75], [0, 1])).toBeCloseTo(0.25, 12);
  });
});

describe("topDecileLift", () => {
  it("compares the best tenth with all by hand", () => {
    const scores = Array.from({ length: 20 }, (_, row) => row);
    const labels = scores.map((row) => (row === 19 || row < 3 ? 1 : 0));
    // One of the top two, against four of twenty.
    expect(topDecileLift(scores, labels)).toBe(2.5);
  });

  it("is 1 where nothing is told apart", () => {
    fc.assert(
      fc.property(scored, ({ labels }) => {
        const same = labels.map(() => 0.5);
        expect(topDecileLift(same, labels)).toBeCloseTo(1, 12);
      }),
    );
  });

  it("refuses data without positives", () => {
    expect(() => topDecileLift([0.5], [0])).toThrow("at least 1 positive");
  });
});
