import { cellText } from "#locales/cell-text.ts";
import type { Words } from "#messages.ts";
import type { Kpi } from "#reply.ts";
import { breadth, sizeWithin, within } from "./breadth.ts";
import { type Border, type ChartName, type Deck, openDeck, type Run, type Shape, type Slide } from "./deck.ts";
import { defineFile } from "./file-format.ts";
import { changeInk, pageInk } from "./ink.ts";
import type { Paper } from "./paper.ts";
import { chartOf } from "./pptx-chart.ts";
import { isWord } from "./sheet.ts";

/** A slide of 16:9 in inches, and its margins. */
const [width, margin] = [13.333, 0.55];
const inner = width - 2 * margin;
const footerTop = 6.93;
/** What a slide shows of a table; the rest is in the spreadsheet. */
const [mostRows, mostColumns, mostTables] = [13, 8, 2];
const mostFigures = 6;
/** Of more key figures the change stands below the value. */
const mostBeside = 5;
/** How broad a cell may be: in a table of few columns there is room. */
const cellBreadth = (columns: number): number => (columns <= 3 ? 60 : 44);
/** A table with so few rows is written large. */
const fewRows = 6;

/** Fonts that every Office has: the Chinese one for both scripts where people read Chinese. */
const fontOf = (words: Words): string => (words.locale === "zh" ? "Microsoft YaHei" : "Arial");

function headOf(slide: Slide, title: string, context: string): void {
  const size = breadth(title) <= 75 ? 28 : breadth(title) <= 130 ? 24 : 20;
  slide.addText(within(title, 220), {
    ...{ x: margin, y: 0.3, w: inner, h: 0.95, margin: 0, fontSize: size, bold: true, valign: "middle" },
    color: pageInk.title,
  });
  slide.addText(within(context, 150), {
    ...{ x: margin, y: 1.27, w: inner, h: 0.3, margin: 0, fontSize: 13, valign: "middle" },
    color: pageInk.quiet,
  });
}

/** Key figures beside each other. */
function figuresOf(slide: Slide, kpis: readonly Kpi[]): void {
  const gap = 0.2;
  const w = Math.min(3.2, (inner - gap * (kpis.length - 1)) / kpis.length);
  const h = kpis.length > mostBeside ? 1 : 0.9;
  kpis.forEach(({ label, value, change, good }, at) => {
    const beside = change === undefined || kpis.length > mostBeside ? "" : ` ${change}`;
    const fontSize = sizeWithin(value + beside, (w - 0.3) * 72, kpis.length > mostBeside ? 20 : 22);
    const lines: Run[] = [
      { text: within(label, 28), options: { fontSize: 12, color: pageInk.quiet, breakLine: true } },
      { text: value, options: { fontSize, bold: true, color: pageInk.title, breakLine: beside === "" } },
    ];
    if (change !== undefined)
      lines.push({
        text: beside === "" ? change : beside,
        options: {
          fontSize: beside === "" ? sizeWithin(change, (w - 0.3) * 72, 11) : Math.floor(fontSize * 0.6),
          color: changeInk(good),
        },
      });
    const x = margin + at * (w + gap);
    slide.addShape("rect" as Shape, { x, y: 1.7, w, h, fill: { color: pageInk.panel } });
    slide.addText(lines, { x: x + 0.14, y: 1.7, w: w - 0.2, h, margin: 0, valign: "middle" });
  });
}

/** Insights and actions, a heading above each. */
function wordsOf(slide: Slide, paper: Paper, words: Words, box: { x: number; y: number; w: number; h: number }): void {
  const lists = [
    { title: words.say("export.insights"), texts: paper.insights },
    { title: words.say("export.actions"), texts: paper.actions },
  ].filter(({ texts }) => texts.length > 0);
  const total = lists.reduce((sum, { texts }) => sum + breadth(texts.join("")), 0);
  const roomy = (box.w * box.h) / Math.max(1, total);
  const fontSize = roomy > 0.055 ? 15 : roomy > 0.036 ? 13 : 11;
  const runs = lists.flatMap(({ title, texts }, at): Run[] => [
    {
      text: title,
      options: {
        bold: true,
        fontSize: fontSize - 1,
        color: pageInk.highlight,
        breakLine: true,
        paraSpaceBefore: at * 10,
      },
    },
    ...texts.map(
      (text): Run => ({
        text,
        options: { fontSize, color: pageInk.text, bullet: { indent: 12 }, breakLine: true, paraSpaceBefore: 4 },
      }),
    ),
  ]);
  slide.addText(runs, { ...box, margin: 0, valign: "top" });
}

function footOf(slide: Slide, paper: Paper): void {
  const text = within([...paper.freshness, ...paper.notes].join("  "), 330);
  slide.addShape("line" as Shape, {
    ...{ x: margin, y: footerTop, w: inner, h: 0, line: { color: pageInk.line, width: 1 } },
  });
  slide.addText(text, {
    ...{ x: margin, y: footerTop + 0.04, w: inner, h: 0.42, margin: 0, fontSize: 9.5, valign: "top" },
    color: pageInk.quiet,
  });
}

/** The chart: one of PowerPoint's own where the numbers allow, else the picture, as large as it fits. */
function chartInto(
  slide: Slide,
  paper: Paper,
  words: Words,
  box: { x: number; y: number; w: number; h: number },
): void {
  const { plot, print } = paper;
  const altText = paper.alt;
  if (plot !== null) {
    // Behind a semicolon captions say how to read the picture's own marks.
    const subtitle = paper.subtitle.split(/[;；]/)[0] ?? "";
    const caption = subtitle === "" ? 0 : 0.3;
    if (caption > 0) {
      slide.addText(within(subtitle, 90), { ...box, h: caption, margin: 0, fontSize: 12, color: pageInk.quiet });
    }
    const { kind, data, options } = chartOf(plot, words);
    const face = fontOf(words);
    const fonts = {
      catAxisLabelFontFace: face,
      valAxisLabelFontFace: face,
      dataLabelFontFace: face,
      legendFontFace: face,
    };
    const place = { ...box, y: box.y + caption, h: box.h - caption };
    slide.addChart(kind as ChartName, data, { ...options, ...fonts, ...place, altText });
  } else if (print !== null) {
    const scale = Math.min(box.w / print.width, box.h / print.height);
    const [w, h] = [print.width * scale, print.height * scale];
    const image = `image/png;base64,${Buffer.from(print.png).toString("base64")}`;
    slide.addImage({ data: image, x: box.x + (box.w - w) / 2, y: box.y, w, h, altText });
  }
}

function tablesOf(deck: Deck, paper: Paper, words: Words): void {
  const columns = paper.sheet.columns.slice(0, mostColumns);
  const { rows } = paper.sheet;
  const shown = rows.slice(0, mostRows * mostTables);
  const most = cellBreadth(columns.length);
  const texts = shown.map((row) => columns.map(({ key, format }) => within(cellText(row[key], format, words), most)));
  const broad = columns.map(({ label }, at) =>
    Math.min(most, Math.max(10, breadth(label), ...texts.map((row) => breadth(row[at] ?? "")))),
  );
  const all = broad.reduce((sum, one) => sum + one, 0);
  for (let from = 0; from < shown.length; from += mostRows) {
    const slide = deck.addSlide();
    const left = rows.length - shown.length;
    const last = from + mostRows >= shown.length;
    const part = words.say("export.rows", {
      from: from + 1,
      to: Math.min(shown.length, from + mostRows),
      all: rows.length,
    });
    headOf(slide, paper.headline, [paper.context, part].join(words.locale === "zh" ? " · " : " | "));
    const border: Border = { type: "solid", pt: 0.75, color: pageInk.line };
    const aligned = (at: number): "left" | "right" => (isWord(columns[at]) ? "left" : "right");
    const cell = {
      border: [{ type: "none" }, { type: "none" }, border, { type: "none" }] as never,
      valign: "middle" as const,
    };
    const head = columns.map(({ label }, at) => ({
      text: label,
      options: { ...cell, bold: true, color: pageInk.quiet, align: aligned(at) },
    }));
    const body = texts
      .slice(from, from + mostRows)
      .map((row) => row.map((text, at) => ({ text, options: { ...cell, color: pageInk.text, align: aligned(at) } })));
    slide.addTable([head, ...body], {
      ...{ x: margin, y: 1.75, w: inner, margin: [0.02, 0.08, 0.02, 0.08] },
      ...(shown.length <= fewRows ? { fontSize: 16, rowH: 0.55 } : { fontSize: 12, rowH: 0.345 }),
      colW: broad.map((one) => (one / all) * inner),
    });
    const more =
      last && left > 0 ? { ...paper, freshness: [words.say("export.more", { n: left }), ...paper.freshness] } : paper;
    footOf(slide, more);
  }
}

function findingOf(deck: Deck, paper: Paper, words: Words): void {
  const slide = deck.addSlide();
  headOf(slide, paper.headline, paper.context);
  const kpis = paper.kpis.slice(0, mostFigures);
  if (kpis.length > 0) figuresOf(slide, kpis);
  const y = kpis.length > 0 ? 2.8 : 1.8;
  const h = footerTop - y - 0.12;
  const charted = paper.plot !== null || paper.print !== null;
  const said = paper.insights.length + paper.actions.length > 0;
  const chartWidth = said ? 7.6 : inner;
  if (charted) chartInto(slide, paper, words, { x: margin, y, w: chartWidth, h });
  const beside = charted ? { x: margin + 7.95, w: inner - 7.95 } : { x: margin, w: inner };
  if (said) wordsOf(slide, paper, words, { ...beside, y, h });
  footOf(slide, paper);
  const notes = [paper.command, paper.context, ...paper.method, ...paper.notes, ...paper.freshness];
  slide.addNotes(notes.filter((text) => text !== "").join("\n"));
}

/**
 * PowerPoint slides: for each paper one with the finding as its title, key figures, the chart, insights and actions, its
 * notes saying how it was computed; then its table, where it has one.
 */
export default defineFile({
  type: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  async make(papers, words) {
    const deck = await openDeck();
    deck.layout = "LAYOUT_WIDE";
    deck.title = papers[0].headline;
    deck.author = "Parley";
    deck.company = "";
    deck.theme = { headFontFace: fontOf(words), bodyFontFace: fontOf(words) };
    for (const paper of papers) {
      const told = paper.kpis.length + paper.insights.length + paper.actions.length > 0;
      if (told || paper.plot !== null || paper.print !== null || !paper.tabular) findingOf(deck, paper, words);
      if (paper.tabular) tablesOf(deck, paper, words);
    }
    return new Uint8Array((await deck.write({ outputType: "nodebuffer" })) as Buffer);
  },
});
