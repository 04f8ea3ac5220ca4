import type { TopLevelSpec } from "vega-lite";

/** The numbers of a picture, for office programs that draw them again as a chart of their own. */
export interface Plot {
  /** Bars lie, columns stand. */
  readonly kind: "bars" | "columns" | "lines";
  readonly labels: readonly string[];
  /** Values in the order of the labels; null leaves a gap. */
  readonly series: readonly {
    /** Null where the picture has no word for it. */
    readonly name: string | null;
    readonly values: readonly (number | null)[];
  }[];
  /** A value as it is to be read: tells money from shares. */
  readonly example: string;
  /** Places of the labels that stand out; none where all are alike. */
  readonly highlight: readonly number[];
  /** Places of those that somebody should see to. */
  readonly attention?: readonly number[];
}

/** One bar or point, as charts are given it. */
interface Plotted {
  readonly label: string;
  readonly value: number | null;
  readonly text?: string;
  readonly highlight?: boolean;
}

const hasPlot = (meta: unknown): meta is { readonly plot: Plot } =>
  typeof meta === "object" && meta !== null && "plot" in meta;

/** The plot of a single series, in the order given. */
export function plotFrom(kind: Plot["kind"], rows: readonly Plotted[], name: string | null = null): Plot {
  return {
    kind,
    labels: rows.map(({ label }) => label),
    series: [{ name, values: rows.map(({ value }) => value) }],
    example: rows.findLast(({ text }) => text !== undefined && /\d/.test(text))?.text ?? "",
    highlight: rows.flatMap(({ highlight }, at) => (highlight ? [at] : [])),
  };
}

/** The same plot with one more series, such as what was before; without it where none of its values is known. */
export function alongside(plot: Plot, name: string | null, values: readonly (number | null | undefined)[]): Plot {
  const known = plot.labels.map((_, at) => values[at] ?? null);
  return known.some((value) => value !== null) ? { ...plot, series: [...plot.series, { name, values: known }] } : plot;
}

/** A picture that carries its numbers along: vega-lite ignores `usermeta`. */
export function plotted(spec: TopLevelSpec, plot: Plot): TopLevelSpec {
  return { ...spec, usermeta: { plot } };
}

/** The numbers of a picture; null for those that no office chart shows well, such as heat maps. */
export function plotOf(spec: TopLevelSpec): Plot | null {
  const meta: unknown = spec.usermeta;
  return hasPlot(meta) ? meta.plot : null;
}
