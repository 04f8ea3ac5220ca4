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
import { textWidth, widest } from "./text-width.ts";

export interface SegmentProfile {
  readonly label: string;
  /** How many it is and what it brings, set at the right edge. */
  readonly detail: string;
  /** One for each measure: how far from the average, better is above 0, and the typical value as it is to be read. */
  readonly measures: readonly { readonly score: number; readonly text: string }[];
  readonly highlight?: boolean;
}

const mostProfiles = 8;
const gap = 18;
const top = 30;
const nameSize = 16;
const detailSize = 14;

/**
 * Profiles of groups of customers (客群画像): one row per group with its name and size, and for each measure its typical value
 * beside a bar that begins at the average of all, to the right where it is better. One scale for all bars. At most eight
 * groups are drawn.
 */
export function segmentProfiles({
  profiles: given,
  measures,
}: {
  profiles: readonly SegmentProfile[];
  measures: readonly string[];
}): TopLevelSpec {
  const profiles = given.slice(0, mostProfiles);
  if (profiles.length === 0 || measures.length === 0) return emptyPanel();
  // Where a name has no room beside its detail, the details take lines of their own.
  const stacked = profiles.some(({ label, detail }) => {
    return textWidth(label, nameSize, true) + textWidth(detail, detailSize) + 16 > chartWidth;
  });
  const head = stacked ? 44 : 24;
  const step = head + (profiles.length > 5 ? 38 : 54);
  const panel = (chartWidth - gap * (measures.length - 1)) / measures.length;
  const rooms = measures.map(
    (_, index) =>
      Math.min(
        panel * 0.55,
        widest(
          profiles.map((profile) => profile.measures[index]?.text ?? ""),
          15,
        ),
      ) + 8,
  );
  const [low, high] = extent(profiles.flatMap((profile) => profile.measures.map(({ score }) => score))) ?? [0, 0];
  const reach = Math.max(0.5, -low, high);

  const bars: Box[] = [];
  const averages: Segment[] = [];
  const words: Label[] = [];
  measures.forEach((measure, index) => {
    const left = index * (panel + gap);
    words.push({ x: left, y: 9, text: measure, align: "left", size: 14, fill: ink.quiet, limit: panel });
  });
  profiles.forEach((profile, row) => {
    const y = top + row * step;
    const detail = textWidth(profile.detail, detailSize);
    words.push({
      x: 0,
      y: y + 12,
      text: profile.label,
      size: nameSize,
      align: "left",
      bold: true,
      limit: stacked ? chartWidth : chartWidth - detail - 16,
    });
    const place = stacked
      ? ({ x: 0, y: y + 33, align: "left", limit: chartWidth } as const)
      : ({ x: chartWidth, y: y + 12, align: "right" } as const);
    words.push({ ...place, text: profile.detail, size: detailSize, fill: ink.quiet });
    measures.forEach((_, index) => {
      const { score, text } = profile.measures[index] ?? { score: 0, text: "" };
      const left = index * (panel + gap);
      const from = left + (rooms[index] ?? 0);
      const scale = linear(-reach, reach, from, left + panel);
      const middle = y + head + (step - head) / 2 - 6;
      const [average, end] = [scale.at(0), scale.at(isNumber(score) ? score : 0)];
      const span = { x: Math.min(average, end), x2: Math.max(average, end) };
      bars.push({ ...span, y: middle - 8, y2: middle + 8, fill: profile.highlight ? ink.highlight : ink.muted });
      averages.push({ x: average, x2: average, y: middle - 14, y2: middle + 14, stroke: ink.line, width: 1.5 });
      words.push({ x: left, y: middle, text, align: "left", limit: (rooms[index] ?? 8) - 4 });
    });
  });
  const rules = profiles.map((_, row): Segment => {
    const y = top + row * step - 4;
    return { x: 0, x2: chartWidth, y, y2: y, stroke: ink.grid };
  });
  return chart(top + profiles.length * step, [
    segments(rules),
    ...boxes(bars, { cornerRadius: 2 }),
    segments(averages),
    ...labels(words),
  ]);
}
