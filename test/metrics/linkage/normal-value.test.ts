import { describe, expect, it } from "vitest";
import { normalValue, wordsOf } from "#metrics/linkage/normal-value.ts";

describe("normalValue", () => {
  it.each([
    ["  Müller-Lüdenscheidt ", "muller ludenscheidt"],
    ["O'Brien", "obrien"],
    ["Acme Holdings Pty. Ltd.", "acme holdings"],
    ["ＡＣＭＥ Inc", "acme"],
    ["华星科技有限公司", "华星科技"],
    ["华星科技（北京）股份有限公司", "华星科技北京"],
    ["1949-7-2", "19490702"],
    ["2.7.1949", "19490702"],
    ["1949年7月2日", "19490702"],
    ["+86 138-0013-8000", "86 138 0013 8000"],
  ])("evens out %s", (value, expected) => {
    expect(normalValue(value)).toBe(expected);
  });

  it.each(["", "  ", "NA", "n/a".toUpperCase(), "NULL", "-", "未知"])("takes %j for missing", (value) => {
    expect(normalValue(value)).toBeNull();
  });

  it("keeps a person called Na", () => {
    expect(normalValue("Na")).toBe("na");
  });
});

describe("wordsOf", () => {
  it("splits words, and Chinese into pairs of characters", () => {
    expect(wordsOf("acme holdings acme")).toEqual(["acme", "holdings"]);
    expect(wordsOf("华星科技")).toEqual(["华星", "星科", "科技"]);
    expect(wordsOf("abc华星")).toEqual(["abc", "华星"]);
  });
});
