/**
 * Colours of the charts. One highlight, one muted, one for attention; text colours keep a contrast of at least 4.5 on
 * what they are written on. Colour never carries a meaning alone: a highlight is also heavier, outlined or labelled.
 */
export const ink = {
  highlight: "#2F6FDE",
  highlightText: "#1D55B8",
  muted: "#B9C7DD",
  attention: "#E07B28",
  attentionText: "#B4540A",
  strong: "#111827",
  text: "#1F2937",
  label: "#4B5563",
  quiet: "#6B7280",
  line: "#9AA3AF",
  grid: "#E8EBF0",
  panel: "#F3F4F8",
  paper: "#FFFFFF",
  onLight: "#0F2A55",
} as const;

type Rgb = readonly [number, number, number];

const parse = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
const mix = (from: string, to: string, share: number): string => {
  const [start, end] = [parse(from), parse(to)];
  const channel = (i: 0 | 1 | 2) => Math.round(start[i] + (end[i] - start[i]) * share);
  return `#${([0, 1, 2] as const).map((i) => channel(i).toString(16).padStart(2, "0")).join("")}`;
};

function luminance(hex: string): number {
  const [red, green, blue] = parse(hex).map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, relative luminance. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/**
 * Colour of a heat-map cell for a share of the scale in [0, 1], and the ink that can be read on it.
 * The ramp skips the middle blues on which neither dark nor white text reaches a contrast of 4.5.
 */
export function heat(share: number): { fill: string; ink: string } {
  const at = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
  return at < 0.6
    ? { fill: mix("#EDF3FD", "#7FABEE", at / 0.6), ink: ink.onLight }
    : { fill: mix(ink.highlight, "#153B82", (at - 0.6) / 0.4), ink: ink.paper };
}
