import type { Cell, CellStyle, CellValue, WriteSheet } from "hucre/xlsx";
import type { Words } from "#messages.ts";
import type { Column } from "#reply.ts";
import { breadth } from "./breadth.ts";
import { defineFile } from "./file-format.ts";
import { cellFormat, shownValue } from "./number-format.ts";
import type { Paper, Print } from "./paper.ts";
import { isDay } from "./plain.ts";

const header: CellStyle = {
  font: { bold: true, color: { rgb: "FFFFFF" } },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "2F6FDE" } },
  alignment: { vertical: "center", wrapText: true },
};
const headerOfNumbers: CellStyle = { ...header, alignment: { ...header.alignment, horizontal: "right" } };
/** On paper: across, as broad as one page. */
const printed = { orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const;
const strong: CellStyle = { font: { bold: true }, alignment: { vertical: "top" } };
const prose: CellStyle = { alignment: { wrapText: true, vertical: "top" } };
/** Columns that a picture takes, and pixels of a column and a row of the usual size: pictures are tied to cells. */
const [pictureColumns, columnWidth, rowHeight] = [9, 64, 20];
/** Characters on a line of prose, and points of a line. */
const [lineLength, lineHeight] = [100, 15.6];

function typed(value: string | number | null | undefined, { format }: Column, words: Words): CellValue {
  if (typeof value === "string" && format === "date" && isDay(value)) return new Date(`${value}T00:00:00Z`);
  return typeof value === "number" ? shownValue(value, format, words) : (value ?? null);
}

/** Characters that a value takes as it is shown, roughly. */
function shownBreadth(value: CellValue, { format }: Column): number {
  if (typeof value === "string") return Math.max(...value.split("\n").map(breadth));
  if (typeof value === "number") return format === "percent" ? 7 : Math.abs(value).toFixed(0).length * 1.35 + 4;
  return value === null ? 0 : 11;
}

/** A name that Excel takes for a sheet: at most 31 characters, none of `: \ / ? * [ ]`, each once. */
function sheetName(wanted: string, taken: Set<string>): string {
  const clean = wanted.replace(/[:\\/?*[\]']/g, " ").trim() || "1";
  for (let at = 1; ; at++) {
    const end = at === 1 ? "" : ` ${at}`;
    const name = [...clean].slice(0, 31 - end.length).join("") + end;
    if (!taken.has(name.toLowerCase())) {
      taken.add(name.toLowerCase());
      return name;
    }
  }
}

/** The cell at a picture's lower right, so that it keeps its shape. */
function cornerOf({ width, height }: Print, left: number): { row: number; col: number } {
  return {
    row: 1 + Math.round((pictureColumns * columnWidth * height) / width / rowHeight),
    col: left + pictureColumns,
  };
}

function tableSheet({ sheet, print }: Paper, name: string, words: Words): WriteSheet {
  const { columns } = sheet;
  const rows = sheet.rows.map((row) => columns.map((column) => typed(row[column.key], column, words)));
  const widths = columns.map((column, at) => {
    const longest = Math.max(
      breadth(column.label),
      ...rows.slice(0, 500).map((row) => shownBreadth(row[at] ?? null, column)),
    );
    return Math.min(60, Math.max(8, longest + 2));
  });
  const formats = columns.map(({ format }, at) => {
    const values = rows.map((row) => row[at]).filter((value) => typeof value === "number");
    return cellFormat(format, values, words);
  });
  const cells = new Map<string, Partial<Cell>>(
    columns.map(({ format }, at) => [`0,${at}`, { style: format === "text" ? header : headerOfNumbers }]),
  );
  return {
    name,
    columns: columns.map((_, at) => {
      const numFmt = formats[at];
      return { width: widths[at] ?? 10, ...(numFmt === undefined ? {} : { numFmt }) };
    }),
    rows: [columns.map(({ label }) => label), ...rows],
    cells,
    freezePane: { rows: 1 },
    pageSetup: { ...printed, printTitlesRow: "$1:$1" },
    ...(rows.length > 1 ? { autoFilter: { range: `A1:${letters(columns.length)}${rows.length + 1}` } } : {}),
    ...(print === null
      ? {}
      : {
          images: [
            {
              data: print.png,
              type: "png" as const,
              anchor: { from: { row: 1, col: columns.length + 1 }, to: cornerOf(print, columns.length + 1) },
              altText: print.alt,
            },
          ],
        }),
  };
}

/** `A` for 1, `AA` for 27. */
function letters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? letters(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}

/** What the table answers and how: question, context, figures, findings, notes and method. */
function aboutSheet(papers: readonly Paper[], name: string, words: Words): WriteSheet {
  const rows: CellValue[][] = [];
  const cells = new Map<string, Partial<Cell>>();
  const rowDefs = new Map<number, { height: number }>();
  const put = (label: string, text: string, style = prose): void => {
    if (text === "") return;
    cells.set(`${rows.length},0`, { style: strong });
    cells.set(`${rows.length},1`, { style });
    rowDefs.set(rows.length, { height: lineHeight * Math.ceil((breadth(text) * 1.1) / lineLength) });
    rows.push([label, text]);
  };
  const list = (key: string, texts: readonly string[]): void => {
    for (const [at, text] of texts.entries()) put(at === 0 ? words.say(key) : "", text);
  };
  for (const paper of papers) {
    if (rows.length > 0) rows.push([]);
    put(words.say("export.finding"), paper.headline, { ...prose, font: { bold: true } });
    put(words.say("export.question"), paper.command);
    put(words.say("export.context"), paper.context);
    for (const { label, value, change } of paper.kpis)
      put(label, change === undefined ? value : `${value} (${change})`);
    list("export.insights", paper.insights);
    list("export.actions", paper.actions);
    list("export.method", paper.method);
    list("export.notes", [...paper.notes, ...paper.freshness]);
  }
  return { name, columns: [{ width: 18 }, { width: lineLength }], rows, cells, rowDefs, pageSetup: printed };
}

/**
 * An Excel workbook: a sheet for each table with typed cells, number formats, a header that stays, a filter and the chart
 * beside it; and a last sheet that says what was asked, how it was computed and what to know.
 */
export default defineFile({
  type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  async make(papers, words) {
    const { writeXlsx } = await import("hucre/xlsx");
    const taken = new Set<string>();
    const tables = papers.map((paper) => {
      const wanted = papers.length === 1 ? words.say("export.data") : paper.headline;
      return tableSheet(paper, sheetName(wanted, taken), words);
    });
    const about = aboutSheet(papers, sheetName(words.say("export.about"), taken), words);
    return writeXlsx({
      sheets: [...tables, about],
      defaultFont: { name: words.locale === "zh" ? "Microsoft YaHei" : "Calibri", size: 11 },
      properties: { title: papers[0].headline, creator: "Parley" },
    });
  },
});
