import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LifecycleMove, lifecycle, lifecycleStageNames } from "#metrics/lifecycle/lifecycle.ts";
import { lifecycleFindings } from "#metrics/lifecycle/lifecycle-findings.ts";
import { lifecycleGroups } from "#metrics/lifecycle/lifecycle-groups.ts";

const move = (
  from: LifecycleMove["from"],
  to: LifecycleMove["to"],
  customers: number,
  revenue = 0,
  revenueBefore = 0,
): LifecycleMove => ({ from, to, customers, revenue, revenueBefore });

const year = [
  move(null, "prospect", 4),
  move("prospect", "prospect", 10),
  move("prospect", "new", 3, 30),
  move("new", "loyal", 2, 50, 20),
  move("loyal", "loyal", 20, 900, 800),
  move("loyal", "at_risk", 5, 100, 200),
  move("at_risk", "lost", 3, 15, 60),
  move("at_risk", "loyal", 1, 40, 20),
  move("lost", "lost", 8),
  move("lost", "reactivated", 2, 25, 5),
];

describe("lifecycle", () => {
  it("counts stages at both ends, and who came and went", () => {
    const { accounts, customers, revenue, stages, previous } = lifecycle(year);
    expect({ accounts, customers, revenue }).toEqual({ accounts: 58, customers: 44, revenue: 1160 });
    expect(stages.map(({ stage, customers: n, before, came, went }) => [stage, n, before, came, went])).toEqual([
      ["prospect", 14, 13, 4, 3],
      ["new", 3, 2, 3, 2],
      ["active", 0, 0, 0, 0],
      ["loyal", 23, 25, 3, 5],
      ["at_risk", 5, 4, 5, 4],
      ["lost", 11, 10, 3, 2],
      ["reactivated", 2, 0, 2, 0],
    ]);
    expect(previous.accounts).toBe(54);
    expect(previous.stages.find(({ stage }) => stage === "loyal")).toEqual({
      stage: "loyal",
      customers: 25,
      revenue: 1000,
    });
  });

  it("puts the most common moves first, and equal ones in the order of life", () => {
    const { transitions } = lifecycle([move("lost", "lost", 1), move(null, "new", 1), move("loyal", "lost", 2)]);
    expect(transitions.map(({ from, to }) => [from, to])).toEqual([
      ["loyal", "lost"],
      [null, "new"],
      ["lost", "lost"],
    ]);
  });

  it("adds up, whatever the moves", () => {
    const stage = fc.constantFrom(...lifecycleStageNames);
    const any = fc.record({
      from: fc.option(stage),
      to: stage,
      customers: fc.nat(1000),
      revenue: fc.nat(1000),
      revenueBefore: fc.nat(1000),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (moves) => {
        const { accounts, stages, transitions, previous } = lifecycle(moves);
        for (const { customers, before, came, went } of stages) expect(customers).toBe(before + came - went);
        expect(stages.reduce((sum, { customers }) => sum + customers, 0)).toBe(accounts);
        expect(previous.stages.reduce((sum, { customers }) => sum + customers, 0)).toBe(previous.accounts);
        expect(new Set(transitions.map(({ from, to }) => `${from} ${to}`)).size).toBe(transitions.length);
      }),
    );
  });
});

describe("what a lifecycle finds", () => {
  it("who is at risk, left, came back and became a regular", () => {
    expect(lifecycleFindings(lifecycle(year))).toEqual({
      atRisk: { customers: 5, revenue: 100, share: 100 / 1160, before: 4 },
      buying: { customers: 28, revenue: 1045, before: 27 },
      lost: { customers: 3, revenue: 60 },
      wonBack: { customers: 2, revenue: 25 },
      first: { customers: 3, revenue: 30 },
      rescued: { of: 4, back: 1, lost: 3 },
      loyal: { customers: 23, share: 990 / 1160, left: 5, came: 3 },
    });
  });

  it("puts the group with most money at risk first", () => {
    const groups = lifecycleGroups([
      { ...move("loyal", "loyal", 9, 900), group: "calm" },
      { ...move("loyal", "at_risk", 1, 50), group: null },
      { ...move("loyal", "at_risk", 1, 80), group: "worried" },
    ]);
    expect(groups.map(({ group, found }) => [group, found.atRisk.revenue])).toEqual([
      ["worried", 80],
      [null, 50],
      ["calm", 0],
    ]);
  });
});
