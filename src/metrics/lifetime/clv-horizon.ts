import { type ClvTerms, monthlyRate, usualTerms, weeksPerMonth } from "./clv.ts";

/** How far to look ahead, and what a year's delay takes off money: 0.1 is 10 %. */
export interface ClvHorizon {
  readonly count: number;
  readonly unit: "month" | "week";
  readonly yearlyDiscount: number;
}

/** 12 months at 1 % a month. */
export const usualHorizon: ClvHorizon = {
  count: usualTerms.months,
  unit: "month",
  yearlyDiscount: (1 + usualTerms.monthlyDiscountRate) ** 12 - 1,
};

const weeksPerYear = 12 * weeksPerMonth;

/** The horizon in the terms of `customerLifetimeValue`; weeks are discounted week by week. O(1). */
export function clvTerms({ count, unit, yearlyDiscount }: ClvHorizon): ClvTerms {
  if (unit === "month")
    return { months: count, monthlyDiscountRate: monthlyRate(yearlyDiscount), monthLength: weeksPerMonth };
  const weekly = Math.expm1(Math.log1p(yearlyDiscount) / weeksPerYear);
  return { months: count, monthlyDiscountRate: weekly, monthLength: 1 };
}

/** Length of a horizon in days, rounded. O(1). */
export function horizonDays({ count, unit }: ClvHorizon): number {
  return Math.round(7 * count * (unit === "month" ? weeksPerMonth : 1));
}

/** Shortest time worth holding back, in days. */
const shortest = 28;

/**
 * Days of purchases held back to check the forecast with: as many as the horizon has, but no more than half of the
 * history; null where that is too short to tell anything. O(1).
 */
export function holdoutDays(historyDays: number, horizon: ClvHorizon): number | null {
  const days = Math.min(horizonDays(horizon), Math.floor(historyDays / 2));
  return days < shortest ? null : days;
}
