import { chartWidth, type Label } from "./layers.ts";
import { keepInside, textWidth } from "./text-width.ts";

/** A point in pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

interface Surroundings {
  /** Left end of the plot; labels stay within [left, chartWidth]. */
  readonly left: number;
  /** Labels that are there already. */
  readonly taken: readonly Label[];
  /** Points of lines that a label should not cross. */
  readonly line: readonly Spot[];
  /** How far above (negative) or below its point a label may stand, the best place first. */
  readonly offsets?: readonly number[];
}

const usualOffsets = [-18, 19, -34, 35];

/** Puts a label above its point, or below where something is in the way. */
export function beside(
  spot: Spot,
  { text, size, bold }: { readonly text: string; readonly size: number; readonly bold: boolean },
  { left, taken, line, offsets = usualOffsets }: Surroundings,
) {
  const width = textWidth(text, size, bold);
  const x = keepInside(spot.x, width, left, chartWidth);
  const crossings = (y: number) =>
    line.filter((point) => Math.abs(point.x - x) < width / 2 + 2 && Math.abs(point.y - y) < size * 0.75).length +
    taken.filter((other) => {
      const reach = (width + textWidth(String(other.text), other.size ?? 15, other.bold)) / 2 + 6;
      return Math.abs(other.x - x) < reach && Math.abs(other.y - y) < size * 1.3 ? 1 : 0;
    }).length *
      100;
  const places = offsets.map((offset) => spot.y + offset);
  const best = places.reduce((chosen, place) => (crossings(place) < crossings(chosen) ? place : chosen));
  return { x, y: best, text, size, bold };
}

/** Points along a line every few pixels, to see where labels would cross it; null breaks it. */
export function along(spots: readonly (Spot | null)[]): Spot[] {
  return spots.flatMap((spot, i) => {
    const next = spots[i + 1];
    if (!spot || !next) return spot ? [spot] : [];
    const count = Math.max(1, Math.ceil(Math.max(next.x - spot.x, Math.abs(next.y - spot.y)) / 4));
    return Array.from({ length: count }, (_, k) => ({
      x: spot.x + ((next.x - spot.x) * k) / count,
      y: spot.y + ((next.y - spot.y) * k) / count,
    }));
  });
}
