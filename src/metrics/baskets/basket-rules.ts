import { type AssociationRule, associationRules, TooManyRules } from "./association-rules.ts";
import { bestRules } from "./basket-best.ts";
import { usualSupport } from "./basket-support.ts";
import { decimalRatio, leastCount } from "./decimal-ratio.ts";
import { frequentItemsets, type Itemsets, TooManyItemsets, type Transactions } from "./itemsets.ts";

export interface BasketQuestion {
  readonly transactions: Transactions;
  /** Names of the items by row number, no two equal. */
  readonly names: readonly string[];
  /** Null to choose it by the data. */
  readonly support: number | null;
  readonly confidence: number;
  /** The item that rules must hold; null for any. */
  readonly about: string | null;
  /** Rules given back at most; null for all. */
  readonly mostRules: number | null;
}

export interface BasketRules {
  readonly transactions: number;
  readonly support: number;
  /** Transactions that an itemset needs at this support. */
  readonly least: number;
  readonly itemsets: number;
  /** Items of a transaction on average. */
  readonly meanSize: number;
  /** Has every transaction one item? */
  readonly single: boolean;
  /** All rules (about the item), of which `rules` are the first by lift. */
  readonly ruleCount: number;
  readonly rules: readonly AssociationRule[];
  /** Rules worth acting on, the most valuable first. */
  readonly best: readonly AssociationRule[];
  /** Transactions with an item, of the items that the best rules hold. */
  readonly itemCounts: ReadonlyMap<string, number>;
}

/** The support or confidence asked for is too low for these transactions. */
export interface TooMuch {
  readonly tooMany: "itemsets" | "rules";
  readonly limit: number;
  /** A support (itemsets) to try instead. */
  readonly trySupport: number | null;
}

/** Itemsets looked at most when the support is chosen by the data, which must not take long. */
const quickItemsets = 200_000;

/**
 * Itemsets and rules of baskets as `/basket` tells them, or that there are more itemsets than `mostItemsets` or a million
 * rules. Throws without transactions. Costs what `usualSupport`,
 * `frequentItemsets` and `associationRules` cost.
 */
export function basketRules(question: BasketQuestion, mostItemsets = 2_000_000): BasketRules | TooMuch {
  const { transactions, names, confidence, about, mostRules } = question;
  try {
    const [itemsets, support] =
      question.support === null
        ? quickly(transactions, usualSupport(transactions, confidence))
        : [frequentItemsets(transactions, question.support, mostItemsets), question.support];
    const all = associationRules(itemsets, names, confidence);
    const rules =
      about === null
        ? all
        : all.filter(({ antecedent, consequent }) => consequent === about || antecedent.includes(about));
    const best = bestRules(rules, all);
    return {
      transactions: itemsets.transactions,
      support,
      least: leastCount(decimalRatio(support, "support"), itemsets.transactions),
      itemsets: itemsets.counts.length,
      ...sizes(transactions, itemsets.transactions),
      ruleCount: rules.length,
      rules: mostRules === null ? rules : rules.slice(0, mostRules),
      best,
      itemCounts: countsOf(
        new Set(best.flatMap(({ antecedent, consequent }) => [...antecedent, consequent])),
        itemsets,
        names,
      ),
    };
  } catch (error) {
    if (error instanceof TooManyItemsets)
      return { tooMany: "itemsets", limit: error.limit, trySupport: error.trySupport };
    if (error instanceof TooManyRules) return { tooMany: "rules", limit: error.limit, trySupport: null };
    throw error;
  }
}

/** Itemsets at a support, or at a higher one at which they are not too many. */
function quickly(transactions: Transactions, support: number): readonly [Itemsets, number] {
  try {
    return [frequentItemsets(transactions, support, quickItemsets), support];
  } catch (error) {
    if (error instanceof TooManyItemsets && error.trySupport > support) return quickly(transactions, error.trySupport);
    throw error;
  }
}

function sizes({ offsets, weights }: Transactions, total: number) {
  let [items, single] = [0, true];
  for (let basket = 0; basket + 1 < offsets.length; basket += 1) {
    const size = (offsets[basket + 1] as number) - (offsets[basket] as number);
    items += size * (weights?.[basket] ?? 1);
    single &&= size === 1;
  }
  return { meanSize: items / total, single };
}

function countsOf(wanted: ReadonlySet<string>, { items, offsets, counts }: Itemsets, names: readonly string[]) {
  const found = new Map<string, number>();
  for (let set = 0; set < counts.length; set += 1) {
    const start = offsets[set] as number;
    const name = names[items[start] as number] as string;
    if ((offsets[set + 1] as number) - start === 1 && wanted.has(name)) found.set(name, counts[set] as number);
  }
  return found;
}
