import type { Words } from "#messages.ts";
import type { AssociationRule } from "#metrics/baskets/association-rules.ts";
import type { BasketRules } from "#metrics/baskets/basket-rules.ts";
import { smallSampleNotes } from "./caveats.ts";

/** All that the sentences of `/basket` speak of. */
export interface BasketStory {
  readonly words: Words;
  readonly level: "product" | "category";
  readonly found: BasketRules;
  readonly confidence: number;
  /** Was the support chosen by the data? */
  readonly chosen: boolean;
  /** The product that the question is about. */
  readonly about: string | null;
  /** Average money of an item in an order that holds it; absent where no line tells. */
  readonly worth: ReadonlyMap<string, number>;
  readonly previous: { readonly found: BasketRules; readonly from: string; readonly to: string } | null;
  readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
  /** Do orders count although none has an amount? */
  readonly unpriced: boolean;
  /** Rules that the data lists. */
  readonly listed: number;
  /** Whole commands. */
  readonly commands: {
    readonly support: string;
    /** Who lacks a product; null when nobody can be asked. */
    readonly lacking: ((product: string) => string) | null;
  };
}

/** Of those orders without the consequent, how many might add it. */
const tenth = 10;

/** Digits of a ratio that is compared with 1: 4.1 times, 12 times. */
export function timesOf(words: Words, lift: number): string {
  return words.number(lift >= 10 ? Math.round(lift) : Math.round(lift * 10) / 10);
}

export function antecedentOf({ antecedent }: AssociationRule): string {
  return antecedent.join(" + ");
}

/** A support with all its digits: .0002 is 0.02%. */
export function supportText(words: Words, support: number): string {
  const [, digits = ""] = String(Number((support * 100).toPrecision(12))).split(".");
  return words.percent(support, Math.min(6, digits.length));
}

/** Orders with the antecedent but without the consequent. */
function openOrders({ count, confidence }: AssociationRule): number {
  return Math.round(count / confidence) - count;
}

/** What these orders would bring if one in ten added the consequent; null where no line tells its money. */
function openMoney(rule: AssociationRule, worth: BasketStory["worth"]): number | null {
  const each = worth.get(rule.consequent);
  return each === undefined || each <= 0 ? null : (openOrders(rule) / tenth) * each;
}

/** The finding in one sentence: the pair that holds most beyond chance, with its numbers. */
export function headlineOf({ words, found, confidence, about, level }: BasketStory): string {
  const [first] = found.best;
  const n = words.integer(found.transactions);
  if (first !== undefined) {
    return words.say(about === null ? "headline" : "headline_about", {
      antecedent: antecedentOf(first),
      consequent: first.consequent,
      confidence: words.percent(first.confidence),
      lift: timesOf(words, first.lift),
    });
  }
  if (found.single) return words.say(level === "category" ? "headline_single_category" : "headline_single", { n });
  if (found.ruleCount > 0) return words.say("headline_chance", { n });
  const values = { n, least: words.integer(found.least), confidence: words.percent(confidence) };
  return about === null
    ? words.say("headline_none", values)
    : words.say("headline_none_about", { ...values, item: about });
}

/** At most three: how far beyond chance, what is left open, what a third product or the time before adds. */
export function insightsOf(story: BasketStory): string[] {
  const { words, found, worth, previous } = story;
  const [first, ...others] = found.best;
  if (first === undefined) return [];
  const names = (rule: AssociationRule) => ({ antecedent: antecedentOf(rule), consequent: rule.consequent });
  const said = [
    words.say("beyond", {
      ...names(first),
      count: words.integer(first.count),
      extra: words.integer(Math.round(first.leverage * found.transactions)),
    }),
  ];
  const [open, money] = [openOrders(first), openMoney(first, worth)];
  if (open >= tenth) {
    const values = { ...names(first), open: words.integer(open) };
    said.push(
      money === null
        ? words.say("open_orders", { ...values, more: words.integer(Math.floor(open / tenth)) })
        : words.say("open", { ...values, money: words.money(money) }),
    );
  }
  const earlier = previous?.found.rules.find((rule) => isSame(rule, first));
  if (previous && earlier) {
    const [now, before] = [words.percent(first.confidence), words.percent(earlier.confidence)];
    said.push(words.say("grown", { ...names(first), now, before, span: words.span(previous.from, previous.to) }));
    return said;
  }
  const triple = others.find(({ antecedent }) => antecedent.length > 1);
  const single = triple && found.best.find((rule) => isPart(rule, triple));
  if (triple && single) {
    said.push(
      words.say("triple", {
        ...names(triple),
        first: antecedentOf(single),
        confidence: words.percent(triple.confidence),
        before: words.percent(single.confidence),
      }),
    );
  }
  return said;
}

/** At most three: what to bundle, what to place together, to whom to offer; each with what it is worth. */
export function actionsOf(story: BasketStory): string[] {
  const { words, found, worth, level, commands } = story;
  const [first] = found.best;
  if (first === undefined) return [];
  const names = { antecedent: antecedentOf(first), consequent: first.consequent };
  const sure = found.best.filter(
    ({ antecedent, confidence }) => antecedent.length === 1 && confidence >= first.confidence / 2,
  );
  const valued = sure.sort((a, b) => (openMoney(b, worth) ?? 0) - (openMoney(a, worth) ?? 0))[0] ?? first;
  const money = openMoney(valued, worth);
  const bundle = {
    antecedent: antecedentOf(valued),
    consequent: valued.consequent,
    open: words.integer(openOrders(valued)),
  };
  const said = [
    money === null
      ? words.say("do_bundle_orders", bundle)
      : words.say("do_bundle", { ...bundle, money: words.money(money) }),
    words.say("do_place", { ...names, confidence: words.percent(first.confidence) }),
  ];
  if (level === "product" && commands.lacking !== null) {
    said.push(words.say("do_list", { ...names, command: commands.lacking(first.consequent) }));
  }
  return said;
}

/** Caveats: which support and who chose it, orders left out, small samples. */
export function footnotesOf(story: BasketStory): string[] {
  const { words, found, chosen, excluded, unpriced, listed, commands } = story;
  const support = { support: supportText(words, found.support), least: words.integer(found.least) };
  const said = [
    chosen ? words.say("by_data", { ...support, command: commands.support }) : words.say("given", support),
    ...(unpriced ? [words.say("unpriced")] : []),
    ...excluded.map(({ reason, rows }) => words.say(reason, { n: rows })),
  ];
  said.push(...smallSampleNotes(words, found.transactions));
  if (found.best.length > 0) said.push(words.say("no_cause"));
  if (listed < found.ruleCount) {
    said.push(words.say("capped", { shown: words.integer(listed), n: words.integer(found.ruleCount) }));
  }
  return said;
}

/** How it was computed, a sentence each. */
export function methodOf({ words }: BasketStory): string[] {
  return ["method_baskets", "method_support", "method_rules", "method_best"].map((key) => words.say(key));
}

function isSame(one: AssociationRule, other: AssociationRule): boolean {
  return one.consequent === other.consequent && one.antecedent.join("\n") === other.antecedent.join("\n");
}

/** Does the rule say the same of fewer antecedents? */
function isPart(one: AssociationRule, whole: AssociationRule): boolean {
  return (
    one.consequent === whole.consequent &&
    one.antecedent.length < whole.antecedent.length &&
    one.antecedent.every((item) => whole.antecedent.includes(item))
  );
}
