import { describe, expect, it } from "vitest";
import { changeByValue, type PeriodSums, periodOf } from "#metrics/decomposition/change-by-value.ts";
import { type RevenueOfPeriod, revenueChange, stageFactors } from "#metrics/decomposition/change-factors.ts";
import { explainChange } from "#metrics/decomposition/explaining-values.ts";
import { likelySuspect, mainPart } from "#metrics/decomposition/likely-suspect.ts";
import { ratioSurprise, shareSurprise } from "#metrics/decomposition/surprise.ts";

function sums(parts: Readonly<Record<string, number>>): PeriodSums {
  const rows = Object.entries(parts).map(([value, over]) => ({
    value: value === "" ? null : value,
    over,
    under: null,
  }));
  return { whole: { over: rows.reduce((sum, { over }) => sum + over, 0), under: null }, parts: rows };
}
function rates(parts: Readonly<Record<string, readonly [number, number]>>): PeriodSums {
  return periodOf(Object.entries(parts).map(([value, [over, under]]) => ({ value, over, under })));
}
const by = (dimension: string, before: PeriodSums, after: PeriodSums) => ({
  dimension,
  changes: changeByValue(before, after),
});

describe("explainChange", () => {
  it("finds the value at fault in Adtributor's example: revenue of data centre X falls, advertisers fall evenly", () => {
    // Bhagwan et al. 2014, table 3: forecast 100, actual 50 in all.
    const found = explainChange(
      [
        by("advertiser", sums({ A1: 50, A2: 20, A3: 20, A4: 10 }), sums({ A1: 24, A2: 21, A3: 4, A4: 1 })),
        by("data centre", sums({ X: 94, Y: 6 }), sums({ X: 47, Y: 3 })),
        by("device", sums({ PC: 50, Mobile: 25, Tablet: 25 }), sums({ PC: 49, Mobile: 1, Tablet: 0 })),
      ],
      -50,
      "amount",
    );
    expect(found.map(({ dimension }) => dimension)[0]).toBe("device");
    expect(found[0]?.drivers.map(({ value }) => value)).toEqual(["Tablet", "Mobile"]);
    expect(found.find(({ dimension }) => dimension === "data centre")?.surprise).toBe(0);
  });

  it("names nothing where it takes four values, where values overlap, and where all are new", () => {
    const even = by("even", sums({ a: 10, b: 10, c: 10, d: 10, e: 10 }), sums({ a: 8, b: 8, c: 8, d: 8, e: 8 }));
    const seasonal = by("seasonal", sums({ spring: 50 }), sums({ summer: 40 }));
    const overlapping = by(
      "overlapping",
      { ...sums({ a: 60, b: 40 }), whole: { over: 50, under: null } },
      { ...sums({ a: 30, b: 40 }), whole: { over: 40, under: null } },
    );
    for (const one of [even, seasonal, overlapping])
      expect(explainChange([one], -10, "amount")[0]?.drivers).toEqual([]);
    expect(explainChange([even], -10, "amount")[0]?.power).toBeCloseTo(0.6, 9);
  });

  it("does not take all values of a ratio's dimension for an explanation", () => {
    const [before, after] = [rates({ east: [50, 100], west: [50, 100] }), rates({ east: [40, 100], west: [40, 100] })];
    expect(explainChange([by("region", before, after)], -0.1, "share")[0]?.drivers).toEqual([]);
    const other = rates({ east: [50, 100], west: [30, 100] });
    expect(explainChange([by("region", before, other)], -0.1, "share")[0]?.drivers).toMatchObject([{ value: "west" }]);
  });

  it("never names a missing value, and people only where nothing else explains as well", () => {
    const missing = by("missing", sums({ "": 50, a: 50 }), sums({ "": 20, a: 50 }));
    expect(explainChange([missing], -30, "amount")[0]?.drivers).toEqual([]);
    const before = sums({ a: 50, b: 50 });
    const after = sums({ a: 20, b: 50 });
    const found = explainChange([by("owner", before, after), by("region", before, after)], -30, "amount");
    expect(found.map(({ dimension }) => dimension)).toEqual(["region", "owner"]);
  });

  it("takes what is nearly everything for no explanation", () => {
    const all = by("currency", sums({ CNY: 980, USD: 20 }), sums({ CNY: 885, USD: 15 }));
    const one = by("region", sums({ east: 300, west: 350, north: 350 }), sums({ east: 220, west: 340, north: 340 }));
    expect(explainChange([all, one], -100, "amount")[0]?.dimension).toBe("region");
  });

  it("ranks ratios by how unlike the others the driver changed, not by chance among many small values", () => {
    const region = by(
      "region",
      rates({ south: [60, 150], east: [50, 130], north: [48, 120] }),
      rates({ south: [20, 150], east: [51, 130], north: [47, 120] }),
    );
    const cities = Object.fromEntries(Array.from({ length: 40 }, (_, place) => [`c${place}`, [4, 10] as const]));
    const fewer = { ...cities, c0: [0, 10] as const, c1: [0, 10] as const, c2: [0, 10] as const };
    const city = by("city", rates(cities), rates(fewer));
    const delta = 118 / 400 - 158 / 400;
    const found = explainChange([city, region], delta, "share");
    expect(found[0]?.dimension).toBe("region");
    expect(found[0]?.drivers.map(({ value }) => value)).toEqual(["south"]);
  });
});

describe("surprise", () => {
  it("is nothing when everything changed alike, and the paper's divergence else", () => {
    const alike = changeByValue(sums({ a: 30, b: 70 }), sums({ a: 15, b: 35 }));
    expect(shareSurprise(alike, ({ value }) => value === "a")).toBeCloseTo(0, 12);
    const moved = changeByValue(sums({ a: 50, b: 50 }), sums({ a: 25, b: 75 }));
    const term = (p: number, q: number) => 0.5 * (p * Math.log((2 * p) / (p + q)) + q * Math.log((2 * q) / (p + q)));
    expect(shareSurprise(moved, ({ value }) => value === "a")).toBeCloseTo(term(0.5, 0.25), 12);
    expect(shareSurprise(changeByValue(sums({ a: -5 }), sums({ a: 4 })), () => true)).toBe(0);
  });

  it("of a ratio is z² / 2 less the choice, and at best nothing without a rate on every side", () => {
    const changes = changeByValue(rates({ a: [50, 100], b: [50, 100] }), rates({ a: [30, 100], b: [50, 100] }));
    const share = (over: number) => (over + 0.5) / 101;
    const variance = [50, 50, 30, 50].reduce((sum, over) => sum + (share(over) * (1 - share(over))) / 100, 0);
    expect(ratioSurprise(changes, ({ value }) => value === "a", "share")).toBeCloseTo(
      0.04 / (2 * variance) - Math.log(2),
      9,
    );
    const gone = changeByValue(rates({ a: [50, 100], b: [50, 100] }), rates({ b: [50, 100] }));
    expect(ratioSurprise(gone, ({ value }) => value === "a", "share")).toBeLessThanOrEqual(0);
  });
});

describe("revenueChange", () => {
  const before: RevenueOfPeriod = { buyers: 10, orders: 20, attributed: 100, unattributed: 7.5, returned: 5 };
  it("adds buyers, orders per buyer, value per order, returns and orders of nobody to the change in cents", () => {
    const after: RevenueOfPeriod = { buyers: 12, orders: 36, attributed: 144.01, unattributed: 2.5, returned: 9 };
    const factors = revenueChange(before, after);
    expect(factors.map(({ factor }) => factor)).toEqual([
      "buyers",
      "orders_per_buyer",
      "value_per_order",
      "returns",
      "unattributed",
    ]);
    const cents = factors.reduce((sum, { contribution }) => sum + Math.round(100 * contribution), 0);
    expect(cents).toBe(13751 - 10250);
    expect(factors.slice(3).map(({ contribution }) => contribution)).toEqual([-4, -5]);
  });

  it("gives all to the buyers where there were none", () => {
    const none: RevenueOfPeriod = { buyers: 0, orders: 0, attributed: 0, unattributed: 0, returned: 0 };
    expect(revenueChange(none, before).map(({ contribution }) => contribution)).toEqual([100, 0, 0, -5, 7.5]);
  });
});

describe("stageFactors", () => {
  it("splits the win rate's change among the stages, the broken one most", () => {
    const factors = stageFactors(["A", "B", "C", "Won"], [500, 400, 300, 150], [500, 400, 150, 75]);
    expect(factors.map(({ factor }) => factor)).toEqual(["A → B", "B → C", "C → Won"]);
    expect(factors.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(-0.15, 12);
    expect(factors[1]?.contribution).toBeCloseTo(-0.15, 12);
    expect(stageFactors(["A", "Won"], [0, 0], [5, 1])).toEqual([]);
  });
});

describe("likelySuspect", () => {
  const before = [
    { value: "n", over: 5, under: 100 },
    { value: "s", over: 30, under: 500 },
  ];
  const after = [
    { value: "n", over: 50, under: 100 },
    { value: "s", over: 28, under: 500 },
  ];
  it("is what got worse in the value and not in the others", () => {
    const quiet = { name: "quiet", before, after: before };
    expect(likelySuspect([quiet, { name: "late", before, after }], "n", true)).toEqual({
      ...{ name: "late", inside: [0.05, 0.5], outside: [0.06, 0.056] },
    });
    expect(likelySuspect([{ name: "late", before, after }], "n", false)).toBeNull();
    expect(likelySuspect([quiet], "n", true)).toBeNull();
  });

  it("is of a sum the part that changed most in its direction", () => {
    const part = (name: string, was: number, is: number) => ({
      name,
      before: [{ value: "n", over: was, under: null }],
      after: [{ value: "n", over: is, under: null }],
    });
    expect(mainPart([part("buyers", 10, 9), part("orders", 20, 10)], "n", -5)?.name).toBe("orders");
    expect(mainPart([part("buyers", 10, 9)], "n", 5)).toBeNull();
    expect(mainPart([part("buyers", 10, 9)], "gone", -5)).toBeNull();
  });
});
