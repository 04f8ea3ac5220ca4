import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { FontFiles } from "./fonts.ts";

/** One font's horizontal metrics: which code points it has, and how wide each is in em. */
export interface Face {
  /** Covered code points as flat pairs: first, last, first, last, … in ascending order. */
  readonly ranges: readonly number[];
  /** Widths that are not exactly one em, as flat pairs: code point, width. */
  readonly widths: readonly number[];
}

/** Metrics of every bundled font. */
export interface Advances {
  readonly regular: Face;
  readonly semibold: Face;
  readonly emoji: Face;
}

const face = z.object({ ranges: z.array(z.number()), widths: z.array(z.number()) });
const advances = z.object({ version: z.literal(1), regular: face, semibold: face, emoji: face });

async function readFace(path: string): Promise<Face> {
  const { openSync } = await import("fontkit");
  const font = openSync(path);
  if (!("glyphForCodePoint" in font)) throw new Error(`${path} is a font collection; one font is expected`);
  const ranges: number[] = [];
  const widths: number[] = [];
  let last = -2;
  for (const codePoint of [...font.characterSet].sort((a, b) => a - b)) {
    if (codePoint === last + 1) ranges[ranges.length - 1] = codePoint;
    else ranges.push(codePoint, codePoint);
    last = codePoint;
    const width = font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm;
    if (width !== 1) widths.push(codePoint, Math.round(width * 1e4) / 1e4);
  }
  return { ranges, widths };
}

/**
 * Advance widths of the bundled fonts, read from the font files once (about 0.4 s) and kept in the cache folder.
 * A damaged or outdated cache file is rebuilt.
 */
export async function readAdvances(fonts: FontFiles, cacheDir: string): Promise<Advances> {
  const path = join(cacheDir, "font-advances.json");
  const cached = await readFile(path, "utf8").then(parseCache, () => null);
  if (cached) return cached;
  const built: Advances = {
    regular: await readFace(fonts.regular),
    semibold: await readFace(fonts.semibold),
    emoji: await readFace(fonts.emoji),
  };
  // Written beside and renamed, so that two processes starting together never read half a file.
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify({ version: 1, ...built }));
  await rename(draft, path);
  return built;
}

function parseCache(text: string): Advances | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  return advances.safeParse(json).data ?? null;
}
