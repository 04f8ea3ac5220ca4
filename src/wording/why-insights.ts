import type { ValueChange } from "#metrics/decomposition/change-by-value.ts";
import { indicatorEffect, indicatorText } from "./indicator-amounts.ts";
import { factorName, suspectText, titleOf, valueName, type WhyStory } from "./why-terms.ts";

/** Strongest first: what is behind the first driver, what the number is made of, what stands out, what went against it. */
export function insightsOf(story: WhyStory): string[] {
  if (story.delta === 0) return [];
  return [
    ...suspected(story),
    ...made(story),
    ...weight(story),
    ...against(story),
    ...second(story),
    ...nothing(story),
  ];
}

function suspected({ words, explanations, suspect }: WhyStory): string[] {
  const driver = explanations[0]?.drivers[0];
  if (suspect === null || driver === undefined) return [];
  const text = (value: number) => indicatorText(words, suspect.unit, value);
  const values = {
    value: valueName(words, driver),
    suspect: suspectText(words, suspect),
    before: text(suspect.inside[0]),
    now: text(suspect.inside[1]),
  };
  if (suspect.kind === "factor" || suspect.outside === null) return [words.say("suspect_factor", values)];
  const [before, now] = suspect.outside;
  const key = suspect.kind === "stage" ? "suspect_stage" : "suspect_more";
  return [words.say(key, { ...values, else_before: text(before), else_now: text(now) })];
}

function made({ words, indicator, factors, made, explanations }: WhyStory): string[] {
  const effect = (contribution: number) => indicatorEffect(words, indicator.unit, contribution);
  if (made === "whole") return [];
  if (made === "ratio") {
    const dimension = explanations[0]?.dimension;
    const [rate, mix] = factors;
    if (dimension === undefined || rate === undefined || mix === undefined) return [];
    return [
      words.say("insight_ratio", {
        dimension: words.dimension(dimension),
        rate: effect(rate.contribution),
        mix: effect(mix.contribution),
      }),
    ];
  }
  const strongest = factors
    .filter(({ contribution }) => contribution !== 0)
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, 3);
  if (strongest.length === 0) return [];
  const told = strongest.map(({ factor, contribution }) => {
    const name = made === "stages" ? factor : factorName(words, made, factor);
    return words.say("insight_one_factor", { factor: name, effect: effect(contribution) });
  });
  return [words.say("insight_factors", { factors: words.list(told), indicator: titleOf(words, indicator) })];
}

/** The first driver's size against its part of the change. */
function weight({ words, delta, explanations }: WhyStory): string[] {
  const [best] = explanations;
  const driver = best?.drivers[0];
  if (best === undefined || driver === undefined) return [];
  const size = ({ sums }: ValueChange) => Math.max(0, sums[0].under ?? sums[0].over);
  const whole = best.changes.filter(({ kind }) => kind !== "overlap").reduce((sum, change) => sum + size(change), 0);
  const own = whole > 0 ? size(driver) / whole : 1;
  const share = driver.contribution / delta;
  if (own <= 0 || share < 1.5 * own) return [];
  return [
    words.say("insight_weight", {
      value: valueName(words, driver),
      weight: words.percent(own),
      share: words.percent(share),
    }),
  ];
}

/** What moved most the other way. */
function against({ words, indicator, delta, explanations }: WhyStory): string[] {
  const [best] = explanations;
  const opposite = best?.changes.find(
    ({ kind, value, contribution }) => kind === "value" && value !== null && contribution / delta < -0.1,
  );
  if (opposite === undefined) return [];
  return [
    words.say("insight_against", {
      value: valueName(words, opposite),
      effect: indicatorEffect(words, indicator.unit, opposite.contribution),
      without: indicatorEffect(words, indicator.unit, delta - opposite.contribution),
    }),
  ];
}

/** The same from another side. */
function second({ words, explanations }: WhyStory): string[] {
  const other = explanations[1];
  if (!explanations[0]?.drivers.length || !other?.drivers.length) return [];
  const drivers = words.list(other.drivers.map((driver) => valueName(words, driver)));
  return [
    words.say("insight_second", {
      dimension: words.dimension(other.dimension),
      drivers,
      n: other.drivers.length,
      share: words.percent(other.power),
    }),
  ];
}

function nothing({ words, delta, explanations }: WhyStory): string[] {
  const [best] = explanations;
  if (best === undefined || best.drivers.length > 0) return [];
  const strongest = best.changes
    .filter(({ kind, value, contribution }) => kind === "value" && value !== null && contribution / delta > 0)
    .slice(0, 3);
  const share = strongest.reduce((sum, { contribution }) => sum + contribution / delta, 0);
  // What is all of it explains nothing.
  if (strongest.length === 0 || share > 0.995) return [];
  return [
    words.say("insight_nothing", {
      dimension: words.dimension(best.dimension),
      values: words.list(strongest.map((change) => valueName(words, change))),
      share: words.percent(share),
    }),
  ];
}
