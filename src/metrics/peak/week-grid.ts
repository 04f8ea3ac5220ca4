import { type LocalHours, type QuarterHours, weekdayOf } from "./local-hours.ts";

/** Orders by weekday and hour; `cell = 24 · place of the weekday in the week + hour`. */
export interface WeekGrid {
  /** ISO weekdays in the order of the company's week. */
  readonly weekdays: readonly number[];
  readonly orders: Float64Array;
  readonly revenue: Float64Array;
  /** How many days of each weekday the period holds. */
  readonly days: readonly number[];
  /** Variance over what chance alone makes; at least 1. */
  readonly dispersion: number;
  /** Share of the orders at midnight to the second. */
  readonly midnight: number;
}

const cells = 168;

/**
 * The week of a period `[from, to)` of local days since 1970; `weekStart` is the first ISO weekday of a week. The dispersion
 * is Pearson's χ² of the table weeks × cells over its degrees of freedom (complete weeks, at least three): orders that come
 * in bunches make it exceed 1. O(rows + weeks · cells).
 * Source: McCullagh & Nelder, Generalized Linear Models (1989), section 6.2, for the dispersion.
 */
export function weekGrid(
  rows: QuarterHours,
  local: LocalHours,
  { from, to, weekStart }: { readonly from: number; readonly to: number; readonly weekStart: number },
): WeekGrid {
  const weekdays = Array.from({ length: 7 }, (_, index) => ((weekStart - 1 + index) % 7) + 1);
  const place = (day: number) => (weekdayOf(day) - weekStart + 7) % 7;
  const days = new Array<number>(7).fill(0);
  for (let day = from; day < to; day++) days[place(day)] = (days[place(day)] ?? 0) + 1;
  const firstWeek = from + ((7 - place(from)) % 7);
  const weeks = Math.max(0, Math.floor((to - firstWeek) / 7));
  const table = new Float64Array(weeks * cells);
  const orders = new Float64Array(cells);
  const revenue = new Float64Array(cells);
  let midnight = 0;
  let total = 0;
  for (let row = 0; row < rows.orders.length; row++) {
    const day = local.day[row] as number;
    const cell = 24 * place(day) + (local.hour[row] as number);
    const count = rows.orders[row] as number;
    orders[cell] = (orders[cell] as number) + count;
    revenue[cell] = (revenue[cell] as number) + (rows.revenue[row] as number);
    total += count;
    if (local.hour[row] === 0 && local.quarter[row] === 0) midnight += rows.sharp[row] as number;
    const week = Math.floor((day - firstWeek) / 7);
    if (week >= 0 && week < weeks) table[week * cells + cell] = (table[week * cells + cell] as number) + count;
  }
  const cents = revenue.map((money) => Math.round(money * 10_000) / 10_000);
  const dispersion = dispersionOf(table, weeks);
  return { weekdays, orders, revenue: cents, days, dispersion, midnight: total === 0 ? 0 : midnight / total };
}

function dispersionOf(table: Float64Array, weeks: number): number {
  if (weeks < 3) return 1;
  const byWeek = new Float64Array(weeks);
  const byCell = new Float64Array(cells);
  let total = 0;
  table.forEach((count, index) => {
    const [week, cell] = [Math.floor(index / cells), index % cells];
    byWeek[week] = (byWeek[week] as number) + count;
    byCell[cell] = (byCell[cell] as number) + count;
    total += count;
  });
  const expected = (index: number) =>
    ((byWeek[Math.floor(index / cells)] as number) * (byCell[index % cells] as number)) / total;
  let square = 0;
  table.forEach((count, index) => {
    const mean = total === 0 ? 0 : expected(index);
    if (mean > 0) square += (count - mean) ** 2 / mean;
  });
  const busy = (list: Float64Array) => list.filter((count) => count > 0).length;
  const freedom = (busy(byWeek) - 1) * (busy(byCell) - 1);
  return freedom <= 0 ? 1 : Math.max(1, square / freedom);
}
