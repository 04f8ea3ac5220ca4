import type { Words } from "#messages.ts";
import type { LeftFactor } from "#metrics/forecast/factors.ts";
import type { ForecastFinding } from "#metrics/forecast/finding.ts";
import type { Reply } from "#reply.ts";
import { cell, fanChart, forecastKpis, formatOf, pointsTable } from "./forecast-figures.ts";
import { groupHeadline, groupInsights, groupsChart, groupsTable, orderActions } from "./forecast-groups.ts";
import {
  amount,
  bucketCount,
  bucketHeading,
  bucketName,
  effectTexts,
  errorText,
  type ForecastStory,
  type ForecastTold,
  factorName,
  isEvent,
} from "./forecast-names.ts";
import { forecastActions, forecastInsights, headlineOf } from "./forecast-sentences.ts";

export type ToldForecast = Pick<
  Reply,
  "headline" | "chart" | "kpis" | "table" | "insights" | "actions" | "footnotes" | "method"
>;

/** What is said of a forecast: what is coming, how sure, against the target, and what to do. */
export function tellForecast(story: ForecastStory): ToldForecast {
  const grouped = story.by !== null;
  const headline = grouped ? groupHeadline(story) : headlineOf(story);
  const drawn = grouped && story.finding.groups.length > 0 ? groupsChart(story) : fanChart(story);
  const orders = orderActions(story);
  return {
    headline,
    chart: { ...drawn, alt: headline },
    kpis: forecastKpis(story),
    table: grouped ? groupsTable(story) : pointsTable(story),
    insights: [...(grouped ? groupInsights(story) : []), ...forecastInsights(story)].slice(0, 3),
    actions: orders.length > 0 ? orders : forecastActions(story),
    footnotes: [...footnotesOf(story), ...factorNotes(story)],
    method: methodOf(story),
  };
}

const fewest = 6;
const mostRows = 10;

/** What is said where there is too little to forecast: how little, and what there is. */
export function tellTooShort(told: ForecastTold): ToldForecast {
  const { words, indicator, past, plan } = told;
  const { starts, values } = past.history;
  const kpi = indicator.title[words.locale];
  return {
    headline: words.say("too_short", { kpi, have: bucketCount(told, values.length), need: bucketCount(told, fewest) }),
    table: {
      columns: [
        { key: "period", label: words.say("period"), format: "text" },
        { key: "value", label: kpi, format: formatOf(told) },
      ],
      rows: starts.slice(-mostRows).map((start, t) => {
        const at = Math.max(0, starts.length - mostRows) + t;
        return { period: bucketHeading(told, start), value: cell(told, values[at] as number) };
      }),
    },
    actions: [words.say(plan.grain === "week" ? "too_short_wait" : "too_short_do")],
    footnotes: cutNotes(told),
  };
}

function cutNotes({ words, past }: ForecastTold): string[] {
  return past.cut === null ? [] : [words.say("note_cut", { day: words.date(past.cut) })];
}

function footnotesOf(story: ForecastStory): string[] {
  const { words, finding, plan, asked, indicator } = story;
  const { forecast, history, running, groups, coherent } = finding;
  const { method, backtest } = forecast;
  const grain = words.say(`grain_${plan.grain}`);
  const silent = history.values.length - 1 - history.values.findLastIndex((value) => value !== 0);
  return [
    ...(method.seasonMissing
      ? [words.say("note_season_missing", { have: bucketCount(story, history.values.length) })]
      : []),
    ...(method.constant ? [words.say("note_constant")] : []),
    ...(running === null
      ? []
      : [words.say("note_running", { bucket: bucketName(story, running.start), soFar: amount(story, running.soFar) })]),
    ...(silent > 0 && indicator.under === undefined
      ? [words.say("note_silent", { n: bucketCount(story, silent) })]
      : []),
    ...cutNotes(story),
    ...(history.filled > 0 ? [words.say("note_filled", { n: bucketCount(story, history.filled) })] : []),
    backtest === null
      ? words.say("note_no_backtest")
      : words.say("note_coverage", { coverage: words.percent(backtest.coverage95), n: backtest.values }),
    ...(groups.length > 0 ? [words.say(coherent ? "note_coherent" : "note_not_coherent")] : []),
    ...(asked.lead === null ? [] : [words.say("note_lead", { n: asked.lead, grain })]),
    ...(story.noPipeline && asked.kpi === "revenue" ? [words.say("note_no_pipeline")] : []),
  ];
}

/** Which factors are counted, and why others are not. */
function factorNotes(story: ForecastStory): string[] {
  const { words, plan, finding } = story;
  const { forecast } = finding;
  const used = forecast.effects.filter(({ used }) => forecast.counted && used);
  const told = used.map((found) => {
    const name = factorName(words, found.name);
    const what = isEvent(story, found.name) ? name : words.say("per_deviation", { name });
    return `${what} ${effectTexts(story, found).effect}`;
  });
  return [
    ...(told.length > 0
      ? [words.say("note_factors", { effects: words.list(told), grain: words.say(`grain_${plan.grain}`) })]
      : []),
    ...(forecast.tooShort ? [words.say("note_factors_short")] : []),
    ...note(words, "note_factors_unknown", leftFor(finding, "no_future_values")),
  ];
}

function leftFor({ left }: ForecastFinding, reason: LeftFactor["reason"]): string[] {
  return left.filter((one) => one.reason === reason).map(({ name }) => name);
}

function note(words: Words, key: string, names: readonly string[]): string[] {
  return names.length === 0
    ? []
    : [words.say(key, { names: words.list(names.map((name) => factorName(words, name))) })];
}

function methodOf(story: ForecastStory): string[] {
  const { words, indicator, finding } = story;
  const { forecast } = finding;
  const models = [...new Set(forecast.method.members.map(({ model }) => model))];
  const unused = forecast.effects.filter(({ used }) => !(forecast.counted && used)).map(({ name }) => name);
  return [
    `${indicator.title[words.locale]}${words.locale === "zh" ? "：" : ": "}${indicator.definition[words.locale]}`,
    models.length === 1
      ? words.say("method_naive")
      : words.say("method_models", {
          models: models.map((model) => model.replace(" with constant", words.say("with_constant"))).join(", "),
        }),
    words.say("method_backtest"),
    words.say("method_intervals"),
    ...(forecast.compared === null
      ? []
      : [
          words.say("method_factors", {
            with: errorText(words, forecast.compared.with.smape),
            without: errorText(words, forecast.compared.without.smape),
          }),
        ]),
    ...note(words, "method_nothing", unused),
    ...note(words, "method_season", leftFor(finding, "in_season")),
    ...(finding.target === null ? [] : [words.say("method_target")]),
    ...(finding.pipeline === null ? [] : [words.say("method_pipeline")]),
  ];
}
