import { decimalRatio, reaches } from "./decimal-ratio.ts";
import { itemsetLookup } from "./itemset-lookup.ts";
import type { Itemsets } from "./itemsets.ts";

/** Who buys the antecedent also buys the consequent. */
export interface AssociationRule {
  /** Names of one or more items, sorted. */
  readonly antecedent: readonly string[];
  readonly consequent: string;
  /** Transactions with all of them. */
  readonly count: number;
  /** count / transactions. */
  readonly support: number;
  /** Share of the transactions with the antecedent that have the consequent too. */
  readonly confidence: number;
  /** Confidence over the share of all transactions that have the consequent. */
  readonly lift: number;
  /** Support beyond what independent items would have. */
  readonly leverage: number;
  /** How much rarer the antecedent comes without the consequent than if they were independent; null without end. */
  readonly conviction: number | null;
}

/** More rules than can be looked at: the confidence, or the support, is too low for these itemsets. */
export class TooManyRules extends Error {
  override name = "TooManyRules";
  readonly limit: number;
  constructor(limit: number) {
    super(`associationRules found more than ${limit} rules: raise the confidence`);
    this.limit = limit;
  }
}

/**
 * Association rules (关联规则) with one consequent and at least one antecedent, out of frequent itemsets: those whose
 * confidence, count over that of the antecedent, is at least the threshold, compared in whole numbers. Sorted by lift,
 * confidence and count, the highest first, then by the names of antecedent and consequent. `names` are those of the items
 * by row number. Throws when the confidence is not above 0 and at most 1, and `TooManyRules` above `limit`.
 * O(Σ size² of the itemsets + rules · log rules).
 * Source: Agrawal, Imieliński & Swami (1993); leverage Piatetsky-Shapiro (1991); conviction Brin et al. (1997).
 */
export function associationRules(
  itemsets: Itemsets,
  names: readonly string[],
  confidence: number,
  limit = 1_000_000,
): AssociationRule[] {
  const enough = reaches(decimalRatio(confidence, "confidence"));
  const { items, offsets, counts, transactions } = itemsets;
  const countOf = itemsetLookup(itemsets);
  const rules: AssociationRule[] = [];
  for (let set = 0; set < counts.length; set += 1) {
    const start = offsets[set] as number;
    const end = offsets[set + 1] as number;
    const count = counts[set] as number;
    for (let at = start; at < end && end - start > 1; at += 1) {
      const base = countOf(start, end, at);
      if (!enough(count, base)) continue;
      if (rules.length === limit) throw new TooManyRules(limit);
      const others = items.slice(start, end).filter((_, index) => index !== at - start);
      rules.push({
        antecedent: Array.from(others, (item) => names[item] as string).sort(),
        consequent: names[items[at] as number] as string,
        ...strength(count, base, countOf(at, at + 1), transactions),
      });
    }
  }
  return rules.sort(
    (a, b) =>
      b.lift - a.lift ||
      b.confidence - a.confidence ||
      b.count - a.count ||
      byText(a.antecedent.join("\n"), b.antecedent.join("\n")) ||
      byText(a.consequent, b.consequent),
  );
}

/** Measures of a rule from the transactions with both sides, with the antecedent, with the consequent, and in all. */
function strength(count: number, base: number, consequent: number, transactions: number) {
  return {
    count,
    support: count / transactions,
    confidence: count / base,
    lift: (count * transactions) / (base * consequent),
    leverage: (count * transactions - base * consequent) / (transactions * transactions),
    conviction: count === base ? null : ((transactions - consequent) * base) / (transactions * (base - count)),
  };
}

function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
