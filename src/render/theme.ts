import type { Config } from "vega-lite";

/** Pixels, before the picture is enlarged threefold. */
export const pictureWidth = 560;
export const margin = 24;
export const innerWidth = pictureWidth - 2 * margin;
export const enlargement = 3;

export const fontFamily = "Noto Sans SC";

/** Colours of the frame around every chart; grey text keeps a contrast of at least 4.8 on white. */
export const frameInk = {
  title: "#111827",
  subtitle: "#5B6472",
  footer: "#6B7280",
  line: "#E8EBF0",
  noteFill: "#F3F4F8",
  noteTitle: "#374151",
  noteHint: "#5B6472",
  paper: "#FFFFFF",
} as const;

/** Colours of the panels of a composed picture; texts keep a contrast of at least 4.5 on what they stand on. */
export const panelInk = {
  title: "#111827",
  text: "#1F2937",
  label: "#4B5563",
  quiet: "#6B7280",
  highlight: "#2F6FDE",
  good: "#1D55B8",
  muted: "#B9C7DD",
  pale: "#DCE6F7",
  attention: "#E07B28",
  attentionText: "#B4540A",
  tile: "#F3F6FB",
  rule: "#E8EBF0",
  axis: "#9AA3AF",
} as const;

const blues = ["#EDF3FD", "#C7DBF8", "#8FB6F0", "#4F87E2", "#245CC0", "#153B82"];

/** Defaults of every chart. The category colours stay apart under deuteranopia and protanopia. */
export const theme: Config = {
  background: undefined as never,
  font: fontFamily,
  padding: 0,
  aria: false,
  view: { stroke: null },
  axis: {
    labelFontSize: 15,
    labelColor: "#4B5563",
    labelPadding: 8,
    title: null,
    domain: false,
    ticks: false,
    gridColor: "#E8EBF0",
    gridWidth: 1,
    labelOverlap: "greedy",
    labelSeparation: 6,
  },
  axisX: { grid: false, labelFlush: false, labelAngle: 0 },
  axisY: { tickCount: 4 },
  axisBand: { grid: false },
  bar: { fill: "#2F6FDE", cornerRadiusEnd: 3 },
  line: { strokeWidth: 3, strokeCap: "round", strokeJoin: "round" },
  area: { opacity: 1, fillOpacity: 0.16 },
  point: { filled: true, size: 80, opacity: 1 },
  text: { fontSize: 15, fill: "#1F2937" },
  rule: { stroke: "#9AA3AF" },
  header: { labelFontSize: 15, labelFontWeight: 600, labelColor: "#1F2937", title: null },
  legend: { labelFontSize: 14, labelColor: "#4B5563", title: null, orient: "top", symbolType: "circle" },
  range: {
    category: ["#2F6FDE", "#E07B28", "#452A6E", "#3DB7D5", "#5C2213", "#C97272"],
    heatmap: blues,
    ramp: blues,
    diverging: ["#B45309", "#E9A15B", "#F6E3CC", "#F3F4F6", "#CFE0F8", "#7FA9EB", "#245CC0"],
  },
};
