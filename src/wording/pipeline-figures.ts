import { rankedBars } from "#charts/ranked-bars.ts";
import { type WaterfallRow, waterfall } from "#charts/waterfall.ts";
import type { Words } from "#messages.ts";
import type { PipelineChanges } from "#metrics/pipeline/pipeline-changes.ts";
import type { PipelineFound, PipelineStage } from "#metrics/pipeline/pipeline-result.ts";
import type { OpenDeals } from "#metrics/pipeline/pipeline-stages.ts";
import type { Chart, Kpi, Table } from "#reply.ts";
import { kpiChange } from "./kpi-change.ts";
import { shownRows } from "./shown-rows.ts";

/** Everything that is said of a pipeline. */
export interface PipelineStory {
  readonly words: Words;
  /** Dimension of the grouping. */
  readonly by: string | null;
  /** Is the question about what changed? */
  readonly changed: boolean;
  /** First day of the changes. */
  readonly since: string;
  readonly found: PipelineFound;
  /** Open deals without an amount, and without a creation date. */
  readonly unpriced: number;
  readonly unborn: number;
  /** Won deals that tell what is usual. */
  readonly wonDeals: number;
}

/** Bars of a picture, and rows of a table. */
const mostBars = 10;
const signs: Readonly<Record<keyof PipelineChanges, "" | "+" | "−">> = {
  ...{ opening: "", new: "+", won: "−", lost: "−", increased: "+" },
  ...{ decreased: "−", pulled_in: "+", pushed_out: "−", closing: "" },
};

export function stageName(words: Words, { stage, pipeline }: PipelineStage): string {
  const name = stage ?? words.say("none");
  return pipeline === null || pipeline === "" ? name : `${pipeline} · ${name}`;
}

/** Stages or groups as bars, or the way from opening to closing as a waterfall. */
export function pictureOf(story: PipelineStory): Omit<Chart, "alt"> {
  if (story.changed) return changesPicture(story);
  const { words, by } = story;
  const rows = barRows(story).slice(0, mostBars);
  // Without amounts the number of deals is all there is to draw.
  const priced = rows.some(({ amount }) => amount > 0);
  const most = rows.reduce((top, row) => Math.max(top, priced ? row.amount : row.deals), 0);
  const bars = rows.map((row) => {
    const value = priced ? row.amount : row.deals;
    return {
      ...{
        label: row.label,
        value,
        highlight: value === most,
        text: priced ? words.money(value) : words.integer(value),
      },
      ...(priced ? { share: words.integer(row.deals) } : {}),
    };
  });
  const dimension = words.dimension(by ?? "");
  const subtitle = words.say(by === null ? "subtitle_stages" : "subtitle_groups", { dimension });
  return { spec: rankedBars({ rows: bars }), subtitle };
}

function changesPicture({ words, found }: PipelineStory): Omit<Chart, "alt"> {
  const { money } = found.movement;
  const steps = steppedChanges(found).map(([flow, value]): WaterfallRow => {
    const tone = flow === "lost" || flow === "pushed_out" ? "bad" : flow === "won" || flow === "new" ? "good" : "quiet";
    const signed = signs[flow] === "−" ? -value : value;
    return {
      label: words.say(`bar_${flow}`),
      value: signed,
      text: `${signs[flow]}${words.money(value)}`,
      kind: "step",
      tone,
    };
  });
  const level = (date: string, value: number): WaterfallRow => ({
    ...{ label: words.say("bar_opening", { date: words.date(date) }), value, text: words.money(value), kind: "level" },
  });
  const spec = waterfall({
    rows: [level(found.period.from, money.opening), ...steps, level(found.asOf, money.closing)],
  });
  const { horizon } = found;
  const subtitle =
    horizon === null
      ? words.say("subtitle_changes")
      : words.say("subtitle_horizon", { span: words.span(horizon.from, horizon.to) });
  return { spec, subtitle };
}

/** Steps between opening and closing; those of a horizon only where there is one. */
function steppedChanges({ movement, horizon }: PipelineFound): [keyof PipelineChanges, number][] {
  const all = Object.entries(movement.money) as [keyof PipelineChanges, number][];
  return all.filter(
    ([flow]) => signs[flow] !== "" && (horizon !== null || (flow !== "pulled_in" && flow !== "pushed_out")),
  );
}

/** The same as a table. */
export function tableOf(story: PipelineStory): Table {
  const { words, by, found, changed } = story;
  if (changed) {
    const { money, deals } = found.movement;
    const level = (flow: "opening" | "closing", date: string) => ({
      ...{ change: words.date(date), amount: money[flow], deals: deals[flow] },
    });
    const steps = steppedChanges(found).map(([flow, amount]) => ({
      ...{ change: words.say(`bar_${flow}`), amount: signs[flow] === "−" ? -amount : amount, deals: deals[flow] },
    }));
    return {
      columns: [
        { key: "change", label: words.say("column_change"), format: "text" },
        { key: "amount", label: words.say("column_amount"), format: "money" },
        { key: "deals", label: words.say("column_deals"), format: "integer" },
      ],
      rows: [level("opening", found.period.from), ...steps, level("closing", found.asOf)],
    };
  }
  const rows = barRows(story);
  return {
    columns: [
      { key: "label", label: by === null ? words.say("column_stage") : words.dimension(by), format: "text" },
      { key: "deals", label: words.say("column_deals"), format: "integer" },
      { key: "amount", label: words.say("column_amount"), format: "money" },
      ...(found.now.weighted === null
        ? []
        : [{ key: "weighted", label: words.say("column_weighted"), format: "money" as const }]),
    ],
    ...shownRows(rows, mostBars, ({ label, deals, amount, weighted }) => ({ label, deals, amount, weighted })),
  };
}

function barRows({ words, found }: PipelineStory): (OpenDeals & { readonly label: string })[] {
  return found.groups === null
    ? found.stages.map((row) => ({ ...row, label: stageName(words, row) }))
    : found.groups.map((row) => ({ ...row, label: row.key ?? words.say("none") }));
}

export function kpisOf({ words, found, changed }: PipelineStory): Kpi[] {
  const { now, coverage, overdueTotal, stalledTotal, horizon } = found;
  const { money, deals } = found.movement;
  const against = (value: number, earlier: number) => (changed ? kpiChange(words, value, earlier) : {});
  const weighted = horizon === null || !changed ? now.weighted : null;
  return [
    { label: words.say("kpi_deals"), value: words.integer(deals.closing), ...against(deals.closing, deals.opening) },
    { label: words.say("kpi_amount"), value: words.money(money.closing), ...against(money.closing, money.opening) },
    ...(weighted === null ? [] : [{ label: words.say("kpi_weighted"), value: words.money(weighted) }]),
    { label: words.say("kpi_overdue"), value: words.integer(overdueTotal.deals) },
    { label: words.say("kpi_stalled"), value: words.integer(stalledTotal.deals) },
    ...(coverage?.ratio
      ? [{ label: words.say("kpi_coverage"), value: words.say("times", { n: ratioText(coverage.ratio) }) }]
      : []),
  ];
}

/** `0.4`, `2.5`, `12`: a ratio as many times. */
export function ratioText(ratio: number): string {
  return ratio >= 10 ? String(Math.round(ratio)) : ratio < 0.1 ? ratio.toFixed(2) : ratio.toFixed(1);
}
