import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { contrast, heat, ink } from "#charts/ink.ts";
import { niceTicks } from "#charts/nice-ticks.ts";
import { textWidth } from "#charts/text-width.ts";
import { readAdvances } from "#render/advances.ts";
import { fontFiles } from "#render/fonts.ts";
import { createMeasure, type Measure } from "#render/measure.ts";
import { frameInk, theme } from "#render/theme.ts";
import { cacheFolder } from "../render/setup.ts";

describe("ink", () => {
  // WCAG 2.2, definition of contrast ratio: black on white is 21, #767676 is the lightest grey that passes 4.5.
  test("contrast agrees with the published values", () => {
    expect(contrast("#000000", "#FFFFFF")).toBeCloseTo(21, 5);
    expect(contrast("#767676", "#FFFFFF")).toBeCloseTo(4.54, 2);
  });

  const pairs: (readonly [string, string])[] = [
    [ink.paper, ink.highlight],
    [ink.strong, ink.attention],
    ...[ink.text, ink.label, ink.quiet, ink.highlightText, ink.attentionText, ink.strong].map(
      (one) => [one, ink.paper] as const,
    ),
    ...[ink.label, frameInk.noteTitle, frameInk.noteHint].map((one) => [one, frameInk.noteFill] as const),
    ...[frameInk.title, frameInk.subtitle, frameInk.footer].map((one) => [one, frameInk.paper] as const),
  ];
  test.each(pairs)("%s can be read on %s", (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test("figures can be read on every cell of a heat map", () => {
    for (let share = 0; share <= 1; share += 0.005) {
      const cell = heat(share);
      expect(contrast(cell.ink, cell.fill), `share ${share}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(heat(Number.NaN)).toEqual(heat(0));
  });

  test("a higher share is never lighter", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(contrast(heat(high).fill, "#FFFFFF")).toBeGreaterThanOrEqual(contrast(heat(low).fill, "#FFFFFF") - 0.03);
      }),
    );
  });

  test("the theme uses the same highlight", () => {
    expect(theme.bar?.fill).toBe(ink.highlight);
  });
});

describe("textWidth", () => {
  let measure: Measure;
  beforeAll(async () => {
    measure = createMeasure(await readAdvances(fontFiles(), cacheFolder()));
  });
  test.each([
    "¥4,620万",
    "$12.3M",
    "华东区",
    "Custom sales stage 1",
    "2,314",
    "38%",
    "Jan (412)",
    "1月（412）",
    "OVERSEAS",
    "-¥310万",
  ])("%s is estimated wide enough and not much wider", (text) => {
    for (const bold of [false, true]) {
      const real = measure.width(text, 15, bold ? 600 : 400);
      expect(textWidth(text, 15, bold) / real).toBeGreaterThanOrEqual(1);
      expect(textWidth(text, 15, bold) / real).toBeLessThan(1.3);
    }
  });
});

describe("niceTicks", () => {
  test.each([
    [0, 1223, 4, [0, 500, 1000, 1500]],
    [0, 1, 4, [0, 0.25, 0.5, 0.75, 1]],
    [-30, 70, 4, [-50, -25, 0, 25, 50, 75]],
    [0, 0, 4, [0, 0.25, 0.5, 0.75, 1]],
    [5, 5, 2, [0, 2.5, 5]],
    [Number.NaN, Number.POSITIVE_INFINITY, 2, [0, 0.5, 1]],
  ])("from %d to %d, about %d", (low, high, count, expected) => {
    expect(niceTicks(low, high, count)).toEqual(expected);
  });

  test("cover the range with few even steps", () => {
    const value = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(value, value, fc.integer({ min: 1, max: 8 }), (a, b, count) => {
        const ticks = niceTicks(a, b, count);
        const room = Math.max(Math.abs(a), Math.abs(b)) * 1e-6 + 1e-280;
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(a, b) + room);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(a, b) - room);
        expect(ticks.length).toBeLessThanOrEqual(count + 3);
        expect(new Set(ticks).size).toBe(ticks.length);
      }),
    );
  });
});
