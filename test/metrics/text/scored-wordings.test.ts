import { describe, expect, it } from "vitest";
import { scoredWordings, sentimentQuality, wordingFolds } from "#metrics/text/scored-wordings.ts";

const texts = Array.from({ length: 120 }, (_, at) => (at % 2 === 0 ? `Good ${at % 40}` : `bad  ${at % 40}`));
const sides = texts.map((_, at) => (at % 2 === 0 ? 1 : -1));

describe("scoredWordings", () => {
  it("learns from different wordings, each on the side that most are on", () => {
    const known = scoredWordings([...texts, "GOOD 0", "neutral"], [...sides, -1, 0]);
    expect(known?.texts).toHaveLength(40);
    expect(known?.texts.slice(0, 2)).toEqual(["good 0", "bad 1"]);
    expect([known?.labels[0], known?.agreeing[0], known?.others[0]]).toEqual([1, 3, 1]);
  });

  it("has too little of fewer than 100 comments, or 10 wordings of a side", () => {
    expect(scoredWordings(texts.slice(0, 98), sides)).toBeNull();
    expect(
      scoredWordings(
        texts.map((text, at) => (at % 2 === 0 ? "good" : text)),
        sides,
      ),
    ).toBeNull();
  });

  it("judges by comments, against always saying the more frequent side", () => {
    const known = {
      texts: ["a", "b", "c"],
      labels: Uint8Array.of(1, 0, 0),
      agreeing: Int32Array.of(5, 2, 1),
      others: Int32Array.of(1, 0, 1),
    };
    // Right: 5 of a, 2 of b, and of c, told content, the one that is. Content: 5 + 0 + 1 of 10.
    expect(sentimentQuality(known, [0.9, 0.2, 0.8])).toEqual({
      accuracy: 0.8,
      baseline: 0.6,
      comments: 10,
      wordings: 3,
    });
    const many = scoredWordings(texts, sides);
    expect(many && new Set(wordingFolds(many))).toEqual(new Set([0, 1, 2, 3, 4]));
  });
});
