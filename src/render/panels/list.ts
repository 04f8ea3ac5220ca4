import type { Shown } from "#reply.ts";
import { lineSvg } from "../text-line.ts";
import { panelInk } from "../theme.ts";
import { shorten } from "../wrap.ts";
import { moved, type Piece, type Room } from "./piece.ts";

type Entry = (Shown & { kind: "list" })["entries"][number];

/** Names with a text each on the right, and a quieter second line where there is one. */
export function listPiece(entries: readonly Entry[], { width, measure }: Room): Piece {
  let y = 0;
  const parts = entries.map(({ label, text = "", note, tone }) => {
    const textWidth = text === "" ? 0 : measure.width(text, 14.5, 600);
    const name = shorten(measure, label, 14.5, 400, width - textWidth - (textWidth > 0 ? 12 : 0));
    const ink = tone === "attention" ? panelInk.attentionText : tone === "good" ? panelInk.good : panelInk.text;
    const lines = [
      lineSvg({ text: name, x: 0, y: 16, size: 14.5, fill: panelInk.text }),
      text === "" ? "" : lineSvg({ text, x: width, y: 16, size: 14.5, weight: 600, fill: ink, anchor: "end" }),
      note === undefined
        ? ""
        : lineSvg({ text: shorten(measure, note, 13, 400, width), x: 0, y: 35, size: 13, fill: panelInk.quiet }),
    ];
    const placed = moved(lines.join(""), 0, y);
    y += note === undefined ? 27 : 47;
    return placed;
  });
  return { svg: parts.join(""), height: y };
}
