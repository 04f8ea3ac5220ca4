import type { BasketRules } from "./basket-rules.ts";

interface Span {
  readonly from: string;
  readonly to: string;
}

/** The JSON fields of a basket analysis; null without any basket. `n` counts baskets. */
export function basketResult(
  found: BasketRules | null,
  parts: {
    readonly level: "product" | "category";
    readonly confidence: number;
    readonly about: string | null;
    readonly period: Span;
    readonly previous: (Span & { readonly found: BasketRules }) | null;
    readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
  },
) {
  const { level, confidence, about, period, previous, excluded } = parts;
  return {
    n: found?.transactions ?? 0,
    period: { from: period.from, to: period.to },
    level,
    support: found?.support ?? null,
    confidence,
    ...(about === null ? {} : { [level]: about }),
    ...figures(found),
    previous: previous && {
      period: { from: previous.from, to: previous.to },
      n: previous.found.transactions,
      ...figures(previous.found),
    },
    excluded,
  };
}

function figures(found: BasketRules | null) {
  return {
    transactions: found?.transactions ?? 0,
    itemsets: found?.itemsets ?? 0,
    rule_count: found?.ruleCount ?? 0,
    rules: (found?.rules ?? []).map((rule) => ({
      antecedent: rule.antecedent,
      consequent: rule.consequent,
      count: rule.count,
      support: rule.support,
      confidence: rule.confidence,
      lift: rule.lift,
      leverage: rule.leverage,
      conviction: rule.conviction,
    })),
  };
}
