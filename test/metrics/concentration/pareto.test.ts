import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pareto } from "#metrics/concentration/pareto.ts";
import { ranked } from "#metrics/concentration/pareto-result.ts";

const columns = (rows: readonly (readonly [net: number, silent: number, days: number, lasted: number])[]) => {
  const column = (at: 0 | 1 | 2 | 3) => Float64Array.from(rows, (row) => row[at]);
  return { net: column(0), silent: column(1), days: column(2), lasted: column(3) };
};

describe("pareto", () => {
  it("ranks, and finds the quiet among those who bring 80 %", () => {
    // 60 + 25 = 85 of 100: two of five. The second orders every 10 days (90 / 9) and has been silent for 31.
    const rows = columns([
      [5, 200, 9, 90],
      [25, 31, 10, 90],
      [60, 3, 10, 90],
      [5, 1, 2, 1],
      [5, 1, 2, 1],
    ]);
    const { spread, largest, quiet, quietCustomers, quietRevenue, next, top10Share } = pareto(rows, 4);
    expect([spread.accountsFor80pct, spread.top20Share]).toEqual([2, 0.6]);
    expect([...largest]).toEqual([2, 1, 0, 3]);
    expect([...quiet]).toEqual([1]);
    expect([...next]).toEqual([0, 3, 4]);
    expect({ quietCustomers, quietRevenue, top10Share }).toEqual({
      quietCustomers: 1,
      quietRevenue: 25,
      top10Share: 1,
    });
  });

  it.each([
    ["silent for 30 days only", [9, 30, 10, 45], 0],
    ["silent for 31 days at a gap of 5", [9, 31, 10, 45], 1],
    ["silent for twice a gap of 40", [9, 80, 4, 120], 0],
    ["a day longer", [9, 81, 4, 120], 1],
    ["with two order days, whose habit nobody knows", [9, 300, 2, 1], 0],
  ] as const)("calls quiet who is %s: %s", (_, row, quiet) => {
    expect(pareto(columns([row]), 1).quietCustomers).toBe(quiet);
  });

  it("keeps the order of equal accounts", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 50 }), (net) => {
        const { largest } = pareto(columns(net.map((value) => [value, 1, 1, 0])), net.length);
        const expected = [...net.keys()].sort((a, b) => (net[b] ?? 0) - (net[a] ?? 0) || a - b);
        expect([...largest]).toEqual(expected);
      }),
    );
  });
});

describe("ranked", () => {
  it("adds up shares", () => {
    const part = (revenue: number) => ({ name: "a", account: null, owner: null, revenue, silent: null });
    const shares = ranked([part(3), part(1)], 4).map(({ share, cumulativeShare }) => [share, cumulativeShare]);
    expect(shares).toEqual([
      [0.75, 0.75],
      [0.25, 1],
    ]);
  });
});
