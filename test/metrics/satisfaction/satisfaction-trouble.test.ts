import { describe, expect, it } from "vitest";
import { complainingGroup } from "#metrics/satisfaction/complaining-group.ts";
import { npsDifference } from "#metrics/satisfaction/net-promoter.ts";
import { responseChurn, watchedDays } from "#metrics/satisfaction/response-churn.ts";
import { type SatisfactionCounts, satisfactionFigures } from "#metrics/satisfaction/satisfaction-figures.ts";
import { satisfactionGroups } from "#metrics/satisfaction/satisfaction-groups.ts";
import { satisfactionTrouble } from "#metrics/satisfaction/satisfaction-trouble.ts";

const row = (side: number, part: string | null, late: number | null, votes: readonly [number, number, number]) => {
  return { side, part, late, respondents: votes[0], promoters: votes[1], detractors: votes[2] };
};
const served = (side: number, part: string | null, placed: number, late: number) => {
  return { side, part, placed, customers: placed / 2, delivered: placed, late, overdue: 0 };
};

/** The north got half of its deliveries late; the south stayed as it was. */
const parts: SatisfactionCounts = {
  votes: [
    row(0, "north", 1, [50, 3, 37]),
    row(0, "north", 0, [50, 30, 10]),
    row(0, "south", 1, [5, 0, 3]),
    row(0, "south", 0, [95, 60, 15]),
    row(1, "north", 1, [5, 0, 4]),
    row(1, "north", 0, [95, 60, 10]),
    row(1, "south", 0, [100, 62, 17]),
  ],
  sent: null,
  scored: [
    { side: 0, part: "north", asked: "csat", lowest: 1, highest: 5, answers: 10, top_two: 4, total: 31 },
    { side: 0, part: "north", asked: "csat", lowest: 0, highest: 100, answers: 10, top_two: 1, total: 700 },
    { side: 0, part: "north", asked: "ces", lowest: 1, highest: 7, answers: 3, top_two: 1, total: 12 },
    { side: 0, part: "north", asked: "ces", lowest: 1, highest: 5, answers: 1, top_two: 1, total: 5 },
  ],
  service: null,
  orders: [
    served(0, "north", 600, 300),
    served(0, "south", 600, 30),
    served(1, "north", 600, 36),
    served(1, "south", 600, 33),
  ],
  returns: [0, 1].map((side) => ({ side, part: "north", returned: 6 })),
};
const whole: SatisfactionCounts = {
  ...parts,
  votes: (parts.votes ?? []).map((votes) => ({ ...votes, part: null })),
  orders: [served(0, null, 1200, 330), served(1, null, 1200, 69)],
};

describe("satisfactionFigures", () => {
  it("counts a group in a period", () => {
    const north = satisfactionFigures(parts, "north");
    expect(north.nps).toBeCloseTo(-0.14, 12);
    expect(north.lateDeliveryRate).toBe(0.5);
    expect(north.returnsPer100Orders).toBe(1);
    expect(satisfactionFigures(parts, "south").returnsPer100Orders).toBe(0);
    expect(satisfactionFigures(parts, "north", 1).nps).toBeCloseTo(0.46, 12);
  });

  it("has top-two boxes of coarse scales alone, and brings efforts to the most usual scale", () => {
    const north = satisfactionFigures(parts, "north");
    expect([north.csat, north.csatAnswers]).toEqual([0.4, 10]);
    // Three answers sum to 12 on 1–7; a 5 of 1–5 is a 7 of 1–7.
    expect([north.ces, north.cesScale, north.cesAnswers]).toEqual([19 / 4, [1, 7], 4]);
  });

  it("does not make up what was not counted", () => {
    const nothing = satisfactionFigures({ ...parts, votes: [], orders: null, scored: null }, "north");
    expect(nothing).toMatchObject({ nps: null, npsRange: null, csat: null, ces: null, complaints: null, orders: null });
    expect(nothing.complaintsPer100Orders).toBeNull();
  });
});

describe("satisfactionTrouble", () => {
  const now = satisfactionFigures(whole, null);
  const before = satisfactionFigures(whole, null, 1);
  const change = npsDifference(now.votes ?? ({} as never), before.votes ?? ({} as never));

  it("finds the group that fell, and late deliveries behind it with their share of the fall", () => {
    const groups = satisfactionGroups(parts, true);
    expect(groups.map(({ key }) => key)).toEqual(["north", "south"]);
    const found = satisfactionTrouble({ now, before, change, votes: whole.votes ?? [] }, groups, parts.votes ?? []);
    expect(found).toMatchObject({ group: { key: "north" }, against: "before" });
    expect(found?.now).toBeCloseTo(-0.14, 12);
    expect(found?.earlier).toBeCloseTo(0.46, 12);
    expect(found?.causes.map(({ factor }) => factor)).toEqual(["late_delivery"]);
    expect(found?.causes[0]).toMatchObject({ now: 0.5, before: 0.06 });
    // Late: 3 of 55 promote, 41 detract; in time 90 of 145, 20. Share of late answers 50 % after 5 %.
    expect(found?.effect?.explained).toBeCloseTo(0.45 * (-38 / 55 - 70 / 145), 12);
  });

  it("compares with the other groups where there is nothing before", () => {
    const groups = satisfactionGroups(parts, false);
    const alone = { now, before: null, change: null, votes: whole.votes ?? [] };
    const found = satisfactionTrouble(alone, groups, parts.votes ?? []);
    expect(found).toMatchObject({ group: { key: "north" }, against: "rest" });
    expect(found?.causes[0]).toMatchObject({ factor: "late_delivery", now: 0.5, before: 0.05 });
  });

  it("finds the whole in trouble without groups, and nothing where nothing happened", () => {
    expect(satisfactionTrouble({ now, before, change, votes: whole.votes ?? [] }, [], [])).toMatchObject({
      group: null,
      causes: [{ factor: "late_delivery" }],
    });
    const same = { now, before: now, change: npsDifference(now.votes ?? ({} as never), now.votes ?? ({} as never)) };
    expect(satisfactionTrouble({ ...same, votes: [] }, [], [])).toBeNull();
  });
});

describe("complainingGroup", () => {
  const service = (part: string, complaints: number) => {
    const rest = { answered: 0, slow: 0, waiting: 0, middle: null, late_decile: null };
    return { side: 0, part, tickets_opened: complaints, complaints, ...rest };
  };
  const groupsOf = (north: number) =>
    satisfactionGroups({ ...parts, service: [service("north", north), service("south", 10)] }, false);
  const all = (north: number) => ({ ...satisfactionFigures(whole, null), complaints: north + 10 });

  it("is named when it is clear", () => {
    expect(complainingGroup(groupsOf(60), all(60))).toMatchObject({ group: { key: "north" }, rate: 0.1 });
    expect(complainingGroup(groupsOf(12), all(12))).toBeNull();
  });
});

describe("responseChurn", () => {
  const watched = { horizon: 90, from: "2025-01-01", to: "2026-01-01" };

  it("tests who waited long against the rest", () => {
    const churn = responseChurn(
      [
        { slowly: 0, customers: 100, churned: 30 },
        { slowly: 1, customers: 100, churned: 45 },
      ],
      watched,
    );
    // Fleiss, Levin & Paik's z of 45 and 30 of 100 is 2.19: p = .0285.
    expect(churn?.pValue).toBeCloseTo(0.0285, 4);
    expect(responseChurn([{ slowly: 0, customers: 3, churned: 1 }], watched)).toMatchObject({ pValue: null });
    expect(responseChurn([], watched)).toBeNull();
  });

  it("watches for twice the usual gap, for 90 days at least", () => {
    expect([watchedDays(null), watchedDays(18), watchedDays(60.5)]).toEqual([90, 90, 121]);
  });
});
