import { describe, expect, it } from "vitest";
import { forecastBlocks } from "#metrics/forecast/aggregation.ts";
import { dynamicTheta } from "#metrics/forecast/dynamic-theta.ts";
import { fitEts } from "#metrics/forecast/ets.ts";
import { lineThrough } from "#metrics/forecast/line.ts";
import { theta } from "#metrics/forecast/theta.ts";
import { seededRandom } from "#metrics/random.ts";

const random = seededRandom(9);
const noisy = Float64Array.from({ length: 60 }, (_, t) => 50 + 0.8 * t + 10 * random());
const linear = Float64Array.from({ length: 40 }, (_, t) => 10 + 3 * t);

describe("theta", () => {
  it("is the mean of its two lines", () => {
    // Assimakopoulos & Nikolopoulos (2000): half the trend line (θ = 0), half the smoothing of twice the series less
    // that line (θ = 2), by the series' own α.
    const { intercept, slope } = lineThrough(noisy);
    const smooth = fitEts(noisy, 1, { trend: "none", season: "none", relative: false })!;
    const [alpha, first] = [smooth.parameters[0]!, smooth.parameters[4]!];
    let level = 2 * first - intercept;
    for (const [t, value] of noisy.entries()) level += alpha * (2 * value - (intercept + slope * t) - level);
    for (const [step, value] of theta(noisy, 4).entries())
      expect(value).toBeCloseTo((intercept + slope * (60 + step) + level) / 2, 6);
  });

  it("repeats what is too short or does not move", () => {
    expect([...theta(Float64Array.of(3, 7), 2)]).toEqual([7, 7]);
    expect([...theta(new Float64Array(30).fill(4), 2)]).toEqual([4, 4]);
  });
});

describe("dynamicTheta", () => {
  it("goes on with a line", () => {
    for (const [step, value] of dynamicTheta(linear, 5).entries())
      expect(Math.abs(value - (130 + 3 * step))).toBeLessThan(1.5 * (step + 1));
  });

  it("does not depend on the unit", () => {
    const [small, large] = [
      dynamicTheta(noisy, 6),
      dynamicTheta(
        noisy.map((value) => value * 1e6),
        6,
      ),
    ];
    for (const [step, value] of small.entries()) expect(large[step]! / 1e6 / value).toBeCloseTo(1, 4);
  });

  it("repeats what is too short or does not move", () => {
    expect([...dynamicTheta(Float64Array.of(3, 7), 2)]).toEqual([7, 7]);
    expect([...dynamicTheta(new Float64Array(30), 2)]).toEqual([0, 0]);
  });
});

it("forecastBlocks forecasts means of blocks that end with the series", () => {
  const seen: number[][] = [];
  const forecast = forecastBlocks(Float64Array.of(99, 1, 3, 5, 7), 5, 2, (means, horizon) => {
    seen.push([...means], [horizon]);
    return Float64Array.of(10, 20, 30);
  });
  expect(seen).toEqual([[2, 6], [3]]);
  expect([...forecast]).toEqual([10, 10, 20, 20, 30]);
});
