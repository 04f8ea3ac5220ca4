import type { Shown } from "#reply.ts";
import { lineSvg } from "../text-line.ts";
import { panelInk } from "../theme.ts";
import { shorten } from "../wrap.ts";
import { block, moved, type Piece, type Room } from "./piece.ts";

type Tile = (Shown & { kind: "tiles" })["tiles"][number];

const gap = 10;
const padding = 12;

/** Key figures, three in a row: label, value, and how it moved, a line each. */
export function tilesPiece(tiles: readonly Tile[], { width, measure }: Room): Piece {
  const columns = width < 300 ? 2 : Math.min(3, Math.max(2, tiles.length));
  const each = (width - gap * (columns - 1)) / columns;
  const lines = Math.max(0, ...tiles.map(({ moved: movements }) => movements.length));
  const height = 64 + lines * 19 + (lines > 0 ? 4 : 0);
  const room = each - 2 * padding;

  const tileSvg = ({ label, value, moved: movements }: Tile): string => {
    const cut = (text: string, size: number, weight: 400 | 600) => shorten(measure, text, size, weight, room);
    const size = measure.width(value, 25, 600) <= room ? 25 : 19;
    return [
      block(0, 0, each, height, panelInk.tile, 8),
      lineSvg({ text: cut(label, 14, 400), x: padding, y: 23, size: 14, fill: panelInk.label }),
      lineSvg({ text: cut(value, size, 600), x: padding, y: 52, size, weight: 600, fill: panelInk.title }),
      ...movements.map(({ text, good }, at) => {
        const fill = good === undefined ? panelInk.quiet : good ? panelInk.good : panelInk.attentionText;
        return lineSvg({ text: cut(text, 13.5, 400), x: padding, y: 74 + at * 19, size: 13.5, fill });
      }),
    ].join("");
  };

  const rows = Math.ceil(tiles.length / columns);
  const svg = tiles
    .map((tile, at) => moved(tileSvg(tile), (at % columns) * (each + gap), Math.floor(at / columns) * (height + gap)))
    .join("");
  return { svg, height: rows * (height + gap) - gap };
}
