import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjusted, movingAverage, readjusted, seasonIndices } from "#metrics/forecast/season-indices.ts";
import { seededRandom } from "#metrics/random.ts";
import { airPassengers } from "./air-passengers.ts";

const wave = Float64Array.of(0.7, 1.3, 1.1, 0.9);

describe("seasonIndices", () => {
  it("finds an exact season", () => {
    const series = Float64Array.from({ length: 24 }, (_, t) => 50 * wave[t % 4]!);
    const { indices, kept } = seasonIndices(series, 4, "multiplicative")!;
    expect(kept).toBeCloseTo(1, 6);
    for (const [j, index] of indices.entries()) expect(index).toBeCloseTo(wave[j]!, 6);
    const additive = seasonIndices(series, 4, "additive")!.indices;
    for (const [j, index] of additive.entries()) expect(index).toBeCloseTo(50 * (wave[j]! - 1), 6);
  });

  it("finds the months of airline passengers", () => {
    // R's decompose(AirPassengers, "multiplicative")$figure: July 1.2266, November .8012, without shrinking and fading.
    const { indices, kept } = seasonIndices(airPassengers, 12, "multiplicative")!;
    expect(kept).toBeGreaterThan(0.98);
    expect(indices[6]).toBeCloseTo(1.2266, 1);
    expect(indices[10]).toBeCloseTo(0.8012, 1);
  });

  it("trusts noise little, with many seasons or two", () => {
    for (const length of [24, 120]) {
      let sum = 0;
      for (let seed = 1; seed <= 20; seed++) {
        const random = seededRandom(seed);
        const series = Float64Array.from({ length }, () => 100 + 20 * random());
        sum += seasonIndices(series, 12, "multiplicative")!.kept / 20;
      }
      expect(sum).toBeLessThan(0.35);
    }
  });

  it("asks for two seasons, and positive values where it divides", () => {
    expect(seasonIndices(airPassengers.slice(0, 23), 12, "additive")).toBeNull();
    expect(seasonIndices(airPassengers.slice(0, 24), 12, "additive")).not.toBeNull();
    expect(seasonIndices(airPassengers.with(5, 0), 12, "multiplicative")).toBeNull();
    expect(seasonIndices(airPassengers, 1, "additive")).toBeNull();
  });

  it("takes out what it puts back", () => {
    const value = fc.double({ min: 1, max: 1e6, noNaN: true });
    const kind = fc.constantFrom("additive" as const, "multiplicative" as const);
    fc.assert(
      fc.property(fc.array(value, { minLength: 24, maxLength: 40 }), kind, (values, kind) => {
        const series = Float64Array.from(values);
        const season = seasonIndices(series, 12, kind)!;
        const back = readjusted(adjusted(series, season), season, 0);
        for (const [t, value] of back.entries()) expect(Math.abs(value - series[t]!)).toBeLessThan(1e-6 * (1 + value));
        const mean = season.indices.reduce((sum, index) => sum + index, 0) / 12;
        expect(Math.abs(mean - (kind === "additive" ? 0 : 1))).toBeLessThan(1e-6);
      }),
      { seed: 2 },
    );
  });
});

it("movingAverage is centred", () => {
  expect([...movingAverage(Float64Array.of(1, 2, 3, 4, 5), 3)]).toEqual([Number.NaN, 2, 3, 4, Number.NaN]);
  expect(movingAverage(Float64Array.of(1, 2, 3, 4, 9), 4)[2]).toBeCloseTo((0.5 + 2 + 3 + 4 + 4.5) / 4, 12);
});
