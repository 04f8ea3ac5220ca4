import type { Measure } from "../measure.ts";

/** Something drawn from its own top left corner, in logical pixels. */
export interface Piece {
  readonly svg: string;
  readonly height: number;
}

/** Where a piece is drawn: how much width it has, and what measures its texts. */
export interface Room {
  readonly width: number;
  readonly measure: Measure;
}

/** The same piece elsewhere. */
export function moved(svg: string, x: number, y: number): string {
  return `<g transform="translate(${x} ${y})">${svg}</g>`;
}

/** A filled rectangle; none where it would have no area. */
export function block(x: number, y: number, width: number, height: number, fill: string, radius = 2): string {
  if (!(width > 0 && height > 0)) return "";
  const at = [x, y, width, height].map((number) => Math.round(number * 100) / 100);
  return `<rect x="${at[0]}" y="${at[1]}" width="${at[2]}" height="${at[3]}" rx="${radius}" fill="${fill}"/>`;
}
