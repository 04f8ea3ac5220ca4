import { notedBars } from "#charts/noted-bars.ts";
import type { AssociationRule } from "#metrics/baskets/association-rules.ts";
import type { Chart, Kpi, Table } from "#reply.ts";
import { antecedentOf, type BasketStory, supportText, timesOf } from "./basket-sentences.ts";
import { shownRows } from "./shown-rows.ts";

/** Key figures: how many baskets, how large, how many rules at which thresholds. */
export function basketKpis({ words, found, confidence }: BasketStory): Kpi[] {
  return [
    { label: words.say("transactions"), value: words.integer(found.transactions) },
    { label: words.say("basket_size"), value: words.number(Math.round(found.meanSize * 10) / 10) },
    { label: words.say("rules"), value: words.integer(found.ruleCount) },
    { label: words.say("support"), value: supportText(words, found.support) },
    { label: words.say("confidence"), value: words.percent(confidence) },
  ];
}

/** The best rules, a row each. */
export function basketTable({ words, found }: BasketStory, count: number): Table {
  return {
    columns: [
      { key: "antecedent", label: words.say("antecedent"), format: "text" },
      { key: "consequent", label: words.say("consequent"), format: "text" },
      { key: "confidence", label: words.say("confidence"), format: "percent" },
      { key: "lift", label: words.say("lift"), format: "number" },
      { key: "count", label: words.say("count"), format: "integer" },
    ],
    ...shownRows(found.best, count, (rule) => ({
      antecedent: antecedentOf(rule),
      consequent: rule.consequent,
      confidence: rule.confidence,
      lift: Math.round(rule.lift * 10) / 10,
      count: rule.count,
    })),
  };
}

/** A bar for each of the best rules: its confidence against what chance alone would give. */
export function basketChart({ words, found, level }: BasketStory, alt: string): Chart {
  const label = (rule: AssociationRule) =>
    words.say("pair", { antecedent: antecedentOf(rule), consequent: rule.consequent });
  const spec = notedBars({
    bars: found.best.slice(0, 6).map((rule, index) => ({
      label: label(rule),
      value: rule.confidence,
      text: words.percent(rule.confidence),
      side: words.say("times", { lift: timesOf(words, rule.lift) }),
      usual: rule.confidence / rule.lift,
      highlight: index === 0,
    })),
  });
  return { spec, alt, subtitle: words.say(level === "category" ? "subtitle_category" : "subtitle") };
}
