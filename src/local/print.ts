import type { Answer, DisplayedTable } from "#answer.ts";

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => stream.write(`${text}\n`, (error) => (error ? reject(error) : resolve())));
}

/** Writes a line to standard output and waits until it is out, so that an exit cannot cut a pipe short. */
export const print = (text: string): Promise<void> => write(process.stdout, text);

/** Notes and errors: standard output belongs to answers. */
export const printError = (text: string): Promise<void> => write(process.stderr, text);

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns that a text takes in a terminal: Chinese characters take two. */
function columns(text: string): number {
  let total = 0;
  for (const character of text) total += wide.test(character) ? 2 : 1;
  return total;
}

function tableLines(table: DisplayedTable): string[] {
  const rows = table.cells;
  const header = table.columns.map(({ label }) => label);
  const widths = header.map((label, at) => Math.max(columns(label), ...rows.map((row) => columns(row[at] ?? ""))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((text, at) => {
        const space = " ".repeat(Math.max(0, (widths[at] ?? 0) - columns(text)));
        return table.columns[at]?.format === "text" ? text + space : space + text;
      })
      .join("  ")
      .trimEnd();
  const more = (table.total ?? rows.length) - rows.length;
  return [line(header), ...rows.map(line), ...(more > 0 ? [`… ${more} more: --json --full`] : [])];
}

/** An answer as plain text. */
export function asText(answer: Answer): string {
  const bullets = (items: readonly string[] | undefined, mark: string): string[] =>
    (items ?? []).map((item) => `${mark} ${item}`);
  const kpis = (answer.kpis ?? []).map(
    ({ label, value, change }) => `${label} ${value}${change === undefined ? "" : ` (${change})`}`,
  );
  const blocks = [
    [answer.headline, answer.error?.hint ?? answer.context],
    kpis.length === 0 ? [] : [kpis.join("   ")],
    answer.table && answer.table.rows.length > 0 ? tableLines(answer.table) : [],
    bullets(answer.insights, "•"),
    bullets(answer.actions, "→"),
    (answer.files ?? []).map(({ name, bytes }) => `${name} (${Math.ceil(bytes.length / 1024)} KB): --out`),
    [...(answer.footnotes ?? []), answer.command],
  ];
  return blocks
    .map((lines) => lines.filter(Boolean).join("\n"))
    .filter(Boolean)
    .join("\n\n");
}
