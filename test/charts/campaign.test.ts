import fc from "fast-check";
import type { TopLevelSpec } from "vega-lite";
import { beforeAll, describe, expect, test } from "vitest";
import { liftPanels } from "#charts/lift-panels.ts";
import { returnBars } from "#charts/return-bars.ts";
import type { Drawer } from "#render/draw.ts";
import { testDrawer } from "../render/setup.ts";
import { campaignPictures } from "./campaign-pictures.ts";
import { collisions, written } from "./written.ts";

let drawer: Drawer;
beforeAll(async () => {
  drawer = await testDrawer();
});

async function textsOf(spec: TopLevelSpec | undefined) {
  if (spec === undefined) throw new Error("a picture without a chart");
  const { svg } = await drawer.svg({ title: "", spec, locale: "en", alt: "" });
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  return written(svg, drawer.measure);
}

describe("charts of campaigns", () => {
  test.each([...campaignPictures()])("%s is drawn without texts on each other", async (_, { spec }) => {
    expect(collisions(await textsOf(spec))).toEqual([]);
  });

  test("a return that is not known has no bar and says why", async () => {
    const bar = { label: "a", value: null, text: "cost unknown" };
    expect((await textsOf(returnBars({ bars: [bar] }))).map(({ text }) => text).sort()).toEqual(["a", "cost unknown"]);
    expect((await textsOf(returnBars({ bars: Array(12).fill({ ...bar, value: 1 }) }))).length).toBe(16);
  });

  test("any numbers are drawn", async () => {
    const number = fc.oneof(fc.double(), fc.constantFrom(0, -1, Number.NaN, Number.POSITIVE_INFINITY));
    await fc.assert(
      fc.asyncProperty(fc.array(number, { maxLength: 4 }), number, async (values, low) => {
        const bars = values.map((value) => ({ label: "a", value, text: "1" }));
        await textsOf(returnBars({ bars }));
        const difference = { label: "d", value: low, text: "1", interval: [low, 1] as const, zero: "0" };
        await textsOf(liftPanels({ panels: [{ title: "t", bars, difference }] }));
      }),
      { numRuns: 25 },
    );
  });
});
