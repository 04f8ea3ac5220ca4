import { describe, expect, it } from "vitest";
import { expectedPurchases } from "#metrics/lifetime/bg-nbd.ts";
import { fitBgNbd } from "#metrics/lifetime/bg-nbd-fit.ts";
import { customerLifetimeValue, monthlyRate, usualTerms, weeksPerMonth } from "#metrics/lifetime/clv.ts";
import { clvHoldout } from "#metrics/lifetime/clv-holdout.ts";
import { clvSummary } from "#metrics/lifetime/clv-summary.ts";
import { expectedMeanValue } from "#metrics/lifetime/gamma-gamma.ts";
import { fitGammaGamma } from "#metrics/lifetime/gamma-gamma-fit.ts";
import { cdnow } from "./clv-cdnow.ts";

const customers = { x: Float64Array.of(0, 2, 9), tx: Float64Array.of(0, 20, 30), T: Float64Array.of(30, 30, 31) };
const parameters = { r: 0.5, alpha: 4, a: 0.8, b: 2.5 };

describe("customerLifetimeValue", () => {
  it("is lifetimes' for CDNOW's first customers", () => {
    // Its documentation: 140.096, 18.943, 38.181 (12 months at 1 %; there a month has 30 of the data's units).
    const value = expectedMeanValue(fitGammaGamma(cdnow).parameters, cdnow);
    const terms = { months: 12, monthlyDiscountRate: 0.01, monthLength: 30 };
    const { clv } = customerLifetimeValue(fitBgNbd(cdnow).parameters, cdnow, value, terms);
    expect(clv[0]).toBeCloseTo(140.096, 3);
    expect(clv[1]).toBeCloseTo(18.943, 2);
    expect(clv[2]).toBeCloseTo(38.181, 2);
  });

  it("is purchases times value without discount", () => {
    const value = Float64Array.of(10, 20, 30);
    const scored = customerLifetimeValue(parameters, customers, value, { ...usualTerms, monthlyDiscountRate: 0 });
    const year = expectedPurchases(parameters, customers, 12 * weeksPerMonth);
    expect(scored.expectedPurchases).toEqual(year);
    expect(scored.expectedValue).toBe(value);
    scored.clv.forEach((worth, row) => {
      expect(worth).toBeCloseTo(year[row]! * value[row]!, 10);
    });
  });

  it("discounts a month's purchases from its end", () => {
    const value = Float64Array.of(1, 1, 1);
    const terms = { ...usualTerms, months: 1, monthlyDiscountRate: 0.25 };
    const month = expectedPurchases(parameters, customers, weeksPerMonth);
    customerLifetimeValue(parameters, customers, value, terms).clv.forEach((worth, row) => {
      expect(worth).toBeCloseTo(month[row]! / 1.25, 12);
    });
    expect(monthlyRate(0.12682503013196977)).toBeCloseTo(0.01, 12);
  });

  it("refuses terms without meaning", () => {
    const value = Float64Array.of(1, 1, 1);
    const score = (terms: Partial<typeof usualTerms>) =>
      customerLifetimeValue(parameters, customers, value, { ...usualTerms, ...terms });
    expect(() => score({ months: 0 })).toThrow("clv requires a horizon of 1 month or more");
    expect(() => score({ monthlyDiscountRate: -1 })).toThrow("clv requires a discount rate");
    expect(() => score({ monthLength: 0 })).toThrow("clv requires a month");
    expect(() => customerLifetimeValue(parameters, customers, new Float64Array(1))).toThrow(
      "clv requires as many values",
    );
  });
});

describe("clvHoldout", () => {
  it("compares with going on at one's own rate", () => {
    // By hand: naive = x / T · 15 = 0, 1, 4.35…; ranks of the actual 1, 0, 3 against 1, 2, 3 give ρ = .5.
    const quality = clvHoldout(customers, Float64Array.of(1, 0.5, 4), Float64Array.of(1, 0, 3), 15);
    expect(quality.mae).toBeCloseTo(0.5, 12);
    expect(quality.spearman).toBeCloseTo(1, 12);
    expect(quality.naiveMae).toBeCloseTo((1 + 1 + (9 / 31) * 15 - 3) / 3, 12);
    expect(quality.naiveSpearman).toBeCloseTo(0.5, 12);
    expect(quality.customers).toBe(3);
  });

  it("gives ties their average rank and constants no correlation", () => {
    // scipy 1.10: spearmanr([1, 2, 2, 5], [0, 0, 3, 3]) = .7071…
    const four = { x: Float64Array.of(0, 0, 0, 0), tx: new Float64Array(4), T: Float64Array.of(5, 5, 5, 0) };
    const quality = clvHoldout(four, Float64Array.of(1, 2, 2, 5), Float64Array.of(0, 0, 3, 3), 10);
    expect(quality.spearman).toBeCloseTo(Math.SQRT1_2, 10);
    expect(quality.naiveSpearman).toBeNull();
    expect(quality.naiveMae).toBe(1.5);
  });

  it("refuses nobody, lists that do not match and no time", () => {
    const none = new Float64Array(0);
    expect(() => clvHoldout({ x: none, tx: none, T: none }, none, none, 1)).toThrow("clvHoldout requires at least 1");
    expect(() => clvHoldout(customers, none, none, 1)).toThrow("clvHoldout requires a forecast and a count");
    const three = new Float64Array(3);
    expect(() => clvHoldout(customers, three, three, 0)).toThrow("clvHoldout requires a period");
  });
});

describe("clvSummary", () => {
  it("counts distinct days after the first, in weeks", () => {
    expect(clvSummary([31, 10, 10, 24], 45)).toEqual({ x: 2, tx: 3, T: 5 });
    expect(clvSummary([10], 45)).toEqual({ x: 0, tx: 0, T: 5 });
  });

  it("does not look ahead", () => {
    expect(clvSummary([10, 17, 24], 17)).toEqual({ x: 1, tx: 1, T: 1 });
    expect(() => clvSummary([18], 17)).toThrow("clvSummary requires an order");
  });
});
