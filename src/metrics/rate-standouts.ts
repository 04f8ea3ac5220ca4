import { fisherExact } from "./fisher-exact.ts";
import { holm, type Proportion, wilson } from "./proportions.ts";

/** A group's rate against the rate of all other groups together. */
export interface RateStanding {
  /** Null without trials. */
  readonly rate: number | null;
  /** Rate of all others; null where there are none. */
  readonly rest: number | null;
  /** Of no difference, Holm-adjusted over all groups; null where there is nothing to compare. */
  readonly pValue: number | null;
  /** Which way the group differs from the others; null where that may be chance. */
  readonly verdict: "above" | "below" | null;
}

/** Chance of calling any group different where none is. */
const significance = 0.05;

/**
 * Which groups' rates differ from the others' by more than chance explains: each group is tested against all others
 * together (Fisher's exact test, Holm-adjusted over the groups), and its Wilson interval and theirs must not overlap. Where
 * no group differs, any is called different with a chance of at most 5 %. In the order given; O(groups · √trials).
 * Sources as in `fisher-exact.ts` and `proportions.ts`.
 *
 * @example rateStandings([{ successes: 80, trials: 100 }, { successes: 50, trials: 100 }])[0]?.verdict // "above"
 */
export function rateStandings(groups: readonly Proportion[]): RateStanding[] {
  const whole = groups.reduce(add, { successes: 0, trials: 0 });
  const pairs = groups.map((own) => ({
    own,
    others: { successes: whole.successes - own.successes, trials: whole.trials - own.trials },
  }));
  const comparable = pairs.filter(({ own, others }) => own.trials > 0 && others.trials > 0);
  const adjusted = holm(comparable.map(({ own, others }) => fisherExact(own, others)));
  const pValues = new Map(comparable.map((pair, index) => [pair, adjusted[index] ?? 1]));
  return pairs.map((pair) => {
    const { own, others } = pair;
    const pValue = pValues.get(pair) ?? null;
    const [rate, rest] = [ratio(own), ratio(others)];
    return { rate, rest, pValue, verdict: pValue !== null && pValue < significance ? apart(own, others) : null };
  });
}

/** On which side of the other an interval lies; null where they overlap. */
function apart(own: Proportion, others: Proportion): RateStanding["verdict"] {
  const [mine, theirs] = [wilson(own), wilson(others)];
  if (mine.low > theirs.high) return "above";
  return mine.high < theirs.low ? "below" : null;
}

function add(a: Proportion, b: Proportion): Proportion {
  return { successes: a.successes + b.successes, trials: a.trials + b.trials };
}

function ratio({ successes, trials }: Proportion): number | null {
  return trials > 0 ? successes / trials : null;
}

/** Wilson 95 % interval as the JSON contract gives intervals, `[low, high]`; null without trials. */
export function interval95(proportion: Proportion): readonly [number, number] | null {
  if (proportion.trials < 1) return null;
  const { low, high } = wilson(proportion);
  return [low, high];
}
