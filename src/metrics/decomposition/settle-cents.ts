/**
 * Rounds amounts of money to whole cents that add up to the rounded total, by largest remainder: each is rounded down,
 * and the cents left go to those that lost most, the first of equals. No amount changes by a cent or more as long as they
 * sum to the total. Returns money; the sum of the cents is exact. O(n log n).
 * Throws with numbers that are not finite, and when the amounts miss the total by a cent an amount or more.
 * Source: Hamilton's method of apportionment; Balinski & Young, Fair Representation (1982).
 *
 * @example settleCents([3.333, 3.333, 3.334], 10) // [3.33, 3.33, 3.34]
 */
export function settleCents(amounts: readonly number[], total: number): number[] {
  // Half a millionth of a cent settles what binary fractions miss: 0.29 · 100 is 28.999999999999996.
  const exact = amounts.map((amount) => Math.round(amount * 1e8) / 1e6);
  const cents = exact.map(Math.floor);
  const left = Math.round(total * 100) - cents.reduce((sum, amount) => sum + amount, 0);
  if (!Number.isFinite(left)) throw new Error("settleCents requires finite amounts");
  if (left < 0 || left > amounts.length) throw new Error("settleCents requires amounts that sum to the total");
  const lost = (index: number) => (exact[index] as number) - (cents[index] as number);
  const order = [...amounts.keys()].sort((a, b) => lost(b) - lost(a) || a - b);
  for (const index of order.slice(0, left)) cents[index] = (cents[index] as number) + 1;
  return cents.map((amount) => (amount === 0 ? 0 : amount / 100));
}
