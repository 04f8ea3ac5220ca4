import { openSync } from "fontkit";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import type { Drawer } from "#render/draw.ts";
import { fontFiles } from "#render/fonts.ts";
import { testDrawer } from "./setup.ts";

let drawer: Drawer;
beforeAll(async () => {
  drawer = await testDrawer();
});

const canvas = (inner: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="120" font-family="Noto Sans SC"><rect width="120" height="120" fill="#fff"/>${inner}</svg>`;
const written = (text: string, weight: number) =>
  canvas(`<text x="10" y="95" font-size="90" font-weight="${weight}">${text}</text>`);

/** The glyph's own outline, straight from the font file, where the text stack should have put it. */
function outlined(character: string, file: string): string {
  const font = openSync(file);
  if (!("glyphForCodePoint" in font)) throw new Error("one font expected");
  const scale = 90 / font.unitsPerEm;
  const glyph = font.glyphForCodePoint(character.codePointAt(0)!);
  return canvas(`<path transform="translate(10,95) scale(${scale},${-scale})" d="${glyph.path.toSVG()}"/>`);
}

/** Difference between two drawings as a share of the ink of the second. */
async function difference(one: string, other: string): Promise<number> {
  const grey = (svg: string) => sharp(Buffer.from(svg)).flatten({ background: "#fff" }).greyscale().raw().toBuffer();
  const [a, b] = [await grey(one), await grey(other)];
  let apart = 0;
  let ink = 0;
  for (let i = 0; i < b.length; i++) {
    apart += Math.abs(a[i]! - b[i]!);
    ink += 255 - b[i]!;
  }
  return apart / ink;
}

test.each([
  ["华", 400, "regular"],
  ["龘", 400, "regular"],
  ["额", 600, "semibold"],
  ["¥", 600, "semibold"],
  ["Å", 400, "regular"],
] as const)("%s in weight %d is drawn with the bundled outline, not as a box", async (character, weight, face) => {
  expect(await difference(written(character, weight), outlined(character, fontFiles()[face]))).toBeLessThan(0.08);
});

test("a character without a glyph is a box: the comparison can tell", async () => {
  expect(drawer.measure.covers("𠮷".codePointAt(0)!)).toBe(false);
  expect(await difference(written("𠮷", 400), outlined("华", fontFiles().regular))).toBeGreaterThan(0.5);
});

test("emoji come from the bundled emoji font", async () => {
  expect(await difference(written("🚀", 400), outlined("🚀", fontFiles().emoji))).toBeLessThan(0.08);
});

test("no picture contains a character that no font has", async () => {
  const { svg, missingGlyphs } = await drawer.svg({
    title: "华星 𠮷𠮷 🚀 شركة 👩‍💻❤️",
    note: { title: "한국", hint: "ok" },
    locale: "zh",
    alt: "",
  });
  const text = [...svg.replace(/<[^>]*>/g, "")];
  expect(text.filter((character) => !drawer.measure.covers(character.codePointAt(0)!))).toEqual([]);
  expect(text.join("")).toContain("华星 · 🚀 · 👩‍💻❤️");
  expect(missingGlyphs).toEqual(expect.arrayContaining(["𠮷", "ش", "한", "국"]));
});
