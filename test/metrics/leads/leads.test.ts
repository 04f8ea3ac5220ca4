import { describe, expect, it } from "vitest";
import { type LeadSum, leadFigures, leadFindings, leadGroups } from "#metrics/leads/leads.ts";
import { noLeads } from "#metrics/leads/leads-result.ts";

const sum = (part: string | null, more: Partial<LeadSum>): LeadSum => ({ ...noLeads, part, ...more });

describe("leadFigures", () => {
  it("gives shares, conversion and its Wilson interval", () => {
    const figures = leadFigures(sum("Web", { leads: 50, converted: 15, responded: 40 }), 200);
    expect(figures).toMatchObject({ leads: 50, share: 0.25, responded: 40, converted: 15, conversion: 0.3 });
    expect(figures.conversion_ci95?.[0]).toBeCloseTo(0.191, 3);
  });

  it("knows no conversion of nobody", () => {
    expect(leadFigures(noLeads, 0)).toMatchObject({ share: 0, conversion: null, conversion_ci95: null });
  });
});

describe("leadGroups", () => {
  it("puts most leads first, then by name, with the missing value last among equals", () => {
    const groups = leadGroups([
      sum(null, { leads: 5 }),
      sum("b", { leads: 5 }),
      sum("a", { leads: 5 }),
      sum("c", { leads: 9 }),
    ]);
    expect(groups.map(({ part }) => part)).toEqual(["c", "a", "b", null]);
    expect(groups.reduce((all, { figures }) => all + figures.share, 0)).toBeCloseTo(1, 12);
  });
});

describe("leadFindings", () => {
  const usual = { leads: 100, responded: 100, converted: 15, quick: 3 };
  const others = ["a", "b", "c", "d"].map((part) => sum(part, usual));

  it("finds who converts clearly better, who clearly worse, and never the missing value", () => {
    const groups = leadGroups([
      ...others,
      sum("best", { leads: 100, converted: 40 }),
      sum(null, { leads: 90, converted: 60 }),
    ]);
    expect(leadFindings(groups, noLeads).best?.part).toBe("best");
    const worse = leadGroups([...others, sum("low", { leads: 200, converted: 5 })]);
    expect(leadFindings(worse, noLeads).worst?.part).toBe("low");
    expect(leadFindings(leadGroups(others), noLeads)).toMatchObject({ best: null, worst: null, quickest: null });
  });

  it("finds who answers within the hour, and tests that one's conversion alone", () => {
    const groups = leadGroups([...others, sum("quick", { leads: 50, responded: 48, converted: 14, quick: 40 })]);
    const { best, quickest } = leadFindings(groups, noLeads);
    // 14/50 against 60/400: scipy.stats.fisher_exact gives p = .0258, which five comparisons would not let stand.
    expect(best).toBeNull();
    expect(quickest?.group.part).toBe("quick");
    expect(quickest?.pValue).toBeCloseTo(0.0257727, 6);
  });

  it("compares quick answers with later ones", () => {
    const total = { ...noLeads, leads: 300, responded: 250, quick: 100, quickConverted: 40, slowConverted: 30 };
    expect(leadFindings([], total).speed).toMatchObject({
      quick: { successes: 40, trials: 100 },
      slow: { successes: 30, trials: 150 },
    });
    expect(leadFindings([], { ...total, quick: 0 }).speed).toBeNull();
  });
});
