import { addDays } from "../days.ts";

/** An account that a rule called at risk, and what was done about it. Days are business days, ISO. */
export interface FlaggedAccount {
  readonly rule: string;
  readonly account: string;
  readonly openedOn: string;
  readonly risk: number;
  readonly heldOut: boolean;
  /** Did somebody take it on? */
  readonly taken: boolean;
  /** Hours until somebody answered; null while nobody did. */
  readonly responseHours: number | null;
  /** Days within which the rule expects it to order, or not. */
  readonly horizon: number;
}

/** Orders of one account by day. */
export interface OrderDays {
  readonly days: readonly string[];
  readonly net: readonly number[];
}

/** What came of it: `open` until its horizon is over, then whether it ordered within it, and for how much. */
export interface Outcome extends FlaggedAccount {
  readonly state: "open" | "left" | "returned";
  readonly revenue: number;
}

/**
 * What became of flagged accounts as of a day. An account has returned (复购) when it ordered on a day after the one it was
 * flagged on and within its horizon; it has left (流失) when the horizon is over without one. Of an account that is flagged
 * anew within the horizon only the first time counts: it is one prediction. Before the horizon is over an order counts
 * already, but neither side is judged yet, as the quick returns alone would flatter. O(flags + order days).
 */
export function outcomes(
  flags: readonly FlaggedAccount[],
  orders: ReadonlyMap<string, OrderDays>,
  asOf: string,
): Outcome[] {
  const until = new Map<string, string>();
  const first = flags
    .toSorted((a, b) => (a.openedOn < b.openedOn ? -1 : a.openedOn > b.openedOn ? 1 : 0))
    .filter(({ account, rule, openedOn, horizon }) => {
      const key = JSON.stringify([account, rule]);
      if (openedOn <= (until.get(key) ?? "")) return false;
      until.set(key, addDays(openedOn, horizon));
      return true;
    });
  return first.map((flag) => {
    const end = addDays(flag.openedOn, flag.horizon);
    const { days = [], net = [] } = orders.get(flag.account) ?? {};
    const inside = days.flatMap((day, at) => (day > flag.openedOn && day <= end ? [net[at] ?? 0] : []));
    const state = asOf < end ? "open" : inside.length > 0 ? "returned" : "left";
    return { ...flag, state, revenue: inside.reduce((sum, money) => sum + money, 0) };
  });
}
