import { describe, expect, it } from "vitest";
import { campaignBaseline } from "#metrics/campaign/baseline.ts";
import { addDays } from "#metrics/days.ts";
import { seededRandom } from "#metrics/random.ts";

/** Two years of days around 100, and `extra` on each from 2025-01-06 on. */
function days(extra: number) {
  const random = seededRandom(7);
  return Array.from({ length: 760 }, (_, index) => {
    const day = addDays("2023-01-02", index);
    return { day, money: 100 + 10 * (random() - 0.5) + (day >= "2025-01-06" ? extra : 0) };
  });
}
const span = { from: "2025-01-06", to: "2025-01-11", known: "2025-01-13" };

describe("campaignBaseline", () => {
  it("finds what was added, and nothing where nothing was", () => {
    const added = campaignBaseline(days(50), span);
    expect(added?.expected).toBeGreaterThan(660);
    expect(added?.expected).toBeLessThan(740);
    expect(added?.uplift).toBeCloseTo((added?.actual ?? 0) - (added?.expected ?? 0), 6);
    expect(added?.ci95[0]).toBeGreaterThan(0);
    const none = campaignBaseline(days(0), span);
    expect(none?.ci95[0]).toBeLessThan(0);
    expect(none?.ci95[1]).toBeGreaterThan(0);
  });

  it("has none before a week is over, or with little before", () => {
    expect(campaignBaseline(days(0), { ...span, known: "2025-01-12" })).toBeNull();
    expect(campaignBaseline(days(0), { from: "2023-03-01", to: "2023-03-20", known: "2025-01-01" })).toBeNull();
    expect(campaignBaseline([], span)).toBeNull();
  });
});
