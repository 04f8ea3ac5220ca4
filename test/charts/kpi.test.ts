import fc from "fast-check";
import type { TopLevelSpec } from "vega-lite";
import { beforeAll, expect, test } from "vitest";
import { smallMultiples } from "#charts/small-multiples.ts";
import { weekHeat } from "#charts/week-heat.ts";
import type { Drawer } from "#render/draw.ts";
import { testDrawer } from "../render/setup.ts";
import { sound } from "./written.ts";

let drawer: Drawer;
beforeAll(async () => {
  drawer = await testDrawer();
});

const textsOf = async (spec: TopLevelSpec) => (await sound(drawer, spec)).map(({ text }) => text);

const name = fc.constantFrom("净推荐值", "__proto__", "W".repeat(300), "", "Å <b>", "Complaints per 100 customers");
const amount = fc.constantFrom(0, 1, -2, 3.5, 1e9, -1e9, Number.NaN, Number.POSITIVE_INFINITY, null);
const options = { numRuns: 15 };

test("any panels give a sound chart", async () => {
  const panel = fc.record({
    title: name,
    value: fc.constantFrom("¥2,304.5万", "3", "", "W".repeat(40)),
    change: fc.constantFrom("−7%", "+0.04个百分点", ""),
    good: fc.option(fc.boolean()),
    points: fc.array(amount, { maxLength: 14 }),
    reference: amount,
    highlight: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(panel, { minLength: 1, maxLength: 14 }), async (panels) => {
      await textsOf(smallMultiples({ panels }));
    }),
    options,
  );
});

test("any week is sound", async () => {
  const day = fc.record({
    label: fc.constantFrom("Mon", "周一", "W".repeat(40)),
    text: name,
    hours: fc.array(
      amount.filter((value) => value !== null),
      { maxLength: 26 },
    ),
  });
  const window = fc.record({
    day: fc.nat(6),
    days: fc.nat(6),
    hour: fc.nat(23),
    hours: fc.integer({ min: 1, max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(day, { minLength: 1, maxLength: 8 }),
      window,
      async (days, { day, days: more, hour, hours }) => {
        const dayTo = Math.min(7, day + more + 1);
        const window = { dayFrom: day, dayTo, hourFrom: hour, hourTo: Math.min(24, hour + hours), text: "26%" };
        await textsOf(weekHeat({ days, windows: [window] }));
      },
    ),
    options,
  );
});

test("nothing at all is a panel with a dash", async () => {
  expect(await textsOf(smallMultiples({ panels: [] }))).toEqual(["—"]);
  expect(await textsOf(weekHeat({ days: [], windows: [] }))).toEqual(["—"]);
  const zero = { label: "Mon", text: "0%", hours: new Array(24).fill(0) };
  expect(await textsOf(weekHeat({ days: [zero], windows: [] }))).toEqual(["—"]);
});

test("each panel has its own scale, and a change without room is left out", async () => {
  const panel = (scale: number, change: string) => ({
    ...{ title: `t${scale}`, value: `v${scale}`, change, good: true, reference: null },
    points: [1, 2, 3].map((point) => point * scale),
  });
  const spec = smallMultiples({ panels: [panel(1, "+1%"), panel(1000, "+2%"), panel(7, "W".repeat(40))] });
  const heights = (JSON.stringify(spec).match(/"y":[\d.]+,"order":\d/g) ?? []).map((text) => text.slice(4, -10));
  expect(heights.slice(0, 3)).toEqual(heights.slice(3, 6));
  expect(await textsOf(spec)).toEqual(expect.arrayContaining(["+1%", "+2%", "t7", "v7"]));
});
