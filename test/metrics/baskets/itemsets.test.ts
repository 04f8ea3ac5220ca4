import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { associationRules } from "#metrics/baskets/association-rules.ts";
import { decimalRatio, leastCount, reaches } from "#metrics/baskets/decimal-ratio.ts";
import { frequentItemsets, type Itemsets, TooManyItemsets, type Transactions } from "#metrics/baskets/itemsets.ts";

function transactions(baskets: readonly (readonly number[])[], itemCount: number): Transactions {
  const offsets = Int32Array.from({ length: baskets.length + 1 });
  for (const [index, basket] of baskets.entries()) offsets[index + 1] = offsets[index]! + basket.length;
  return { items: Int32Array.from(baskets.flat()), offsets, itemCount };
}

function listed({ items, offsets, counts }: Itemsets): Record<string, number> {
  return Object.fromEntries(
    Array.from(counts, (count, set) => [
      items
        .slice(offsets[set], offsets[set + 1])
        .sort()
        .join(" "),
      count,
    ]),
  );
}

// Tan, Steinbach & Kumar, Introduction to Data Mining (2005), table 6.1.
const names = ["Bread", "Milk", "Diapers", "Beer", "Eggs", "Cola"];
const market = transactions(
  [
    [0, 1],
    [0, 2, 3, 4],
    [1, 2, 3, 5],
    [0, 1, 2, 3],
    [0, 1, 2, 5],
  ],
  6,
);

describe("frequentItemsets", () => {
  it("finds the book's itemsets with at least 3 of 5 transactions", () => {
    // Section 6.2, figure 6.5, with support count 3.
    expect(listed(frequentItemsets(market, 0.6))).toEqual({
      "0": 4,
      "1": 4,
      "2": 4,
      "3": 3,
      "0 1": 3,
      "0 2": 3,
      "1 2": 3,
      "2 3": 3,
    });
  });

  it("finds what counting every subset finds, weighted or repeated, whatever the order", () => {
    const basket = fc.array(fc.nat(6), { maxLength: 9 });
    const weighted = fc.tuple(basket, fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(
        fc.array(weighted, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 100 }),
        (list, percent) => {
          const expected: Record<string, number> = {};
          const total = list.reduce((sum, [, weight]) => sum + weight, 0);
          for (let set = 1; set < 128; set += 1) {
            const members = [0, 1, 2, 3, 4, 5, 6].filter((item) => set & (1 << item));
            const holding = list.filter(([items]) => members.every((item) => items.includes(item)));
            const count = holding.reduce((sum, [, weight]) => sum + weight, 0);
            if (count > 0 && count * 100 >= percent * total) expected[members.join(" ")] = count;
          }
          const baskets = list.map(([items]) => items);
          const once = { ...transactions(baskets, 7), weights: Int32Array.from(list, ([, weight]) => weight) };
          expect(listed(frequentItemsets(once, percent / 100))).toEqual(expected);
          const repeated = list.flatMap(([items, weight]) => new Array(weight).fill(items.toReversed()));
          expect(listed(frequentItemsets(transactions(repeated, 7), percent / 100))).toEqual(expected);
        },
      ),
    );
  });

  it("refuses what would explode, and names a support to try", () => {
    const wide = transactions([Array.from({ length: 20 }, (_, item) => item)], 20);
    expect(() => frequentItemsets(wide, 0.5, 1000)).toThrow(
      "frequentItemsets found more than 1000 itemsets at support 0.5: try 1",
    );
    expect(() => frequentItemsets(wide, 0.5, 1000)).toThrow(TooManyItemsets);
  });

  it("refuses no transactions and a support that is none", () => {
    expect(() => frequentItemsets(transactions([], 1), 0.1)).toThrow(
      "frequentItemsets requires at least 1 transaction",
    );
    for (const support of [0, -1, 1.1, Number.NaN])
      expect(() => frequentItemsets(market, support)).toThrow("support must be above 0 and at most 1");
  });
});

describe("associationRules", () => {
  it("finds the book's rules with their measures by hand", () => {
    const rules = associationRules(frequentItemsets(market, 0.6), names, 0.8);
    // Beer → Diapers: 3 of 3, where 4 of 5 have diapers: lift 1 / .8, leverage .6 − .6 · .8.
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatchObject({
      antecedent: ["Beer"],
      consequent: "Diapers",
      count: 3,
      confidence: 1,
      lift: 1.25,
    });
    expect(rules[0]?.support).toBeCloseTo(0.6, 12);
    expect(rules[0]?.leverage).toBeCloseTo(0.12, 12);
    expect(rules[0]?.conviction).toBeNull();
    // Diapers → Beer: 3 of 4; conviction (1 − .6) / (1 − .75).
    const back = associationRules(frequentItemsets(market, 0.6), names, 0.75).find(
      ({ consequent }) => consequent === "Beer",
    );
    expect(back?.conviction).toBeCloseTo(1.6, 12);
  });

  it("sorts by lift, confidence, count and names", () => {
    const rules = associationRules(frequentItemsets(market, 0.6), names, 0.75);
    expect(rules.map(({ antecedent, consequent }) => `${antecedent} → ${consequent}`)).toEqual([
      "Beer → Diapers",
      "Diapers → Beer",
      "Bread → Diapers",
      "Bread → Milk",
      "Diapers → Bread",
      "Diapers → Milk",
      "Milk → Bread",
      "Milk → Diapers",
    ]);
  });

  it("keeps a confidence that is reached exactly, and refuses one that is none", () => {
    const seven = transactions([...new Array(7).fill([0, 1]), ...new Array(3).fill([0])], 2);
    const names01 = ["a", "b"];
    const rules = associationRules(frequentItemsets(seven, 0.7), names01, 0.7);
    expect(rules.map(({ consequent, confidence }) => [consequent, confidence])).toEqual([
      ["a", 1],
      ["b", 0.7],
    ]);
    expect(() => associationRules(frequentItemsets(seven, 0.7), names01, 0)).toThrow("confidence must be above 0");
    expect(() => associationRules(frequentItemsets(seven, 0.7), names01, 0.1, 1)).toThrow("more than 1 rules");
  });
});

describe("decimalRatio", () => {
  it("takes numbers as they are written", () => {
    expect(leastCount(decimalRatio(0.001, "support"), 9835)).toBe(10);
    expect(leastCount(decimalRatio(0.01, "support"), 100)).toBe(1);
    // .07 · 100 is 7.000000000000001, .29 · 100 is 28.999999999999996.
    expect(leastCount(decimalRatio(0.07, "support"), 100)).toBe(7);
    expect(leastCount(decimalRatio(0.29, "support"), 100)).toBe(29);
    expect(leastCount(decimalRatio(1e-7, "support"), 1e7 + 1)).toBe(2);
    expect(decimalRatio(2.5e-7, "support")).toEqual({ numerator: 25n, denominator: 100_000_000n });
    expect(decimalRatio(1, "support")).toEqual({ numerator: 1n, denominator: 1n });
  });

  it("compares exactly, also beyond safe integers", () => {
    expect(reaches(decimalRatio(0.07, "confidence"))(7, 100)).toBe(true);
    const third = reaches(decimalRatio(0.3333333333333333, "confidence"));
    expect([third(1, 3), third(333_333, 1_000_000)]).toEqual([true, false]);
  });
});
