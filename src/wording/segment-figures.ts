import { rankedBars } from "#charts/ranked-bars.ts";
import { segmentHeat } from "#charts/segment-heat.ts";
import type { Words } from "#messages.ts";
import type { SegmentFigures, SegmentGroup } from "#metrics/segment/segment-groups.ts";
import type { Chart, Kpi, Table } from "#reply.ts";
import { kpiChange } from "./kpi-change.ts";
import { groupName, type SegmentStory, valueName } from "./segment-sentences.ts";
import { shownRows } from "./shown-rows.ts";

/** Key figures of all customers, against the comparison where there is one. */
export function segmentKpis(words: Words, now: SegmentFigures, before: SegmentFigures | null): Kpi[] {
  const money = (value: number | null) => (value === null ? "–" : words.money(value));
  return [
    {
      label: words.say("customers"),
      value: words.integer(now.customers),
      ...kpiChange(words, now.customers, before?.customers),
    },
    { label: words.say("revenue"), value: words.money(now.revenue), ...kpiChange(words, now.revenue, before?.revenue) },
    { label: words.say("per_buyer"), value: money(now.perBuyer), ...kpiChange(words, now.perBuyer, before?.perBuyer) },
    { label: words.say("aov"), value: money(now.aov), ...kpiChange(words, now.aov, before?.aov) },
    { label: words.say("repeat_rate"), value: now.repeatRate === null ? "–" : words.percent(now.repeatRate) },
  ];
}

/** The first `count` groups by revenue, and how many there are. */
export function segmentTable({ words, by, groups }: SegmentStory, count: number): Table {
  return {
    columns: [
      { key: "group", label: words.list(by.map((name) => words.dimension(name))), format: "text" },
      { key: "customers", label: words.say("customers"), format: "integer" },
      { key: "share", label: words.say("share"), format: "percent" },
      { key: "revenue", label: words.say("revenue"), format: "money" },
      { key: "per_buyer", label: words.say("per_buyer"), format: "money" },
      { key: "repeat_rate", label: words.say("repeat_rate"), format: "percent" },
    ],
    ...shownRows(groups, count, (group) => ({
      group: groupName(words, by, group),
      customers: group.customers,
      share: group.share,
      revenue: group.revenue,
      per_buyer: group.perBuyer,
      repeat_rate: group.repeatRate,
    })),
  };
}

/** Bars of one dimension, a heat table of two. */
export function segmentChart(story: SegmentStory, count: number, alt: string): Chart {
  return { ...(story.by.length > 1 ? heatOf(story) : barsOf(story, count)), alt };
}

/**
 * What each group brings, and, where each customer belongs to one, how many it is: a bar past its tick is worth more than
 * its number.
 */
function barsOf({ words, by, groups, found }: SegmentStory, count: number): Omit<Chart, "alt"> {
  const dimension = words.dimension(by[0] ?? "");
  const shown = groups.slice(0, Math.min(count, 11));
  const rest = groups.slice(shown.length);
  const known = groups.every(({ revenueShare }) => revenueShare !== null);
  const otherLabel = words.say("other", { n: rest.length });
  const shareOf = ({ share, revenueShare }: SegmentGroup) => (known ? (revenueShare ?? 0) : share);
  const rows = shown.map((group) => ({
    label: groupName(words, by, group),
    value: shareOf(group),
    text: words.percent(shareOf(group)),
    ...(known && found.apart ? { previous: group.share } : {}),
    ...(group.perBuyer === null ? {} : { share: words.money(group.perBuyer) }),
    highlight: group === found.top,
  }));
  const others = rest.reduce((sum, group) => sum + shareOf(group), 0);
  const other = rest.length > 0 ? [{ label: otherLabel, value: others, text: words.percent(others) }] : [];
  return {
    spec: rankedBars({ rows: [...rows, ...other], otherLabel }),
    subtitle: words.say(known ? (found.apart ? "subtitle" : "subtitle_several") : "subtitle_customers", { dimension }),
  };
}

const mostRows = 8;
const mostColumns = 5;

/** Revenue of each pair of values; the values with least of it are summed up. */
function heatOf({ words, by, groups, found }: SegmentStory): Omit<Chart, "alt"> {
  const firsts = ranked(groups, ({ key }) => key);
  const seconds = ranked(groups, ({ key2 }) => key2);
  // The dimension with more values goes down the page.
  const turned = seconds.length > firsts.length;
  const keys = (group: SegmentGroup) => (turned ? [group.key2, group.key] : [group.key, group.key2]);
  const [down, across] = turned ? [seconds, firsts] : [firsts, seconds];
  const [rowsBy, columnsBy] = turned ? [by[1], by[0]] : [by[0], by[1]];
  const [rows, columns] = [parts(down, mostRows), parts(across, mostColumns)];
  const name = (dimension: string | undefined, part: Part) =>
    part.rest ? words.say("rest") : valueName(words, dimension, [...part.values][0] ?? null);
  const cellOf = (row: Part, column: Part) => {
    const inside = groups.filter((group) => {
      const [first = null, second = null] = keys(group);
      return row.values.has(first) && column.values.has(second);
    });
    if (inside.length === 0) return null;
    const value = inside.reduce((sum, { revenue }) => sum + revenue, 0);
    const highlight = inside.length === 1 && inside[0] === found.top;
    const aside = [row, column].some(({ rest, values }) => rest || values.has(null));
    return { value, text: words.money(value), highlight, aside };
  };
  const spec = segmentHeat({
    rows: rows.map((row) => ({ label: name(rowsBy, row), cells: columns.map((column) => cellOf(row, column)) })),
    columns: columns.map((column) => name(columnsBy, column)),
  });
  const dimensions = { rows: words.dimension(rowsBy ?? ""), columns: words.dimension(columnsBy ?? "") };
  return { spec, subtitle: words.say("subtitle_heat", dimensions) };
}

interface Part {
  readonly values: ReadonlySet<string | null>;
  /** Several values summed up. */
  readonly rest: boolean;
}

/** Values by the revenue of their groups; what has none last. */
function ranked(groups: readonly SegmentGroup[], keyOf: (group: SegmentGroup) => string | null): (string | null)[] {
  const sums = new Map<string | null, number>();
  for (const group of groups) sums.set(keyOf(group), (sums.get(keyOf(group)) ?? 0) + group.revenue);
  return [...sums]
    .sort(
      (a, b) => Number(a[0] === null) - Number(b[0] === null) || b[1] - a[1] || ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1),
    )
    .map(([value]) => value);
}

/** The first `most` values by themselves, the others together. */
function parts(values: readonly (string | null)[], most: number): Part[] {
  const single = values.slice(0, values.length === most + 1 ? most + 1 : most);
  const rest = values.slice(single.length);
  return [
    ...single.map((value) => ({ values: new Set([value]), rest: false })),
    ...(rest.length > 0 ? [{ values: new Set(rest), rest: true }] : []),
  ];
}
