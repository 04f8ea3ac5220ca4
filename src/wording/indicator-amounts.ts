import type { Indicator } from "#indicator.ts";
import type { Words } from "#messages.ts";

type Unit = Indicator["unit"];

/** An indicator's value as it is to be read: money short, shares in percent, scores out of 100; `–` where there is none. */
export function indicatorText(words: Words, unit: Unit, value: number | null): string {
  if (value === null) return "–";
  switch (unit) {
    case "money":
      return words.money(value);
    case "share":
      return words.percent(value, 1);
    case "score":
      return words.number(rounded(value * 100));
    case "count":
      return Number.isInteger(value) ? words.integer(value) : words.number(rounded(value));
    case "days":
    case "hours":
      return words.say(`indicator.${unit}`, { n: words.number(rounded(value)) });
  }
}

/**
 * How an indicator changed, with its sign: in points for shares and scores (`short` for where there is little room), else
 * relative; null without anything to relate to.
 */
export function indicatorChange(
  words: Words,
  unit: Unit,
  { value, before, short = false }: { value: number | null; before: number | null; short?: boolean },
): string | null {
  if (value === null || before === null) return null;
  if (unit !== "share" && unit !== "score") return before > 0 ? words.change(value / before - 1) : null;
  const points = (value - before) * 100;
  const size = Math.abs(points) < 1 ? Math.round(Math.abs(points) * 100) / 100 : rounded(Math.abs(points));
  const key = short && unit === "share" ? "short" : unit;
  return words.say(`indicator.points_${key}`, { n: size === 0 ? "0" : `${points < 0 ? "−" : "+"}${size}` });
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
