import type PDFDocument from "pdfkit";
import { fontFiles } from "#render/fonts.ts";
import { pageInk } from "./ink.ts";

/** A4 in points, and the margin around it. */
export const page = { width: 595.28, height: 841.89, margin: 46, bottom: 54 } as const;
export const innerWidth = page.width - 2 * page.margin;

export interface TextLook {
  readonly size: number;
  readonly bold?: boolean;
  readonly ink?: string;
  readonly width?: number;
  readonly align?: "left" | "right";
  /** One line, cut with an ellipsis. */
  readonly single?: boolean;
}

/** Writes onto the pages of a document, from top to bottom. */
export interface Pen {
  readonly document: PDFKit.PDFDocument;
  /** Where the next line goes. */
  y: number;
  /** Begins a new page where less than this many points are left. */
  demand(height: number): void;
  /** Height that a text takes. */
  height(text: string, look: TextLook): number;
  /** Writes at a place, without moving on. */
  at(text: string, x: number, y: number, look: TextLook): void;
  /** Writes across the page and moves below it; a text that is longer than the page goes on on the next. */
  write(text: string, look: TextLook, gap?: number): void;
}

/**
 * A pen with the bundled fonts, of which the file holds the characters that it uses. What neither font can write becomes one
 * middle dot, never an empty box.
 */
export async function openPen(title: string): Promise<Pen> {
  const [{ default: Document }, { openSync }] = await Promise.all([import("pdfkit"), import("fontkit")]);
  const fonts = fontFiles();
  const regular = openSync(fonts.regular);
  const covers = (codePoint: number): boolean => !("fonts" in regular) && regular.hasGlyphForCodePoint(codePoint);
  const known = new Map<number, boolean>();
  const writable = (text: string): string =>
    text.replace(/[^\u0020-\u007e\n]+/gu, (run) => {
      const marks = Array.from(run, (character) => {
        const code = character.codePointAt(0) ?? 0;
        const found = known.get(code) ?? covers(code);
        known.set(code, found);
        return found ? character : "\u0000";
      });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it stands for what has no glyph
      return marks.join("").replace(/\u0000+/g, "·");
    });

  const document = new (Document as typeof PDFDocument)({
    size: "A4",
    margin: 0,
    bufferPages: true,
    info: { Title: title, Author: "Parley" },
  });
  document.registerFont("regular", fonts.regular);
  document.registerFont("semibold", fonts.semibold);
  const set = ({ size, bold = false, ink = pageInk.text }: TextLook): PDFKit.PDFDocument =>
    document
      .font(bold ? "semibold" : "regular")
      .fontSize(size)
      .fillColor(`#${ink}`);
  const options = ({
    size,
    width = innerWidth,
    align = "left",
    single = false,
  }: TextLook): PDFKit.Mixins.TextOptions => ({
    ...{ width, align, lineGap: single ? 0 : size * -0.1 },
    ...(single ? { height: size * 1.2, ellipsis: true, lineBreak: true } : {}),
  });

  const pen: Pen = {
    document,
    y: page.margin,
    demand(height) {
      if (pen.y + height <= page.height - page.bottom) return;
      document.addPage();
      pen.y = page.margin;
    },
    height: (text, look) => set(look).heightOfString(writable(text), options(look)),
    at(text, x, y, look) {
      set(look).text(writable(text), x, y, options(look));
    },
    write(text, look, gap = 4) {
      if (text === "") return;
      const height = pen.height(text, look);
      pen.demand(Math.min(height, page.height / 2));
      pen.at(text, page.margin, pen.y, look);
      pen.y += height + gap;
    },
  };
  return pen;
}
