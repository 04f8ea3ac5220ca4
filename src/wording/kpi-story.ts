import { type Panel, smallMultiples } from "#charts/small-multiples.ts";
import { valuesNeeded } from "#metrics/anomaly/anomaly.ts";
import { seasonOf } from "#metrics/kpi/kpi.ts";
import type { Kpi, Reply } from "#reply.ts";
import { kpiActions } from "./kpi-actions.ts";
import { kpiInsights } from "./kpi-insights.ts";
import {
  bucketText,
  improved,
  type KpiStory,
  movement,
  type ToldKpi,
  title,
  unusualOnes,
  valueText,
} from "./kpi-texts.ts";
import { shownRows } from "./shown-rows.ts";

/** Panels of the picture, key figures beside it, and rows of the table. */
const mostPanels = 9;
const mostKpis = 4;
const mostRows = 12;

/** All that is said of the key figures, but for the data and what to ask next. */
export function tellKpi(story: KpiStory): Omit<Reply, "result" | "followUps"> {
  const headline = headlineOf(story);
  const ranked = [...story.rows].sort((a, b) => Number(b.anomaly ?? false) - Number(a.anomaly ?? false));
  const drawn = ranked.slice(0, mostPanels).sort((a, b) => story.rows.indexOf(a) - story.rows.indexOf(b));
  return {
    headline,
    chart: { spec: smallMultiples({ panels: drawn.map(panelOf(story)) }), alt: headline, subtitle: subtitleOf(story) },
    kpis: story.rows.slice(0, mostKpis).map(keyFigure(story)),
    table: tableOf(story, ranked),
    insights: kpiInsights(story),
    actions: kpiActions(story),
    footnotes: footnotesOf(story),
    method: methodOf(story),
  };
}

function headlineOf(story: KpiStory): string {
  const { words, rows } = story;
  const unusual = unusualOnes(story);
  const [worst] = unusual;
  if (worst !== undefined) {
    return words.say("headline_unusual", {
      ...{ more: unusual.length - 1, of: rows.length, kpi: title(story, worst) },
      value: valueText(story, worst, worst.series.at(-1) ?? null),
      expected: valueText(story, worst, worst.expected),
    });
  }
  const first = rows.find(({ value }) => value !== null) as ToldKpi;
  const told = rows.some(({ anomaly }) => anomaly === false) ? "usual" : "untold";
  const values = { kpi: title(story, first), value: valueText(story, first, first.value), n: rows.length };
  const { change } = first;
  if (change === null) return words.say(`headline_${told}`, values);
  return words.say(`headline_${told}_${change < 0 ? "down" : "up"}`, {
    ...values,
    change: words.percent(Math.abs(change)),
  });
}

function subtitleOf(story: KpiStory): string {
  const { words, rows, grain } = story;
  const values = { n: 12, grain: words.say(`grain_${grain}`), newest: bucketText(story) };
  return words.say(rows.some(({ yoy }) => yoy !== null) ? "subtitle" : "subtitle_plain", values);
}

function panelOf(story: KpiStory): (row: ToldKpi) => Panel {
  return (row) => ({
    title: title(story, row),
    value: valueText(story, row, row.value),
    change: movement(story, row, row.previous, true) ?? "",
    good: improved(row),
    points: row.series,
    reference: row.yoy,
    highlight: row.anomaly ?? false,
  });
}

function keyFigure(story: KpiStory): (row: ToldKpi) => Kpi {
  return (row) => {
    const change = movement(story, row, row.previous);
    const good = improved(row);
    return {
      label: title(story, row),
      value: valueText(story, row, row.value),
      ...(change === null ? {} : { change, ...(good === null ? {} : { good }) }),
    };
  };
}

function tableOf(story: KpiStory, ranked: readonly ToldKpi[]): NonNullable<Reply["table"]> {
  const { words } = story;
  const column = (key: string) => ({ key, label: words.say(`column_${key}`), format: "text" as const });
  return {
    columns: ["kpi", "value", "change", "yoy"].map(column),
    ...shownRows(ranked, mostRows, (row) => ({
      kpi: row.anomaly ? `${title(story, row)} · ${words.say("unusual")}` : title(story, row),
      value: valueText(story, row, row.value),
      change: movement(story, row, row.previous) ?? "–",
      yoy: valueText(story, row, row.yoy),
    })),
  };
}

function footnotesOf(story: KpiStory): string[] {
  const { words, rows, grain, alarms, missing, filtered, deals, period, newest } = story;
  const unit = words.say(`grain_${grain}`);
  const alarm =
    alarms.judged === 0
      ? words.say("note_too_short", { n: valuesNeeded(seasonOf[grain]), grain: unit })
      : words.say("note_alarm", {
          ...{ n: 12, grain: unit, flagged: alarms.flagged, judged: words.integer(alarms.judged) },
          rate: words.percent(alarms.flagged / alarms.judged, 1),
        });
  const has = (id: string) => rows.some(({ kpi }) => kpi === id);
  return [
    ...(deals ? [words.say("reply.orders_from_deals")] : []),
    words.say("note_variants"),
    ...(has("lead_to_customer") ? [words.say("note_rates")] : []),
    ...(missing.length > 0
      ? [words.say(filtered ? "note_left_out_filter" : "note_left_out", { list: words.list(missing) })]
      : []),
    alarm,
    ...(newest === period.from || alarms.judged === 0
      ? []
      : [words.say("note_bucket", { bucket: bucketText(story), grain: unit })]),
  ];
}

function methodOf({ words, grain }: KpiStory): string[] {
  return [
    words.say("method_values"),
    words.say("method_unusual", { grain: words.say(`grain_${grain}`) }),
    words.say("method_growth"),
  ];
}
