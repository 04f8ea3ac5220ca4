import type { CommandInput } from "#command.ts";
import { UserError } from "#errors.ts";
import type { SpokenAlert } from "#grammar/alert-words.ts";
import { spokenValue } from "#grammar/generations.ts";
import type { AlertGrain, AlertRule } from "#metrics/alerts/alert-rule.ts";
import { seasonOf } from "#metrics/kpi/kpi.ts";
import type { Question } from "#question.ts";
import type { View } from "#store.ts";
import { indicatorText } from "./indicator-amounts.ts";
import { indicatorMeant, type NamedIndicator } from "./indicator-choice.ts";

/** An alert understood: the number, the data, the rule. */
export interface AskedAlert extends NamedIndicator {
  readonly spoken: SpokenAlert;
  readonly view: View;
  readonly question: Question;
  readonly rule: AlertRule;
  readonly grain: AlertGrain;
}

export type AlertInput = Pick<CommandInput<unknown>, "words" | "indicators" | "read" | "calendar" | "now" | "compute">;

const hysteresis = 0.05;
const coolDownDays = 7;

/**
 * Finds the number, its data and the rule that an alert names.
 * @throws UserError `bad_alert` where a part of it is missing, and those of filters that there are not.
 */
export async function askedAlert(spoken: SpokenAlert, { words, indicators, read }: AlertInput): Promise<AskedAlert> {
  const hint = words.say("example");
  const bad = (key: string): UserError => new UserError("bad_alert", words.say(key), { hint });
  if (spoken.metric === "" || spoken.kind === null) throw bad(spoken.metric === "" ? "no_metric" : "no_rule");
  const meant = indicatorMeant(spoken.metric, indicators, words);
  const { kind, direction, yearAgo, amount } = spoken;
  if (kind !== "anomalous" && amount === null) throw bad("no_rule");
  if (kind === "changed" && (amount?.value ?? 0) <= 0) throw bad("no_change");
  if (read === undefined) throw new Error("an alert must be able to read questions");
  // The filters and groupings of an alert are those of the question why its number changed.
  const { question, view } = await read(`/why ${meant.id} ${spoken.narrowing}`.trim());
  const grain = spoken.grain ?? "week";
  const line = (kind === "above" || kind === "below") && meant.indicator.unit === "money";
  const rate = line ? rateOf(spoken, words) : 1;
  if (rate === null) throw bad("no_currency");
  const limit = limitOf(meant, kind, amount) / rate;
  const rule: AlertRule = {
    ...{ kind, direction, limit },
    lag: yearAgo ? (grain === "day" ? 364 : seasonOf[grain]) : 1,
    hysteresis: spoken.hysteresis ?? hysteresis,
    coolDownDays: spoken.coolDownDays ?? coolDownDays,
  };
  if (grain === "day" && yearAgo) throw bad("no_daily_year");
  // Kept in the company's currency: what it means does not change with what anybody likes to see.
  const kept = line ? { amount: { value: limit, percent: false }, money: words.currency.code } : {};
  return { ...meant, spoken: { ...spoken, ...kept, metric: meant.id, grain }, view, question, rule, grain };
}

/** By what an amount of money is divided to be in the company's currency; null where that is not known. */
function rateOf({ money }: SpokenAlert, { amounts, currency }: AlertInput["words"]): number | null {
  if (money === currency.code) return 1;
  return money === null || money === amounts.code ? amounts.rate : null;
}

/** Of shares and scores 20 means 20 %: nobody waits for a win rate of 2,000 %. */
function limitOf({ indicator: { unit } }: NamedIndicator, kind: AlertRule["kind"], amount: SpokenAlert["amount"]) {
  if (amount === null) return 0;
  const inHundredths = kind === "changed" || unit === "share" || unit === "score";
  return inHundredths && !amount.percent && Math.abs(amount.value) >= 1 ? amount.value / 100 : amount.value;
}

/** An alert in words: `Revenue below ¥100k, East, weekly`. */
export function ruleText({ words }: Pick<AlertInput, "words">, alert: AskedAlert): string {
  const { indicator, rule, grain, spoken, question } = alert;
  const filters = question.filters.map(({ dimension, values }) => {
    const said = values.map((value) => spokenValue(value, dimension, words.locale));
    return words.say("context.filter", { dimension: words.dimension(dimension), values: words.list(said) });
  });
  const by = question.by.map((name) => words.say("each", { dimension: words.dimension(name) }));
  const said = words.say(`rule_${rule.kind}`, {
    metric: indicator.title[words.locale],
    limit: rule.kind === "changed" ? words.percent(rule.limit) : indicatorText(words, indicator.unit, rule.limit),
    direction: rule.direction,
    year: spoken.yearAgo ? "yes" : "no",
  });
  return [said, ...filters, ...by, words.say(`grain_${grain}`)].join(words.locale === "zh" ? "，" : ", ");
}
