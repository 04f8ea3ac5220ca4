import type { ChurnEvents } from "./churn-events.ts";
import type { ChurnPopulation } from "./churn-population.ts";

/** In the order in which they are written. */
export const orderFeatureNames = [
  "silence_over_own_gap",
  "silence_days",
  "own_gap_days",
  "gap_spread",
  "last_gap_over_own_gap",
  "order_days",
  "tenure_days",
  "orders_recent",
  "orders_before",
  "orders_trend",
  "revenue_recent",
  "revenue_before",
  "revenue_trend",
  "revenue_year",
  "order_value_change",
] as const;

/** Order days that are compared with the earlier ones for the change of the order value. */
const latest = 3;

/**
 * Features out of the order days of each account up to the snapshot, in the first columns of a row; `recent` is the
 * horizon before the snapshot, `before` the one before that. The own gap is the mean one, drawn towards half a horizon
 * as if one such gap had been seen. O(order days).
 */
export function writeOrderFeatures(
  orders: ChurnEvents["orders"],
  { accounts, starts, ends, snapshot }: ChurnPopulation,
  horizon: number,
  values: Float64Array,
  columns: number,
): void {
  const { day, orders: count, net } = orders;
  const gaps: number[] = [];
  for (let i = 0; i < accounts.length; i++) {
    const [start, end] = [starts[i] as number, ends[i] as number];
    const days = end - start;
    if (days === 0) continue;
    let [recent, before, money, moneyBefore, year, squares] = [0, 0, 0, 0, 0, 0];
    let [lateMoney, lateOrders, earlyMoney, earlyOrders] = [0, 0, 0, 0];
    gaps.length = 0;
    for (let at = start; at < end; at++) {
      const age = snapshot - (day[at] as number);
      const [orderCount, amount] = [count[at] as number, net[at] as number];
      if (age < horizon) [recent, money] = [recent + orderCount, money + amount];
      else if (age < 2 * horizon) [before, moneyBefore] = [before + orderCount, moneyBefore + amount];
      if (age < 365) year += amount;
      if (at >= end - latest) [lateMoney, lateOrders] = [lateMoney + amount, lateOrders + orderCount];
      else [earlyMoney, earlyOrders] = [earlyMoney + amount, earlyOrders + orderCount];
      if (at === start) continue;
      const gap = (day[at] as number) - (day[at - 1] as number);
      gaps.push(gap);
      squares += gap * gap;
    }
    const [first, last] = [day[start] as number, day[end - 1] as number];
    const silence = snapshot - last;
    const gap = (last - first + horizon / 2) / days;
    const mean = (last - first) / (days - 1);
    const typical = money + moneyBefore > 0 ? (money + moneyBefore) / Math.max(1, recent + before) : 1;
    const lastGap = gaps.at(-1) ?? Number.NaN;
    const to = i * columns;
    values[to] = Math.log((silence + 1) / (gap + 1));
    values[to + 1] = Math.log1p(silence);
    values[to + 2] = days > 2 ? Math.log1p(medianOf(gaps)) : Number.NaN;
    values[to + 3] = days > 3 ? Math.sqrt(Math.max(0, squares / (days - 1) - mean * mean)) / mean : Number.NaN;
    values[to + 4] = days > 2 ? Math.log((lastGap + 1) / (gap + 1)) : Number.NaN;
    values[to + 5] = Math.log1p(days);
    values[to + 6] = Math.log1p(snapshot - first);
    values[to + 7] = Math.log1p(recent);
    values[to + 8] = Math.log1p(before);
    values[to + 9] = Math.log((recent + 1) / (before + 1));
    values[to + 10] = Math.log1p(money);
    values[to + 11] = Math.log1p(moneyBefore);
    values[to + 12] = Math.log((money + typical) / (moneyBefore + typical));
    values[to + 13] = Math.log1p(year);
    values[to + 14] =
      days >= 2 * latest && earlyMoney > 0 ? Math.log(lateMoney / lateOrders / (earlyMoney / earlyOrders)) : Number.NaN;
  }
}

/** Sorts in place. */
function medianOf(gaps: number[]): number {
  gaps.sort((a, b) => a - b);
  return ((gaps[(gaps.length - 1) >> 1] as number) + (gaps[gaps.length >> 1] as number)) / 2;
}
