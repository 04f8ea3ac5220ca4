import { describe, expect, it } from "vitest";
import { clvFindings } from "#metrics/lifetime/clv-findings.ts";
import type { LifetimeScores } from "#metrics/lifetime/lifetime-model.ts";

/** Six customers by hand, the most valuable first; 4 bought once, 5 and 6 are as likely gone as not or gone. */
const scores: LifetimeScores = {
  account: Int32Array.of(7, 2, 9, 4, 5, 6),
  age: Int32Array.of(30, 400, 500, 20, 600, 700),
  silent: Int32Array.of(2, 10, 40, 20, 90, 400),
  repeats: Int32Array.of(2, 9, 8, 0, 5, 6),
  recent: Float64Array.of(10, 50, 40, 5, 20, 0),
  expectedPurchases: Float64Array.of(6, 5, 4, 2, 2, 1),
  expectedValue: Float64Array.of(10, 10, 10, 10, 10, 10),
  pAlive: Float64Array.of(0.9, 0.95, 0.9, 1, 0.5, 0.1),
  clv: Float64Array.of(50, 40, 30, 15, 10, 5),
};

/** Account keys 1 to 9: 8 and 1 never bought, 3 is not the asker's. */
const groupOf = Int32Array.of(0, 1, 1, 0, 2, 2, 2, 1, 1, 2);
const asked = {
  groupOf,
  accounts: 8,
  groups: ["east", null],
  since: { first: 0, last: 7300 },
  most: 4,
  valued: true,
};

describe("clvFindings", () => {
  it("adds up what the asker's customers are worth", () => {
    const found = clvFindings(scores, asked);
    expect(found).toMatchObject({ customers: 6, outside: 0, prospects: 2, expectedPurchases: 20, clv: 150, once: 1 });
    expect(found).toMatchObject({ undiscounted: 200, recent: 125, half: 2 });
    expect([...found.listed]).toEqual([0, 1, 2, 3]);
    expect(found.deciles.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(found.deciles[0]).toBeCloseTo(50 / 150, 12);
  });

  it("tells who cools off by what they would bring if they were there, and who is new but not named yet", () => {
    const found = clvFindings(scores, asked);
    // 10 · (1 / .5 − 1) = 10.
    expect(found.cooling).toEqual({ customers: 1, money: 10, rows: [4] });
    expect(found.fresh).toEqual({ customers: 2, money: 65, rows: [3] });
  });

  it("groups, the most valuable first", () => {
    const { groups } = clvFindings(scores, asked);
    expect(groups).toEqual([
      { group: "east", customers: 2, expectedPurchases: 11, clv: 90, first: 0 },
      { group: null, customers: 4, expectedPurchases: 9, clv: 60, first: 2 },
    ]);
  });

  it("counts nobody whom the asker does not see, and nobody of another time", () => {
    const mine = clvFindings(scores, { ...asked, groupOf: Int32Array.of(0, 0, 1), accounts: 1, groups: ["east"] });
    expect(mine).toMatchObject({ customers: 1, clv: 40, prospects: 0 });
    const lately = clvFindings(scores, { ...asked, since: { first: 0, last: 30 } });
    expect(lately).toMatchObject({ customers: 3, outside: 3, prospects: 2, clv: 105 });
    const before = clvFindings(scores, { ...asked, since: { first: 450, last: 100 } });
    expect([...before.listed]).toEqual([2, 4]);
    const nobody = clvFindings(scores, { ...asked, since: { first: 9999, last: 9999 } });
    expect(nobody).toMatchObject({ customers: 0, outside: 6, clv: 0, half: 0, groups: [] });
  });

  it("has no money without a value model", () => {
    const unvalued = {
      ...scores,
      clv: scores.clv.map(() => Number.NaN),
      expectedValue: scores.clv.map(() => Number.NaN),
    };
    const found = clvFindings(unvalued, { ...asked, valued: false });
    expect(found).toMatchObject({ clv: 0, undiscounted: 0, expectedPurchases: 20, half: 2 });
    expect(found.cooling).toEqual({ customers: 1, money: 0, rows: [4] });
  });
});
