/**
 * Shapley values (夏普利值): what each of `factors` players adds to a value, averaged over all orders in which they can come.
 * `value` tells the worth of a set, given as a bit mask of its players; it is asked once for each of the 2^factors sets.
 * The values sum to value(all) − value(none), but for rounding. O(2^factors · factors).
 * Throws unless there are 1 to 8 factors.
 * Source: Shapley, A value for n-person games (1953).
 *
 * @example shapley(2, (set) => [0, 10, 20, 50][set] ?? 0) // [20, 30]
 */
export function shapley(factors: number, value: (set: number) => number): number[] {
  if (!(Number.isInteger(factors) && factors >= 1 && factors <= 8)) throw new Error("shapley requires 1 to 8 factors");
  const sets = 2 ** factors;
  const worth = Array.from({ length: sets }, (_, set) => value(set));
  // Share of the orders in which just a set of this size comes before a given player: s! (n − s − 1)! / n!.
  const weight = [1 / factors];
  for (let size = 1; size < factors; size += 1) weight.push(((weight[size - 1] as number) * size) / (factors - size));
  return Array.from({ length: factors }, (_, factor) => {
    let sum = 0;
    for (let set = 0; set < sets; set += 1) {
      if (set & (1 << factor)) continue;
      sum += (weight[bits(set)] as number) * ((worth[set | (1 << factor)] as number) - (worth[set] as number));
    }
    return sum;
  });
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) count += 1;
  return count;
}

/**
 * What each factor's change did to a product: Shapley values of moving the factors from `before` to `after`. They sum to
 * the product's change, but for rounding. O(2^n · n). Throws unless both have the same 1 to 8 factors.
 *
 * @example shapleyProduct([10, 2], [20, 3]) // [25, 15]
 */
export function shapleyProduct(before: readonly number[], after: readonly number[]): number[] {
  if (before.length !== after.length) throw new Error("shapleyProduct requires as many factors after as before");
  return shapley(before.length, (set) =>
    before.reduce((product, value, factor) => product * (set & (1 << factor) ? (after[factor] as number) : value), 1),
  );
}
