import Papa from "papaparse";
import { z } from "zod";
import { associationRules } from "#metrics/baskets/association-rules.ts";
import { frequentItemsets } from "#metrics/baskets/itemsets.ts";
import { readText } from "./table.ts";
import { defineAccuracyTask } from "./task.ts";

/** One transaction a line, items separated by commas, quoted where they hold one; a blank line is no transaction. */
export default defineAccuracyTask({
  options: z.object({
    data: z.string(),
    support: z.coerce.number().default(0.001),
    confidence: z.coerce.number().default(0.8),
  }),
  run({ data, support, confidence }) {
    const { transactions, names } = readBaskets(readText(data));
    const itemsets = frequentItemsets(transactions, support);
    const rules = associationRules(itemsets, names, confidence);
    return {
      columns: ["antecedent", "consequent", "count", "support", "confidence", "lift"],
      rows: rules.map((rule) => [
        rule.antecedent.join(";"),
        rule.consequent,
        rule.count,
        rule.support,
        rule.confidence,
        rule.lift,
      ]),
      summary: { transactions: itemsets.transactions, itemsets: itemsets.counts.length, rules: rules.length },
    };
  },
});

/** Baskets of a text: items are trimmed, and those that a line repeats count once. */
export function readBaskets(text: string) {
  const { data } = Papa.parse<string[]>(text, { delimiter: ",", skipEmptyLines: "greedy" });
  const rowOf = new Map<string, number>();
  const items: number[] = [];
  const offsets = [0];
  for (const cells of data) {
    for (const name of new Set(cells.map((cell) => cell.trim()))) {
      if (name === "") continue;
      const row = rowOf.get(name) ?? rowOf.size;
      rowOf.set(name, row);
      items.push(row);
    }
    offsets.push(items.length);
  }
  const names = [...rowOf.keys()];
  const transactions = { items: Int32Array.from(items), offsets: Int32Array.from(offsets), itemCount: names.length };
  return { transactions, names };
}
