import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { rankedRates } from "#charts/ranked-rates.ts";
import type { Drawer } from "#render/draw.ts";
import { testDrawer } from "../render/setup.ts";
import { collisions, written } from "./written.ts";

let drawer: Drawer;
beforeAll(async () => {
  drawer = await testDrawer();
});

async function textsOf(parts: Parameters<typeof rankedRates>[0]) {
  const { svg } = await drawer.svg({ title: "", spec: rankedRates(parts), locale: "en", alt: "" });
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  return written(svg, drawer.measure);
}

describe("rankedRates", () => {
  test("names rows with their value and rate, and a dash where there is no rate", async () => {
    const texts = await textsOf({
      rows: [
        {
          label: "陈曦",
          value: 9,
          text: "¥9万",
          rate: { value: 0.5, low: 0.4, high: 0.6, text: "50%" },
          highlight: true,
        },
        { label: "Ann", value: 3, text: "¥3万", wanted: 4, rate: null },
      ],
      whole: 0.48,
      valueTitle: "Revenue",
      rateTitle: "Win rate",
    });
    expect(texts.map(({ text }) => text).sort()).toEqual(
      ["50%", "Ann", "Revenue", "Win rate", "¥3万", "¥9万", "–", "陈曦"].sort(),
    );
  });

  test("fits its frame without a collision, whatever the data", async () => {
    const amount = fc.oneof(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(0, Number.NaN, 1e15, 1e-9));
    const label = fc.oneof(fc.constantFrom("华东一组", "W".repeat(300), "", "🚀", "__proto__"), fc.string());
    const rate = fc
      .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b), value: (a + b) / 2, text: "48%" }));
    const row = fc.record({
      label,
      value: amount,
      text: fc.constantFrom("–", "¥1,234万", "$8.4M"),
      wanted: amount,
      rate: fc.option(rate),
      highlight: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.option(fc.constant(0.3)),
        async (rows, whole) => {
          const texts = await textsOf({ rows, whole, valueTitle: "净销售额", rateTitle: "赢单率" });
          for (const text of texts) {
            expect(text.left, text.text).toBeGreaterThan(-1);
            expect(text.right, text.text).toBeLessThan(513);
          }
          expect(collisions(texts)).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("is an empty panel without rows", async () => {
    const texts = await textsOf({ rows: [], whole: null, valueTitle: "", rateTitle: "" });
    expect(texts.map(({ text }) => text)).toEqual(["—"]);
  });
});
