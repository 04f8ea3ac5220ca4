import type { TopLevelSpec } from "vega-lite";
import { ink } from "./ink.ts";
import {
  type Box,
  boxes,
  chart,
  chartWidth,
  emptyPanel,
  type Label,
  labels,
  type Segment,
  segments,
} from "./layers.ts";
import { extent, isNumber, linear } from "./linear.ts";
import { widest } from "./text-width.ts";

/** A level, or a step from the level before to the next. */
export interface WaterfallRow {
  readonly label: string;
  /** The level itself, or by how much it changed. */
  readonly value: number;
  /** The value as it is to be read, a step with its sign. */
  readonly text: string;
  readonly kind: "level" | "step";
  /** Of a step: is it what the headline speaks of, and is it bad? Steps of neither are quiet. */
  readonly tone?: "good" | "bad" | "quiet";
}

const mostRows = 9;
const size = 15;
const step = 46;
/** Levels are cut at the left when the steps would else be narrower than this share of the room. */
const narrow = 0.25;

/**
 * Waterfall (瀑布图), from top to bottom: levels as bars, steps floating between them, each beginning where the one above
 * ends. Names on the left, values beside the bars. Where steps are small against the levels, bars begin at a cut, marked by
 * a gap in each. At most nine rows; linear in their number.
 */
export function waterfall({ rows: given }: { rows: readonly WaterfallRow[] }): TopLevelSpec {
  const rows = given.slice(0, mostRows).map((row) => ({ ...row, value: isNumber(row.value) ? row.value : 0 }));
  if (rows.length === 0) return emptyPanel();
  let level = 0;
  const spans = rows.map(({ kind, value }) => {
    const from = kind === "level" ? 0 : level;
    level = kind === "level" ? value : level + value;
    return { from, to: level };
  });
  const [lowest, highest] = extent(spans.map(({ to }) => to)) ?? [0, 0];
  const cut = lowest > 0 && highest - lowest < narrow * highest ? lowest - (highest - lowest || lowest) * 0.8 : null;
  const base = cut === null ? Math.min(0, lowest) : Math.max(0, cut);
  const isCut = base > 0;
  const bold = (row: WaterfallRow) => row.kind === "level" || (row.tone ?? "quiet") !== "quiet";
  const nameRoom =
    Math.min(
      200,
      widest(
        rows.map(({ label }) => label),
        size,
        true,
      ),
    ) + 12;
  const textRoom =
    widest(
      rows.map(({ text }) => text),
      size,
      true,
    ) + 10;
  const scale = linear(base, Math.max(highest, base + 1e-300), nameRoom, chartWidth - textRoom);
  const at = (value: number) => scale.at(Math.max(base, value));
  const bars: Box[] = [];
  const lines: Segment[] = [];
  const words: Label[] = [];
  rows.forEach((row, index) => {
    const { from, to } = spans[index] as (typeof spans)[number];
    const y = (index + 0.5) * step;
    const [left, right] = [Math.min(at(from), at(to)), Math.max(at(from), at(to))];
    const box = { x: left, x2: Math.max(right, left + 2), y: y - 13, y2: y + 13 };
    bars.push({ ...box, fill: fillOf(row) });
    if (row.kind === "level" && isCut) {
      bars.push({ x: nameRoom + 12, x2: nameRoom + 16, y: y - 16, y2: y + 16, fill: ink.paper });
    }
    if (index < rows.length - 1) {
      lines.push({ x: at(to), x2: at(to), y: y + 13, y2: y + step - 13, stroke: ink.line });
    }
    const shown = { y, bold: bold(row), limit: nameRoom - 12 };
    words.push({ ...shown, x: nameRoom - 12, text: row.label, align: "right" });
    words.push({ x: box.x2 + 8, y, text: row.text, align: "left", bold: bold(row), fill: inkOf(row) });
  });
  const zero = scale.at(0);
  if (base < 0) lines.push({ x: zero, x2: zero, y: 0, y2: rows.length * step, stroke: ink.line });
  return chart(rows.length * step, [segments(lines), ...boxes(bars, { cornerRadius: 2 }), ...labels(words)]);
}

function fillOf({ kind, tone }: WaterfallRow): string {
  if (kind === "level") return ink.label;
  if (tone === "bad") return ink.attention;
  return tone === "good" ? ink.highlight : ink.muted;
}

function inkOf({ kind, tone }: WaterfallRow): string {
  return kind === "step" && tone === "bad" ? ink.attentionText : ink.text;
}
