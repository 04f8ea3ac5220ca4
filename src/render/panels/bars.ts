import type { Mark } from "#reply.ts";
import { lineSvg } from "../text-line.ts";
import { panelInk } from "../theme.ts";
import { shorten } from "../wrap.ts";
import { block, moved, type Piece, type Room } from "./piece.ts";

const labelSize = 14.5;
const thickness = 6;
const wide = 400;

/**
 * Values side by side as bars from zero: in a wide panel between label and text, in a narrow one below them, so that
 * names of any length find room. Negative values go to the left of a shared zero.
 */
export function barsPiece(marks: readonly Mark[], { width, measure }: Room): Piece {
  const values = marks.map(({ value }) => value);
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)];
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => measure.width(text, labelSize, 600)));
  const texts = widest(marks.map(({ text }) => text));
  const beside = width >= wide;
  const names = beside ? Math.min(150, widest(marks.map(({ label }) => label))) + 14 : 0;
  const track = beside ? width - names - texts - 14 : width;
  const scale = track / (highest - lowest || 1);
  const zero = names - lowest * scale;
  const step = beside ? 28 : 36;
  const barTop = beside ? 7 : 22;
  const height = beside ? 14 : thickness;

  const rowSvg = ({ label, value, text, tone }: Mark): string => {
    const weight = tone === undefined ? 400 : 600;
    const room = beside ? names - 14 : width - measure.width(text, labelSize, 600) - 12;
    const fill = tone === "attention" ? panelInk.attention : tone ? panelInk.highlight : panelInk.muted;
    const ink = tone === "attention" ? panelInk.attentionText : tone ? panelInk.good : panelInk.text;
    const length = Math.abs(value) * scale;
    const y = beside ? 19 : 15;
    const axis = `<path d="M${zero} ${barTop - 3}v${height + 6}" stroke="${panelInk.axis}"/>`;
    return [
      lineSvg({
        text: shorten(measure, label, labelSize, weight, room),
        x: 0,
        y,
        size: labelSize,
        weight,
        fill: panelInk.text,
      }),
      lineSvg({ text, x: width, y, size: labelSize, weight: 600, fill: ink, anchor: "end" }),
      block(names, barTop, track, height, panelInk.tile, 3),
      block(value < 0 ? zero - length : zero, barTop, Math.max(length, value === 0 ? 0 : 2), height, fill, 2),
      lowest < 0 ? axis : "",
    ].join("");
  };
  return { svg: marks.map((mark, at) => moved(rowSvg(mark), 0, at * step)).join(""), height: marks.length * step };
}
