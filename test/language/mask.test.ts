import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mask, telltales } from "#language/mask.ts";

describe("what is personal in a text", () => {
  test.each([
    ["call 138 0013 8000 about it", [], "call [1] about it"],
    ["mail li.lei@example.com please", [], "mail [1] please"],
    ["call １３８００１３８０００ now", [], "call [1] now"],
    ["mail ｌｉ＠ｅｘａｍｐｌｅ．com now", [], "mail [1] now"],
    ["张佳的销售怎么样", ["张佳", "林睿"], "[1]的销售怎么样"],
    ["华星科技最近买了啥", ["上海华星科技有限公司"], "[1]最近买了啥"],
    ["how is acme doing", ["Acme Trading Ltd"], "how is [1] doing"],
    ["HOW IS ACME TRADING LTD doing", ["Acme Trading Ltd"], "HOW IS [1] doing"],
    ["revenue from 2026-01-01 2026-02-01", [], "revenue from 2026-01-01 2026-02-01"],
    ["北京 last week", ["北京"], "[1] last week"],
    ["nothing personal", ["Acme"], "nothing personal"],
  ])("%s", (text, names, expected) => {
    const masked = mask(text, names);
    expect(masked.text).toBe(expected);
  });
  test("comes back as it was, in quotes", () => {
    const { restore } = mask("华星科技最近买了啥", ["上海华星科技有限公司"]);
    expect(restore("/customer [1] last90d")).toBe('/customer "华星科技" last90d');
    expect(restore('/customer "[1]"')).toBe('/customer "华星科技"');
    expect(restore("/customer [7]")).toBe("/customer [7]");
  });
  test("nothing of any known name of three letters or more is left", () => {
    const name = fc.stringMatching(/^[\u4e00-\u4e20]{3,6}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.string(), fc.string(), (names, before, behind) => {
        const [first = ""] = names;
        const text = `${before}${first}${behind}`;
        expect(mask(text, names).text).not.toContain(first);
      }),
    );
  });
  test("names are looked for by three ideographs or by whole words", () => {
    expect(telltales("给Acme Ltd发华星科技")).toEqual(["发华星", "华星科", "星科技", "acme"]);
    // However long the text is, its end is looked at too.
    const letters = Array.from({ length: 500 }, (_, at) => String.fromCharCode(0x4e00 + at)).join("");
    expect(telltales(letters).at(-1)).toBe(letters.slice(-3));
  });
});
