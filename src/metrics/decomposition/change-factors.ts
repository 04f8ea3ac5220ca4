import { revenueFactors } from "./revenue-factors.ts";
import { settleCents } from "./settle-cents.ts";
import { shapleyProduct } from "./shapley.ts";

/** Something that a number is made of, and what its change did to the number. */
export interface Factor {
  readonly factor: string;
  readonly contribution: number;
}

/** What a period's revenue is made of; money without tax. */
export interface RevenueOfPeriod {
  /** Distinct known buyers, their orders and the net of these. */
  readonly buyers: number;
  readonly orders: number;
  readonly attributed: number;
  /** Net of orders whose account is not known. */
  readonly unattributed: number;
  /** Money that returns took back. */
  readonly returned: number;
}

/**
 * What changed revenue: buyers, orders per buyer and value per order (exact Shapley split; all to buyers where a period has
 * none), returns, and orders of nobody known. Whole cents that add up to the change of revenue in cents. O(1).
 */
export function revenueChange(before: RevenueOfPeriod, after: RevenueOfPeriod): Factor[] {
  const [one, other] = [before, after].map(({ attributed, unattributed, returned }) => {
    return settleCents([attributed, unattributed, -returned], attributed + unattributed - returned);
  }) as [number[], number[]];
  const [sold = 0, nobody = 0, taken = 0] = other.map((money, place) => cents(money - (one[place] as number)));
  const split = revenueFactors({ ...before, revenue: one[0] as number }, { ...after, revenue: other[0] as number });
  const [buyers = 0, often = 0, value = 0] = settleCents(
    [split.buyers, split.ordersPerBuyer, split.valuePerOrder],
    sold,
  );
  return [
    { factor: "buyers", contribution: buyers },
    { factor: "orders_per_buyer", contribution: often },
    { factor: "value_per_order", contribution: value },
    { factor: "returns", contribution: taken },
    { factor: "unattributed", contribution: nobody },
  ];
}

/** Two numbers equal to the cent differ by nothing. */
function cents(money: number): number {
  return Math.round(money * 100) / 100;
}

/**
 * What changed the share of deals won: how many of those that reached a stage reached the next (exact Shapley split of the
 * product of these rates). `reached` counts deals by stage, the first being all and the last the won ones. Factors are
 * named `from → to`; they sum to the change but for rounding. Empty with fewer than 2 or more than 9 stages, and where a
 * stage was reached by none. O(2^stages · stages).
 */
export function stageFactors(stages: readonly string[], before: readonly number[], after: readonly number[]): Factor[] {
  const known = [before, after].every((reached) => reached.slice(0, -1).every((count) => count > 0));
  if (stages.length < 2 || stages.length > 9 || !known) return [];
  const rates = (reached: readonly number[]) =>
    reached.slice(1).map((count, place) => count / (reached[place] as number));
  return shapleyProduct(rates(before), rates(after)).map((contribution, place) => {
    return { factor: `${stages[place]} → ${stages[place + 1]}`, contribution };
  });
}

/** The factor that did most to a change, and its place; the first of equals. Throws without any. O(factors). */
export function strongestFactor(factors: readonly Factor[], delta: number): Factor & { readonly place: number } {
  const placed = factors.map((factor, place) => ({ ...factor, place }));
  const [first] = placed.toSorted((a, b) => (b.contribution - a.contribution) * (Math.sign(delta) || 1));
  if (first === undefined) throw new Error("strongestFactor requires at least 1 factor");
  return first;
}
