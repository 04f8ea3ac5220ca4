import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plattScaling } from "#metrics/classification/platt-scaling.ts";

describe("plattScaling", () => {
  it("agrees with scikit-learn 1.2.1's LogisticRegression(penalty='none') on the log odds", () => {
    const logits = Float64Array.of(-2, -1, -0.5, 0, 0.5, 1, 2, 3);
    const { intercept, slope } = plattScaling(logits, [0, 1, 0, 0, 1, 0, 1, 1]);
    expect(intercept).toBeCloseTo(-0.27885, 3);
    expect(slope).toBeCloseTo(0.81477, 3);
  });

  it("never turns an order round, and is finite where log odds part the labels", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), (given) => {
        const labels = [0, ...given.map(Number), 1];
        const { slope, intercept } = plattScaling(
          Float64Array.from(labels, (_, row) => -row),
          labels,
        );
        expect(slope).toBeGreaterThan(0);
        expect(Number.isFinite(slope) && Number.isFinite(intercept)).toBe(true);
      }),
    );
  });
});
