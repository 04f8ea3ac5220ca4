import type { TopLevelSpec } from "vega-lite";
import { ink } from "./ink.ts";
import { chart, chartWidth, dots, emptyPanel, type Label, type Layer, labels, path } from "./layers.ts";
import { extent, isNumber, linear } from "./linear.ts";
import { textWidth } from "./text-width.ts";

export interface Panel {
  readonly title: string;
  /** The newest value, and its change, as they are to be read. */
  readonly value: string;
  readonly change: string;
  /** Is the change good? It says how the change is written; null for neither. */
  readonly good: boolean | null;
  /** Oldest first; null where it is not known. */
  readonly points: readonly (number | null)[];
  /** A level to compare with, dotted; null for none. */
  readonly reference: number | null;
  /** Stands out. */
  readonly highlight?: boolean;
}

const mostPanels = 12;
const gap = 22;
const titleSize = 14;
const valueSize = 18;
const changeSize = 14;
const lineTop = 52;
const lineHeight = 46;
const rowHeight = lineTop + lineHeight + 26;

/**
 * Small multiples (小多图): a panel for each series with its name, newest value and change above a line of its own scale that
 * ends in a dot, beside a dotted level. Two or three panels a row, at most twelve. Linear in the number of points.
 */
export function smallMultiples(given: { readonly panels: readonly Panel[] }): TopLevelSpec {
  const panels = given.panels.slice(0, mostPanels);
  if (panels.length === 0) return emptyPanel();
  const columns = panels.length === 1 ? 1 : panels.length === 2 || panels.length === 4 ? 2 : 3;
  const width = (chartWidth - gap * (columns - 1)) / columns;
  const drawn = panels.map((panel, index) => {
    return drawPanel(panel, (index % columns) * (width + gap), Math.floor(index / columns) * rowHeight, width);
  });
  const height = Math.ceil(panels.length / columns) * rowHeight - 18;
  return chart(height, [
    ...drawn.flatMap(({ layers }) => layers),
    ...dots(drawn.flatMap(({ dot }) => dot)),
    ...labels(drawn.flatMap(({ words }) => words)),
  ]);
}

function drawPanel(panel: Panel, left: number, top: number, width: number) {
  const reference = isNumber(panel.reference) ? panel.reference : null;
  const bounds = extent([...panel.points, reference]);
  const right = left + width - 6;
  const scale = linear(bounds?.[0] ?? 0, bounds?.[1] ?? 0, top + lineTop + lineHeight, top + lineTop);
  const step = (right - left - 4) / Math.max(1, panel.points.length - 1);
  const places = panel.points.map((value, index) => ({
    x: panel.points.length === 1 ? right : left + 4 + index * step,
    y: isNumber(value) ? scale.at(value) : null,
  }));
  const last = places.at(-1);
  const tone = panel.highlight ? ink.attention : ink.highlight;
  const level = reference === null ? null : scale.at(reference);
  const dotted: (Layer | null)[] =
    level === null
      ? []
      : [
          path(
            [
              { x: left, y: level },
              { x: right, y: level },
            ],
            { stroke: ink.line, width: 1.5, dash: [2, 4] },
          ),
        ];
  const lonely = places.flatMap(({ x, y }, index) => {
    const alone = y !== null && (places[index - 1]?.y ?? null) === null && (places[index + 1]?.y ?? null) === null;
    return alone && index < places.length - 1 ? [{ x, y, color: tone }] : [];
  });
  const valueRoom = Math.min(textWidth(panel.value, valueSize, true), width - 4);
  const changeRoom = width - valueRoom - 10;
  const fits = textWidth(panel.change, changeSize, true) <= changeRoom;
  const words: Label[] = [
    {
      x: left,
      y: top + 9,
      text: panel.title,
      size: titleSize,
      bold: panel.highlight ?? false,
      align: "left",
      limit: width - 8,
    },
    { x: left, y: top + 33, text: panel.value, size: valueSize, bold: true, align: "left", limit: width - 4 },
  ];
  if (fits) words.push({ ...changeLabel(panel), x: left + valueRoom + 10, y: top + 34, align: "left" });
  return {
    layers: [...dotted, path(places, { stroke: tone, width: 2.5 })],
    dot: [...lonely, ...(last && last.y !== null ? [{ x: last.x, y: last.y, color: tone }] : [])],
    words,
  };
}

function changeLabel({ change, good }: Panel): Pick<Label, "text" | "size" | "bold" | "fill"> {
  const fill = good === null ? ink.label : good ? ink.highlightText : ink.attentionText;
  return { text: change, size: changeSize, bold: true, fill };
}
