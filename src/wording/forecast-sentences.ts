import { comingOf, lowestOf, peakOf } from "#metrics/forecast/finding.ts";
import { relativeChange } from "#metrics/sales/sales.ts";
import {
  amount,
  bucketCount,
  bucketName,
  effectTexts,
  errorText,
  type ForecastStory,
  factorName,
  interval,
  isEvent,
} from "./forecast-names.ts";

const kept = (texts: readonly (string | null)[]): string[] => texts.filter((text) => text !== null);

/** A peak less than this above the lowest bucket is none. */
const flat = 0.03;

/** What is coming, against the target where there is one. */
export function headlineOf(story: ForecastStory): string {
  const { words, indicator, finding } = story;
  const { points, total, target, yearBefore } = finding;
  const kpi = indicator.title[words.locale];
  const next = bucketCount(story, points.length);
  if (total === null || points.length === 1 || story.lastOnly === true) {
    const [point] = points.slice(-1);
    if (point === undefined) throw new Error("a forecast has points");
    const values = { kpi, bucket: bucketName(story, point.start), value: amount(story, point.mean) };
    return words.say("headline_level", { ...values, range: interval(story, point.lo80, point.hi80) });
  }
  const sum = amount(story, total);
  if (target !== null) {
    const gap = target.expected - target.amount;
    const to = words.date(lastDay(target.to));
    const attainment = words.percent(target.attainment);
    const key = gap < 0 ? "headline_short" : "headline_reached";
    return words.say(key, { kpi, to, attainment, gap: amount(story, Math.abs(gap)), next, total: sum });
  }
  const change = relativeChange(total, yearBefore?.total);
  const peak = peakOf(points);
  if (change === null && isFlat(story)) {
    return words.say("headline_flat", { kpi, next, total: sum, value: amount(story, peak.mean) });
  }
  const best = { peak: bucketName(story, peak.start), value: amount(story, peak.mean) };
  if (change === null) return words.say("headline_sum", { kpi, next, total: sum, ...best });
  return words.say("headline_change", { kpi, next, total: sum, change: words.change(change), ...best });
}

function isFlat({ finding: { points } }: ForecastStory): boolean {
  return peakOf(points).mean < (1 + flat) * lowestOf(points).mean;
}

/** The last day of a span `[from, to)`. */
function lastDay(to: string): string {
  return new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10);
}

/** How sure it is, what moves it, where it is lowest. */
export function forecastInsights(story: ForecastStory): string[] {
  const { words, plan, finding } = story;
  const { backtest, effects, counted, compared } = finding.forecast;
  const strongest = effects
    .filter(({ name, used }) => counted && used && isEvent(story, name))
    .reduce<(typeof effects)[number] | null>((most, effect) => {
      return most === null || Math.abs(effect.effect) > Math.abs(most.effect) ? effect : most;
    }, null);
  const coming = comingOf(finding.points, finding.running);
  const [lowest, peak] = [lowestOf(coming), peakOf(coming)];
  const apart = peak.mean > 0 ? lowest.mean / peak.mean : 1;
  return kept([
    strongest === null || compared === null
      ? null
      : words.say("insight_factor", {
          ...effectTexts(story, strongest),
          name: factorName(words, strongest.name),
          grain: words.say(`grain_${plan.grain}`),
          without: errorText(words, compared.without.smape),
          with: errorText(words, compared.with.smape),
        }),
    backtest === null
      ? null
      : words.say(accuracyKey(story, backtest), {
          naively: words.say(plan.season === finding.forecast.method.season ? "naive_season" : "naive_last"),
          n: bucketCount(story, backtest.values),
          origins: backtest.origins,
          smape: errorText(words, backtest.smape),
          naive: errorText(words, backtest.naiveSmape),
        }),
    finding.total !== null && apart < 0.9 && finding.points.length > 1
      ? words.say("insight_range", {
          lowest: bucketName(story, lowest.start),
          low: amount(story, lowest.mean),
          peak: bucketName(story, peak.start),
          high: amount(story, peak.mean),
        })
      : null,
  ]).slice(0, 3);
}

function accuracyKey({ finding }: ForecastStory, { smape, naiveSmape }: { smape: number; naiveSmape: number }): string {
  if (finding.forecast.method.members.length === 1) return "insight_naive";
  return smape < naiveSmape ? "insight_accuracy" : "insight_no_better";
}

/** What to do about the target, the open deals, and the peak. */
export function forecastActions(story: ForecastStory): string[] {
  const { words, finding } = story;
  const { target, pipeline, points, running } = finding;
  const peak = peakOf(comingOf(points, running));
  return kept([
    target === null ? null : targetAction(story, target.expected - target.amount, target.to),
    undatedAction(
      story,
      pipeline?.find(({ start }) => start === null),
    ),
    finding.total !== null && peak.mean > 0 && !isFlat(story)
      ? words.say("action_peak", {
          peak: bucketName(story, peak.start),
          value: amount(story, peak.mean),
          high: amount(story, peak.hi80),
        })
      : null,
  ]);
}

function targetAction(story: ForecastStory, gap: number, to: string): string {
  const { words, finding } = story;
  const due = (finding.pipeline ?? []).filter(({ start, deals }) => start !== null && start < to && deals > 0);
  const sum = (of: (bucket: (typeof due)[number]) => number) => due.reduce((total, bucket) => total + of(bucket), 0);
  const values = {
    to: words.date(lastDay(to)),
    gap: amount(story, Math.abs(gap)),
    n: sum(({ deals }) => deals),
    amount: words.money(sum((bucket) => bucket.amount)),
    weighted: words.money(sum(({ weighted }) => weighted)),
  };
  if (gap >= 0) return words.say("action_reached", values);
  return words.say(values.n > 0 ? "action_short_deals" : "action_short", values);
}

function undatedAction({ words }: ForecastStory, undated: { deals: number; amount: number } | undefined) {
  if (undated === undefined || undated.deals === 0) return null;
  if (undated.amount === 0) return words.say("action_undated_count", { n: undated.deals });
  return words.say("action_undated", { n: undated.deals, amount: words.money(undated.amount) });
}
