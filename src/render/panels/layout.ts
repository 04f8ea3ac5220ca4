import type { Panel, Shown } from "#reply.ts";
import type { Measure } from "../measure.ts";
import { lineSvg } from "../text-line.ts";
import { innerWidth, margin, panelInk } from "../theme.ts";
import { wrap } from "../wrap.ts";
import { barsPiece } from "./bars.ts";
import { columnsPiece } from "./columns.ts";
import { goalPiece } from "./goal.ts";
import { listPiece } from "./list.ts";
import { moved, type Piece, type Room } from "./piece.ts";
import { tilesPiece } from "./tiles.ts";

const gutter = 28;
const between = 16;

function shownPiece(shows: Shown, room: Room): Piece {
  switch (shows.kind) {
    case "tiles":
      return tilesPiece(shows.tiles, room);
    case "columns":
      return columnsPiece(shows.marks, room);
    case "bars":
      return barsPiece(shows.marks, room);
    case "list":
      return listPiece(shows.entries, room);
    case "goal":
      return goalPiece(shows.goal, room);
  }
}

function panelPiece({ title, note, shows }: Panel, room: Room): Piece {
  const { width, measure } = room;
  const parts: string[] = [];
  let y = 0;
  const write = (text: string, size: number, step: number, weight: 400 | 600, fill: string, maximumLines: number) => {
    for (const line of wrap(measure, text, { size, weight, width, maximumLines, balance: true })) {
      y += step;
      parts.push(lineSvg({ text: line, x: 0, y, size, weight, fill }));
    }
  };
  if (title) write(title, 16, 21, 600, panelInk.title, 2);
  if (note) write(note, 13, 19, 400, panelInk.quiet, 2);
  if (title || note) y += 10;
  const piece = shownPiece(shows, room);
  return { svg: parts.join("") + moved(piece.svg, 0, y), height: y + piece.height };
}

/** Rows of one wide panel or two narrow ones. A narrow one without a neighbour takes the whole width. */
function rowsOf(panels: readonly Panel[]): Panel[][] {
  const rows: Panel[][] = [];
  for (const panel of panels) {
    const last = rows.at(-1);
    const joins = !panel.wide && last?.length === 1 && !last[0]?.wide;
    if (joins) last.push(panel);
    else rows.push([panel]);
  }
  return rows;
}

/** The panels in the frame from `top` on, a thin rule between the rows. O(texts). */
export function panelsSvg(panels: readonly Panel[], measure: Measure, top: number): Piece {
  const parts: string[] = [];
  let y = 4;
  rowsOf(panels).forEach((row, at) => {
    if (at > 0) {
      const rule = Math.round(y) + 0.5;
      parts.push(`<path d="M0 ${rule}H${innerWidth}" stroke="${panelInk.rule}"/>`);
      y += between - 4;
    }
    const width = (innerWidth - gutter * (row.length - 1)) / row.length;
    const pieces = row.map((panel) => panelPiece(panel, { width, measure }));
    pieces.forEach(({ svg }, column) => {
      parts.push(moved(svg, column * (width + gutter), y));
    });
    y += Math.max(...pieces.map(({ height }) => height)) + between;
  });
  const height = y - between + 6;
  return { svg: moved(parts.join(""), margin, top), height };
}
