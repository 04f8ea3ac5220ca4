import { rankedBars } from "#charts/ranked-bars.ts";
import { returnBars } from "#charts/return-bars.ts";
import type { ToldRow } from "#metrics/campaign/campaign-result.ts";
import type { Kpi, Table } from "#reply.ts";
import { type CampaignStory, measureOf, rowName } from "./campaign-rows.ts";
import { kpiChange } from "./kpi-change.ts";

/** Ranked bars of what rows are ranked by; what is not known has no bar and says so. */
export function rankedChart(
  { words, dimension, per, found, sort }: CampaignStory,
  shown: readonly ToldRow[],
  best: ToldRow | null,
) {
  const rows = shown.map((row) => {
    const measure = measureOf(words, row, sort);
    return {
      label: rowName(words, row),
      value: measure?.value ?? null,
      text: measure?.text ?? words.say(row.cost === null ? "unknown" : row.cost === 0 ? "unspent" : "not_yet"),
      highlight: row === best,
      ...(sort === "roi" ? { money: words.money(row.revenue) } : {}),
    };
  });
  const values = { dimension: words.dimension(dimension), measure: words.say(`measure_${sort}`) };
  const key = sort === "roi" ? `subtitle_roi_${found.basis}` : "subtitle_sort";
  const subtitle = words.say(key, values);
  if (per === "campaign") {
    const bars = rows.map(({ money, ...bar }) => ({ ...bar, ...(money === undefined ? {} : { side: money }) }));
    return { spec: returnBars({ bars }), subtitle };
  }
  const bars = rows.map(({ money, ...bar }) => ({
    ...{ ...bar, value: bar.value ?? 0 },
    ...(money === undefined ? {} : { share: money }),
  }));
  return { spec: rankedBars({ rows: bars }), subtitle };
}

export function campaignKpis({ words, found, before }: CampaignStory): Kpi[] {
  const { total } = found;
  const known = (value: number | null, text: (value: number) => string) => (value === null ? "–" : text(value));
  return [
    {
      label: words.say("cost"),
      value: known(total.cost, words.money),
      ...kpiChange(words, total.cost, before?.total.cost, "less"),
    },
    {
      label: words.say("attributed"),
      value: words.money(total.revenue),
      ...kpiChange(words, total.revenue, before?.total.revenue),
    },
    { label: words.say("roi"), value: known(total.roi, words.change) },
    {
      label: words.say("roas"),
      value: known(total.roas, (value) => words.number(Math.round(value * 100) / 100)),
      ...kpiChange(words, total.roas, before?.total.roas),
    },
    {
      label: words.say("cac"),
      value: known(total.cac, words.money),
      ...kpiChange(words, total.cac, before?.total.cac, "less"),
    },
  ];
}

export function campaignTable({ words, dimension, rows }: CampaignStory, shown: readonly ToldRow[]): Table {
  const none = rows.filter(({ touched }) => !touched);
  const line = (row: ToldRow) => ({
    name: rowName(words, row),
    cost: row.cost,
    revenue: row.revenue,
    roi: row.roi === null ? "–" : words.change(row.roi),
    cac: row.cac,
  });
  return {
    columns: [
      { key: "name", label: words.dimension(dimension), format: "text" },
      { key: "cost", label: words.say("cost"), format: "money" },
      { key: "revenue", label: words.say("revenue"), format: "money" },
      { key: "roi", label: words.say("roi"), format: "text" },
      { key: "cac", label: words.say("cac"), format: "money" },
    ],
    rows: [...shown.slice(0, 9), ...none].map(line),
    total: rows.length,
    all: () => [...rows.filter(({ touched }) => touched), ...none].map(line),
  };
}
