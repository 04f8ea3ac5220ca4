import fc from "fast-check";
import type { TopLevelSpec } from "vega-lite";
import { beforeAll, describe, expect, test } from "vitest";
import { cohortTriangle } from "#charts/cohort-triangle.ts";
import { funnelBars } from "#charts/funnel-bars.ts";
import { niceTicks } from "#charts/nice-ticks.ts";
import { rankedBars } from "#charts/ranked-bars.ts";
import { rfmGrid } from "#charts/rfm-grid.ts";
import { trend } from "#charts/trend.ts";
import type { Drawer } from "#render/draw.ts";
import { testDrawer } from "../render/setup.ts";
import { galleryPictures } from "./gallery-pictures.ts";
import { sound } from "./written.ts";

let drawer: Drawer;
beforeAll(async () => {
  drawer = await testDrawer();
});
const svgOf = async (spec: TopLevelSpec) => (await drawer.svg({ title: "", spec, locale: "en", alt: "" })).svg;

async function soundTexts(spec: TopLevelSpec) {
  const texts = await sound(drawer, spec);
  expect(texts.length).toBeGreaterThan(0);
  return texts;
}

describe("every chart of the gallery", () => {
  test.each([...galleryPictures()].filter(([, picture]) => picture.spec))(
    "%s fits its frame without a collision",
    async (_, picture) => {
      await soundTexts(picture.spec!);
    },
  );
});

const amount = fc.oneof(
  fc.integer({ min: -1e9, max: 1e9 }),
  fc.constantFrom(0, Number.NaN, Number.POSITIVE_INFINITY, 1e-9, 1e15, -1e15),
);
const name = fc.oneof(
  fc.constantFrom("华东区", "__proto__", "上海华星科技股份有限公司", "W".repeat(300), "", "🚀", "Ångström <b>"),
  fc.string(),
);
const figure = (value: number) =>
  Number.isFinite(value) ? value.toLocaleString("en-US", { notation: "compact" }) : "–";

describe("any data gives a sound chart", () => {
  const options = { numRuns: 40 };

  test("ranked bars", async () => {
    const row = fc.record({
      label: name,
      value: amount,
      highlight: fc.boolean(),
      previous: fc.option(amount, { nil: undefined }),
      share: fc.constantFrom("12%", ""),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        await soundTexts(
          rankedBars({
            rows: rows.map(({ previous, ...rest }) => ({
              ...rest,
              text: figure(rest.value),
              ...(previous === undefined ? {} : { previous }),
            })),
          }),
        );
      }),
      options,
    );
  });

  test("funnel", async () => {
    const stage = fc.record({
      label: name,
      value: amount,
      highlight: fc.boolean(),
      conversionText: fc.constantFrom("48%", "–", "↓ 3%"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(stage, { minLength: 1, maxLength: 15 }), async (stages) => {
        await soundTexts(funnelBars({ stages: stages.map((one) => ({ ...one, text: figure(one.value) })) }));
      }),
      options,
    );
  });

  test("trend", async () => {
    const point = fc.record({ value: fc.option(amount), partial: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(point, { minLength: 1, maxLength: 40 }),
        fc.nat(39),
        fc.boolean(),
        async (points, marked, comparing) => {
          const values = points.map((one) => one.value ?? 0);
          const spec = trend({
            points: points.map((one, i) => ({
              ...one,
              start: "2026-01-01",
              label: `${(i % 12) + 1}月${i % 12 ? "" : "\n2026"}`,
              text: figure(one.value ?? 0),
              highlight: i === marked,
            })),
            ...(comparing ? { previous: points.toReversed(), previousLabel: "去年同期" } : {}),
            unit: "单位：万元",
            axisText: niceTicks(Math.min(...values), Math.max(...values), 4).map((value) => ({
              value,
              text: figure(value),
            })),
          });
          await soundTexts(spec);
        },
      ),
      options,
    );
  });

  test("cohorts", async () => {
    const cell = fc.record({
      k: fc.nat(20),
      ratio: fc.option(fc.constantFrom(0, 0.5, 1, Number.NaN)),
      complete: fc.boolean(),
    });
    const row = fc.record({ label: name, cells: fc.uniqueArray(cell, { selector: (one) => one.k, maxLength: 15 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 16 }), async (rows) => {
        await soundTexts(
          cohortTriangle({
            rows: rows.map((one) => ({
              ...one,
              cells: one.cells.map((c) => ({ ...c, text: c.ratio === null ? "–" : `${figure(c.ratio * 100)}%` })),
            })),
            xTitle: "Months since first order",
          }),
        );
      }),
      options,
    );
  });

  test("RFM grid", async () => {
    const cell = fc.record({
      r: fc.integer({ min: 0, max: 6 }),
      fm: fc.integer({ min: 0, max: 6 }),
      customers: amount,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { maxLength: 30 }), async (cells) => {
        const texts = await soundTexts(
          rfmGrid({
            cells: cells.map((one) => ({ ...one, text: figure(one.customers) })),
            highlight: cells,
            xTitle: "R",
            yTitle: "FM",
          }),
        );
        expect(texts).toHaveLength(25 + 10 + 2);
      }),
      options,
    );
  });
});

describe("designed results", () => {
  const words = async (spec: TopLevelSpec) => (await soundTexts(spec)).map((text) => text.text);

  test("nothing at all is a panel with a dash", async () => {
    for (const spec of [
      rankedBars({ rows: [] }),
      funnelBars({ stages: [] }),
      trend({ points: [], axisText: [] }),
      trend({ points: [{ start: "2026-01-01", label: "1月", value: null, text: "–" }], axisText: [] }),
      cohortTriangle({ rows: [], xTitle: "k" }),
    ])
      expect(await words(spec)).toEqual(["—"]);
  });

  test("two rows of one name stay two rows", async () => {
    const rows = [1, 2].map((value) => ({ label: "甲", value, text: String(value) }));
    expect((await words(rankedBars({ rows }))).toSorted()).toEqual(["1", "2", "甲", "甲"]);
  });

  test("more than twelve rows keep the row of the others", async () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({
      label: i === 29 ? "Others" : `r${i}`,
      value: 30 - i,
      text: `${i}`,
    }));
    const shown = (await words(rankedBars({ rows, otherLabel: "Others" }))).filter((word) => /^(r|O)/.test(word));
    expect(shown).toEqual([...Array.from({ length: 11 }, (_, i) => `r${i}`), "Others"]);
  });

  test("narrow cohort cells give the percent sign to the title", async () => {
    const cells = Array.from({ length: 13 }, (_, k) => ({ k: k + 1, ratio: 0.5, text: "50%", complete: true }));
    const texts = await words(cohortTriangle({ rows: [{ label: "January 2026 (412)", cells }], xTitle: "Months" }));
    expect(texts).toContain("Months · %");
    expect(texts.filter((text) => text === "50")).toHaveLength(13);
  });

  test("a gap breaks the line instead of falling to zero", async () => {
    const points = Array.from({ length: 20 }, (_, i) => ({
      start: "2026-01-01",
      label: `${i}`,
      value: i === 9 ? null : 5 + i,
      text: `${i}`,
    }));
    const svg = await svgOf(trend({ points, axisText: [] }));
    const line = [...svg.matchAll(/<path d="([^"]*)" stroke="#2F6FDE"/g)].map((match) => match[1]);
    expect(line).toHaveLength(2);
  });
});

describe("snapshots", () => {
  const rows = [
    { label: "华东区", value: 46, text: "¥46万", share: "68%", highlight: true, previous: 40 },
    { label: "South", value: -21, text: "-¥21万" },
  ];
  test("ranked bars, specification", () => {
    expect(rankedBars({ rows })).toMatchSnapshot();
  });
  test("ranked bars, SVG", async () => {
    expect(
      (
        await drawer.svg({
          title: "华东区领先，华南区亏损",
          subtitle: "Q3",
          footer: "来源",
          spec: rankedBars({ rows }),
          locale: "zh",
          alt: "",
        })
      ).svg,
    ).toMatchSnapshot();
  });
  test("funnel, SVG", async () => {
    const stages = [
      { label: "Leads", value: 100, text: "100" },
      { label: "Won", value: 4, text: "4", conversionText: "4%", highlight: true },
    ];
    expect(await svgOf(funnelBars({ stages }))).toMatchSnapshot();
  });
  test("trend, SVG", async () => {
    const points = [3, null, -1].map((value, i) => ({
      start: `2026-0${i + 1}-01`,
      label: `${i + 1}月`,
      value,
      text: `${value ?? "–"}`,
      partial: i === 2,
      highlight: i === 0,
    }));
    expect(
      await svgOf(trend({ points, previous: [{ value: 2 }], previousLabel: "去年", unit: "万元", axisText: [] })),
    ).toMatchSnapshot();
  });
});
