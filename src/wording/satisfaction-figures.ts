import { type PromoterRow, promoterBars, type ThemeColumn } from "#charts/promoter-bars.ts";
import { rankedBars } from "#charts/ranked-bars.ts";
import type { SatisfactionFigures } from "#metrics/satisfaction/satisfaction-figures.ts";
import type { SatisfactionGroup } from "#metrics/satisfaction/satisfaction-groups.ts";
import type { QuotedTheme } from "#metrics/satisfaction/satisfaction-result.ts";
import type { Chart, Kpi, Table } from "#reply.ts";
import { groupName, hours, perHundred, pointChange, points, scoredByGroup } from "./satisfaction-scores.ts";
import type { SatisfactionStory } from "./satisfaction-story.ts";
import { shownRows } from "./shown-rows.ts";

/** Scores and themes; null where there are neither. */
export function satisfactionChart(story: SatisfactionStory): Omit<Chart, "alt"> | null {
  const { words, groups, now, before, themes, trouble } = story;
  if (groups.length > 0 && !scoredByGroup(story)) return complaintsChart(story);
  const chosen = trouble?.group ?? null;
  const whole = trouble !== null && chosen === null;
  const rows = (
    groups.length > 0
      ? shownGroups(story).map((group) => rowOf(story, groupName(words, group.key), group.now, group === chosen))
      : [
          rowOf(story, words.say("this_period"), now, whole),
          before && rowOf(story, words.say("period_before"), before, false),
        ]
  ).filter((row) => row !== null);
  const columns = [column(story, "low"), column(story, "high")] as const;
  if (rows.length === 0 && themes.length === 0) return null;
  const names = { detractors: words.say("detractors"), promoters: words.say("promoters") };
  const spec = promoterBars({ rows, names, themes: themes.length === 0 ? null : columns });
  return { spec, subtitle: words.say(rows.length === 0 ? "subtitle_themes" : "subtitle") };
}

/** Complaints per 100 orders by group, the most first, where surveys cannot be told apart; null where nothing is known. */
function complaintsChart({ words, groups, complaining, most }: SatisfactionStory): Omit<Chart, "alt"> | null {
  const known = groups
    .flatMap((group) =>
      group.now.complaintsPer100Orders === null ? [] : [{ group, rate: group.now.complaintsPer100Orders }],
    )
    .toSorted((a, b) => b.rate - a.rate);
  if (known.length === 0) return null;
  const rows = known.slice(0, most).map(({ group, rate }) => ({
    label: groupName(words, group.key),
    value: rate,
    text: perHundred(words, rate),
    highlight: group === complaining?.group,
  }));
  return { spec: rankedBars({ rows }), subtitle: words.say("subtitle_complaints") };
}

/** Groups with answers that are drawn: the largest, and the one that the headline speaks of, in their order. */
function shownGroups({ groups, trouble, most }: SatisfactionStory): readonly SatisfactionGroup[] {
  const answered = groups.filter(({ now }) => now.votes !== null);
  const largest = answered.toSorted((a, b) => {
    const lead = Number(b === trouble?.group) - Number(a === trouble?.group);
    return lead || (b.now.votes?.respondents ?? 0) - (a.now.votes?.respondents ?? 0);
  });
  const chosen = new Set(largest.slice(0, Math.min(most, 8)));
  return answered.filter((group) => chosen.has(group));
}

function rowOf({ words }: SatisfactionStory, label: string, figures: SatisfactionFigures, highlight: boolean) {
  const { votes, nps, npsRange } = figures;
  if (votes === null || nps === null || npsRange === null) return null;
  const row: PromoterRow = {
    label,
    detractors: votes.detractors / votes.respondents,
    promoters: votes.promoters / votes.respondents,
    nps,
    low: npsRange[0],
    high: npsRange[1],
    text: words.say("row_text", { nps: points(words, nps), n: words.integer(votes.respondents) }),
    highlight,
  };
  return row;
}

function column({ words, themes }: SatisfactionStory, side: QuotedTheme["side"]): ThemeColumn {
  const own = themes.filter((theme) => theme.side === side);
  return {
    title: words.say(`themes_${side}`),
    themes: own.map(({ term, z, texts }) => ({ term, weight: Math.abs(z), text: words.integer(texts) })),
  };
}

/** Key figures, against the comparison where there is one. */
export function satisfactionKpis({ words, now, before }: SatisfactionStory): Kpi[] {
  const kpi = (
    key: string,
    of: (figures: SatisfactionFigures) => number | null,
    text: (value: number) => string,
    better: 1 | -1,
    change: (difference: number) => string,
  ): Kpi[] => {
    const value = of(now);
    if (value === null) return [];
    const then = before === null ? null : of(before);
    const moved = then === null ? {} : { change: change(value - then), good: (value - then) * better >= 0 };
    return [{ label: words.say(key), value: text(value), ...moved }];
  };
  const share = (difference: number) => words.say("share_points", { n: pointChange(words, difference) });
  const signed = (text: (value: number) => string) => (difference: number) => {
    if (text(Math.abs(difference)) === text(0)) return words.say("unchanged");
    return difference > 0 ? `+${text(difference)}` : text(difference);
  };
  const rate = (value: number) => perHundred(words, value);
  const time = (value: number) => hours(words, value);
  return [
    ...kpi(
      "nps",
      ({ nps }) => nps,
      (value) => points(words, value),
      1,
      (value) => pointChange(words, value),
    ),
    ...kpi("csat", ({ csat }) => csat, words.percent, 1, share),
    ...kpi("ces", ({ ces }) => ces, rate, 1, signed(rate)),
    ...kpi("complaints_per_100", ({ complaintsPer100Orders }) => complaintsPer100Orders, rate, -1, signed(rate)),
    ...kpi("late", ({ lateDeliveryRate }) => lateDeliveryRate, words.percent, -1, share),
    ...kpi("median_response", ({ medianResponseHours }) => medianResponseHours, time, -1, signed(time)),
  ];
}

/** One row a group, or one a measure beside its comparison. */
export function satisfactionTable(story: SatisfactionStory): Table {
  const { words, dimension, groups } = story;
  if (dimension === null) return measureTable(story);
  return {
    columns: [
      { key: "group", label: dimension, format: "text" },
      { key: "nps", label: words.say("nps"), format: "integer" },
      { key: "answers", label: words.say("answers"), format: "integer" },
      { key: "change", label: words.say("change"), format: "text" },
      { key: "late", label: words.say("late"), format: "percent" },
      { key: "complaints", label: words.say("complaints_per_100"), format: "number" },
      { key: "response", label: words.say("median_response_short"), format: "number" },
    ],
    ...shownRows(groups, Math.min(10, story.most), ({ key, now, change }) => ({
      group: groupName(words, key),
      nps: now.nps === null ? null : Math.round(100 * now.nps),
      answers: now.votes?.respondents ?? 0,
      change: change === null ? null : pointChange(words, change.difference),
      late: now.lateDeliveryRate,
      complaints: rounded(now.complaintsPer100Orders),
      response: rounded(now.medianResponseHours),
    })),
  };
}

const rounded = (value: number | null) => (value === null ? null : Math.round(10 * value) / 10);

function measureTable({ words, now, before }: SatisfactionStory): Table {
  const measures: readonly [string, (figures: SatisfactionFigures) => number | null, (value: number) => string][] = [
    ["nps", ({ nps }) => nps, (value) => points(words, value)],
    ["response_rate", ({ responseRate }) => responseRate, (value) => words.percent(value)],
    ["csat", ({ csat }) => csat, (value) => words.percent(value)],
    ["ces", ({ ces }) => ces, (value) => perHundred(words, value)],
    ["complaints_per_100_customers", (side) => side.complaintsPer100Customers, (value) => perHundred(words, value)],
    ["complaints_per_100", (side) => side.complaintsPer100Orders, (value) => perHundred(words, value)],
    ["late", ({ lateDeliveryRate }) => lateDeliveryRate, (value) => words.percent(value)],
    ["returns_per_100", (side) => side.returnsPer100Orders, (value) => perHundred(words, value)],
    ["median_response", (side) => side.medianResponseHours, (value) => hours(words, value)],
    ["over_24h", ({ over24hShare }) => over24hShare, (value) => words.percent(value)],
  ];
  const known = measures.filter(([, of]) => of(now) !== null);
  const cell = (value: number | null, text: (value: number) => string) => (value === null ? "–" : text(value));
  return {
    columns: [
      { key: "measure", label: words.say("measure"), format: "text" },
      { key: "now", label: words.say("this_period"), format: "text" },
      ...(before === null ? [] : [{ key: "before", label: words.say("period_before"), format: "text" as const }]),
    ],
    rows: known.map(([key, of, text]) => ({
      measure: words.say(key),
      now: cell(of(now), text),
      ...(before === null ? {} : { before: cell(of(before), text) }),
    })),
    total: known.length,
  };
}
