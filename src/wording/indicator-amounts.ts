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
  return signed(pointsText(words, short && unit === "share" ? "short" : unit, value - before), value - before);
}

/** How large a change of an indicator is, without a sign, in its unit; shares and scores change by points. */
export function indicatorSize(words: Words, unit: Unit, change: number): string {
  return unit === "share" || unit === "score"
    ? pointsText(words, unit, change)
    : indicatorText(words, unit, Math.abs(change));
}

/** The same with its sign. */
export function indicatorEffect(words: Words, unit: Unit, change: number): string {
  return signed(indicatorSize(words, unit, change), change);
}

function pointsText(words: Words, kind: "share" | "score" | "short", change: number): string {
  const points = Math.abs(change) * 100;
  return words.say(`indicator.points_${kind}`, {
    n: String(points < 1 ? Math.round(points * 100) / 100 : rounded(points)),
  });
}

/** A size with the sign of its change; what reads as zero has none. */
function signed(size: string, change: number): string {
  if (!/[1-9]/.test(size)) return size;
  return change > 0 ? `+${size}` : `−${size}`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
