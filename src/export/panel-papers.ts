import { type Plot, plotFrom } from "#charts/plot.ts";
import type { Words } from "#messages.ts";
import type { Column, Mark, Panel, Row, Shown } from "#reply.ts";
import { formatRead, type NamedPlot } from "./name-series.ts";
import type { Paper } from "./paper.ts";
import { plain, plainPlot, plainRow } from "./plain.ts";
import { plotTable } from "./plot-table.ts";
import type { Sheet } from "./sheet.ts";

type List = Extract<Shown, { readonly kind: "list" }>;

const barsOf = (kind: Plot["kind"], marks: readonly Mark[]): Plot => ({
  ...plotFrom(
    kind,
    marks.map(({ tone, ...mark }) => ({ ...mark, highlight: tone === "highlight" })),
  ),
  attention: marks.flatMap(({ tone }, at) => (tone === "attention" ? [at] : [])),
});

/** The numbers of a panel as a chart; null where it shows words. */
function plotShown(shows: Shown): Plot | null {
  if (shows.kind === "columns" || shows.kind === "bars") return barsOf(shows.kind, shows.marks);
  if (shows.kind !== "goal") return null;
  const { reached, expected, target } = shows.goal;
  return barsOf("bars", [{ ...reached, tone: "highlight" }, expected, ...(target === null ? [] : [target])]);
}

/** A list as a table: name, what stands beside it, and the second line, where any entry has one. */
function listed({ entries }: List, words: Words): Sheet {
  const column = (key: string, label: string): Column => ({ key, label: words.say(`export.${label}`), format: "text" });
  const rows = entries.map(({ label, text = null, note = null }): Row => ({ label, note, text }));
  const shown = [column("label", "name"), column("text", "value"), column("note", "detail")];
  return {
    columns: shown.filter(({ key }) => rows.some((row) => row[key] !== null && row[key] !== "")),
    rows: rows.map(plainRow),
  };
}

/**
 * Every panel of a picture as a page of its own: its finding, then its numbers as a chart, or its list as a table. Key
 * figures are on the reply's own page.
 */
export function panelPapers(panels: readonly Panel[], whole: Paper, words: Words): Paper[] {
  return panels.flatMap(({ title, note, shows }): Paper[] => {
    if (shows.kind === "tiles") return [];
    const drawn = plotShown(shows);
    const headline = plain(title ?? whole.headline);
    const plot: NamedPlot | null =
      drawn &&
      plainPlot({
        ...drawn,
        format: formatRead(drawn.example, words),
        series: drawn.series.map(({ values }) => ({ name: words.say("export.value"), values })),
      });
    return [
      {
        ...whole,
        ...{ headline, alt: headline, context: plain(note ?? whole.context), subtitle: "", print: null, plot },
        ...{ kpis: [], insights: [], actions: [], tabular: plot === null, method: [] },
        sheet: shows.kind === "list" ? listed(shows, words) : plot === null ? whole.sheet : plotTable(plot, words),
      },
    ];
  });
}
