import { describe, expect, it } from "vitest";
import { rejectedChecks, rowsCheck, ruleChecks } from "#metrics/quality/quality-checks.ts";
import { clustersShown } from "#metrics/quality/quality-clusters.ts";
import { type FieldCheck, fieldScores, ownerFixes, qualityScore, worstFirst } from "#metrics/quality/quality-result.ts";

const check = (change: Partial<FieldCheck>): FieldCheck => ({
  ...{ check: "completeness", table: "accounts", field: "phone", rule: "missing", rows: 10, bad: 1, examples: [] },
  owners: new Map(),
  ...change,
});

describe("quality", () => {
  it("is the mean share of rows that pass", () => {
    expect(qualityScore([check({}), check({ rows: 4, bad: 2 })])).toBeCloseTo(0.7, 12);
    expect(qualityScore([])).toBeNull();
  });

  it("takes a field for as good as its worst check, the worst first", () => {
    const checks = [check({}), check({ rule: "invalid_phone", bad: 3 }), check({ field: "city", bad: 5 })];
    expect(fieldScores(checks)).toEqual([
      { table: "accounts", field: "city", score: 0.5, bad: 5 },
      { table: "accounts", field: "phone", score: 0.7, bad: 4 },
    ]);
    expect(worstFirst(checks).map(({ bad }) => bad)).toEqual([5, 3, 1]);
  });

  it("adds up what each owner can put right", () => {
    const checks = [
      check({
        owners: new Map([
          ["Li", 2],
          [null, 2],
        ]),
      }),
      check({
        owners: new Map([
          ["An", 2],
          ["Li", 1],
        ]),
      }),
    ];
    expect(ownerFixes(checks)).toEqual([
      { owner: "Li", fixable: 3 },
      { owner: "An", fixable: 2 },
      { owner: null, fixable: 2 },
    ]);
  });

  it("does not judge what the source never fills", () => {
    const count = (field: string, bad: number, kind = "completeness") => ({
      rule: { check: kind, table: "accounts", field, says: "missing" },
      ...{ rows: 10, bad, owners: new Map(), examples: [] },
    });
    const { checks, neverFilled } = ruleChecks([count("city", 10), count("phone", 9), count("net", 10, "validity")]);
    expect(checks.map(({ field }) => field)).toEqual(["phone", "net"]);
    expect(neverFilled.map(({ rule }) => rule.field)).toEqual(["city"]);
  });

  it("counts rows that never became one beside those that did, and names places to those who may see all", () => {
    const lost = [{ table: "accounts", column: "id", cells: 2, rows: 2, places: ["a.csv:3"] }];
    expect(rejectedChecks(lost, [check({})], true)[0]).toMatchObject({ rows: 12, bad: 2, examples: ["a.csv:3"] });
    expect(rejectedChecks(lost, [check({})], false)[0]?.examples).toEqual([]);
  });

  it("shows of a cluster what the asker sees, and proposes whoever ordered most", () => {
    const member = (id: number, orders: number) => ({ id, account: `a${id}`, name: null, owner: "Li", orders });
    const known = [
      { keys: [1, 2, 9], probability: 0.9, evidence: { name: "same", phone: "missing" } },
      { keys: [3, 8], probability: 1, evidence: {} },
    ];
    const { clusters, checks } = clustersShown(known, [member(1, 1), member(2, 5), member(3, 1)]);
    expect(clusters.map(({ members: _, ...cluster }) => cluster)).toEqual([
      { cluster: ["a1", "a2"], probability: 0.9, evidence: { name: "same" }, survivor: "a2" },
    ]);
    expect(checks(10)).toMatchObject([{ check: "duplicates", rows: 10, bad: 1, examples: ["a1"] }]);
    expect(checks(1)).toEqual([]);
  });

  it("names rows found bad one by one", () => {
    const bad = [
      { row_id: "o1", owner: "Li" },
      { row_id: "o2", owner: null },
    ];
    const found = rowsCheck({ check: "outliers", table: "orders", field: "net", rule: "zero_slip", rows: 7 }, bad, 1);
    expect(found).toMatchObject({
      bad: 2,
      examples: ["o1"],
      owners: new Map([
        ["Li", 1],
        [null, 1],
      ]),
    });
  });
});
