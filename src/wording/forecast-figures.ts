import { fanBounds, forecastFan } from "#charts/forecast-fan.ts";
import { niceTicks } from "#charts/nice-ticks.ts";
import { comingOf, lowestOf, peakOf } from "#metrics/forecast/finding.ts";
import { relativeChange } from "#metrics/sales/sales.ts";
import type { Chart, Format, Kpi, Table } from "#reply.ts";
import {
  amount,
  bucketCount,
  bucketHeading,
  errorText,
  type ForecastStory,
  type ForecastTold,
  interval,
} from "./forecast-names.ts";
import { shownRows } from "./shown-rows.ts";

/** Buckets of the past that are drawn. */
const drawn = { week: 30, month: 18, quarter: 12 } as const;
const mostRows = 10;
/** A low this far below the peak is told too. */
const muchLower = 0.8;

const formats: Readonly<Record<string, Format>> = { money: "money", share: "percent", count: "integer" };

/** How a column of the indicator's values is written. */
export function formatOf({ indicator }: Pick<ForecastTold, "indicator">): Format {
  return formats[indicator.unit] ?? "number";
}

/** A value as a table holds it. */
export function cell({ indicator }: Pick<ForecastTold, "indicator">, value: number): number {
  return indicator.unit === "count" ? Math.round(value) : value;
}

/** The past and what is ahead within its bands, targets as steps. */
export function fanChart(story: ForecastStory): Omit<Chart, "alt"> {
  const { words, plan, indicator, finding } = story;
  const { history, points } = finding;
  const from = Math.max(0, history.starts.length - drawn[plan.grain]);
  const starts = history.starts.slice(from);
  const aims = new Map(finding.target?.series.map((aim) => [aim.start, aim.amount]));
  const last = starts.length - 1;
  const coming = comingOf(points, finding.running);
  const [peak, lowest] = [peakOf(coming), lowestOf(coming)];
  const told = new Set([peak.start, ...(lowest.mean < muchLower * peak.mean ? [lowest.start] : [])]);
  const past = starts.map((start, t) => {
    const value = history.values[from + t] as number;
    const text = `${words.bucket(start, plan.grain)} ${amount(story, value)}`;
    return { label: axisLabel(story, start, t === 0), value, ...(t === last && plan.grain !== "week" ? { text } : {}) };
  });
  const ahead = points.map(({ start, mean, ...limits }) => {
    const text = words.say("point", { bucket: words.bucket(start, plan.grain), value: amount(story, mean) });
    const target = aims.get(start) ?? null;
    return {
      label: axisLabel(story, start, false),
      value: mean,
      ...limits,
      target,
      ...(told.has(start) ? { text } : {}),
    };
  });
  const axisText = niceTicks(...(fanBounds(past, ahead) ?? [0, 1])).map((value) => {
    return { value, text: amount(story, value) };
  });
  const spec = forecastFan({
    ...{ past, ahead, targetLabel: words.say("target"), aheadLabel: words.say("forecast"), axisText },
  });
  const kpi = indicator.title[words.locale];
  return { spec, subtitle: words.say("subtitle", { kpi, grain: words.say(`grain_${plan.grain}`) }) };
}

/** A bucket's name under the axis, with its year below the first of each year. */
function axisLabel({ words, plan }: ForecastStory, start: string, first: boolean): string {
  const name = words.bucket(start, plan.grain);
  if (plan.grain === "week") return name;
  const quarter = /Q(\d)/.exec(name);
  const short = quarter?.[0] ?? name;
  const opens = first || (quarter === null ? start.slice(5, 7) === "01" : quarter[1] === "1");
  return opens ? `${short}\n${quarter === null ? start.slice(0, 4) : name.replace(short, "").trim()}` : short;
}

/** The next bucket (of two, both), the sum of all, the target, and how far to trust it. */
export function forecastKpis(story: ForecastStory): Kpi[] {
  const { words, finding } = story;
  const { points, total, yearBefore, target, forecast, running } = finding;
  // What has begun and brought as much as was expected is no news.
  const awaited = points.filter(({ start, mean }) => start !== running?.start || mean > running.soFar);
  const change = total === null ? null : relativeChange(total, yearBefore?.total);
  return [
    ...awaited.slice(0, points.length === 2 ? 2 : 1).map(({ start, mean, lo80, hi80 }) => {
      return { label: bucketHeading(story, start), value: `${amount(story, mean)} (${interval(story, lo80, hi80)})` };
    }),
    ...(total === null || points.length === 1
      ? []
      : [
          {
            label: words.say("next", { next: bucketCount(story, points.length) }),
            value: amount(story, total),
            ...(change === null ? {} : { change: words.change(change), good: change >= 0 }),
          },
        ]),
    ...(target === null ? [] : [{ label: words.say("attainment"), value: words.percent(target.attainment) }]),
    ...(forecast.backtest === null
      ? []
      : [
          { label: words.say("error"), value: errorText(words, forecast.backtest.smape) },
          { label: words.say("coverage"), value: words.percent(forecast.backtest.coverage95) },
        ]),
  ];
}

/** One row a bucket ahead. */
export function pointsTable(story: ForecastStory): Table {
  const { words, finding } = story;
  const { points, target, pipeline } = finding;
  const format = formatOf(story);
  const aims = new Map(target?.series.map((aim) => [aim.start, aim.amount]));
  const due = new Map(pipeline?.map(({ start, weighted }) => [start, weighted]));
  const piped = (pipeline ?? []).some(({ deals }) => deals > 0);
  return {
    columns: [
      { key: "period", label: words.say("period"), format: "text" },
      { key: "mean", label: words.say("forecast"), format },
      { key: "low", label: words.say("low"), format },
      { key: "high", label: words.say("high"), format },
      ...(aims.size > 0 ? [{ key: "target", label: words.say("target"), format } as const] : []),
      ...(piped ? [{ key: "pipeline", label: words.say("pipeline"), format: "money" } as const] : []),
    ],
    ...shownRows(points, mostRows, ({ start, mean, lo80, hi80 }) => ({
      period: bucketHeading(story, start),
      mean: cell(story, mean),
      low: cell(story, lo80),
      high: cell(story, hi80),
      ...(aims.size > 0 ? { target: aims.get(start) ?? null } : {}),
      ...(piped ? { pipeline: due.get(start) ?? 0 } : {}),
    })),
  };
}
