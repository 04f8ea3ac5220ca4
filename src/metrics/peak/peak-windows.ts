import { errorFunction } from "simple-statistics";
import type { WeekGrid } from "./week-grid.ts";

/** A run of weekdays and hours in which more orders come than an even week would bring. */
export interface PeakWindow {
  /** ISO weekdays, both ends included. */
  readonly weekday_from: number;
  readonly weekday_to: number;
  /** Hours `[from, to)`; null where times are not known. */
  readonly hour_from: number | null;
  readonly hour_to: number | null;
  readonly orders: number;
  readonly revenue: number;
  /** Of all orders. */
  readonly share: number;
  /** Orders over those of an even week. */
  readonly times: number;
  /** That some window of an even week shows as much, over all windows looked at. */
  readonly p_value: number;
}

/** Longest run of hours that is one peak, and of weekdays where hours are not known. */
const mostHours = 4;
const mostDays = 3;
const mostWindows = 3;
/** Significance. */
const alpha = 0.01;
/** Below this many times an even week nobody would plan by it. */
const leastTimes = 1.25;

/**
 * Significant peaks of a week (购买高峰), at most three apart from each other, the most certain first: the scan statistic over
 * all runs of weekdays and up to four hours, by the likelihood ratio of a window's orders against a week in which every hour
 * gets its part of them, divided by the dispersion. Its p-value is that of one window (half of χ² with one degree of freedom)
 * times the number of windows looked at (Bonferroni), which is never too small. `hours` false scans weekdays alone, up to
 * three. O(windows · cells).
 * Sources: Kulldorff, A spatial scan statistic, Communications in Statistics (1997); Agarwal et al., Spatial scan statistics:
 * approximations and performance study, KDD (2006), for the χ² tail.
 */
export function peakWindows(grid: WeekGrid, hours: boolean): PeakWindow[] {
  const candidates = windows(hours);
  const total = sum(grid.orders);
  const span = sum(grid.days) * 24;
  if (total === 0 || span === 0) return [];
  const scored = candidates
    .map((window) => {
      const [orders, revenue, exposure] = within(grid, window);
      const expected = (total * exposure) / span;
      const ratio = likelihoodRatio(orders, expected, total) / grid.dispersion;
      // 1 − erf(√(x/2)) is the upper tail of χ² with one degree of freedom at x.
      const one = Math.max(0, 1 - errorFunction(Math.sqrt(ratio))) / 2;
      return { window, orders, revenue, expected, ratio, p: Math.min(1, one * candidates.length) };
    })
    .filter(({ p, orders, expected }) => p < alpha && orders >= leastTimes * expected)
    .sort((a, b) => b.ratio - a.ratio || a.window.day - b.window.day || a.window.hour - b.window.hour);
  const chosen: typeof scored = [];
  for (const candidate of scored) {
    if (chosen.length === mostWindows) break;
    if (!chosen.some(({ window }) => touch(window, candidate.window))) chosen.push(candidate);
  }
  return chosen.map(({ window, orders, revenue, expected, p }) => ({
    weekday_from: grid.weekdays[window.day] as number,
    weekday_to: grid.weekdays[window.lastDay] as number,
    hour_from: hours ? window.hour : null,
    hour_to: hours ? window.hour + window.hours : null,
    orders,
    revenue: Math.round(revenue * 100) / 100,
    share: orders / total,
    times: orders / expected,
    p_value: p,
  }));
}

interface Window {
  readonly day: number;
  readonly lastDay: number;
  readonly hour: number;
  readonly hours: number;
}

function windows(hours: boolean): Window[] {
  const found: Window[] = [];
  for (let day = 0; day < 7; day++) {
    for (let lastDay = day; lastDay < 7; lastDay++) {
      if (!hours) {
        if (lastDay - day < mostDays) found.push({ day, lastDay, hour: 0, hours: 24 });
        continue;
      }
      for (let length = 1; length <= mostHours; length++) {
        for (let hour = 0; hour + length <= 24; hour++) found.push({ day, lastDay, hour, hours: length });
      }
    }
  }
  return found;
}

/** Orders, revenue and hours of the period inside a window. */
function within(grid: WeekGrid, { day, lastDay, hour, hours }: Window): [number, number, number] {
  let [orders, revenue, exposure] = [0, 0, 0];
  for (let place = day; place <= lastDay; place++) {
    exposure += (grid.days[place] as number) * hours;
    for (let at = 24 * place + hour; at < 24 * place + hour + hours; at++) {
      orders += grid.orders[at] as number;
      revenue += grid.revenue[at] as number;
    }
  }
  return [orders, revenue, exposure];
}

/** Logarithm of the likelihood ratio of more orders inside than expected; 0 where there are not. */
function likelihoodRatio(orders: number, expected: number, total: number): number {
  if (orders <= expected || expected <= 0) return 0;
  const outside = total - orders;
  return orders * Math.log(orders / expected) + (outside === 0 ? 0 : outside * Math.log(outside / (total - expected)));
}

/** Do they overlap, or does one continue the other? */
function touch(a: Window, b: Window): boolean {
  return a.day <= b.lastDay + 1 && b.day <= a.lastDay + 1 && a.hour <= b.hour + b.hours && b.hour <= a.hour + a.hours;
}

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}
