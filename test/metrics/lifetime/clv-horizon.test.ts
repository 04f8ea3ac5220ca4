import { describe, expect, it } from "vitest";
import { usualTerms, weeksPerMonth } from "#metrics/lifetime/clv.ts";
import { clvTerms, holdoutDays, horizonDays, usualHorizon } from "#metrics/lifetime/clv-horizon.ts";

const weeks = { count: 39, unit: "week", yearlyDiscount: 0.1 } as const;

describe("a horizon", () => {
  it("is 12 months at 1 % a month, unless said", () => {
    const { months, monthlyDiscountRate, monthLength } = clvTerms(usualHorizon);
    expect([months, monthLength]).toEqual([12, usualTerms.monthLength]);
    expect(monthlyDiscountRate).toBeCloseTo(0.01, 14);
  });

  it("of weeks is discounted week by week, to the same in a year", () => {
    const { months, monthlyDiscountRate, monthLength } = clvTerms(weeks);
    expect([months, monthLength]).toEqual([39, 1]);
    expect((1 + monthlyDiscountRate) ** (12 * weeksPerMonth)).toBeCloseTo(1.1, 12);
  });

  it("has days", () => {
    expect([horizonDays(usualHorizon), horizonDays(weeks)]).toEqual([365, 273]);
  });

  it("is held back as a whole, or half of the history, or not at all", () => {
    expect(holdoutDays(3000, usualHorizon)).toBe(365);
    expect(holdoutDays(545, weeks)).toBe(272);
    expect(holdoutDays(56, weeks)).toBe(28);
    expect(holdoutDays(55, weeks)).toBeNull();
  });
});
