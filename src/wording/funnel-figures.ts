import { funnelBars } from "#charts/funnel-bars.ts";
import { rankedBars } from "#charts/ranked-bars.ts";
import type { Words } from "#messages.ts";
import { overallConversion, type Step } from "#metrics/funnel/funnel.ts";
import type { FunnelGroup, FunnelReport } from "#metrics/funnel/funnel-report.ts";
import type { Chart, Kpi, Table } from "#reply.ts";
import { kpiChange } from "./kpi-change.ts";

/** Key figures of a funnel, against its comparison where there is one. */
export function funnelKpis(words: Words, { whole, openShare }: FunnelReport): Kpi[] {
  const won = whole.now.at(-1)?.amount ?? 0;
  const overall = whole.overall === null ? "–" : words.percent(whole.overall, 1);
  return [
    {
      label: words.say("kpi_deals"),
      value: words.integer(whole.size),
      ...kpiChange(words, whole.size, whole.sizeBefore),
    },
    { label: words.say("kpi_overall"), value: overall, ...kpiChange(words, whole.overall ?? 0, whole.overallBefore) },
    { label: words.say("kpi_won"), value: words.money(won), ...kpiChange(words, won, whole.before?.at(-1)?.amount) },
    { label: words.say("kpi_open"), value: words.percent(openShare) },
  ];
}

/** One row a stage. */
export function stageTable(words: Words, { now, before }: Pick<FunnelGroup, "now" | "before">): Table {
  return {
    columns: [
      { key: "stage", label: words.say("column_stage"), format: "text" },
      { key: "reached", label: words.say("column_reached"), format: "integer" },
      { key: "conversion", label: words.say("column_conversion"), format: "percent" },
      ...(before ? [{ key: "previous", label: words.say("column_previous"), format: "percent" as const }] : []),
      { key: "median_days", label: words.say("column_days"), format: "days" },
    ],
    rows: now.map(({ stage, reached, conversion, median_days }, index) => {
      const previous = before ? { previous: before[index]?.conversion ?? null } : {};
      return { stage, reached, conversion, ...previous, median_days };
    }),
  };
}

/** One row a group, and one for all groups that are not shown, so that the deals add up. */
export function groupTable(
  words: Words,
  groups: readonly FunnelGroup[],
  shown: readonly FunnelGroup[],
  dimension: string,
): Table {
  const rest = groups.filter((group) => !shown.includes(group));
  const row = (group: FunnelGroup) => ({
    group: group.key ?? words.say("missing_group"),
    reached: group.size,
    overall: group.overall,
    leak: group.leak?.stage ?? null,
    conversion: group.leak?.conversion ?? null,
    previous: group.leak?.previous ?? null,
  });
  return {
    columns: [
      { key: "group", label: dimension, format: "text" },
      { key: "reached", label: words.say("kpi_deals"), format: "integer" },
      { key: "overall", label: words.say("column_overall"), format: "percent" },
      { key: "leak", label: words.say("column_leak"), format: "text" },
      { key: "conversion", label: words.say("column_conversion"), format: "percent" },
      ...(groups.some(({ before }) => before)
        ? [{ key: "previous", label: words.say("column_previous"), format: "percent" as const }]
        : []),
    ],
    rows: [...shown.map(row), ...(rest.length > 0 ? [{ ...row(merged(rest)), group: words.say("other") }] : [])],
    total: groups.length,
    all: () => groups.map(row),
  };
}

/** Several groups as one, without a leak of its own. */
function merged(groups: readonly FunnelGroup[]): FunnelGroup {
  const [first, ...others] = groups as [FunnelGroup, ...FunnelGroup[]];
  const now = first.now.map((stage, index) => {
    const reached = others.reduce((sum, group) => sum + (group.now[index]?.reached ?? 0), stage.reached);
    return { ...stage, reached };
  });
  const whole = now.map((stage, index) => {
    const before = now[index - 1]?.reached ?? 0;
    return { ...stage, conversion: before > 0 && stage.reached <= before ? stage.reached / before : null };
  });
  const size = groups.reduce((sum, group) => sum + group.size, 0);
  return { ...first, now: whole, size, overall: overallConversion(whole), leak: null };
}

/** The whole funnel as bars, with the leak highlighted. */
export function stageBars(words: Words, whole: FunnelGroup, focus: Step | null): Omit<Chart, "alt"> {
  const stages = whole.now.map(({ stage, reached, conversion }, index) => ({
    label: stage,
    value: reached,
    text: words.integer(reached),
    highlight: index === focus?.index,
    ...(conversion === null ? {} : { conversionText: words.percent(conversion) }),
  }));
  return { spec: funnelBars({ stages }), subtitle: words.say("chart_stages") };
}

/** One step's conversion by group, with its comparison. */
export function groupBars(
  words: Words,
  groups: readonly FunnelGroup[],
  focus: Step,
  dimension: string,
): Omit<Chart, "alt"> {
  const rows = groups.flatMap(({ key, now, before }) => {
    const value = now[focus.index]?.conversion ?? null;
    const previous = before?.[focus.index]?.conversion ?? null;
    if (value === null) return [];
    const highlight = key === focus.key;
    return [
      {
        label: key ?? words.say("missing_group"),
        value,
        text: words.percent(value),
        highlight,
        ...(previous === null ? {} : { previous }),
      },
    ];
  });
  const from = groups[0]?.now[focus.index - 1]?.stage ?? "";
  return { spec: rankedBars({ rows }), subtitle: words.say("chart_groups", { from, stage: focus.stage, dimension }) };
}
