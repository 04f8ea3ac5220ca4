import { rankedBars } from "#charts/ranked-bars.ts";
import { addDays } from "#metrics/days.ts";
import { comingOf, type GroupForecast, peakOf, sumOf } from "#metrics/forecast/finding.ts";
import { relativeChange } from "#metrics/sales/sales.ts";
import type { Chart, Table } from "#reply.ts";
import { cell, formatOf } from "./forecast-figures.ts";
import { amount, bucketCount, bucketHeading, bucketName, type ForecastStory } from "./forecast-names.ts";

/** A group with what is said of it. */
interface ToldGroup {
  readonly name: string;
  readonly other: boolean;
  /** Sum of the points, or their mean where sums say nothing; and of the same buckets a season before. */
  readonly size: number;
  readonly before: number | null;
  readonly peak: { readonly start: string; readonly mean: number; readonly hi80: number };
}

/** Groups, the largest first (the highest peak, where something is to be ordered), all others last. */
export function toldGroups(story: ForecastStory): ToldGroup[] {
  const { words, plan, finding, asked } = story;
  const sums = finding.total !== null;
  const told = finding.groups.map(({ key, other, history, points }: GroupForecast) => {
    const size = sumOf(points) / (sums ? 1 : points.length);
    const from = history.values.length - plan.season;
    const earlier = history.values.slice(Math.max(0, from), from + points.length);
    const known = from >= 0 && points.length <= plan.season && !finding.forecast.method.seasonMissing;
    const before = known ? earlier.reduce((sum, value) => sum + value, 0) / (sums ? 1 : points.length) : null;
    const name = other ? words.say("other") : (key ?? words.say("none"));
    return { name, other, size, before, peak: peakOf(comingOf(points, finding.running)) };
  });
  const rank = ({ size, peak }: ToldGroup) => (asked.lead === null ? size : peak.mean);
  return told.sort((a, b) => Number(a.other) - Number(b.other) || rank(b) - rank(a) || (a.name < b.name ? -1 : 1));
}

export function groupHeadline(story: ForecastStory): string {
  const { words, indicator, finding, asked } = story;
  const [top] = toldGroups(story);
  const kpi = indicator.title[words.locale];
  const next = bucketCount(story, finding.points.length);
  if (top === undefined) return words.say("headline_no_groups", { kpi });
  if (asked.lead !== null) {
    return words.say("headline_order", {
      name: top.name,
      peak: bucketName(story, top.peak.start),
      value: amount(story, top.peak.mean),
      date: words.date(addDays(top.peak.start, -asked.lead)),
    });
  }
  const values = { kpi, next, name: top.name, value: amount(story, top.size) };
  const change = relativeChange(top.size, top.before);
  const { total, coherent } = finding;
  if (total !== null && coherent && total > 0 && finding.groups.length > 1) {
    const share = words.percent(top.size / total);
    if (change === null) return words.say("headline_group_share", { ...values, share });
    return words.say("headline_group_change", { ...values, share, change: words.change(change) });
  }
  return words.say("headline_group", values);
}

/** Who grows and who falls most against a year before; what to order, and when. */
export function groupInsights(story: ForecastStory): string[] {
  const { words, plan } = story;
  if (story.asked.lead !== null) return [];
  const moved = toldGroups(story).flatMap((group) => {
    const change = group.other ? null : relativeChange(group.size, group.before);
    return change === null ? [] : [{ ...group, change }];
  });
  const sorted = moved.toSorted((a, b) => b.change - a.change || (a.name < b.name ? -1 : 1));
  const [most, least] = [sorted[0], sorted.at(-1)];
  if (most === undefined || least === undefined || most === least) return [];
  return [
    words.say("insight_groups", {
      most: most.name,
      more: words.change(most.change),
      least: least.name,
      less: words.change(least.change),
      grain: words.say(`ago_${plan.grain}`),
    }),
  ];
}

/** What to order by when, for the first few. */
export function orderActions(story: ForecastStory): string[] {
  const { words, asked } = story;
  const { lead, period } = asked;
  if (lead === null) return [];
  return toldGroups(story)
    .filter(({ other, peak }) => !other && peak.mean > 0)
    .slice(0, 3)
    .map(({ name, peak }) => {
      const by = addDays(peak.start, -lead);
      return words.say(by < period.to ? "action_order_now" : "action_order", {
        name,
        date: words.date(by),
        peak: bucketName(story, peak.start),
        value: amount(story, peak.mean),
        high: amount(story, peak.hi80),
      });
    });
}

export function groupsChart(story: ForecastStory): Omit<Chart, "alt"> {
  const { words, indicator, finding, asked, by, plan } = story;
  const rows = toldGroups(story).map((group, index) => ({
    label: group.name,
    value: asked.lead === null ? group.size : group.peak.mean,
    text:
      asked.lead === null
        ? amount(story, group.size)
        : `${amount(story, group.peak.mean)} · ${words.bucket(group.peak.start, plan.grain)}`,
    ...(asked.lead === null && group.before !== null ? { previous: group.before } : {}),
    highlight: index === 0,
  }));
  const subtitle = words.say(asked.lead === null ? "subtitle_groups" : "subtitle_peaks", {
    kpi: indicator.title[words.locale],
    dimension: words.dimension(by ?? ""),
    next: bucketCount(story, finding.points.length),
  });
  const shown = asked.lead === null ? rows : rows.filter((_, index) => !toldGroups(story)[index]?.other);
  return { spec: rankedBars({ rows: shown, otherLabel: words.say("other") }), subtitle };
}

export function groupsTable(story: ForecastStory): Table {
  const { words, asked, by, finding } = story;
  const format = formatOf(story);
  const told = toldGroups(story);
  return {
    columns: [
      { key: "group", label: words.dimension(by ?? ""), format: "text" },
      { key: "size", label: words.say(finding.total === null ? "average" : "forecast"), format },
      { key: "change", label: words.say("change"), format: "percent" },
      { key: "peak", label: words.say("peak"), format: "text" },
      { key: "value", label: words.say("peak_value"), format },
      ...(asked.lead === null ? [] : [{ key: "order", label: words.say("order_by"), format: "date" } as const]),
    ],
    rows: told.map(({ name, size, before, peak }) => ({
      group: name,
      size: cell(story, size),
      change: relativeChange(size, before),
      peak: bucketHeading(story, peak.start),
      value: cell(story, peak.mean),
      ...(asked.lead === null ? {} : { order: addDays(peak.start, -asked.lead) }),
    })),
    total: told.length,
  };
}
