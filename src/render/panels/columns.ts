import type { Mark } from "#reply.ts";
import { lineSvg } from "../text-line.ts";
import { panelInk } from "../theme.ts";
import { block, type Piece, type Room } from "./piece.ts";

const plotHeight = 104;
const above = 22;
const below = 26;

/** Values over time as columns from zero. What stands out is written, and so are the first label and every fourth. */
export function columnsPiece(marks: readonly Mark[], { width, measure }: Room): Piece {
  const values = marks.map(({ value }) => value);
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)];
  const scale = plotHeight / (highest - lowest || 1);
  const step = width / marks.length;
  const bar = Math.min(44, step * 0.72);
  const zero = above + highest * scale;
  const bottom = above + plotHeight;
  const spread = Math.max(
    1,
    Math.ceil(Math.max(...marks.map(({ label }) => measure.width(label, 13, 400) + 14)) / step),
  );
  const written = new Set<number>();
  const parts: string[] = [];

  const write = (at: number): void => {
    const mark = marks[at];
    if (!mark || written.has(at)) return;
    const weight = mark.tone === undefined ? 400 : 600;
    const half = measure.width(mark.text, 14, weight) / 2;
    const clear = [...written].every((other) => Math.abs(other - at) * step > half * 2 + 10);
    if (!clear) return;
    written.add(at);
    const x = Math.min(width - half, Math.max(half, (at + 0.5) * step));
    const reached = marks.flatMap(({ value }, other) =>
      Math.abs((other + 0.5) * step - x) < half + bar / 2 ? [value] : [],
    );
    const y = zero - Math.max(0, ...reached) * scale - 7;
    const fill = mark.tone === "attention" ? panelInk.attentionText : mark.tone ? panelInk.good : panelInk.label;
    parts.push(lineSvg({ text: mark.text, x, y, size: 14, weight, fill, anchor: "middle" }));
  };

  marks.forEach(({ value, tone, label }, at) => {
    const fill = tone === "attention" ? panelInk.attention : tone ? panelInk.highlight : panelInk.muted;
    const x = (at + 0.5) * step;
    parts.push(block(x - bar / 2, zero - Math.max(0, value) * scale, bar, Math.abs(value) * scale, fill));
    if ((marks.length - 1 - at) % spread !== 0) return;
    const half = measure.width(label, 13, 400) / 2;
    const middle = Math.min(width - half, Math.max(half, x));
    const strong = tone !== undefined;
    const ink = strong ? panelInk.text : panelInk.quiet;
    parts.push(
      lineSvg({
        text: label,
        x: middle,
        y: bottom + 19,
        size: 13,
        weight: strong ? 600 : 400,
        fill: ink,
        anchor: "middle",
      }),
    );
  });
  parts.push(`<path d="M0 ${Math.round(zero) + 0.5}H${width}" stroke="${panelInk.axis}" stroke-width="1"/>`);
  marks.forEach(({ tone }, at) => {
    if (tone !== undefined) write(at);
  });
  if (highest > 0) write(values.indexOf(highest));
  write(values.indexOf(Math.min(...values)));
  return { svg: parts.join(""), height: above + plotHeight + below };
}
