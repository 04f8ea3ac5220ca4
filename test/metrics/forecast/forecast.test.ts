import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seasonalNaive, seasonalNaiveError, smape } from "#metrics/forecast/accuracy.ts";
import { type Forecast, forecast } from "#metrics/forecast/forecast.ts";
import { seededRandom } from "#metrics/random.ts";
import { airPassengers } from "./air-passengers.ts";

const monthly = { season: 12, horizon: 6 };

const numbersOf = ({ mean, lo80, hi80, lo95, hi95 }: Forecast) => [mean, lo95, lo80, hi80, hi95];

function expectOrder(found: Forecast): void {
  for (const [step, value] of found.mean.entries()) {
    const [lo95, lo80, hi80, hi95] = [found.lo95, found.lo80, found.hi80, found.hi95].map((bounds) => bounds[step]!);
    expect([lo95, lo80, value, hi80, hi95].every(Number.isFinite)).toBe(true);
    expect(lo95! <= lo80! && lo80! <= value && value <= hi80! && hi80! <= hi95!).toBe(true);
  }
}

describe("forecast of airline passengers", () => {
  const past = airPassengers.slice(0, 132);
  const ahead = airPassengers.slice(132);
  const found = forecast(past, { season: 12, horizon: 12 });

  it("is within 5 % of the last year, which repeating the year before misses by 10 %", () => {
    expect(smape(ahead, seasonalNaive(past, 12, 12))).toBeGreaterThan(10);
    expect(smape(ahead, Float64Array.from(found.mean))).toBeLessThan(5);
    const inside = ahead.filter((value, step) => value >= found.lo95[step]! && value <= found.hi95[step]!);
    expect(inside.length).toBeGreaterThanOrEqual(11);
    const width = found.hi95.reduce((sum, high, step) => sum + high - found.lo95[step]!, 0) / 12;
    expect(width / seasonalNaiveError(past, 12)).toBeLessThan(6);
    expectOrder(found);
  });

  it("says how it was made, and how good it was", () => {
    expect(found.method).toMatchObject({ season: 12, seasonMissing: false, constant: false, intervals: "backtest" });
    expect(found.method.members).toContainEqual({ model: "DOTM", logarithms: false, adjusted: "multiplicative" });
    expect(found.method.members).toContainEqual({ model: "Theta/6", logarithms: false, adjusted: "multiplicative" });
    expect(found.method.members.map(({ model }) => model.replace(/\(.*/, ""))).toEqual([
      "DOTM",
      "DOTM",
      "Theta/3",
      "Theta/6",
      "ETS",
      "ARIMA",
      "ETS",
      "ARIMA",
    ]);
    expect(found.backtest).toMatchObject({ origins: 3, values: 24 });
    expect(found.backtest!.smape).toBeLessThan(0.7 * found.backtest!.naiveSmape);
    expect(found.backtest!.mase).toBeLessThan(1.3);
  });

  it("is plain data, and the same every time", () => {
    expect(structuredClone(found)).toEqual(found);
    expect(forecast([...past], { season: 12, horizon: 12 })).toEqual(found);
  });
});

describe("forecast", () => {
  it("grows with the unit", () => {
    const past = airPassengers.slice(0, 60);
    const [small, large] = [1, 1e4].map((unit) =>
      numbersOf(
        forecast(
          past.map((value) => value * unit),
          monthly,
        ),
      ).flat(),
    );
    for (const [index, value] of small!.entries()) expect(large![index]! / 1e4 / value).toBeCloseTo(1, 2);
  });

  it("never fails on numbers, and its intervals hold one another", () => {
    const value = fc.oneof(
      fc.constant(0),
      fc.integer({ min: -50, max: 1000 }),
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.double({ min: 1e-9, max: 1e-3, noNaN: true }),
    );
    const series = fc.array(value, { minLength: 6, maxLength: 40 });
    const season = fc.constantFrom(1, 2, 4, 7, 12);
    fc.assert(
      fc.property(series, season, fc.integer({ min: 1, max: 14 }), (values, season, horizon) => {
        expectOrder(forecast(values, { season, horizon }));
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it("repeats a constant, and says that its intervals mean nothing", () => {
    for (const value of [0, 5]) {
      const found = forecast(new Float64Array(30).fill(value), monthly);
      expect(
        numbersOf(found)
          .flat()
          .every((number) => Math.abs(number - value) < 1e-9),
      ).toBe(true);
      expect(found.method.constant).toBe(true);
    }
  });

  it("says that a season was not seen twice", () => {
    const { method, backtest } = forecast(airPassengers.slice(0, 23), monthly);
    expect(method).toMatchObject({ season: 1, seasonMissing: true });
    expect(backtest).not.toBeNull();
    const two = forecast(airPassengers.slice(0, 24), monthly);
    expect(two.method).toMatchObject({ season: 12, seasonMissing: false, intervals: "models" });
    expect(two.backtest).toBeNull();
  });

  it("takes a long or hardly seen season out before ETS and ARIMA look", () => {
    const random = seededRandom(4);
    const weeks = Float64Array.from(
      { length: 3 * 52 },
      (_, t) => 900 + 300 * Math.sin((t * Math.PI) / 26) + 90 * random(),
    );
    const adjustedIn = (values: Float64Array, season: number) =>
      forecast(values, { season, horizon: 4 }).method.members.map(({ model, adjusted }) => [
        model.replace(/\W.*/, ""),
        adjusted,
      ]);
    expect(adjustedIn(weeks, 52)).toContainEqual(["ETS", "multiplicative"]);
    expect(adjustedIn(weeks, 52)).toContainEqual(["ARIMA", null]);
    expect(adjustedIn(airPassengers.slice(0, 28), 12)).toContainEqual(["ARIMA", "multiplicative"]);
    expect(adjustedIn(airPassengers.slice(0, 28), 12)).toContainEqual(["ARIMA", "additive"]);
    expect(adjustedIn(airPassengers, 12)).toContainEqual(["ETS", null]);
  });

  it("stays at or above 0 where asked", () => {
    const random = seededRandom(2);
    const orders = Float64Array.from({ length: 60 }, () => (random() < 0.2 ? Math.ceil(10 * random()) : 0));
    expect(Math.min(...forecast(orders, monthly).lo95)).toBeLessThan(0);
    const found = forecast(orders, { ...monthly, nonNegative: true });
    expect(Math.min(...numbersOf(found).flat())).toBe(0);
    expectOrder(found);
  });

  it("covers about 95 % of what follows random walks", () => {
    const random = seededRandom(8);
    let [inside, all] = [0, 0];
    for (let walk = 0; walk < 60; walk++) {
      let level = 100;
      const series = Float64Array.from({ length: 46 }, () => (level += random() + random() + random() - 1.5));
      const { lo95, hi95 } = forecast(series.slice(0, 40), { season: 1, horizon: 6 });
      for (const [step, low] of lo95.entries()) {
        const value = series[40 + step]!;
        if (value >= low && value <= hi95[step]!) inside += 1;
        all += 1;
      }
    }
    expect(inside / all).toBeGreaterThan(0.9);
    expect(inside / all).toBeLessThan(0.99);
  });

  it("refuses what it cannot forecast", () => {
    expect(() => forecast([1, 2, 3, 4, 5], monthly)).toThrow("forecast requires at least 6 observations");
    expect(() => forecast([1, 2, 3, Number.NaN, 5, 6], monthly)).toThrow("forecast requires finite values");
    expect(() => forecast([1, 2, 3, 4, 5, 6], { season: 0, horizon: 6 })).toThrow("forecast requires a season");
    expect(() => forecast([1, 2, 3, 4, 5, 6], { season: 12, horizon: 0 })).toThrow("forecast requires a horizon");
  });
});

describe("forecast without a season", () => {
  it("repeats the last value where that was clearly better", () => {
    const options = { season: 12, horizon: 3 };
    const steps = [50, 50, 50, 50, 50, 80, 80, 80, 120, 120, 120, 120, 120, 120];
    const { method, mean, lo95, hi95 } = forecast(steps, options);
    expect(method.members).toEqual([{ model: "naive", logarithms: false, adjusted: null }]);
    expect(mean).toEqual([120, 120, 120]);
    expect(hi95[2]! - lo95[2]!).toBeGreaterThan(1.7 * (hi95[0]! - lo95[0]!));
  });
});
