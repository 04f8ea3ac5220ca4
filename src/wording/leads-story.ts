import { rankedRates } from "#charts/ranked-rates.ts";
import { type LeadGroup, type LeadSum, leadFigures } from "#metrics/leads/leads.ts";
import type { Kpi, Reply, Table } from "#reply.ts";
import { smallSample } from "./caveats.ts";
import { elapsed } from "./elapsed.ts";
import { kpiChange, kpiPoints } from "./kpi-change.ts";
import {
  groupName,
  headlineOf,
  type LeadsStory,
  leadActions,
  leadInsights,
  shownGroups,
  standout,
} from "./leads-sentences.ts";

const muchOpen = 0.2;

export type ToldLeads = Pick<Reply, "headline" | "kpis" | "table" | "insights" | "actions" | "footnotes" | "method"> &
  Required<Pick<Reply, "chart">>;

/** What is said of leads: who converts, how fast they are answered, what to do. */
export function tellLeads(story: LeadsStory, most: number): ToldLeads {
  const { words, by } = story;
  const shown = shownGroups(story, most);
  const headline = headlineOf(story);
  const subtitle = words.say("subtitle", { dimension: words.dimension(by) });
  return {
    headline,
    chart: { ...chartOf(story, shown), alt: headline, subtitle },
    kpis: kpisOf(story),
    table: tableOf(story, shown),
    insights: leadInsights(story),
    actions: leadActions(story),
    footnotes: footnotesOf(story, shown.length),
    method: ["method_conversion", "method_medians", "method_clear"].map((key) => words.say(key)),
  };
}

function chartOf(story: LeadsStory, shown: readonly LeadGroup[]) {
  const { words, total } = story;
  const speaksOf = standout(story)?.group;
  const spec = rankedRates({
    rows: shown.map((group) => {
      const { conversion, conversion_ci95: interval } = group.figures;
      return {
        label: groupName(words, group),
        value: group.leads,
        text: words.integer(group.leads),
        highlight: group === speaksOf,
        rate:
          conversion === null || interval === null
            ? null
            : { value: conversion, low: interval[0], high: interval[1], text: words.percent(conversion) },
      };
    }),
    whole: total.leads > 0 ? total.converted / total.leads : null,
    valueTitle: words.say("leads"),
    rateTitle: words.say("conversion"),
  });
  return { spec };
}

function kpisOf({ words, total, previous }: LeadsStory): Kpi[] {
  const rate = (sum: LeadSum) => (sum.leads > 0 ? sum.converted / sum.leads : null);
  const before = previous?.total;
  const conversion = rate(total);
  return [
    { label: words.say("leads"), value: words.integer(total.leads), ...kpiChange(words, total.leads, before?.leads) },
    {
      label: words.say("conversion"),
      value: conversion === null ? "–" : words.percent(conversion, 1),
      ...kpiPoints(words, conversion, before && rate(before)),
    },
    { label: words.say("responded"), value: words.percent(total.responded / total.leads) },
    ...(total.responseHours === null
      ? []
      : [
          {
            label: words.say("response"),
            value: elapsed(words, total.responseHours),
            ...kpiChange(words, total.responseHours, before?.responseHours, "less"),
          },
        ]),
  ];
}

/** One row a group, and one for all that are not shown, so that the leads add up; medians do not. */
function tableOf({ words, by, groups, total }: LeadsStory, shown: readonly LeadGroup[]): Table {
  const row = (group: LeadGroup) => ({
    group: groupName(words, group),
    leads: group.leads,
    conversion: group.figures.conversion,
    response: group.responseHours === null ? null : Math.round(group.responseHours * 10) / 10,
    days: group.days === null ? null : Math.round(group.days * 10) / 10,
  });
  const rest = groups.filter((group) => !shown.includes(group));
  const sum = (pick: (group: LeadGroup) => number) => rest.reduce((all, group) => all + pick(group), 0);
  const others = { ...total, leads: sum(({ leads }) => leads), converted: sum(({ converted }) => converted) };
  const { leads, conversion } = leadFigures(others, total.leads);
  return {
    columns: [
      { key: "group", label: words.dimension(by), format: "text" },
      { key: "leads", label: words.say("leads"), format: "integer" },
      { key: "conversion", label: words.say("conversion"), format: "percent" },
      { key: "response", label: words.say("response_hours"), format: "number" },
      { key: "days", label: words.say("days"), format: "days" },
    ],
    rows: [
      ...shown.map(row),
      ...(rest.length > 0 ? [{ group: words.say("rest_row"), leads, conversion, response: null, days: null }] : []),
    ],
    total: groups.length,
    all: () => groups.map(row),
  };
}

function footnotesOf({ words, total, groups, previous, asOf, excluded }: LeadsStory, shown: number): string[] {
  const open = total.open / total.leads;
  return [
    words.say("conversion_note", { date: words.date(asOf) }),
    ...(previous === null ? [] : [words.say("same_age", { date: words.date(previous.seen) })]),
    ...(open > muchOpen ? [words.say("immature", { share: words.percent(open) })] : []),
    ...(total.leads < smallSample ? [words.say("small", { n: total.leads })] : []),
    ...(groups.length > shown ? [words.say("capped", { shown, n: groups.length })] : []),
    ...excluded.map(({ reason, rows }) => words.say(reason, { rows })),
  ];
}
