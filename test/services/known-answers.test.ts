import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { associationRules } from "#metrics/baskets/association-rules.ts";
import { frequentItemsets } from "#metrics/baskets/itemsets.ts";
import { readBaskets } from "../bench/accuracy/basket.ts";
import { readText } from "../bench/accuracy/table.ts";

/** Public data sets that are not free enough to keep here; figures are those their users publish. */
const sets = process.env.PARLEY_DATA_SETS ?? join(import.meta.dirname, "../../../shared/data");
const groceries = join(sets, "groceries/groceries_arules.csv.gz");

describe.runIf(existsSync(groceries))("Groceries, as the R package arules mines it", () => {
  // Hahsler, Hornik & Reutterer (2006), Implications of probabilistic data modeling for mining association rules.
  test.each([
    [0.001, 0.8, 13_492, 410],
    [0.01, 0.5, 333, 15],
    [0.006, 0.25, 747, 463],
  ])(
    "at support %f and confidence %f it has %i itemsets, single items included, and %i rules",
    (support, confidence, itemsets, rules) => {
      const { transactions, names } = readBaskets(readText(groceries));
      expect([transactions.offsets.length - 1, names.length]).toEqual([9835, 169]);
      const found = frequentItemsets(transactions, support);
      expect(found.counts.length).toBe(itemsets);
      expect(associationRules(found, names, confidence)).toHaveLength(rules);
    },
  );
});
