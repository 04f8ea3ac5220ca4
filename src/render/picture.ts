import type { TopLevelSpec } from "vega-lite";
import type { Panel } from "#reply.ts";

/** What is to be drawn: a chart, several panels or a note, inside Parley's frame. All text is ready-made, in one language. */
export interface Picture {
  /** The finding, in one sentence; empty for a chart alone, on a page that says the rest. */
  readonly title: string;
  /** Period, filters, unit. */
  readonly subtitle?: string;
  /** Data as of when, source, method. */
  readonly footer?: string;
  readonly spec?: TopLevelSpec;
  /** Instead of a chart: several findings, in the order of reading. */
  readonly panels?: readonly Panel[];
  /** Instead of a chart, when there is nothing to plot: what is missing and what to try. */
  readonly note?: { readonly title: string; readonly hint: string };
  readonly locale: "en" | "zh";
  /** States the finding for those who cannot see the picture. */
  readonly alt: string;
}

/** A drawn picture: an opaque RGB PNG, its size in real pixels, and what could not be drawn. */
export interface Drawn {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Characters no bundled font has; a middle dot stands for each run of them. */
  readonly missingGlyphs: string[];
  /** How many NaN or infinite numbers the chart was given; they are drawn as gaps. */
  readonly invalidNumbers: number;
}
