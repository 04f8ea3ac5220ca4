import { describe, expect, it } from "vitest";
import { opinionOf } from "#metrics/text/opinion-words.ts";
import { textFeatures } from "#metrics/text/text-features.ts";

describe("textFeatures", () => {
  it("marks what a negation reaches, until punctuation", () => {
    const { words } = textFeatures("It is not that good, really good!");
    expect(words).toContain("not good");
    expect(words).toContain("good");
    expect(words).toContain("really good");
    expect(words).toContain("!");
  });

  it("takes Chinese by characters and pairs", () => {
    const { words, characters } = textFeatures("发货快");
    expect(words).toEqual(["发", "发货", "货", "货快", "快"]);
    expect(characters).toEqual(["发货快"]);
  });

  it.each([
    ["The food was excellent and the staff friendly.", 2, 0],
    ["I don’t recommend it", 0, 1],
    ["NOT BAD", 1, 0],
    ["服务很好，但是价格太贵", 1, 1],
    ["不太满意", 0, 1],
    ["没有问题", 1, 0],
    ["nothing to say", 0, 0],
  ])("counts praise and complaint in %s", (text, praise, complaint) => {
    expect(textFeatures(text)).toMatchObject({ praise, complaint });
  });

  it("has nothing for an empty text", () => {
    expect(textFeatures("")).toEqual({ words: [], characters: [], praise: 0, complaint: 0 });
  });
});

describe("opinionOf", () => {
  it.each([
    ["recommended", 1],
    ["disappointing", -1],
    ["table", 0],
    ["满意", 1],
    ["差", -1],
  ])("of %s is %d", (word, expected) => {
    expect(opinionOf(word)).toBe(expected);
  });
});
