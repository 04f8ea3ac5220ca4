import fc from "fast-check";
import type { TopLevelSpec } from "vega-lite";
import { beforeAll, expect, test } from "vitest";
import { segmentHeat } from "#charts/segment-heat.ts";
import { segmentProfiles } from "#charts/segment-profiles.ts";
import type { Drawer } from "#render/draw.ts";
import { testDrawer } from "../render/setup.ts";
import { sound } from "./written.ts";

let drawer: Drawer;
beforeAll(async () => {
  drawer = await testDrawer();
});

const textsOf = async (spec: TopLevelSpec) => (await sound(drawer, spec)).map(({ text }) => text);

const name = fc.constantFrom(
  "华东区",
  "__proto__",
  "上海华星科技股份有限公司华东分公司",
  "W".repeat(300),
  "",
  "🚀",
  "Å <b>",
);
const amount = fc.constantFrom(0, 1, -2, 3.5, 1e9, -1e9, Number.NaN, Number.POSITIVE_INFINITY);
const options = { numRuns: 15 };

test("any profiles give a sound chart", async () => {
  const measure = fc.record({ score: amount, text: fc.constantFrom("13单", "¥2,304.5万", "", "W".repeat(40)) });
  const profile = fc.record({
    label: name,
    detail: name,
    highlight: fc.boolean(),
    measures: fc.array(measure, { maxLength: 4 }),
  });
  const measures = ["Orders", "消费金额", "Last order"];
  await fc.assert(
    fc.asyncProperty(fc.array(profile, { minLength: 1, maxLength: 11 }), async (profiles) => {
      await textsOf(segmentProfiles({ profiles, measures }));
    }),
    options,
  );
});

test("any heat table is sound", async () => {
  const cell = fc.option(
    fc.record({
      value: amount,
      text: fc.constantFrom("¥12万", "–", "$1,234.5k"),
      highlight: fc.boolean(),
      aside: fc.boolean(),
    }),
  );
  const row = fc.record({ label: name, cells: fc.array(cell, { maxLength: 8 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 12 }),
      fc.array(name, { minLength: 1, maxLength: 8 }),
      async (rows, columns) => {
        await textsOf(segmentHeat({ rows, columns }));
      },
    ),
    options,
  );
});

test("nothing at all is a panel with a dash", async () => {
  expect(await textsOf(segmentProfiles({ profiles: [], measures: ["Orders"] }))).toEqual(["—"]);
  expect(await textsOf(segmentHeat({ rows: [], columns: ["East"] }))).toEqual(["—"]);
});

test("a bar is as long as its score, to the right where it is better, and eight groups are drawn", async () => {
  const profile = (score: number) => ({ label: `p${score}`, detail: "", measures: [{ score, text: `${score}` }] });
  const bars = (spec: TopLevelSpec) =>
    JSON.stringify(spec)
      .match(/"x":[\d.-]+,"x2":[\d.-]+,"y":[\d.-]+,"y2":[\d.-]+,"fill":"#/g)
      ?.map((text) => (text.match(/-?[\d.]+(?=,)/g) ?? []).slice(0, 2).map(Number));
  const drawn = bars(segmentProfiles({ profiles: [2, -1].map(profile), measures: ["Orders"] })) ?? [];
  const [[from = 0, to = 0] = [], [left = 0, right = 0] = []] = drawn;
  expect(right).toBeCloseTo(from);
  expect(to - from).toBeCloseTo(2 * (right - left), 1);
  const many = Array.from({ length: 11 }, (_, index) => profile(index));
  expect(await textsOf(segmentProfiles({ profiles: many, measures: ["Orders"] }))).not.toContain("p8");
});

test("what is set aside does not shade the others", () => {
  const cell = (value: number, aside: boolean) => ({ value, text: String(value), aside });
  const spec = JSON.stringify(
    segmentHeat({ columns: ["a", "b"], rows: [{ label: "r", cells: [cell(5, false), cell(999, true)] }] }),
  );
  const alone = JSON.stringify(segmentHeat({ columns: ["a"], rows: [{ label: "r", cells: [cell(5, false)] }] }));
  const darkest = "#153b82";
  expect([spec, alone].every((text) => text.includes(darkest))).toBe(true);
});
