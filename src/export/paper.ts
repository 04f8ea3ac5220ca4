import { plotOf } from "#charts/plot.ts";
import type { Locale, Words } from "#messages.ts";
import type { Column, Kpi, Reply } from "#reply.ts";
import { type NamedPlot, nameSeries } from "./name-series.ts";
import { plain, plainPlot, plainRow } from "./plain.ts";
import { plotTable } from "./plot-table.ts";
import type { Sheet } from "./sheet.ts";

/** A chart as PNG, without a frame of its own: the page around it says what the frame would. */
export interface Print {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

/** What surrounds a reply in a file. */
export interface About {
  readonly words: Words;
  /** The question as understood. */
  readonly command: string;
  /** Period, filters, scope, comparison. */
  readonly context: string;
  /** Said behind the reply's own footnotes: freshness and warnings. */
  readonly footnotes: readonly string[];
  /** The chart, where there is one and the format shows it. */
  readonly print?: Print;
  /** What the file is called, without its extension; any text. */
  readonly name: string;
}

/** One reply as files of every format are made from it: whole, typed, and with texts that any program takes. */
export interface Paper {
  readonly locale: Locale;
  readonly headline: string;
  readonly command: string;
  readonly context: string;
  /** What the chart shows, in which unit; empty where there is none. */
  readonly subtitle: string;
  readonly print: Print | null;
  /** States what chart or picture show, for those who cannot see them. */
  readonly alt: string;
  readonly plot: NamedPlot | null;
  readonly kpis: readonly Kpi[];
  /** The table; without one the chart's numbers, else the key figures, else what was said. */
  readonly sheet: Sheet;
  /** Does the reply itself have this table? */
  readonly tabular: boolean;
  readonly insights: readonly string[];
  readonly actions: readonly string[];
  /** Caveats, and what was left out. */
  readonly notes: readonly string[];
  /** How fresh the numbers are. */
  readonly freshness: readonly string[];
  readonly method: readonly string[];
}

/** A column's title: names of dimensions are words of running text, and stand alone here. */
function heading(label: string): string {
  const text = plain(label);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The best table that a reply without one has. */
function standIn(reply: Reply, plot: NamedPlot | null, words: Words): Sheet {
  if (plot !== null) return plotTable(plot, words);
  const column = (key: string): Column => ({ key, label: words.say(`export.${key}`), format: "text" });
  if (reply.kpis !== undefined && reply.kpis.length > 0) {
    const rows = reply.kpis.map(({ label, value, change }) => ({ figure: label, value, change: change ?? null }));
    return { columns: [column("figure"), column("value"), column("change")], rows };
  }
  const said = [reply.headline, ...(reply.insights ?? []), ...(reply.actions ?? [])];
  return { columns: [column("finding")], rows: said.map((finding) => ({ finding })) };
}

/** A reply and its surroundings as a page. Linear in its rows. */
export function paperOf(reply: Reply, about: Omit<About, "name">): Paper {
  const { words } = about;
  const drawn = reply.chart === undefined ? null : plotOf(reply.chart.spec);
  const { table } = reply;
  const named = drawn === null ? null : nameSeries(drawn, table, reply.chart?.subtitle ?? "", words);
  const plot = named === null ? null : plainPlot(named);
  const whole = table === undefined ? null : { columns: table.columns, rows: table.all?.() ?? table.rows };
  const tabular = whole !== null && whole.rows.length > 0;
  const { columns, rows } = tabular ? whole : standIn(reply, plot, words);
  const plainAll = (texts: readonly string[] = []): string[] => texts.map(plain);
  return {
    locale: words.locale,
    headline: plain(reply.headline),
    command: plain(about.command),
    context: plain([reply.board?.subtitle, about.context].filter(Boolean).join(words.locale === "zh" ? " · " : " | ")),
    subtitle: plain(reply.chart?.subtitle ?? ""),
    print: about.print ?? null,
    alt: plain(reply.chart?.alt ?? reply.board?.alt ?? reply.headline),
    plot,
    kpis: (reply.kpis ?? []).map((kpi) => ({ ...kpi, label: plain(kpi.label), value: plain(kpi.value) })),
    sheet: {
      columns: columns.map((column) => ({ ...column, label: heading(column.label) })),
      rows: rows.map(plainRow),
    },
    tabular,
    insights: plainAll(reply.insights),
    actions: plainAll(reply.actions),
    notes: plainAll(reply.footnotes),
    freshness: plainAll(about.footnotes),
    method: plainAll(reply.method),
  };
}
