import { expect, it } from "vitest";
import { type Curve, minimise } from "#metrics/minimise.ts";
import { minimiseFromStarts } from "#metrics/minimise-starts.ts";

/** (1 − x)² + 100·(y − x²)², whose curved valley has its lowest point at (1, 1): Rosenbrock (1960). */
function rosenbrock(point: Float64Array): Curve {
  const [x, y] = point as unknown as [number, number];
  return {
    value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
    hessian: Float64Array.of(2 - 400 * (y - 3 * x * x), -400 * x, -400 * x, 200),
  };
}

/** x⁴ − 2x² + x/4: minima near −1.03 and .96, of which the left is lower, and a hill between them. */
function twoValleys(point: Float64Array): Curve {
  const [x] = point as unknown as [number];
  return {
    value: x ** 4 - 2 * x * x + x / 4,
    gradient: Float64Array.of(4 * x ** 3 - 4 * x + 0.25),
    hessian: Float64Array.of(12 * x * x - 4),
  };
}

it("finds the end of a curved valley", () => {
  const found = minimise(rosenbrock, [-1.2, 1]);
  expect(found.converged).toBe(true);
  expect(found.point[0]).toBeCloseTo(1, 6);
  expect(found.point[1]).toBeCloseTo(1, 6);
  // The inverse of the second derivatives at (1, 1), by hand: [[.5, 1], [1, 2.005]].
  expect(found.slack[0]).toBeCloseTo(0.5, 4);
  expect(found.slack[1]).toBeCloseTo(2.005, 4);
});

it("goes downhill from where the function is not convex", () => {
  expect(minimise(twoValleys, [0.1]).point[0]).toBeCloseTo(0.967, 2);
});

it("takes the lowest of several valleys", () => {
  expect(minimiseFromStarts(twoValleys, [[0.9], [-0.9]])?.point[0]).toBeCloseTo(-1.03, 2);
  expect(minimiseFromStarts(twoValleys, [[0.9]], (point) => twoValleys(point))?.point[0]).toBeCloseTo(0.967, 2);
});

it("says when there is no minimum", () => {
  const slope = () => ({ value: Number.NaN, gradient: Float64Array.of(1), hessian: Float64Array.of(0) });
  expect(minimise(slope, [0]).converged).toBe(false);
  expect(minimiseFromStarts(slope, [[0]])).toBeNull();
});
