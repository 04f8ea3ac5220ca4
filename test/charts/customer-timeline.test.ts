import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type CustomerTimeline, customerTimeline } from "#charts/customer-timeline.ts";
import type { Drawer } from "#render/draw.ts";
import { testDrawer } from "../render/setup.ts";
import { collisions, written } from "./written.ts";

let drawer: Drawer;
beforeAll(async () => {
  drawer = await testDrawer();
});

async function textsOf(input: CustomerTimeline) {
  const { svg } = await drawer.svg({ title: "", spec: customerTimeline(input), locale: "en", alt: "" });
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  return { svg, texts: written(svg, drawer.measure) };
}

const month = (value: number) => ({ label: "Jan", value, text: `¥${value}` });

describe("customerTimeline", () => {
  test("writes the largest and the newest month, and what stands beside a mark", async () => {
    const { texts } = await textsOf({
      months: [5, 9, 0, 2, 0, 0].map(month),
      axisText: [],
      lanes: [
        { label: "Deals", marks: [{ at: 1.5, as: "good", text: "won ¥3k" }] },
        { label: "Surveys", marks: [] },
      ],
    });
    const said = texts.map(({ text }) => text);
    expect(said).toEqual(expect.arrayContaining(["¥9", "¥2", "Deals", "won ¥3k"]));
    expect(said).not.toContain("¥5");
    expect(said).not.toContain("Surveys");
  });

  test("keeps the newest of two texts that have no room beside each other", async () => {
    const marks = [1.1, 1.2, 1.3].map((at) => ({ at, as: "bad" as const, text: `lost in month ${at}` }));
    const { texts } = await textsOf({
      months: Array(24).fill(month(1)),
      axisText: [],
      lanes: [{ label: "Deals", marks }],
    });
    expect(texts.filter(({ text }) => text.startsWith("lost")).map(({ text }) => text)).toEqual(["lost in month 1.3"]);
  });

  test("says how long the silence lasts", async () => {
    const { texts } = await textsOf({
      months: [4, 3, 0, 0].map(month),
      axisText: [],
      lanes: [],
      silence: { from: 1.9, to: 3.8, text: "58 days silent" },
    });
    expect(texts.map(({ text }) => text)).toContain("58 days silent");
  });

  test("nothing at all is a panel with a dash", async () => {
    const { texts } = await textsOf({ months: [month(0)], axisText: [], lanes: [{ label: "Deals", marks: [] }] });
    expect(texts.map(({ text }) => text)).toEqual(["—"]);
  });

  test("fits its frame without a collision, whatever the data", async () => {
    const amount = fc.oneof(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(0, Number.NaN, 1e15, -1e-9));
    const label = fc.oneof(fc.constantFrom("投诉", "W".repeat(300), "🚀", "__proto__"), fc.string({ maxLength: 30 }));
    const months = fc.array(
      fc.record({
        label: fc.constantFrom("9月", "1月\n2026", "Jan\n2026"),
        value: amount,
        text: fc.constantFrom("–", "¥1,234万"),
        highlight: fc.boolean(),
        partial: fc.boolean(),
      }),
      { minLength: 1, maxLength: 24 },
    );
    const mark = fc.record({
      at: fc.double({ min: -2, max: 30, noNaN: true }),
      as: fc.constantFrom("good" as const, "bad" as const, "tick" as const),
      text: fc.oneof(label, fc.constantFrom("", "won ¥6.1万", "9")),
    });
    const lane = fc.record({ label, marks: fc.array(mark, { maxLength: 30 }) });
    const position = fc.double({ min: 0, max: 24, noNaN: true });
    await fc.assert(
      fc.asyncProperty(months, fc.array(lane, { maxLength: 4 }), position, position, async (given, lanes, from, to) => {
        const { texts } = await textsOf({
          months: given,
          axisText: [],
          lanes,
          silence: { from: Math.min(from, to), to: Math.max(from, to), text: "64 days silent" },
        });
        for (const text of texts) {
          expect(text.left, text.text).toBeGreaterThan(-1);
          expect(text.right, text.text).toBeLessThan(513);
          expect(text.top, text.text).toBeGreaterThan(-1);
        }
        expect(collisions(texts)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
