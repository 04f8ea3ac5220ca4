import { lifecycleRules } from "#model/lifecycle-rules.ts";
import { daysBetween } from "../days.ts";
import { exact } from "../money.ts";

/** A business day with its valid orders and their money. */
export interface OrderDay {
  readonly ordered_on: string;
  readonly placed: number;
  readonly money: number;
}

/** A business day with the money of what came back on it. */
export interface ReturnDay {
  readonly returned_on: string;
  readonly money: number | null;
  readonly why: string | null;
}

/** Days of a period, `[from, to)`, those of the one before it, and the day as of which silence is counted. */
export interface ProfileSpans {
  readonly from: string;
  readonly to: string;
  readonly previousFrom: string;
  readonly previousTo: string;
  readonly asOf: string;
}

/** What was ordered in a period: `revenue` less what came back in it, `aov` = revenue / orders, null without orders. */
export interface OrderSum {
  readonly orders: number;
  readonly revenue: number;
  readonly returned: number;
  readonly aov: number | null;
}

/** How a customer orders; gaps are days between two order days. */
export interface CustomerOrders extends OrderSum {
  readonly previous: OrderSum;
  /** Revenue over the previous period's − 1; null where that had none. */
  readonly change: number | null;
  readonly allOrders: number;
  readonly allRevenue: number;
  readonly firstOn: string | null;
  readonly lastOn: string | null;
  /** Days since the last order. */
  readonly silentDays: number | null;
  readonly meanGap: number | null;
  /** Null with fewer gaps than the lifecycle asks for, which tell no habit. */
  readonly medianGap: number | null;
}

/** Sums up a customer's order days (ascending, none after the as-of) by period, and how often it orders. O(days log days). */
export function customerOrders(
  days: readonly OrderDay[],
  returns: readonly ReturnDay[],
  spans: ProfileSpans,
): CustomerOrders {
  const { from, to, previousFrom, previousTo, asOf } = spans;
  const now = sumOf(days, returns, from, to);
  const previous = sumOf(days, returns, previousFrom, previousTo);
  const all = sumOf(days, returns, "", "9999-12-31");
  const gaps = gapsOf(days).map(({ gap }) => gap);
  const [first, last] = [days[0], days.at(-1)];
  return {
    ...now,
    previous,
    change: previous.revenue > 0 ? now.revenue / previous.revenue - 1 : null,
    allOrders: all.orders,
    allRevenue: all.revenue,
    firstOn: first?.ordered_on ?? null,
    lastOn: last?.ordered_on ?? null,
    silentDays: last === undefined ? null : daysBetween(last.ordered_on, asOf),
    meanGap: gaps.length === 0 ? null : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length,
    medianGap: gaps.length < lifecycleRules.fewestGaps ? null : median(gaps),
  };
}

/** Days from one order day to the next, with the day on which each gap ended. */
export function gapsOf(days: readonly OrderDay[]): { readonly on: string; readonly gap: number }[] {
  return days
    .slice(1)
    .map(({ ordered_on: on }, index) => ({ on, gap: daysBetween(days[index]?.ordered_on ?? on, on) }));
}

/** Mean of the middle two. @throws Error when there is none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new Error("median requires at least 1 number");
  return (low + high) / 2;
}

function sumOf(days: readonly OrderDay[], returns: readonly ReturnDay[], from: string, to: string): OrderSum {
  const within = days.filter(({ ordered_on: on }) => on >= from && on < to);
  const orders = within.reduce((sum, { placed }) => sum + placed, 0);
  const returned = returns
    .filter(({ returned_on: on }) => on >= from && on < to)
    .reduce((sum, { money }) => sum + (money ?? 0), 0);
  const revenue = exact(within.reduce((sum, { money }) => sum + money, 0) - returned);
  return { orders, revenue, returned: exact(returned), aov: orders === 0 ? null : exact(revenue / orders) };
}
