import fc from "fast-check";
import type { TopLevelSpec } from "vega-lite";
import { beforeAll, describe, expect, test } from "vitest";
import { paretoCurve } from "#charts/pareto-curve.ts";
import { stageFlows } from "#charts/stage-flows.ts";
import type { Drawer } from "#render/draw.ts";
import { testDrawer } from "../render/setup.ts";
import { sound } from "./written.ts";

let drawer: Drawer;
beforeAll(async () => {
  drawer = await testDrawer();
});

const textsOf = async (spec: TopLevelSpec) => (await sound(drawer, spec)).map(({ text }) => text);

const amount = fc.oneof(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(0, Number.NaN, 1e15, 1e-9));
const label = fc.oneof(fc.constantFrom("华东区", "W".repeat(300), "", "🚀", "__proto__"), fc.string());

describe("stages with their flows", () => {
  const titles = { stockTitle: "Accounts", wentTitle: "left", cameTitle: "came" };

  test("tell how many there are, left and came", async () => {
    const row = { label: "At risk", value: 7, text: "7", came: 3, went: 1, cameText: "+3", wentText: "−1" };
    const said = await textsOf(stageFlows({ rows: [row], ...titles }));
    expect(said.toSorted()).toEqual(["+3", "7", "Accounts", "At risk", "came", "left", "−1"].toSorted());
    expect(await textsOf(stageFlows({ rows: [], ...titles }))).toEqual(["—"]);
  });

  test("fit their frame without a collision, whatever the data", async () => {
    const text = fc.constantFrom("–", "1,234,567", "0");
    const row = fc.record({
      ...{ label, value: amount, text, came: amount, went: amount, cameText: text, wentText: text },
      highlight: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        await textsOf(stageFlows({ rows, ...titles }));
      }),
      { numRuns: 30 },
    );
  });
});

describe("the Pareto curve", () => {
  const titles = { xTitle: "Customers", yTitle: "Revenue", rowsTitle: "Largest", shareTitle: "Cumulative" };

  test("marks where it reaches what the headline says", async () => {
    const points = [
      { x: 0, y: 0 },
      { x: 0.5, y: 0.8 },
      { x: 1, y: 1 },
    ];
    const rows = [{ label: "华星科技", value: 8, text: "¥8", share: "80%" }];
    const said = await textsOf(paretoCurve({ points, mark: { x: 0.5, y: 0.8, text: "1 of 2" }, rows, ...titles }));
    expect(said).toEqual(expect.arrayContaining(["1 of 2", "华星科技", "¥8", "Largest", "Cumulative", "100%"]));
    expect(await textsOf(paretoCurve({ points: [], mark: null, rows, ...titles }))).toEqual(["—"]);
  });

  test("fits its frame without a collision, whatever the data", async () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const row = fc.record({
      ...{ label, value: amount, text: fc.constantFrom("–", "¥1,234万", "$8.4M") },
      share: fc.constantFrom("12%", "100%"),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(share, { maxLength: 20 }),
        fc.record({ x: share, y: share }),
        fc.array(row, { maxLength: 8 }),
        async (xs, mark, rows) => {
          const points = [0, ...xs.toSorted((a, b) => a - b), 1].map((x) => ({ x, y: Math.min(1.4, x * 1.7) }));
          await textsOf(paretoCurve({ points, mark: { ...mark, text: "32% of customers: 80%" }, rows, ...titles }));
        },
      ),
      { numRuns: 30 },
    );
  });
});
