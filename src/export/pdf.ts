import { cellText } from "#locales/cell-text.ts";
import type { Words } from "#messages.ts";
import type { Kpi } from "#reply.ts";
import { breadth, sizeWithin } from "./breadth.ts";
import { defineFile } from "./file-format.ts";
import { changeInk, pageInk } from "./ink.ts";
import type { Paper, Print } from "./paper.ts";
import { innerWidth, openPen, type Pen, page } from "./pdf-pen.ts";
import { isWord } from "./sheet.ts";

/** What paper shows of a table; the rest is in the spreadsheet. */
const [mostRows, mostColumns] = [120, 8];
/** Tallest a chart may be, so that what it says stays on its page. */
const mostChart = 330;

function figures(pen: Pen, kpis: readonly Kpi[]): void {
  const perRow = kpis.length <= 5 ? kpis.length : 4;
  const gap = 8;
  const width = (innerWidth - gap * (perRow - 1)) / perRow;
  const height = 60;
  for (let from = 0; from < kpis.length; from += perRow) {
    pen.demand(height + gap);
    kpis.slice(from, from + perRow).forEach(({ label, value, change, good }, at) => {
      const x = page.margin + at * (width + gap);
      pen.document.roundedRect(x, pen.y, width, height, 4).fill(`#${pageInk.panel}`);
      const inside = { width: width - 16, single: true };
      pen.at(label, x + 8, pen.y + 6, { ...inside, size: 9, ink: pageInk.quiet });
      pen.at(value, x + 8, pen.y + 20, {
        ...{ ...inside, size: sizeWithin(value, width - 16, 15), bold: true, ink: pageInk.title },
      });
      if (change !== undefined) {
        pen.at(change, x + 8, pen.y + 42, { ...inside, size: 9, ink: changeInk(good) });
      }
    });
    pen.y += height + gap;
  }
  pen.y += 4;
}

function chart(pen: Pen, print: Print, subtitle: string): void {
  const scale = Math.min(innerWidth / print.width, mostChart / print.height);
  const [width, height] = [print.width * scale, print.height * scale];
  pen.demand(height + 30);
  pen.write(subtitle, { size: 10, ink: pageInk.quiet }, 4);
  const x = page.margin + (innerWidth - width) / 2;
  pen.document.image(Buffer.from(print.png), x, pen.y, { width, height });
  pen.y += height + 14;
}

function list(pen: Pen, title: string, texts: readonly string[]): void {
  if (texts.length === 0) return;
  pen.demand(44);
  pen.write(title, { size: 11, bold: true, ink: pageInk.highlight }, 3);
  for (const text of texts) {
    const look = { size: 11, width: innerWidth - 14 };
    const height = pen.height(text, look);
    pen.demand(height);
    pen.document.circle(page.margin + 4, pen.y + 8, 1.6).fill(`#${pageInk.highlight}`);
    pen.at(text, page.margin + 14, pen.y, look);
    pen.y += height + 4;
  }
  pen.y += 6;
}

function table(pen: Pen, paper: Paper, words: Words): void {
  const columns = paper.sheet.columns.slice(0, mostColumns);
  const rows = paper.sheet.rows.slice(0, mostRows);
  const texts = rows.map((row) => columns.map(({ key, format }) => cellText(row[key], format, words)));
  const broad = columns.map(({ label }, at) =>
    Math.min(36, Math.max(6, breadth(label), ...texts.map((row) => breadth(row[at] ?? "")))),
  );
  const all = broad.reduce((sum, one) => sum + one, 0);
  const widths = broad.map((one) => (one / all) * innerWidth);
  const size = columns.length > 6 ? 8.5 : 9.5;
  const height = size * 2;
  const row = (cells: readonly string[], look: { bold?: boolean; ink: string }): void => {
    let x = page.margin;
    cells.forEach((text, at) => {
      const width = widths[at] ?? 0;
      const align = isWord(columns[at]) ? ("left" as const) : ("right" as const);
      pen.at(text, x + 3, pen.y + size * 0.25, { ...look, size, width: width - 6, align, single: true });
      x += width;
    });
    pen.y += height;
    pen.document
      .moveTo(page.margin, pen.y)
      .lineTo(page.width - page.margin, pen.y)
      .lineWidth(0.5)
      .stroke(`#${pageInk.line}`);
  };
  const header = (): void =>
    row(
      columns.map(({ label }) => label),
      { bold: true, ink: pageInk.quiet },
    );
  pen.demand(height * 4);
  header();
  for (const cells of texts) {
    const before = pen.y;
    pen.demand(height);
    if (pen.y < before) header();
    row(cells, { ink: pageInk.text });
  }
  pen.y += 8;
  const left = paper.sheet.rows.length - rows.length;
  if (left > 0) pen.write(words.say("export.more", { n: left }), { size: 9.5, ink: pageInk.quiet }, 8);
}

function section(pen: Pen, paper: Paper, words: Words): void {
  pen.demand(120);
  pen.write(paper.headline, { size: 18, bold: true, ink: pageInk.title }, 4);
  pen.write(paper.context, { size: 10, ink: pageInk.quiet }, 12);
  if (paper.kpis.length > 0) figures(pen, paper.kpis);
  if (paper.print !== null) chart(pen, paper.print, paper.subtitle);
  list(pen, words.say("export.insights"), paper.insights);
  list(pen, words.say("export.actions"), paper.actions);
  if (paper.tabular) table(pen, paper, words);
  const small = [...paper.method, ...paper.notes, ...paper.freshness, paper.command];
  for (const text of small) pen.write(text, { size: 8.5, ink: pageInk.quiet }, 2);
  pen.y += 18;
}

function numberPages(pen: Pen): void {
  const { start, count } = pen.document.bufferedPageRange();
  for (let at = start; at < start + count; at++) {
    pen.document.switchToPage(at);
    const look = { size: 8.5, ink: pageInk.quiet, align: "right" as const };
    pen.at(`${at + 1} / ${count}`, page.margin, page.height - 34, look);
  }
}

/** A4 pages: for each paper headline, key figures, chart, insights, actions, table and notes, below each other. */
export default defineFile({
  type: "application/pdf",
  async make(papers, words) {
    const pen = await openPen(papers[0].headline);
    const parts: Buffer[] = [];
    const done = new Promise<void>((resolve, reject) => {
      pen.document.on("data", (part: Buffer) => parts.push(part));
      pen.document.on("end", resolve);
      pen.document.on("error", reject);
    });
    for (const paper of papers) section(pen, paper, words);
    numberPages(pen);
    pen.document.end();
    await done;
    return new Uint8Array(Buffer.concat(parts));
  },
});
