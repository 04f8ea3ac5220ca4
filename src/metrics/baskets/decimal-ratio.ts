/** A ratio as the decimal that it was written as: exact, where the number itself is not (0.1 is not 1/10). */
export interface DecimalRatio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * The decimal that a number is written as: 0.001 → 1/1000. O(1). Throws when it is not above 0 and at most 1;
 * `name` says in the message whose it is.
 */
export function decimalRatio(value: number, name: string): DecimalRatio {
  if (!(value > 0 && value <= 1)) throw new Error(`${name} must be above 0 and at most 1`);
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length - Number(exponent)) };
}

/** The least whole number that is at least `ratio` of a whole number: ceil(ratio · base), exactly. O(1). */
export function leastCount({ numerator, denominator }: DecimalRatio, base: number): number {
  return Number((numerator * BigInt(base) + denominator - 1n) / denominator);
}

/** Is `count` at least `ratio` of `base`? Compared as count · denominator ≥ numerator · base in whole numbers. O(1). */
export function reaches({ numerator, denominator }: DecimalRatio): (count: number, base: number) => boolean {
  const [high, low] = [Number(numerator), Number(denominator)];
  return (count, base) => {
    const [left, right] = [count * low, high * base];
    if (left <= Number.MAX_SAFE_INTEGER && right <= Number.MAX_SAFE_INTEGER) return left >= right;
    return BigInt(count) * denominator >= numerator * BigInt(base);
  };
}
