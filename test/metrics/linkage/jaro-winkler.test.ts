import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jaroWinkler } from "#metrics/linkage/jaro-winkler.ts";

describe("jaroWinkler", () => {
  it.each([
    ["shackleford", "shackelford", 0.982],
    ["dunningham", "cunnigham", 0.896],
    ["nichleson", "nichulson", 0.956],
    ["jones", "johnson", 0.832],
    ["massey", "massie", 0.933],
    ["abroms", "abrams", 0.922],
    ["martha", "marhta", 0.961],
    ["dwayne", "duane", 0.84],
    ["dixon", "dicksonx", 0.813],
    ["", "anything", 0],
    ["华星科技", "华星科技有限公司", 0.9],
  ])("of %s and %s is %s (Winkler, Overview of record linkage, 2006, table 6)", (a, b, expected) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(expected, 3);
  });

  it("is within 0..1, and 1 for equal texts", () => {
    const name = fc.string({ minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(name, name, (a, b) => {
        const likeness = jaroWinkler(a, b);
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
        expect(jaroWinkler(a, a)).toBe(1);
      }),
    );
  });

  it("knows texts longer than its first buffers", () => {
    expect(jaroWinkler("ab".repeat(200), "ab".repeat(200))).toBe(1);
    expect(jaroWinkler("a".repeat(100), "b".repeat(100))).toBe(0);
  });
});
