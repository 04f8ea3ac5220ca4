import { ink } from "./ink.ts";
import type { Label } from "./layers.ts";
import { keepInside, textWidth } from "./text-width.ts";

const lines = (label: string) => label.split("\n");
const widthOf = (label: string, size: number) => Math.max(...lines(label).map((line) => textWidth(line, size)));

/**
 * Names of the periods under a time axis. When they do not all fit, every second, third, … is kept: the ones that
 * keep most of the two-line names (a month with its year), else the ones that keep the newest. Ends are moved inwards
 * rather than cut off at [from, to].
 */
export function timeLabels(
  names: readonly { readonly label: string; readonly x: number; readonly strong?: boolean }[],
  place: { y: number; from: number; to: number; step: number; size?: number },
): Label[] {
  const size = place.size ?? 14;
  const at = ({ label, x }: { label: string; x: number }) => keepInside(x, widthOf(label, size), place.from, place.to);
  /** The names kept when one of so many is. */
  const kept = (every: number) => {
    const among = (offset: number) => names.filter((_, i) => (names.length - 1 - i) % every === offset);
    const tall = (offset: number) => among(offset).filter(({ label }) => label.includes("\n")).length;
    let best = 0;
    for (let offset = 1; offset < every; offset++) if (tall(offset) > tall(best)) best = offset;
    return among(best);
  };
  const fits = (some: typeof names) =>
    some.every((name, i) => {
      const before = some[i - 1];
      if (before === undefined) return true;
      return at(name) - at(before) >= (widthOf(name.label, size) + widthOf(before.label, size)) / 2 + 8;
    });
  let every = 1;
  while (every < names.length && !fits(kept(every))) every++;
  return kept(every).map(({ label, x, strong }) => {
    const inside = at({ label, x });
    const text = lines(label);
    return {
      x: inside,
      y: place.y,
      text: text.length > 1 ? text : label,
      size,
      fill: strong ? ink.text : ink.label,
      bold: strong ?? false,
      limit: Math.max(40, place.step * every),
    };
  });
}
