import { type GroupBuyers, groupBuyers } from "./recommend-groups.ts";
import { type Histories, type PurchaseColumns, purchaseHistories } from "./recommend-histories.ts";
import { itemNeighbours, type Neighbours } from "./recommend-neighbours.ts";
import { hitRates, type Judged } from "./recommend-quality.ts";
import { type RulePairs, rulePairs } from "./recommend-rules.ts";
import type { Recipe } from "./recommend-scores.ts";

/** What a company's purchases teach about who buys what next: product keys and counts, nothing of any account. */
export interface RecommendModel {
  /** Product keys by item row. */
  readonly products: Int32Array;
  /** Names of the groups of similar accounts; the last place of counts by group is everybody. */
  readonly groups: readonly string[];
  readonly recipe: Recipe;
  readonly neighbours: Neighbours;
  readonly buyers: GroupBuyers;
  readonly pairs: RulePairs;
  /** Null where no account has an order before its last with something new. */
  readonly quality: RecommendQuality | null;
}

export interface RecommendQuality {
  readonly hitRate: number;
  readonly popularityHitRate: number;
  /** Accounts judged. */
  readonly accounts: number;
}

export interface RecommendInput extends PurchaseColumns {
  /** Group by account, of those that have one: keys ascending. */
  readonly grouped: { readonly account: Float64Array; readonly group: readonly (string | null)[] };
}

/** Items learned: those with most buyers. Groups told apart: those with most accounts, none smaller than twenty. */
const mostItems = 3_000;
const mostGroups = 12;
const leastAccounts = 20;
/** Accounts judged when choosing a recipe, and when measuring the one chosen. */
const mostTried = 2_000;
const mostJudged = 5_000;
/** Fewer accounts than these do not choose between recipes. */
const leastJudged = 30;

const usual: Recipe = { within: "orders", halfLife: 2, popularity: 0.1 };
const halfLives = [1, 4, 16];
const popularities = [0, 0.03, 0.1, 0.3, 1];

/**
 * Learns from order lines which products go together, what groups of accounts buy, and how well offers made of it hit. The
 * recipe is chosen by predicting each account's last order but one; its quality is measured once, on the last ones, which
 * it has not seen. Deterministic. O(Σ size² of accounts + items²), six times over.
 */
export function learnRecommendations({ grouped, ...columns }: RecommendInput): RecommendModel {
  const products = mostBought(columns);
  const rowOf = new Int32Array(columns.base).fill(-1);
  for (const [row, product] of products.entries()) rowOf[product] = row;
  const histories = purchaseHistories(columns, rowOf);
  const { groups, groupOf } = largestGroups(histories, grouped);
  const itemCount = products.length;
  const learn = (hidden: number, within: Recipe["within"]) => itemNeighbours(histories, itemCount, { hidden, within });
  const count = (hidden: number) => groupBuyers(histories, groupOf, groups.length, itemCount, hidden);

  const common = { histories, groupOf, itemCount };
  const recipe = chosenRecipe({ ...common, hidden: 2, most: mostTried }, count(2), (within) => learn(2, within));
  const judged = hitRates({ ...common, hidden: 1, most: mostJudged }, count(1), {
    neighbours: learn(1, recipe.within),
    halfLife: recipe.halfLife,
    popularities: [recipe.popularity, null],
  });
  const [hitRate = 0, popularityHitRate = 0] = judged.rates;
  const neighbours = learn(0, recipe.within);
  return {
    products,
    groups,
    recipe,
    neighbours,
    buyers: count(0),
    pairs: rulePairs(histories, groupOf, groups.length, neighbours),
    quality: judged.accounts === 0 ? null : { hitRate, popularityHitRate, accounts: judged.accounts },
  };
}

/** The recipe that hits most often when the last order but one is to be predicted; the first of equals. */
function chosenRecipe(judged: Judged, buyers: GroupBuyers, learn: (within: Recipe["within"]) => Neighbours): Recipe {
  let best = { recipe: usual, rate: -1 };
  for (const within of ["orders", "accounts"] as const) {
    const neighbours = learn(within);
    for (const halfLife of halfLives) {
      const { accounts, rates } = hitRates(judged, buyers, { neighbours, halfLife, popularities });
      if (accounts < leastJudged) return usual;
      for (const [way, rate] of rates.entries()) {
        if (rate <= best.rate) continue;
        best = { recipe: { within, halfLife, popularity: popularities[way] as number }, rate };
      }
    }
  }
  return best.recipe;
}

/** Keys of the products with most buyers, ties by key. */
function mostBought({ account, pair, base }: PurchaseColumns): Int32Array {
  const buyers = new Int32Array(base);
  const last = new Float64Array(base).fill(-1);
  for (let line = 0; line < pair.length; line += 1) {
    const product = (pair[line] as number) % base;
    if (last[product] === account[line]) continue;
    last[product] = account[line] as number;
    buyers[product] = (buyers[product] as number) + 1;
  }
  return Int32Array.from(buyers.keys())
    .filter((product) => (buyers[product] as number) > 0)
    .sort((a, b) => (buyers[b] as number) - (buyers[a] as number) || a - b)
    .slice(0, mostItems);
}

function largestGroups(histories: Histories, { account, group }: RecommendInput["grouped"]) {
  const named = new Map<number, string>();
  for (const [index, name] of group.entries()) if (name) named.set(account[index] as number, name);
  const sizes = new Map<string, number>();
  for (const key of histories.accounts) {
    const name = named.get(key);
    if (name !== undefined) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  const groups = [...sizes]
    .filter(([, size]) => size >= leastAccounts)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostGroups)
    .map(([name]) => name);
  const rows = new Map(groups.map((name, row) => [name, row]));
  return { groups, groupOf: Int32Array.from(histories.accounts, (key) => rows.get(named.get(key) ?? "") ?? -1) };
}
