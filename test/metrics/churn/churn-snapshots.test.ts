import { describe, expect, it } from "vitest";
import { churnHorizon, churnSnapshots } from "#metrics/churn/churn-snapshots.ts";
import { eventsOf } from "./churn-company.ts";

describe("snapshots", () => {
  it("train from two horizons back and validate one horizon back", () => {
    const { training, validation } = churnSnapshots(1000, 90, 0);
    expect(validation).toBe(910);
    expect(training).toEqual([820, 797, 774, 751, 728, 705, 682, 659]);
    // What is learned from is over before the validation begins.
    for (const day of training) expect(day + 90).toBeLessThanOrEqual(validation);
  });

  it("need a horizon of history each", () => {
    expect(churnSnapshots(1000, 90, 700).training).toEqual([820, 797]);
    expect(churnSnapshots(1000, 90, 731).training).toEqual([]);
  });
});

describe("the horizon", () => {
  const { account, day } = eventsOf([[0, 10, 20], [5, 65, 125], [3], [0, 200]]).orders;

  it("is twice the median gap, and at least 90 days", () => {
    // Gaps 10, 10, 60, 60, 200.
    expect(churnHorizon(account, day, { upTo: 1000, among: null })).toBe(120);
    expect(churnHorizon(account, day, { upTo: 70, among: null })).toBe(90);
    expect(churnHorizon([], [], { upTo: 70, among: null })).toBe(90);
  });

  it("may be that of some accounts", () => {
    expect(churnHorizon(account, day, { upTo: 1000, among: [4, 9] })).toBe(400);
    expect(churnHorizon(account, day, { upTo: 1000, among: [1, 3] })).toBe(90);
  });
});
