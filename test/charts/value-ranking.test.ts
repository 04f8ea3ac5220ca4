import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { valueRanking } from "#charts/value-ranking.ts";
import type { Drawer } from "#render/draw.ts";
import { testDrawer } from "../render/setup.ts";
import { collisions, written } from "./written.ts";

let drawer: Drawer;
beforeAll(async () => {
  drawer = await testDrawer();
});

async function textsOf(parts: Parameters<typeof valueRanking>[0]) {
  const { svg } = await drawer.svg({ title: "", spec: valueRanking(parts), locale: "en", alt: "" });
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  return written(svg, drawer.measure);
}

describe("valueRanking", () => {
  test("names customers and parts with their figures", async () => {
    const texts = await textsOf({
      parts: [
        { label: "Top tenth", share: 0.5, text: "50%" },
        { label: "Next fifth", share: 0.3, text: "30%" },
        { label: "The rest", share: 0.2, text: "20%" },
      ],
      rows: [
        { label: "华星科技", value: 9, text: "¥9万" },
        { label: "Acme", value: 1, text: "¥1万" },
      ],
    });
    const said = texts.map(({ text }) => text).sort();
    expect(said).toEqual([
      "20%",
      "30%",
      "50%",
      "Acme",
      "Next fifth",
      "The rest",
      "Top tenth",
      "¥1万",
      "¥9万",
      "华星科技",
    ]);
  });

  test("fits its frame without a collision, whatever the data", async () => {
    const amount = fc.oneof(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(0, Number.NaN, 1e15, 1e-9));
    const label = fc.oneof(fc.constantFrom("华东区", "W".repeat(300), "", "🚀", "__proto__"), fc.string());
    const row = fc.record({ label, value: amount, text: fc.constantFrom("–", "¥1,234万", "$8.4M") });
    const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(Number.NaN, 0, 1e-12));
    const part = fc.record({ label: fc.constantFrom("前10%客户", "The other 70%"), share, text: fc.constant("49%") });
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 4 }),
        fc.array(row, { minLength: 1, maxLength: 14 }),
        async (parts, rows) => {
          const texts = await textsOf({ parts, rows });
          for (const text of texts) {
            expect(text.left, text.text).toBeGreaterThan(-1);
            expect(text.right, text.text).toBeLessThan(513);
          }
          expect(collisions(texts)).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
