import fc from "fast-check";
import type { TopLevelSpec } from "vega-lite";
import { beforeAll, expect, test } from "vitest";
import { promoterBars } from "#charts/promoter-bars.ts";
import type { Drawer } from "#render/draw.ts";
import { testDrawer } from "../render/setup.ts";
import { sound } from "./written.ts";

let drawer: Drawer;
beforeAll(async () => {
  drawer = await testDrawer();
});

const names = { detractors: "detractors", promoters: "promoters, then passives" };

const textsOf = async (spec: TopLevelSpec) => (await sound(drawer, spec)).map(({ text }) => text);

test("tells groups, scores and what either side writes about", async () => {
  const row = { label: "North", detractors: 0.3, promoters: 0.4, nps: 0.1, low: 0, high: 0.2, text: "10 · 90" };
  const column = (title: string) => ({ title, themes: [{ term: `${title} term`, weight: 3, text: "12" }] });
  const spec = promoterBars({ rows: [row], names, themes: [column("low"), column("high")] });
  expect((await textsOf(spec)).toSorted()).toEqual(
    ["10 · 90", "12", "12", "North", "detractors", "high", "high term", "low", "low term", names.promoters].toSorted(),
  );
  expect(await textsOf(promoterBars({ rows: [], names, themes: null }))).toEqual(["—"]);
  const many = Array.from({ length: 20 }, (_, at) => ({ ...row, label: `r${at}` }));
  const drawn = await textsOf(promoterBars({ rows: many, names, themes: null }));
  expect(drawn.filter((text) => /^r\d/.test(text))).toHaveLength(9);
});

test("fits its frame without a collision, whatever the data", async () => {
  const label = fc.oneof(fc.constantFrom("华北", "W".repeat(300), "", "🚀", "__proto__"), fc.string());
  const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, Number.NaN, 9, -1));
  const row = fc.record({
    label,
    detractors: share,
    promoters: share,
    nps: share,
    low: share,
    high: share,
    text: fc.constantFrom("−17 · 106份", "–", "100 · 1,234"),
    highlight: fc.boolean(),
  });
  const theme = fc.record({ term: label, weight: share, text: fc.constantFrom("1", "12,345") });
  const column = fc.record({ title: label, themes: fc.array(theme, { maxLength: 7 }) });
  const themes = fc.option(fc.tuple(column, column));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 10 }), themes, async (rows, own) => {
      await textsOf(promoterBars({ rows, names, themes: own }));
    }),
    { numRuns: 30 },
  );
});
