import { type WaterfallRow, waterfall } from "#charts/waterfall.ts";
import type { Factor } from "#metrics/decomposition/change-factors.ts";
import type { Explanation } from "#metrics/decomposition/explaining-values.ts";
import { cappedChanges } from "#metrics/decomposition/why-result.ts";
import type { Kpi, Reply } from "#reply.ts";
import { indicatorEffect, indicatorSize, indicatorText } from "./indicator-amounts.ts";
import { insightsOf } from "./why-insights.ts";
import { factorName, isGood, suspectText, titleOf, valueName, type WhyStory } from "./why-terms.ts";

const mostRows = 8;

/** All that is said, but for the data and what to ask next. */
export function tellWhy(story: WhyStory): Omit<Reply, "result" | "followUps"> {
  const headline = headlineOf(story);
  const [best] = story.explanations;
  return {
    headline,
    chart: { ...pictureOf(story), alt: headline },
    kpis: kpisOf(story),
    ...(best === undefined ? {} : { table: tableOf(story, best) }),
    insights: insightsOf(story).slice(0, 3),
    actions: actionsOf(story).slice(0, 3),
    footnotes: story.notes,
    method: methodOf(story),
  };
}

function headlineOf({ words, indicator, after, delta, made, factors, explanations }: WhyStory): string {
  const { unit } = indicator;
  const values = { indicator: indicator.title[words.locale], now: indicatorText(words, unit, after) };
  if (delta === 0) return words.say("same", values);
  const way = delta < 0 ? "fell" : "rose";
  const told = { ...values, size: indicatorSize(words, unit, delta) };
  const [best] = explanations;
  if (best !== undefined && best.drivers.length > 0) {
    const drivers = words.list(best.drivers.map((driver) => valueName(words, driver)));
    const own = indicatorSize(words, unit, best.power * delta);
    if (best.power > 1.005) return words.say(`${way}_more`, { ...told, drivers, own });
    const share = words.percent(best.power);
    return words.say(best.drivers.length > 1 ? `${way}_several` : way, { ...told, drivers, share });
  }
  const factor = mainFactor(factors, delta);
  if (factor === null || made === "ratio" || made === "whole") return words.say(`${way}_nothing`, told);
  return words.say(`${way}_factor`, { ...told, factor: factorName(words, made, factor.factor) });
}

/** The factor that explains most of the change, when it explains more than half. */
function mainFactor(factors: readonly Factor[], delta: number): Factor | null {
  const shares = factors.map((factor) => ({ factor, share: factor.contribution / delta }));
  return shares.reduce((most, each) => (each.share > most.share ? each : most), { factor: null, share: 0.5 } as {
    factor: Factor | null;
    share: number;
  }).factor;
}

function pictureOf(story: WhyStory) {
  const { words, indicator, before, after, delta, factors, made, explanations, cents } = story;
  const { unit } = indicator;
  const [best] = explanations;
  const level = (key: string, value: number): WaterfallRow => {
    return { kind: "level", label: words.say(key), value, text: indicatorText(words, unit, value) };
  };
  const stepOf = (label: string, value: number, loud: boolean): WaterfallRow => {
    const tone = !loud ? "quiet" : isGood(indicator, value) === false ? "bad" : "good";
    return { kind: "step", label, value, text: indicatorEffect(words, unit, value), tone };
  };
  const explained = best !== undefined && best.drivers.length > 0;
  const byFactors = !explained && (made === "revenue" || made === "stages");
  const shown = explained ? best.drivers : (best?.changes.filter(({ kind }) => kind === "value").slice(0, 3) ?? []);
  const steps = byFactors
    ? factors
        .filter(({ contribution }) => contribution !== 0)
        .map(({ factor, contribution }) =>
          stepOf(factorName(words, made, factor), contribution, factor === mainFactor(factors, delta)?.factor),
        )
    : shown.map((change) => stepOf(valueName(words, change), change.contribution, explained));
  const left = delta - steps.reduce((sum, { value }) => sum + value, 0);
  const rest = cents ? Math.round(left * 100) / 100 : left;
  const isWhole = byFactors || Math.abs(rest) <= 1e-9 * Math.abs(delta);
  const rows = [
    level("column_before", before),
    ...(delta === 0 ? [] : steps),
    ...(isWhole || delta === 0 ? [] : [stepOf(words.say("rest"), rest, false)]),
    level("column_now", after),
  ];
  const title = titleOf(words, indicator);
  const subtitle =
    delta === 0 || (best === undefined && !byFactors)
      ? words.say("chart_plain", { indicator: indicator.title[words.locale] })
      : byFactors
        ? words.say("chart_factors", { indicator: title })
        : words.say("chart", { indicator: title, dimension: words.dimension(best?.dimension ?? "") });
  return { spec: waterfall({ rows }), subtitle };
}

function kpisOf({ words, indicator, before, after, delta, compared, explanations }: WhyStory): Kpi[] {
  const { unit, title } = indicator;
  const good = isGood(indicator, delta);
  const power = explanations[0]?.drivers.length ? explanations[0].power : null;
  return [
    {
      label: title[words.locale],
      value: indicatorText(words, unit, after),
      change: indicatorEffect(words, unit, delta),
      ...(good === null ? {} : { good }),
    },
    {
      label: words.say("kpi_before", { span: words.span(compared.from, compared.to) }),
      value: indicatorText(words, unit, before),
    },
    ...(power === null ? [] : [{ label: words.say("kpi_explained"), value: words.percent(power) }]),
  ];
}

function tableOf(story: WhyStory, { dimension, changes }: Explanation): NonNullable<Reply["table"]> {
  const { words, indicator, delta, cents } = story;
  const rest = changes.filter(({ kind }) => kind === "value").length - mostRows;
  const columns = [
    { key: "value", label: words.dimension(dimension), format: "text" },
    { key: "before", label: words.say("column_before"), format: "text" },
    { key: "now", label: words.say("column_now"), format: "text" },
    { key: "effect", label: words.say("column_effect"), format: "text" },
    { key: "share", label: words.say("column_share"), format: "percent" },
  ] as const;
  const rowOf = (change: (typeof changes)[number]) => ({
    value: change.kind === "other" ? words.say("other", { n: rest }) : valueName(words, change),
    before: indicatorText(words, indicator.unit, change.before),
    now: indicatorText(words, indicator.unit, change.after),
    effect: indicatorEffect(words, indicator.unit, change.contribution),
    share: delta === 0 ? null : change.contribution / delta + 0,
  });
  const rows = cappedChanges(changes, mostRows, cents).map(rowOf);
  return { columns, rows, total: rows.length, all: () => changes.map(rowOf) };
}

/** At most three: what is behind it, the first driver's own part, and where to look closer. */
function actionsOf(story: WhyStory): string[] {
  const { words, indicator, explanations, suspect, closer } = story;
  const [best] = explanations;
  const driver = best?.drivers[0];
  const said: string[] = [];
  if (best !== undefined && driver !== undefined) {
    const value = valueName(words, driver);
    const who = best.dimension === "owner" ? value : words.say("head", { value });
    const good = isGood(indicator, driver.contribution);
    const size = indicatorSize(words, indicator.unit, driver.contribution);
    if (good === false && suspect !== null && suspect.kind !== "factor") {
      const [was, is] = suspect.inside.map((each) => indicatorText(words, suspect.unit, each));
      said.push(
        words.say(suspect.kind === "stage" ? "do_stage" : "do_suspect", {
          who,
          suspect: suspectText(words, suspect),
          now: is ?? "",
          before: was ?? "",
        }),
      );
    }
    const title = titleOf(words, indicator);
    if (good === false) {
      said.push(
        words.say("do_restore", {
          ...{ who, indicator: title, size },
          before: indicatorText(words, indicator.unit, driver.before),
        }),
      );
    } else if (good === true) said.push(words.say("do_keep", { who, size }));
  }
  return closer === null ? said : [...said, words.say("do_command", { command: closer })];
}

function methodOf({ words, indicator, made }: WhyStory): string[] {
  const keys = [
    ...(made === "revenue" ? ["method_factors"] : []),
    ...(made === "stages" ? ["method_stages"] : []),
    ...(indicator.under === undefined ? [] : ["method_ratio"]),
    "method_drivers",
    "method_sum",
  ];
  return [indicator.definition[words.locale], ...keys.map((key) => words.say(key))];
}
