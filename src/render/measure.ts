import type { Advances, Face } from "./advances.ts";

/** Knows how wide text will be, and which characters can be drawn at all. */
export interface Measure {
  /** Width in pixels of one line. Weights of 550 and above are measured semibold. Linear in the text's length. */
  width(text: string, size: number, weight?: string | number): number;
  /** Is there a glyph for this code point in any bundled font? */
  covers(codePoint: number): boolean;
}

/** Characters that shape their neighbours and have no width or box of their own. */
export function isInvisible(codePoint: number): boolean {
  return (
    codePoint === 0x200d || (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0x300 && codePoint <= 0x36f)
  );
}

const isSkinTone = (codePoint: number) => codePoint >= 0x1f3fb && codePoint <= 0x1f3ff;
const isFlagLetter = (codePoint: number) => codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;
const unknownWidth = 1;

function covered(face: Face): Set<number> {
  const set = new Set<number>();
  for (let i = 0; i + 1 < face.ranges.length; i += 2)
    for (let codePoint = face.ranges[i] ?? 0; codePoint <= (face.ranges[i + 1] ?? -1); codePoint++) set.add(codePoint);
  return set;
}

function widthsOf(face: Face): Map<number, number> {
  const map = new Map<number, number>();
  for (let i = 0; i + 1 < face.widths.length; i += 2) map.set(face.widths[i] ?? 0, face.widths[i + 1] ?? unknownWidth);
  return map;
}

/** Measures text with the fonts' own advance widths; no canvas is needed. Kerning is ignored: it only narrows. */
export function createMeasure(advances: Advances): Measure {
  const text = covered(advances.regular);
  const emoji = covered(advances.emoji);
  const regular = widthsOf(advances.regular);
  const semibold = widthsOf(advances.semibold);
  const emojiWidths = widthsOf(advances.emoji);

  return {
    covers: (codePoint) => text.has(codePoint) || emoji.has(codePoint) || isInvisible(codePoint),
    width(line, size, weight = 400) {
      const widths = weight === "bold" || Number(weight) >= 550 ? semibold : regular;
      let em = 0;
      let joined = false;
      let openFlag = false;
      for (const character of line) {
        const codePoint = character.codePointAt(0) ?? 0;
        if (isInvisible(codePoint) || isSkinTone(codePoint)) {
          joined = codePoint === 0x200d;
          continue;
        }
        // A joined emoji and a flag's second letter melt into the glyph before them.
        const melts = joined || (openFlag && isFlagLetter(codePoint));
        openFlag = isFlagLetter(codePoint) && !openFlag;
        joined = false;
        if (melts) continue;
        em += text.has(codePoint) ? (widths.get(codePoint) ?? 1) : (emojiWidths.get(codePoint) ?? unknownWidth);
      }
      return em * size;
    },
  };
}
