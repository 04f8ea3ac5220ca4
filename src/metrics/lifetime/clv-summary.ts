/** One customer's purchase history in weeks. */
export interface CustomerSummary {
  /** Distinct order days after the first. */
  readonly x: number;
  /** Age at the last order day. */
  readonly tx: number;
  /** Age at the end. */
  readonly T: number;
}

/**
 * What BG/NBD needs of one customer's order days (day numbers in any order, such as days since 1970; several orders on a
 * day are one purchase), observed to the end of day `until`. Orders after it are not looked at.
 * Throws `clvSummary requires …` without an order by then. O(orders).
 *
 * @example clvSummary([10, 10, 24, 31], 45) // { x: 2, tx: 3, T: 5 }
 */
export function clvSummary(orderDays: readonly number[], until: number): CustomerSummary {
  const days = new Set(orderDays.filter((day) => day <= until));
  if (days.size === 0) throw new Error("clvSummary requires an order on or before the last day");
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const day of days) {
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  return { x: days.size - 1, tx: (last - first) / 7, T: (until - first) / 7 };
}
