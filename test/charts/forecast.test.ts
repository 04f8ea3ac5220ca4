import fc from "fast-check";
import type { TopLevelSpec } from "vega-lite";
import { beforeAll, describe, expect, test } from "vitest";
import { fanBounds } from "#charts/forecast-fan.ts";
import type { Drawer } from "#render/draw.ts";
import { testDrawer } from "../render/setup.ts";
import { fan, fanMonths } from "./forecast-pictures.ts";
import { collisions, written } from "./written.ts";

let drawer: Drawer;
beforeAll(async () => {
  drawer = await testDrawer();
});

async function drawn(spec: TopLevelSpec) {
  const { svg } = await drawer.svg({ title: "", spec, locale: "zh", alt: "" });
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  const texts = written(svg, drawer.measure);
  for (const text of texts) {
    expect(text.left, text.text).toBeGreaterThan(-1);
    expect(text.right, text.text).toBeLessThan(513);
  }
  return { svg, texts };
}

describe("forecast fan", () => {
  test("tells the last value, the forecasts it was asked to, and the target", async () => {
    const { past, ahead } = fanMonths("zh");
    const { svg, texts } = await drawn(fan(past, ahead, "目标"));
    const told = texts.map(({ text }) => text);
    expect(told.filter((text) => text.startsWith("预测"))).toHaveLength(2);
    expect(told).toContain("目标");
    expect(collisions(texts)).toEqual([]);
    // Two bands, the past in ink, the future dashed.
    expect(svg.match(/fill="#(E9F0FC|CFDFF8)"/g)).toHaveLength(2);
    expect(svg).toMatch(/stroke="#1F2937"/);
    expect(svg).toMatch(/stroke-dasharray="4,5"/);
  });

  test("cuts bands that would flatten everything else", () => {
    const { past, ahead } = fanMonths("zh");
    const wide = ahead.map((point) => ({ ...point, lo95: -1e9, hi95: 1e9 }));
    const [low, high] = fanBounds(past, wide)!;
    const values = [...past, ...ahead].map(({ value }) => value);
    expect(low).toBeGreaterThan(Math.min(...values) - 1000);
    expect(high).toBeLessThan(Math.max(...values) + 1000);
  });

  test("fits its frame whatever the data, and has a panel for none", async () => {
    expect((await drawn(fan([], [], "Target"))).texts.map(({ text }) => text)).toEqual(["—"]);
    const value = fc.oneof(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.constantFrom(0, 1e-9, Number.NaN));
    const text = fc.constantFrom("", "2月", "1月\n2027", "W".repeat(200));
    const point = fc.record({ label: text, value, text }, { requiredKeys: ["label", "value"] });
    const more = fc.record({ lo80: value, hi80: value, lo95: value, hi95: value, target: fc.option(value) });
    const ahead = fc.tuple(point, more).map(([one, bounds]) => ({ ...one, ...bounds }));
    await fc.assert(
      fc.asyncProperty(fc.array(point, { maxLength: 40 }), fc.array(ahead, { maxLength: 14 }), async (past, future) => {
        const { svg } = await drawer.svg({ title: "", spec: fan(past, future, "目标"), locale: "zh", alt: "" });
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { numRuns: 30, seed: 2 },
    );
  });
});
