import type { Plot } from "#charts/plot.ts";
import type { Words } from "#messages.ts";
import type { Format, Table } from "#reply.ts";

/** How many plotted values a column may lack: the bar that sums up the others stands in no row. */
const mostStrangers = 1;

/** A plot whose every series has a name, and what its values are. */
export interface NamedPlot extends Omit<Plot, "series"> {
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly format: Format;
}

/** What values are, by how one of them reads: `¥4,620万` is money, `38%` a share. */
export function formatRead(example: string, words: Words): Format {
  if (example.includes(words.amounts.sign)) return "money";
  return /%\)?$/.test(example.trim()) ? "percent" : "number";
}

/**
 * Names the series of a plot: the first is called as the table's column that holds its values, else as the picture's
 * subtitle; what stands beside it without a name is what it is compared with. Linear in the rows.
 */
export function nameSeries(plot: Plot, table: Table | undefined, subtitle: string, words: Words): NamedPlot {
  const values = plot.series[0]?.values.filter((value) => value !== null) ?? [];
  const column = table?.columns.find(({ key, format }) => {
    if (format === "text" || format === "date") return false;
    const held = new Set((table.all?.() ?? table.rows).map((row) => row[key]));
    return values.length > 0 && values.filter((value) => !held.has(value)).length <= mostStrangers;
  });
  const [told = ""] = subtitle.split(/[:：;；]/);
  const first = column?.label ?? (told === "" ? words.say("export.value") : told);
  const series = plot.series.map(({ name, values }, at) => {
    return { values, name: name ?? (at === 0 ? first : words.say("export.compared")) };
  });
  return { ...plot, series, format: column?.format ?? formatRead(plot.example, words) };
}
