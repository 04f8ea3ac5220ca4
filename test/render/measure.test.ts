import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { openSync } from "fontkit";
import { beforeAll, describe, expect, test } from "vitest";
import { readAdvances } from "#render/advances.ts";
import { fontFiles } from "#render/fonts.ts";
import { createMeasure, type Measure } from "#render/measure.ts";
import { shorten, wrap } from "#render/wrap.ts";
import { cacheFolder } from "./setup.ts";

const cacheDir = cacheFolder();
let measure: Measure;
beforeAll(async () => {
  measure = createMeasure(await readAdvances(fontFiles(), cacheDir));
});

describe("measure", () => {
  test("agrees with the font's own layout", () => {
    const font = openSync(fontFiles().regular);
    if (!("layout" in font)) throw new Error("one font expected");
    for (const text of ["¥4,620万", "Data as of 22 Nov 2026", "华东区贡献 38% 的新签额", "Ångström"]) {
      const laidOut = (font.layout(text, { kern: false }).advanceWidth / font.unitsPerEm) * 15;
      expect(measure.width(text, 15)).toBeCloseTo(laidOut, 1);
    }
  });

  test("counts joined emoji, flags and skin tones once", () => {
    const one = measure.width("🚀", 10);
    for (const cluster of ["👩‍💻", "🇨🇳", "👍🏽", "❤️"])
      expect(measure.width(cluster, 10)).toBeLessThanOrEqual(one * 1.05);
    expect(measure.width("🇨🇳🇨🇳", 10)).toBeCloseTo(2 * measure.width("🇨🇳", 10));
  });

  test("adds up, grows with size, and is wider in semibold", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9华东区]{0,20}$/), fc.stringMatching(/^[a-z0-9]{1,20}$/), (a, b) => {
        expect(measure.width(a + b, 10)).toBeCloseTo(measure.width(a, 10) + measure.width(b, 10), 6);
        expect(measure.width(b, 20)).toBeCloseTo(2 * measure.width(b, 10), 6);
        expect(measure.width(b, 10, 600)).toBeGreaterThan(measure.width(b, 10, 400));
      }),
    );
  });

  test("rebuilds a damaged cache and reads a good one", async () => {
    const path = join(cacheDir, "font-advances.json");
    const good = readFileSync(path, "utf8");
    for (const damage of ["", "{", '{"version":0}', good.slice(0, 1000)]) {
      writeFileSync(path, damage);
      expect(createMeasure(await readAdvances(fontFiles(), cacheDir)).width("华", 10)).toBe(10);
      expect(readFileSync(path, "utf8")).toBe(good);
    }
  });
});

describe("wrap", () => {
  const title = (text: string, maximumLines = 2) =>
    wrap(measure, text, { size: 22, weight: 600, width: 512, maximumLines, balance: true });

  test("breaks where a clause ends", () => {
    expect(title("11 月新签额 ¥1,223 万，连续四个月增长，创全年新高")).toEqual([
      "11 月新签额 ¥1,223 万，",
      "连续四个月增长，创全年新高",
    ]);
    expect(title("Only 1 in 4 demos becomes a proposal, the biggest leak in the funnel")).toEqual([
      "Only 1 in 4 demos becomes a proposal,",
      "the biggest leak in the funnel",
    ]);
    expect(title("华东区贡献 38% 的新签额")).toEqual(["华东区贡献 38% 的新签额"]);
    expect(title("")).toEqual([]);
  });

  test("every line fits, nothing is lost, no line starts with closing punctuation", () => {
    const word = fc.constantFrom(
      "华东区",
      "贡献",
      "38%",
      "，",
      "Revenue",
      "of",
      "¥1,223",
      "万",
      "（",
      "）",
      " ",
      "retention-rate",
      "x".repeat(80),
      "🚀",
      "。",
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 60 }),
        fc.integer({ min: 60, max: 512 }),
        fc.boolean(),
        (words, width, balance) => {
          const text = words.join("");
          const lines = wrap(measure, text, { size: 14, weight: 400, width, maximumLines: 1_000, balance });
          for (const line of lines) expect(measure.width(line, 14)).toBeLessThanOrEqual(width + 1e-6);
          expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        },
      ),
      { numRuns: 60 },
    );
    for (const line of title("华东区的销售额（含税）增长，华南区的销售额（含税）下降，西南区持平。", 3))
      expect(line).not.toMatch(/^[，。）]/);
  });

  test("ends in an ellipsis when the lines run out", () => {
    const lines = title("连续增长".repeat(60));
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
    expect(measure.width(lines[1]!, 22, 600)).toBeLessThanOrEqual(512);
  });

  test("shortens a name of a hundred thousand characters by reading only its beginning", () => {
    const short = shorten(measure, "名".repeat(100_000), 15, 400, 100);
    expect(short).toBe("名名名名名…");
    expect(shorten(measure, "短名", 15, 400, 100)).toBe("短名");
  });
});
