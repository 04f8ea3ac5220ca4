import type { Indicator } from "#indicator.ts";
import type { Words } from "#messages.ts";

type Unit = Indicator["unit"];

/** An indicator's value as it is to be read; `–` where there is none. */
export function amountText(words: Words, unit: Unit, value: number | null): string {
  if (value === null) return "–";
  switch (unit) {
    case "money":
      return words.money(value);
    case "share":
      return words.percent(value, 1);
    case "score":
      return words.number(Math.round(value * 100));
    case "count":
      return Number.isInteger(value) ? words.integer(value) : words.number(Math.round(value * 10) / 10);
    case "days":
    case "hours":
      return words.say(`unit_${unit}`, { n: words.number(Math.round(value * 10) / 10) });
  }
}

/** How much it changed, without a sign; shares and scores change by points. */
export function sizeText(words: Words, unit: Unit, change: number): string {
  const size = Math.abs(change);
  if (unit !== "share" && unit !== "score") return amountText(words, unit, size);
  const points = size * 100;
  const digits = points < 1 ? 100 : 10;
  return words.say(`points_${unit}`, { n: String(Math.round(points * digits) / digits) });
}

/** The same with its sign. */
export function changeText(words: Words, unit: Unit, change: number): string {
  const text = sizeText(words, unit, change);
  if (!/[1-9]/.test(text)) return text;
  return change > 0 ? `+${text}` : `−${text}`;
}
