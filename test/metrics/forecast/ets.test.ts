import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { automaticEts } from "#metrics/forecast/automatic-ets.ts";
import { type EtsModel, fitEts, forecastEts } from "#metrics/forecast/ets.ts";
import { EtsFilter, type EtsSeason } from "#metrics/forecast/ets-filter.ts";
import { airPassengers } from "./air-passengers.ts";

/** Saudi Arabian oil production in million tonnes, 1996 to 2013: Hyndman & Athanasopoulos, table 7.1 (below). */
const oil = Float64Array.of(
  ...[445.36, 453.2, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43],
  ...[521.28, 508.95, 488.89, 509.87, 456.72, 473.82, 525.95, 549.83, 542.34],
);
const simple: EtsModel = { trend: "none", season: "none", relative: false };
const damped: EtsModel = { trend: "damped", season: "multiplicative", relative: true };

/** −2·log-likelihood + 2k of a fit's AICc with k parameters. */
const aic = (aicc: number, k: number, n: number) => aicc - (2 * k * (k + 1)) / (n - k - 1);

describe("EtsFilter", () => {
  it("gives the likelihood that R publishes", () => {
    // forecast::ets(AirPassengers) of R: ETS(M,Ad,M), AIC 1395.166 with 18 parameters, at these rounded ones.
    const season = [0.9059, 0.8869, 1.011, 0.9804, 0.9786, 1.1105, 1.2318, 1.2203, 1.0592, 0.9217, 0.7993, 0.8944];
    const x = Float64Array.of(0.7096, 0.0204, 1e-4, 0.98, 120.9939, 1.7705, ...season);
    const filter = new EtsFilter(airPassengers, { season: "multiplicative", relative: true, m: 12 });
    expect(filter.value(x) + 2 * 18).toBeCloseTo(1395.166, 1);
  });

  it("has the derivatives of its value", () => {
    const share = fc.double({ min: 0.05, max: 0.9, noNaN: true });
    const kind = fc.constantFrom<EtsSeason>("none", "additive", "multiplicative");
    fc.assert(
      fc.property(kind, fc.boolean(), share, share, share, (season, relative, alpha, beta, gamma) => {
        const series = airPassengers.slice(0, 40);
        const state = season === "multiplicative" ? 1 : 5;
        const states = season === "none" ? [] : Array.from({ length: 12 }, (_, j) => state * (1 + 0.02 * (j - 6)));
        const x = Float64Array.of(alpha, alpha * beta, (1 - alpha) * gamma, 0.9, 120, 1.5, ...states);
        const filter = new EtsFilter(series, { season, relative, m: 12 });
        filter.value(x);
        filter.differentiate(x);
        const gradient = filter.gradient.slice();
        for (const at of x.keys()) {
          const reach = 1e-6 * Math.max(1, Math.abs(x[at]!));
          const above = filter.value(x.with(at, x[at]! + reach));
          const slope = (above - filter.value(x.with(at, x[at]! - reach))) / (2 * reach);
          expect(Math.abs(gradient[at]! - slope)).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
        }
      }),
      { numRuns: 30, seed: 1 },
    );
  });
});

describe("fitEts", () => {
  it("is simple exponential smoothing of oil production", () => {
    // Hyndman & Athanasopoulos, Forecasting: Principles and Practice (2018), section 7.1: α .8339, ℓ₀ 446.6, forecast 542.68.
    const fit = fitEts(oil, 1, simple)!;
    const { mean, deviation } = forecastEts(fit, 5);
    expect(fit.parameters[0]).toBeCloseTo(0.8339, 2);
    expect(fit.parameters[4]).toBeCloseTo(446.6, 1);
    expect([...mean].map((value) => value.toFixed(1))).toEqual(Array(5).fill("542.7"));
    // R's ets: σ 29.8282; Var(h) = σ²·(1 + (h − 1)·α²), section 7.5 there.
    expect(deviation[0]).toBeCloseTo(29.83, 1);
    expect(deviation[4]! / deviation[0]!).toBeCloseTo(Math.sqrt(1 + 4 * fit.parameters[0]! ** 2), 6);
  });

  it("is at least as likely as the fit that R publishes", () => {
    const fit = fitEts(airPassengers, 12, damped)!;
    expect(aic(fit.aicc, 18, 144)).toBeLessThan(1395.166);
    expect(aic(fit.aicc, 18, 144)).toBeGreaterThan(1390);
  });

  it("does not depend on the unit", () => {
    const [small, large] = [1, 1e7].map(
      (unit) =>
        fitEts(
          airPassengers.map((value) => value * unit),
          12,
          damped,
        )!,
    );
    expect(large!.level / small!.level / 1e7).toBeCloseTo(1, 8);
    expect(large!.aicc - small!.aicc).toBeCloseTo(2 * 144 * Math.log(1e7), 6);
  });

  it("does not fit what the observations cannot carry", () => {
    expect(fitEts(Float64Array.of(1, 2, 3, 4), 1, simple)).toBeNull();
    expect(fitEts(airPassengers.slice(0, 23), 12, damped)).toBeNull();
    expect(fitEts(oil.with(3, 0), 1, { ...simple, relative: true })).toBeNull();
    expect(fitEts(new Float64Array(20), 1, simple)).toBeNull();
  });
});

describe("automaticEts", () => {
  it("finds the season and the trend of airline passengers", () => {
    expect(automaticEts(airPassengers, 12)!.model).toMatchObject({ season: "multiplicative", relative: true });
  });

  it("finds no season where there is none", () => {
    const wave = Float64Array.from({ length: 72 }, (_, t) => 100 + 10 * Math.sin(t * t));
    expect(automaticEts(wave, 12)!.model.season).toBe("none");
  });

  it("keeps to additive models of logarithms", () => {
    const { model } = automaticEts(airPassengers.map(Math.log), 12, "additive")!;
    expect(model).toMatchObject({ season: "additive", relative: false });
  });
});
