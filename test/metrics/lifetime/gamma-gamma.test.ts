import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectedMeanValue, populationMeanValue } from "#metrics/lifetime/gamma-gamma.ts";
import { fitGammaGamma } from "#metrics/lifetime/gamma-gamma-fit.ts";
import { gammaGammaLikelihood } from "#metrics/lifetime/gamma-gamma-likelihood.ts";
import { logGamma, logGammaRise } from "#metrics/lifetime/gamma-gamma-log-gamma.ts";
import { seededRandom } from "#metrics/random.ts";
import { cdnow } from "./clv-cdnow.ts";

describe("fitGammaGamma", () => {
  it("is the fit of CDNOW", () => {
    // Fader & Hardie, The Gamma-Gamma Model of Monetary Value (2013): p 6.25, q 3.74, v 15.44; further digits by lifetimes.
    const { parameters, customers, undetermined } = fitGammaGamma(cdnow);
    expect(parameters.p).toBeCloseTo(6.2488, 3);
    expect(parameters.q).toBeCloseTo(3.7446, 3);
    expect(parameters.v).toBeCloseTo(15.4478, 3);
    expect({ customers, undetermined }).toEqual({ customers: 946, undetermined: [] });
  });

  it("does not depend on the currency", () => {
    const { parameters } = fitGammaGamma({ x: cdnow.x, value: cdnow.value.map((value) => value * 7000) });
    expect(parameters.p).toBeCloseTo(6.2488, 3);
    expect(parameters.v / 7000).toBeCloseTo(15.4478, 3);
  });

  it("tells which parameters the data cannot", () => {
    const random = seededRandom(5);
    const x = Float64Array.from({ length: 300 }, () => 1 + Math.floor(random() * 5));
    const value = x.map((purchases) => {
      let sum = 0;
      for (let k = 0; k < purchases; k++) sum += 50 + 100 * random();
      return sum / purchases;
    });
    const { undetermined, parameters } = fitGammaGamma({ x, value });
    expect(undetermined).toEqual(["q", "v"]);
    expect(populationMeanValue(parameters)).toBeCloseTo(100, -1);
  });

  it("refuses what it cannot fit", () => {
    const columns = (x: readonly number[], value: readonly number[]) => ({
      x: Float64Array.from(x),
      value: Float64Array.from(value),
    });
    const ten = Array.from({ length: 10 }, () => 2);
    expect(() => fitGammaGamma(columns([], []))).toThrow("gammaGamma requires at least 10 repeat buyers");
    expect(() => fitGammaGamma(columns([0, ...ten], [...ten, 0]))).toThrow("gammaGamma requires at least 10");
    expect(() => fitGammaGamma(columns(ten, ten))).toThrow("gammaGamma requires values that differ");
    expect(() => fitGammaGamma(columns(ten, ten.with(1, Number.NaN)))).toThrow("gammaGamma requires a finite mean");
    expect(() => fitGammaGamma(columns(ten.with(1, -2), ten))).toThrow("gammaGamma requires whole numbers");
    expect(() => fitGammaGamma(columns(ten, [1]))).toThrow("gammaGamma requires as many values as x");
  });
});

it("the likelihood's derivatives are those of its value", () => {
  const curveAt = gammaGammaLikelihood(Float64Array.of(1, 1, 3, 20), Float64Array.of(0.5, 1.1, 2, 0.8));
  const parameter = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(parameter, parameter, parameter), (point) => {
      const { gradient, hessian } = curveAt(Float64Array.from(point));
      for (const index of [0, 1, 2]) {
        const [up, down] = [1e-5, -1e-5].map((step) =>
          curveAt(Float64Array.from(point).with(index, point[index]! + step)),
        );
        const scale = 1 + Math.abs(hessian[3 * index + index]!);
        expect(((up!.value - down!.value) / 2e-5 - gradient[index]!) / scale).toBeCloseTo(0, 5);
        for (const other of [0, 1, 2]) {
          const bend = (up!.gradient[other]! - down!.gradient[other]!) / 2e-5;
          expect((bend - hessian[3 * index + other]!) / scale).toBeCloseTo(0, 5);
        }
      }
    }),
    { numRuns: 50 },
  );
});

describe("expectedMeanValue", () => {
  it("is lifetimes' for CDNOW's first customers", () => {
    // conditional_expected_average_profit in lifetimes' documentation: 24.658619, 18.911489, 35.170981, 71.462843.
    const expected = expectedMeanValue(fitGammaGamma(cdnow).parameters, cdnow);
    for (const [row, value] of [
      [0, 24.658619],
      [1, 18.911489],
      [2, 35.170981],
      [5, 71.462843],
    ] as const) {
      expect(expected[row]).toBeCloseTo(value, 3);
    }
  });

  it("is the population's mean without purchases, where there is one", () => {
    const once = { x: Float64Array.of(0, 3), value: Float64Array.of(0, 10) };
    expect(populationMeanValue({ p: 6, q: 4, v: 15 })).toBe(30);
    expect(expectedMeanValue({ p: 6, q: 4, v: 15 }, once)[0]).toBe(30);
    expect(populationMeanValue({ p: 6, q: 1, v: 15 })).toBeNull();
    expect(Array.from(expectedMeanValue({ p: 6, q: 1, v: 15 }, once))).toEqual([Number.NaN, (6 * 45) / 18]);
  });
});

describe("logGamma", () => {
  it("is scipy's gammaln, digamma and polygamma(1)", () => {
    // scipy 1.10
    const known = [
      [0.001, 6.907178885383853, -1000.5755719318103, 1000001.6425331959],
      [0.5, 0.5723649429247, -1.9635100260214235, 4.93480220054468],
      [3.7446, 1.4804343309807275, 1.1808872026179522, 0.3058404164141408],
      [50, 144.56574394634487, 3.9019896734278925, 0.020201333226697128],
    ] as const;
    for (const [x, value, digamma, trigamma] of known) {
      const found = logGamma(x);
      expect(found.value).toBeCloseTo(value, 12);
      expect(found.digamma / digamma).toBeCloseTo(1, 12);
      expect(found.trigamma / trigamma).toBeCloseTo(1, 12);
    }
  });

  it("rises by sums of logarithms over whole steps, from small bases and very large ones", () => {
    for (const base of [0.1, 9.5, 30, 1e9]) {
      const steps = [0, 1, 2, 3, 4];
      const rise = logGammaRise(base, 5);
      const sum = (term: (at: number) => number) => steps.reduce((total, step) => total + term(base + step), 0);
      expect(rise.value / sum(Math.log)).toBeCloseTo(1, 12);
      expect(rise.digamma / sum((at) => 1 / at)).toBeCloseTo(1, 12);
      expect(rise.trigamma / sum((at) => -1 / (at * at))).toBeCloseTo(1, 11);
    }
  });
});
