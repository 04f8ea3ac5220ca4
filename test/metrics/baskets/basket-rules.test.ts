import { describe, expect, it } from "vitest";
import { associationRules } from "#metrics/baskets/association-rules.ts";
import { bestRules } from "#metrics/baskets/basket-best.ts";
import { basketResult } from "#metrics/baskets/basket-result.ts";
import { basketRules } from "#metrics/baskets/basket-rules.ts";
import { usualSupport } from "#metrics/baskets/basket-support.ts";
import { frequentItemsets, type Transactions } from "#metrics/baskets/itemsets.ts";

const names = ["bread", "milk", "nappies", "beer", "eggs", "cola"];

function baskets(sets: readonly (readonly [items: readonly number[], times: number])[]): Transactions {
  const offsets = [0];
  for (const [items] of sets) offsets.push((offsets.at(-1) ?? 0) + items.length);
  return {
    items: Int32Array.from(sets.flatMap(([items]) => items)),
    offsets: Int32Array.from(offsets),
    weights: Int32Array.from(sets, ([, times]) => times),
    itemCount: names.length,
  };
}

// Tan, Steinbach & Kumar, Introduction to Data Mining, table 6.1.
const market = baskets([
  [[0, 1], 1],
  [[0, 2, 3, 4], 1],
  [[1, 2, 3, 5], 1],
  [[0, 1, 2, 3], 1],
  [[0, 1, 2, 5], 1],
]);
const asked = { transactions: market, names, support: 0.4, confidence: 0.6, about: null, mostRules: null };

describe("basketRules", () => {
  it("finds the rules of the textbook's five baskets", () => {
    const found = basketRules(asked);
    if ("tooMany" in found) throw new Error("not too many");
    // Section 6.1: {milk, nappies} → {beer} has support 2/5 and confidence 2/3.
    expect(found.rules).toContainEqual(
      expect.objectContaining({
        antecedent: ["milk", "nappies"],
        consequent: "beer",
        count: 2,
        support: 0.4,
        confidence: 2 / 3,
      }),
    );
    expect(found).toMatchObject({ transactions: 5, least: 2, single: false, meanSize: 3.6 });
    expect(found.itemCounts.get("beer")).toBe(3);
    const fields = basketResult(found, {
      level: "product",
      confidence: 0.6,
      about: null,
      period: { from: "a", to: "b" },
      previous: null,
      excluded: [],
    });
    expect(Object.keys(fields.rules[0] ?? {})).toEqual([
      "antecedent",
      "consequent",
      "count",
      "support",
      "confidence",
      "lift",
      "leverage",
      "conviction",
    ]);
  });

  it("keeps to the rules about one item, and lists as many as asked", () => {
    const all = basketRules(asked);
    const found = basketRules({ ...asked, about: "beer", mostRules: 1 });
    if ("tooMany" in found || "tooMany" in all) throw new Error("not too many");
    const about = all.rules.filter(
      ({ antecedent, consequent }) => consequent === "beer" || antecedent.includes("beer"),
    );
    expect(found.ruleCount).toBe(about.length);
    expect(found.rules).toEqual(about.slice(0, 1));
  });

  it("says when there are too many, and what to try", () => {
    const wide = Array.from({ length: 24 }, (_, item) => item);
    const transactions = {
      items: Int32Array.from(wide),
      offsets: Int32Array.of(0, 24),
      weights: Int32Array.of(9),
      itemCount: 24,
    };
    const many = { ...asked, transactions, names: wide.map(String), support: 0.5 };
    expect(basketRules(many, 100_000)).toEqual({ tooMany: "itemsets", limit: 100_000, trySupport: 1 });
  });
});

describe("usualSupport", () => {
  it("never asks for fewer orders than can be more than chance", () => {
    // Of 100 baskets five is the least; nothing comes together as often as that but bread and milk.
    const few = baskets([
      [[0, 1], 6],
      [[0], 30],
      [[1], 30],
      [[2, 3], 4],
      [[4], 30],
    ]);
    expect(usualSupport(few, 0.3)).toBe(0.05);
    expect(() => usualSupport(baskets([]), 0.3)).toThrow("at least 1 transaction");
  });

  it("is the highest of the ladder at which twenty rules hold", () => {
    const itemCount = 42;
    const sets = Array.from({ length: 21 }, (_, pair) => [2 * pair, 2 * pair + 1]);
    const transactions = {
      items: Int32Array.from(sets.flat()),
      offsets: Int32Array.from({ length: 22 }, (_, basket) => 2 * basket),
      // The tenth pair, which brings the rules to twenty, occurs 120 times of 4,620: 2 % is 93.
      weights: Int32Array.from({ length: 21 }, (_, pair) => (pair < 10 ? 120 + 40 * (9 - pair) : 147)),
      itemCount,
    };
    const support = usualSupport(transactions, 0.5);
    const rules = associationRules(
      frequentItemsets(transactions, support),
      Array.from({ length: 42 }, (_, i) => `${i}`),
      0.5,
    );
    expect(support).toBe(0.02);
    expect(rules.length).toBeGreaterThanOrEqual(20);
  });
});

describe("bestRules", () => {
  const rule = (antecedent: string[], consequent: string, confidence: number, leverage: number, lift = 2) => ({
    antecedent,
    consequent,
    confidence,
    leverage,
    lift,
    count: 10,
    support: 0.1,
    conviction: null,
  });

  it("tells each set once, and nothing that a shorter rule says as well", () => {
    const both = [rule(["a"], "b", 0.6, 0.05), rule(["b"], "a", 0.4, 0.05)];
    const longer = [rule(["a", "c"], "b", 0.65, 0.04), rule(["a", "d"], "b", 0.9, 0.03)];
    const chance = rule(["x"], "y", 0.9, 0.2, 1.1);
    const all = [...longer, ...both, chance];
    expect(bestRules(all, all)).toEqual([both[0], longer[1]]);
  });
});
