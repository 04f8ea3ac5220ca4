import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Draws numbers from [0, 1). */
export type Random = () => number;

/**
 * A seeded source of uniform numbers (xoroshiro128+), so that the same data gives the same answer everywhere. O(1).
 * Source: Blackman & Vigna, Scrambled linear pseudorandom number generators, ACM TOMS (2021).
 */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}
