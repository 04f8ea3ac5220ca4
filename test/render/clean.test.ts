import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { readAdvances } from "#render/advances.ts";
import { cleanText, cleanValue, createCleaning } from "#render/clean.ts";
import { fontFiles } from "#render/fonts.ts";
import { createMeasure, type Measure } from "#render/measure.ts";
import { cacheFolder } from "./setup.ts";

let measure: Measure;
beforeAll(async () => {
  measure = createMeasure(await readAdvances(fontFiles(), cacheFolder()));
});
const clean = (text: string, limit?: number) => cleanText(text, measure, createCleaning(), limit);

describe("cleanText", () => {
  test.each([
    ["a\u0000b\u001fc", "a b c"],
    ["\ud83d lone \ude00", "lone"],
    ["\u202eabc\u2066", "abc"],
    ["__proto__", "_proto_"],
    [" __proto__\u0000", "_proto_"],
    ["𠮷𠮷野家", "·野家"],
    ["华星科技", "华星科技"],
    ["O’Brien’s ‘own’", "O'Brien's ‘own’"],
    ["", ""],
  ])("%j becomes %j", (text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  test("keeps any text drawable: covered, well-formed, valid XML and within the limit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (text, limit) => {
        const result = [...clean(text, limit)];
        expect(result.length).toBeLessThanOrEqual(limit + 1);
        for (const character of result) {
          expect(character).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
          expect(measure.covers(character.codePointAt(0)!)).toBe(true);
        }
      }),
    );
  });

  test("cleaning twice changes nothing more", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => clean(clean(text)) === clean(text)));
  });

  test("a hundred thousand characters are capped", () => {
    expect(clean("名".repeat(100_000))).toBe(`${"名".repeat(160)}…`);
  });
});

test("cleanValue reaches every string and number, counts what is not a number, and drops __proto__ keys", () => {
  const cleaning = createCleaning();
  const value = {
    list: [{ a: "x\u0000", b: Number.NaN, c: Number.POSITIVE_INFINITY, d: null, e: true }],
    ok: 1,
    ["__proto__"]: 2,
  };
  expect(cleanValue(value, measure, cleaning)).toEqual({
    list: [{ a: "x", b: null, c: null, d: null, e: true }],
    ok: 1,
  });
  expect(cleaning.invalidNumbers).toBe(2);
});
