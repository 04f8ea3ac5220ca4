import type { Proportion } from "./proportions.ts";

/** Weights below this share of the largest cannot change a p-value that is shown. */
const negligible = 1e-20;

/**
 * Fisher's exact test of two proportions, two-sided: the chance, given all four margins, of a table at most as likely as the
 * observed one. Unlike the z test it holds its level however few successes there are. O(√trials): likely tables are walked
 * outwards from the likeliest. Source: Fisher, Statistical Methods for Research Workers (1934), section 21.02; two-sided as
 * in R's fisher.test.
 *
 * @example fisherExact({ successes: 3, trials: 4 }, { successes: 1, trials: 4 }) // 0.486
 */
export function fisherExact(first: Proportion, second: Proportion): number {
  const [own, all] = [first.trials, first.trials + second.trials];
  const successes = first.successes + second.successes;
  if (!(first.trials >= 1 && second.trials >= 1)) throw new Error("fisherExact requires at least 1 trial on each side");
  const [least, most] = [Math.max(0, own + successes - all), Math.min(own, successes)];
  const likeliest = Math.floor(((own + 1) * (successes + 1)) / (all + 2));
  const rise = (x: number) => ((successes - x) * (own - x)) / ((x + 1) * (all - successes - own + x + 1));
  const weights = new Map<number, number>([[likeliest, 1]]);
  for (let x = likeliest, weight = 1; x < most && weight > negligible; x++) {
    weight *= rise(x);
    weights.set(x + 1, weight);
  }
  for (let x = likeliest, weight = 1; x > least && weight > negligible; x--) {
    weight /= rise(x - 1);
    weights.set(x - 1, weight);
  }
  const observed = weights.get(first.successes) ?? 0;
  // Tables as likely as the observed one may differ from it in their last digits.
  const bound = observed * (1 + 1e-7);
  let [total, extreme] = [0, 0];
  for (const weight of weights.values()) {
    total += weight;
    if (weight <= bound) extreme += weight;
  }
  return Math.min(1, extreme / total);
}
