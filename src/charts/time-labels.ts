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
  const widestName = Math.max(0, ...names.map((name) => widthOf(name.label, size)));
  const every = Math.max(1, Math.ceil((widestName + 8) / Math.max(1, place.step)));
  const tallNames = (offset: number) =>
    names.filter(({ label }, i) => (names.length - 1 - i) % every === offset && label.includes("\n")).length;
  let offset = 0;
  for (let other = 1; other < every; other++) if (tallNames(other) > tallNames(offset)) offset = other;
  return names
    .filter((_, i) => (names.length - 1 - i) % every === offset)
    .map(({ label, x, strong }) => {
      const inside = keepInside(x, widthOf(label, size), place.from, place.to);
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
