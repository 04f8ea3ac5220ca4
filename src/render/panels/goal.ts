import type { Goal } from "#reply.ts";
import { panelInk } from "../theme.ts";
import { listPiece } from "./list.ts";
import { block, moved, type Piece, type Room } from "./piece.ts";

const track = 18;
const indent = 17;

/**
 * What was reached and what is expected on one track, with the target as a line across it and the likely range below,
 * then each number with its name.
 */
export function goalPiece({ reached, expected, target }: Goal, room: Room): Piece {
  const { width } = room;
  const most = Math.max(reached.value, expected.value, expected.high, target?.value ?? 0) * 1.03;
  const at = (value: number): number => (most > 0 ? (Math.max(0, value) / most) * width : 0);
  const parts = [
    block(0, 8, width, track, panelInk.tile, 3),
    block(0, 8, at(expected.value), track, panelInk.muted, 3),
    block(0, 8, at(reached.value), track, panelInk.highlight, 3),
    block(at(expected.low), 30, at(expected.high) - at(expected.low), 3, panelInk.axis, 1.5),
  ];
  if (target) parts.push(block(at(target.value) - 1.5, 3, 3, track + 10, panelInk.title, 1));
  const named = [
    { ...reached, ink: panelInk.highlight },
    { ...expected, ink: panelInk.muted },
    ...(target ? [{ ...target, ink: panelInk.title }] : []),
  ];
  const rows = listPiece(
    named.map(({ label, text, tone }) => ({ label, text, ...(tone === "attention" ? { tone } : {}) })),
    { ...room, width: width - indent },
  );
  const keys = named.map(({ ink }, row) => block(0, 49 + row * 27, 10, 10, ink, 2));
  parts.push(...keys, moved(rows.svg, indent, 43));
  return { svg: parts.join(""), height: 43 + rows.height };
}
