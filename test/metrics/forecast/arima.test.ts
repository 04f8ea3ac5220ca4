import { describe, expect, it } from "vitest";
import { fitArma, forecastArma } from "#metrics/forecast/arma.ts";
import { automaticArima } from "#metrics/forecast/automatic-arima.ts";
import { difference, differencesOf, integrate, kpss } from "#metrics/forecast/differencing.ts";
import { arimaName } from "#metrics/forecast/model-names.ts";
import { seededRandom } from "#metrics/random.ts";
import { airPassengers } from "./air-passengers.ts";

const logarithms = airPassengers.map(Math.log);
const airline = difference(difference(logarithms, 12), 1);
const spread = Math.sqrt(airline.reduce((sum, value) => sum + value * value, 0) / airline.length);

function noise(length: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length }, () => random() + random() + random() - 1.5);
}

describe("fitArma", () => {
  it("is the airline model", () => {
    // R's arima(log(AirPassengers), c(0,1,1), list(order = c(0,1,1), period = 12), method = "CSS"): ma1 −.3772,
    // sma1 −.5724; Box & Jenkins (1976), section 9.2, have θ .4 and Θ .6 by likelihood.
    const orders = { p: 0, q: 1, seasonalP: 0, seasonalQ: 1, constant: false };
    const { movingAverage } = fitArma(
      airline.map((value) => value / spread),
      12,
      orders,
    )!;
    expect([...movingAverage.lags]).toEqual([1, 12, 13]);
    expect(movingAverage.weights[0]).toBeCloseTo(0.3772, 3);
    expect(movingAverage.weights[1]).toBeCloseTo(0.5724, 3);
    expect(movingAverage.weights[2]).toBeCloseTo(-0.3772 * 0.5724, 3);
  });

  it("finds the coefficients that made a series", () => {
    const shocks = noise(3000, 4);
    const series = new Float64Array(3000);
    // (1 − .6B + .3B²)(1 − .4B¹²)(y − 3) = (1 + .5B)e
    const weights = [
      [1, 0.6],
      [2, -0.3],
      [12, 0.4],
      [13, -0.24],
      [14, 0.12],
    ] as const;
    for (let t = 1; t < series.length; t++)
      series[t] = weights.reduce(
        (sum, [lag, weight]) => sum + weight * (series[t - lag] ?? 0),
        shocks[t]! + 0.5 * shocks[t - 1]!,
      );
    const shifted = series.map((value) => value + 3);
    const fit = fitArma(shifted, 12, { p: 2, q: 1, seasonalP: 1, seasonalQ: 0, constant: true })!;
    for (const [i, [lag, weight]] of weights.entries()) {
      expect(fit.autoregressive.lags[i]).toBe(lag);
      expect(Math.abs(fit.autoregressive.weights[i]! - weight)).toBeLessThan(0.1);
    }
    expect(Math.abs(fit.movingAverage.weights[0]! + 0.5)).toBeLessThan(0.1);
    expect(fit.constant).toBeCloseTo(3, 0);
  });

  it("forecasts an autoregression by its powers", () => {
    const orders = { p: 1, q: 0, seasonalP: 0, seasonalQ: 0, constant: true };
    const fit = fitArma(noise(80, 2), 12, orders)!;
    const [weight] = fit.autoregressive.weights as unknown as [number];
    const last = fit.constant + 2;
    const forecast = forecastArma(noise(80, 2).with(79, last), fit, 3);
    for (const [step, value] of forecast.entries())
      expect(value).toBeCloseTo(fit.constant + 2 * weight ** (step + 1), 9);
  });

  it("asks for more observations than parameters", () => {
    expect(fitArma(noise(5, 1), 12, { p: 2, q: 2, seasonalP: 0, seasonalQ: 0, constant: true })).toBeNull();
  });
});

describe("differences", () => {
  it("are taken over the season and once more of airline passengers", () => {
    // Box & Jenkins (1976), section 9.2.
    expect(differencesOf(logarithms, 12)).toEqual({ ordinary: 1, seasonal: 1 });
  });

  it("are not taken of noise, and are of a random walk", () => {
    const walk = noise(120, 7);
    for (let t = 1; t < walk.length; t++) walk[t] = walk[t]! + walk[t - 1]!;
    expect(differencesOf(noise(120, 7), 12)).toEqual({ ordinary: 0, seasonal: 0 });
    expect(differencesOf(walk, 12)).toEqual({ ordinary: 1, seasonal: 0 });
  });

  it("can be undone", () => {
    const [past, future] = [logarithms.slice(0, 120), logarithms.slice(120)];
    const restored = integrate(past, 12, difference(logarithms, 12).slice(108));
    for (const [step, value] of restored.entries()) expect(value).toBeCloseTo(future[step]!, 12);
  });
});

it("kpss is the statistic's definition", () => {
  // Values 1, −1, 1, −1: partial sums 1, 0, 1, 0 and, with no lags, variance 1: (1 + 1) / (16 · 1).
  expect(kpss(Float64Array.of(1, -1, 1, -1))).toBeCloseTo(2 / 16, 12);
});

describe("automaticArima", () => {
  it("chooses the airline model for the airline", () => {
    const found = automaticArima(logarithms, 12, 24)!;
    expect(arimaName(found, 12)).toBe("ARIMA(0,1,1)(0,1,1)[12]");
    // Var(2) / Var(1) = 1 + (1 − θ)², Box & Jenkins (1976), section 9.2.
    expect((found.deviation[1]! / found.deviation[0]!) ** 2).toBeCloseTo(1 + (1 - 0.377) ** 2, 2);
    expect(found.deviation[0]).toBeCloseTo(0.0377, 3);
  });

  it("forecasts noise by its mean", () => {
    const series = noise(60, 3).map((value) => value + 10);
    const { mean } = automaticArima(series, 1, 6)!;
    for (const value of mean) expect(Math.abs(value - 10)).toBeLessThan(0.5);
  });

  it("has nothing to say of constant or short series", () => {
    expect(automaticArima(new Float64Array(40).fill(5), 12, 3)).toBeNull();
    expect(automaticArima(noise(7, 1), 12, 3)).toBeNull();
  });
});
