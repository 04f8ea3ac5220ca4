import fc from "fast-check";
import type { TopLevelSpec } from "vega-lite";
import { beforeAll, describe, expect, test } from "vitest";
import { notedBars } from "#charts/noted-bars.ts";
import type { Drawer } from "#render/draw.ts";
import { testDrawer } from "../render/setup.ts";
import { sound } from "./written.ts";

let drawer: Drawer;
beforeAll(async () => {
  drawer = await testDrawer();
});

const textsOf = async (spec: TopLevelSpec) => (await sound(drawer, spec)).map(({ text }) => text);

describe("named bars", () => {
  test("tell names, values, sides and reasons, of at most seven", async () => {
    const bar = { label: "Filter → Descaler", value: 0.64, text: "64%", side: "22×", note: "because", usual: 0.03 };
    expect((await textsOf(notedBars({ bars: [bar] }))).toSorted()).toEqual([
      "22×",
      "64%",
      "Filter → Descaler",
      "because",
    ]);
    const many = Array.from({ length: 12 }, (_, i) => ({ ...bar, label: `r${i}` }));
    expect((await textsOf(notedBars({ bars: many }))).filter((text) => /^r\d/.test(text))).toHaveLength(7);
    expect(await textsOf(notedBars({ bars: [] }))).toEqual(["—"]);
  });

  test("fit their frame without a collision, whatever the data", async () => {
    const label = fc.oneof(fc.constantFrom("净水滤芯", "W".repeat(300), "", "🚀", "__proto__"), fc.string());
    const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, Number.NaN, 1e9, -1));
    const bar = fc.record(
      {
        label,
        value: share,
        text: fc.constantFrom("64%", "–", "100.0%"),
        side: label,
        note: label,
        usual: share,
        highlight: fc.boolean(),
      },
      { requiredKeys: ["label", "value", "text"] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(bar, { minLength: 1, maxLength: 9 }), async (bars) => {
        await textsOf(notedBars({ bars }));
      }),
      { numRuns: 30 },
    );
  });
});
