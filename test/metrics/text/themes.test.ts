import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { describe, expect, it } from "vitest";
import { termIndex } from "#metrics/text/term-index.ts";
import { textTerms } from "#metrics/text/text-terms.ts";
import { themes } from "#metrics/text/themes.ts";

const jieba = Jieba.withDict(dict);
const segment = (run: string) => jieba.cut(run, true);

describe("textTerms", () => {
  it("takes words and pairs of English, without stop words, numbers and addresses", () => {
    const { words, pairs } = textTerms(
      "The delivery was 3 days late, call 13800138000 or me@x.cn! Not fresh.",
      segment,
    );
    expect(words).toEqual(["delivery", "days", "late", "call", "fresh"]);
    expect(pairs).toEqual(["days late", "not fresh"]);
  });

  it("cuts Chinese into words and keeps negations with what they deny", () => {
    const { words, pairs } = textTerms("豆子不够新鲜，承诺的日期已经过了", segment);
    expect(words).toEqual(["豆子", "新鲜", "承诺", "日期"]);
    expect(pairs).toEqual(["不够新鲜", "承诺日期"]);
  });

  it("has nothing to say of an empty text", () => {
    expect(textTerms(" 。! 12", segment)).toEqual({ words: [], pairs: [] });
  });
});

describe("themes", () => {
  const low = [...Array(12).fill("送货太慢，物流延误"), ...Array(8).fill("Late delivery again, machine is fine")];
  const high = [...Array(12).fill("口感醇厚，机器很稳定"), ...Array(8).fill("Fresh beans, the machine is fine")];
  const texts = [...low, ...high];
  const sides = texts.map((_, at) => (at < low.length ? -1 : 1));
  const index = termIndex(texts, segment);
  const rows = texts.map((_, at) => at);

  it("finds what sets unhappy from happy texts in both languages, once for the same texts", () => {
    const found = themes(index, rows, sides);
    expect(found.filter(({ side }) => side === "low").map(({ texts: n }) => n)).toEqual([12, 8]);
    expect(found.filter(({ side }) => side === "high").map(({ texts: n }) => n)).toEqual([12, 8]);
    expect(found.every(({ side, z }) => (side === "low" ? z < -1.96 : z > 1.96))).toBe(true);
    expect(found.flatMap(({ examples }) => examples).every((at) => at < texts.length)).toBe(true);
    expect(found.map(({ term }) => term)).not.toContain("fine");
  });

  it("passes over words that must not be told", () => {
    const found = themes(index, rows, sides, { hidden: ["delivery", "late"] });
    expect(found.map(({ term }) => term).join()).not.toMatch(/delivery|late/);
    expect(themes(index, rows, sides, { most: 1 })).toHaveLength(2);
  });

  it("finds nothing without a difference, or without texts", () => {
    expect(
      themes(
        index,
        rows,
        sides.map((_, at) => (at % 2 === 0 ? 1 : -1)),
      ),
    ).toEqual([]);
    expect(themes(index, [], [])).toEqual([]);
    expect(
      themes(
        index,
        rows,
        sides.map(() => Number.NaN),
      ),
    ).toEqual([]);
  });

  it("leaves out terms that fewer than three texts hold", () => {
    expect(termIndex(["rancid", "rancid beans", "good beans", "good beans"], segment).vocabulary).toEqual(["beans"]);
  });
});
