import { describe, expect, it } from "vitest";
import { solveCholesky } from "#metrics/classification/cholesky.ts";

describe("solveCholesky", () => {
  it("solves by hand: L = [[2, 0, 0], [6, 1, 0], [-8, 5, 3]], x = (1, 2, 3)", () => {
    // A = L·Lᵀ, the textbook matrix; A·x = (4 + 24 − 48, 12 + 74 − 129, −16 − 86 + 294).
    const vector = Float64Array.of(-20, -43, 192);
    solveCholesky(Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98), vector);
    for (const [at, expected] of [1, 2, 3].entries()) expect(vector[at]).toBeCloseTo(expected, 9);
  });

  it("refuses a matrix that is not positive definite", () => {
    expect(() => solveCholesky(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrow("positive definite");
  });
});
