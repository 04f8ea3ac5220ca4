import type { Measure } from "./measure.ts";
import { panelsSvg } from "./panels/layout.ts";
import type { Picture } from "./picture.ts";
import { lineSvg } from "./text-line.ts";
import { fontFamily, frameInk, innerWidth, margin, pictureWidth } from "./theme.ts";
import { wrap } from "./wrap.ts";

/** The whole picture as SVG, in logical pixels. */
export interface Framed {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** The designed empty state: a quiet panel that says what is missing and what to try. */
function noteSvg(note: NonNullable<Picture["note"]>, measure: Measure, top: number): { svg: string; height: number } {
  const width = innerWidth - 64;
  const title = wrap(measure, note.title, { size: 17, weight: 600, width, maximumLines: 2, balance: true });
  const hint = wrap(measure, note.hint, { size: 14, weight: 400, width, maximumLines: 4, balance: true });
  const textHeight = title.length * 24 + 6 + hint.length * 22;
  const height = Math.max(150, textHeight + 64);
  const middle = pictureWidth / 2;
  let y = top + (height - textHeight) / 2 + 17;
  const lines: string[] = [];
  for (const text of title) {
    lines.push(lineSvg({ text, x: middle, y, size: 17, weight: 600, fill: frameInk.noteTitle, anchor: "middle" }));
    y += 24;
  }
  y += 5;
  for (const text of hint) {
    lines.push(lineSvg({ text, x: middle, y, size: 14, fill: frameInk.noteHint, anchor: "middle" }));
    y += 22;
  }
  const panel = `<rect x="${margin}" y="${top}" width="${innerWidth}" height="${height}" rx="8" fill="${frameInk.noteFill}"/>`;
  return { svg: panel + lines.join(""), height };
}

/** Places the chart's own SVG at the top; a chart wider than the frame is scaled down. */
function chartInFrame(chart: string, top: number): { svg: string; height: number } {
  const size = /^<svg[^>]*?width="([\d.]+)" height="([\d.]+)" viewBox="([^"]+)"/.exec(chart);
  if (!size) throw new Error("the chart came without a size");
  const scale = Math.min(1, innerWidth / Number(size[1]));
  const width = Number(size[1]) * scale;
  const height = Number(size[2]) * scale;
  const opening = `<svg x="${margin}" y="${top}" width="${width}" height="${height}" viewBox="${size[3]}" overflow="visible">`;
  return { svg: chart.replace(/^<svg[^>]*>/, opening), height };
}

/** Puts headline, subtitle and footer around a chart, panels or a note. The text must already be clean. */
export function frame(picture: Omit<Picture, "spec">, chart: string | undefined, measure: Measure): Framed {
  const parts: string[] = [];
  const x = margin;
  // Without a headline of its own the picture is a part of a page that has one.
  let y = picture.title === "" ? margin / 2 : margin + 20;
  const write = (text: string, size: number, step: number, fill: string, weight: 400 | 600, maximumLines: number) => {
    for (const line of wrap(measure, text, { size, weight, width: innerWidth, maximumLines, balance: true })) {
      parts.push(lineSvg({ text: line, x, y, size, fill, weight }));
      y += step;
    }
  };
  write(picture.title, 22, 30, frameInk.title, 600, 3);
  if (picture.title !== "") {
    y -= 4;
    write(picture.subtitle ?? "", 14, 20, frameInk.subtitle, 400, 2);
    y += 8;
  }

  const middle = picture.note
    ? noteSvg(picture.note, measure, y)
    : picture.panels
      ? panelsSvg(picture.panels, measure, y)
      : chart
        ? chartInFrame(chart, y)
        : null;
  if (middle) {
    parts.push(middle.svg);
    y += middle.height + 20;
  }
  if (picture.footer) {
    const ruleY = Math.round(y - 7) + 0.5;
    parts.push(`<path d="M${margin} ${ruleY}H${pictureWidth - margin}" stroke="${frameInk.line}"/>`);
    y += 12;
    write(picture.footer, 12, 16, frameInk.footer, 400, 3);
    y -= 16;
  }
  const height = Math.ceil(picture.title === "" ? y - 8 : y + margin - 6);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${pictureWidth}" height="${height}" viewBox="0 0 ${pictureWidth} ${height}" font-family="${fontFamily}"><rect width="${pictureWidth}" height="${height}" fill="${frameInk.paper}"/>${parts.join("")}</svg>`;
  return { svg, width: pictureWidth, height };
}
