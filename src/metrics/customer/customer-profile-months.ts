import { daysBetween } from "../days.ts";
import { cents } from "../money.ts";
import type { OrderDay, ReturnDay } from "./customer-profile.ts";

/** A calendar month, beginning on `start`, with the money of its orders less what came back in it. */
export interface ProfileMonth {
  readonly start: string;
  readonly revenue: number;
}

const [fewest, most] = [6, 24];

/** The months up to the as-of, from the first order or event on: at least 6 and at most 24, oldest first. O(days). */
export function profileMonths(
  days: readonly OrderDay[],
  returns: readonly ReturnDay[],
  { asOf, firstEvent }: { readonly asOf: string; readonly firstEvent: string | null },
): ProfileMonth[] {
  const first = [days[0]?.ordered_on, firstEvent].filter((day) => typeof day === "string").sort()[0] ?? asOf;
  const count = Math.min(most, Math.max(fewest, monthIndex(asOf) - monthIndex(first) + 1));
  const start = monthIndex(asOf) - count + 1;
  const revenue = new Float64Array(count);
  const add = (day: string, money: number) => {
    const at = monthIndex(day) - start;
    if (at >= 0 && at < count) revenue[at] = (revenue[at] as number) + money;
  };
  for (const { ordered_on, money } of days) add(ordered_on, money);
  for (const { returned_on, money } of returns) add(returned_on, -(money ?? 0));
  return Array.from(revenue, (money, at) => ({
    start: monthStart(start + at),
    revenue: cents(money),
  }));
}

/** Where a day lies among months: 0 at the first day of the first, 1 at the first day of the second, … O(1). */
export function monthPosition(day: string, months: readonly ProfileMonth[]): number {
  const from = monthIndex(months[0]?.start ?? day);
  const start = monthStart(monthIndex(day));
  const length = daysBetween(start, monthStart(monthIndex(day) + 1));
  return monthIndex(day) - from + daysBetween(start, day) / length;
}

function monthIndex(day: string): number {
  return 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1;
}

function monthStart(index: number): string {
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}-01`;
}
