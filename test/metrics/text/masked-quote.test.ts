import { describe, expect, it } from "vitest";
import { maskedQuote, nameParts, revealingWords } from "#metrics/text/masked-quote.ts";

const nobody: string[] = [];
const people = (...names: string[]) => nameParts(names, { people: true });
const customers = (...names: string[]) => nameParts(names, { people: false });

describe("maskedQuote", () => {
  it.each([
    ["请打13800138000或者 138 0013 8000", "请打***或者 ***"],
    ["写信到 wang.min@example.com，谢谢", "写信到 ***，谢谢"],
    ["身份证11010519491231002X", "身份证***"],
    ["order SO-2026-000123 is late", "order *** is late"],
    ["see https://example.com/a?b=1 now", "see *** now"],
    ["王经理和欧阳女士都不接电话", "***经理和***女士都不接电话"],
    ["客户经理不接电话", "客户经理不接电话"],
    ["Mr. John Smith never called", "Mr *** never called"],
    ["E05，重启2次", "E05，重启2次"],
  ])("%s → %s", (text, masked) => {
    expect(maskedQuote(text, nobody)).toBe(masked);
  });

  it("takes out the names it is given, and single words of those of people", () => {
    const given = [...customers("星河餐饮"), ...people("Ann Miller", "张三")];
    expect(maskedQuote("星河餐饮找张三，Miller sent a miller", given)).toBe("***找***，*** sent a ***");
    expect(maskedQuote("Good Coffee was good", customers("Good Coffee"))).toBe("*** was good");
    expect(maskedQuote("Joanne called", people("Ann (x)"))).toBe("Joanne called");
  });

  it("cuts what is long", () => {
    expect([...maskedQuote("慢".repeat(500), nobody)]).toHaveLength(91);
  });
});

it("knows the words of a term that name somebody", () => {
  const given = people("Zoe Ng", "王敏");
  expect(revealingWords("says zoe", given)).toEqual(["zoe"]);
  expect(revealingWords("王敏专业", given)).toEqual(["王敏专业"]);
  expect(revealingWords("late delivery", given)).toEqual([]);
});
