import type { Indicator } from "#indicator.ts";
import type { Words } from "#messages.ts";
import type { ForecastFinding } from "#metrics/forecast/finding.ts";
import type { ForecastAsked } from "#metrics/forecast/forecast-result.ts";
import type { ForecastPlan, Past } from "#metrics/forecast/past.ts";
import type { RegressorEffect } from "#metrics/forecast/regressors.ts";
import { festivalNames } from "#metrics/forecast/spring-festival.ts";
import { indicatorText } from "./indicator-amounts.ts";

/** What was asked, and what was read. */
export interface ForecastTold {
  readonly words: Words;
  readonly indicator: Indicator;
  readonly asked: ForecastAsked;
  readonly plan: ForecastPlan;
  readonly past: Past;
  /** The dimension asked for; null for the whole. */
  readonly by: string | null;
}

/** The numbers that the sentences of `/forecast` speak of. */
export interface ForecastStory extends ForecastTold {
  readonly finding: ForecastFinding;
  /** There are deals, but they do not carry the question's filters, or the forecast begins in the past. */
  readonly noPipeline: boolean;
  /** The last bucket alone was asked for: what comes before it only leads there. */
  readonly lastOnly?: boolean;
}

/** A value as it is to be read; counts that are large enough are whole. */
export function amount({ words, indicator: { unit } }: Pick<ForecastTold, "words" | "indicator">, value: number) {
  return indicatorText(words, unit, unit === "count" && Math.abs(value) >= 10 ? Math.round(value) : value);
}

/** `80–95`: both ends of an interval. */
export function interval(told: Pick<ForecastTold, "words" | "indicator">, low: number, high: number): string {
  return `${amount(told, low)}–${amount(told, high)}`;
}

/** A bucket's name in running text, with its year where months alone would not tell. */
export function bucketName({ words, plan }: Pick<ForecastTold, "words" | "plan">, start: string): string {
  const name = words.bucket(start, plan.grain);
  if (plan.grain === "quarter") return name;
  if (plan.grain === "week") return words.say("week_of", { day: name });
  const year = start.slice(0, 4);
  return year === plan.ahead[0]?.slice(0, 4) ? name : words.say("month_of", { month: name, year });
}

/** The same as a heading, or in a table. */
export function bucketHeading(told: Pick<ForecastTold, "words" | "plan">, start: string): string {
  const { words, plan } = told;
  return plan.grain === "week"
    ? words.say("week_label", { day: words.bucket(start, "week") })
    : bucketName(told, start);
}

/** How many buckets, in words: `6 months`. */
export function bucketCount({ words, plan }: Pick<ForecastTold, "words" | "plan">, n: number): string {
  return words.say(`n_${plan.grain}`, { n });
}

const own = new Set<string>([...Object.values(festivalNames), "promotion", "market", "weather", "holiday"]);

/** A factor as the data names it, or in the asker's language where it is ours. */
export function factorName(words: Words, name: string): string {
  return own.has(name) ? words.say(`factor_${name}`) : name;
}

/** Is it something that comes and goes, unlike a measure such as an index? */
export function isEvent({ finding }: Pick<ForecastStory, "finding">, name: string): boolean {
  return finding.factors.some((factor) => factor.name === name && factor.unit === "strongest");
}

/** What a factor does, and its 95 % interval. */
export function effectTexts(told: Pick<ForecastTold, "words" | "indicator">, found: RegressorEffect) {
  const text = (value: number) => {
    if (found.kind === "share") return told.words.change(value);
    return `${value < 0 ? "−" : "+"}${amount(told, Math.abs(value))}`;
  };
  return { effect: text(found.effect), low: text(found.low), high: text(found.high) };
}

/** A symmetric percentage error, 0..200, as a percentage. */
export function errorText(words: Words, smape: number): string {
  return words.percent(smape / 100, 1);
}
