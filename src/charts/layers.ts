import type { TopLevelSpec } from "vega-lite";
import { ink } from "./ink.ts";

/** Pixels a chart has inside the frame. */
export const chartWidth = 512;

type Layered = Extract<TopLevelSpec, { layer: unknown }>;
export type Layer = Layered["layer"][number];
type Rows = readonly Readonly<Record<string, unknown>>[];

/** One word or number at a place. `limit` shortens it with an ellipsis. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string | readonly string[];
  readonly size?: number;
  readonly bold?: boolean;
  readonly fill?: string;
  readonly align?: "left" | "center" | "right";
  readonly limit?: number;
}

/** A filled rectangle between two corners. */
export interface Box {
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
  readonly fill: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly dashed?: boolean;
}

/** A straight line between two points. */
export interface Segment {
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
  readonly stroke: string;
  readonly width?: number;
}

const round = (value: number) => Math.round(value * 100) / 100;
const place = (field: string) => ({ field, type: "quantitative" as const, scale: null, axis: null });
const asIs = (field: string) => ({ field, type: "nominal" as const, scale: null, legend: null });

/**
 * A chart of exactly `chartWidth` by `height` pixels. Marks are placed in pixels: names are never scale domains, so
 * equal, empty or hostile names cannot merge or break anything.
 */
export function chart(height: number, layers: readonly (Layer | null)[]): TopLevelSpec {
  const drawn = layers.filter((layer) => layer !== null);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    width: chartWidth,
    height: round(height),
    autosize: { type: "none" },
    layer: drawn,
  } as TopLevelSpec;
}

const numbers = (row: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === "number" ? round(value) : value]),
  );

const layer = (rows: Rows, mark: object, encoding: object): Layer | null =>
  rows.length === 0 ? null : ({ data: { values: rows }, mark, encoding } as Layer);

/** Text marks. Labels that share a size, weight, side and limit become one layer. */
export function labels(list: readonly Label[]): (Layer | null)[] {
  const groups = new Map<string, { mark: object; rows: Record<string, unknown>[] }>();
  for (const { size = 15, bold = false, align = "center", limit, fill = ink.text, ...rest } of list) {
    if (rest.text === "") continue;
    const mark = {
      type: "text",
      fontSize: size,
      fontWeight: bold ? 600 : 400,
      align,
      baseline: "middle",
      ...(limit === undefined ? {} : { limit: Math.max(1, round(limit)) }),
      lineHeight: Math.round(size * 1.25),
    };
    const key = JSON.stringify(mark);
    const group = groups.get(key) ?? { mark, rows: [] };
    group.rows.push(numbers({ ...rest, fill }));
    groups.set(key, group);
  }
  return [...groups.values()].map(({ mark, rows }) =>
    layer(rows, mark, { x: place("x"), y: place("y"), text: { field: "text" }, fill: asIs("fill") }),
  );
}

/** Rectangles with rounded corners; outlined ones are drawn last, so that no neighbour covers their outline. */
export function boxes(list: readonly Box[], corner: object = { cornerRadius: 3 }): (Layer | null)[] {
  const corners = { x: place("x"), x2: { field: "x2" }, y: place("y"), y2: { field: "y2" }, fill: asIs("fill") };
  const plain = list.filter((box) => !box.stroke).map(numbers);
  const outlined = (dashed: boolean) =>
    list.filter((box) => box.stroke && (box.dashed ?? false) === dashed).map(numbers);
  const outline = { stroke: asIs("stroke"), strokeWidth: asIs("strokeWidth") };
  return [
    layer(plain, { type: "rect", ...corner }, corners),
    layer(outlined(true), { type: "rect", strokeDash: [4, 3], ...corner }, { ...corners, ...outline }),
    layer(outlined(false), { type: "rect", ...corner }, { ...corners, ...outline }),
  ];
}

/** Straight lines. */
export function segments(list: readonly Segment[]): Layer | null {
  const rows = list.map(({ width = 1, ...rest }) => numbers({ ...rest, width }));
  return layer(
    rows,
    { type: "rule", strokeCap: "butt" },
    {
      x: place("x"),
      x2: { field: "x2" },
      y: place("y"),
      y2: { field: "y2" },
      stroke: asIs("stroke"),
      strokeWidth: asIs("width"),
    },
  );
}

/** A line through points in order; a point whose `y` is null breaks it. */
export function path(
  points: readonly { x: number; y: number | null }[],
  style: { stroke: string; width: number; dash?: readonly number[] },
): Layer | null {
  let run = 0;
  const rows = points.flatMap((point, order) => {
    if (point.y === null) run++;
    return point.y === null ? [] : [numbers({ ...point, order, run })];
  });
  const dash = style.dash ? { strokeDash: style.dash } : {};
  const mark = { type: "line", stroke: style.stroke, strokeWidth: style.width, ...dash };
  const order = { field: "order", type: "quantitative" };
  return layer(rows, mark, { x: place("x"), y: place("y"), order, detail: { field: "run", type: "nominal" } });
}

/** Dots with a white ring, or hollow ones. */
export function dots(list: readonly { x: number; y: number; color: string; hollow?: boolean }[]): (Layer | null)[] {
  const rows = (hollow: boolean) => list.filter((dot) => (dot.hollow ?? false) === hollow).map(numbers);
  const at = { x: place("x"), y: place("y") };
  return [
    layer(
      rows(false),
      { type: "point", size: 90, stroke: ink.paper, strokeWidth: 2, opacity: 1 },
      { ...at, fill: asIs("color") },
    ),
    layer(
      rows(true),
      { type: "point", size: 90, fill: ink.paper, strokeWidth: 2.5, opacity: 1 },
      { ...at, stroke: asIs("color") },
    ),
  ];
}

/** What is drawn when there is nothing to plot: a quiet panel, as wide as a chart. It holds no words. */
export function emptyPanel(): TopLevelSpec {
  return chart(150, [
    ...boxes([{ x: 0, x2: chartWidth, y: 0, y2: 150, fill: ink.panel }], { cornerRadius: 8 }),
    ...labels([{ x: chartWidth / 2, y: 75, text: "—", size: 22, fill: ink.quiet }]),
  ]);
}
