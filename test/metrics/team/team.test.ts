import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DealSum, nothing, team } from "#metrics/team/team.ts";
import { rateRanking } from "#metrics/team/team-result.ts";
import { surveyKind, surveyScore } from "#metrics/team/team-score.ts";
import { targetSums } from "#metrics/team/team-targets.ts";

const deals = (credit: string | null, more: Partial<DealSum>): DealSum => ({ ...nothing, credit, ...more });
const unknown = { activities: null, responses: null, wholeResponse: null, surveys: null, targets: null, revenue: null };
const people = [
  { owner: "u1", name: "Ann", team: "East" },
  { owner: "u2", name: "Bo", team: "West" },
];

describe("team", () => {
  it("computes everybody's figures by hand", () => {
    const ann = deals("u1", {
      ...{
        won: 3,
        lost: 1,
        priced: 2,
        won_amount: 300,
        lost_amount: 100,
        timed: 3,
        seconds: 6 * 86_400,
        median_days: 1.5,
      },
      ...{ open_deals: 2, open_amount: 70 },
    });
    const { members, total } = team({ ...unknown, people, per: "owner", deals: [ann], whole: ann });
    expect(members[0]).toMatchObject({
      ...{ owner: "Ann", owner_id: "u1", team: "East", revenue: 300, won: 3, lost: 1, win_rate: 0.75, avg_deal: 150 },
      ...{ mean_cycle_days: 2, median_cycle_days: 1.5, open_pipeline: 70, activities: null, median_response_h: null },
      ...{ customer_score: null, target: null, attainment: null, win_rate_by_amount: 0.75 },
    });
    expect(Object.keys(total).slice(0, 16)).toEqual([
      ...["owner", "team", "revenue", "won", "lost", "win_rate", "win_rate_ci95", "avg_deal", "mean_cycle_days"],
      ...[
        "median_cycle_days",
        "open_pipeline",
        "activities",
        "median_response_h",
        "customer_score",
        "target",
        "attainment",
      ],
    ]);
  });

  it("takes orders' money for revenue where there is any, ranks by it, and puts nobody's last", () => {
    const rows = [deals("u1", { won: 1, won_amount: 900 }), deals("u2", { lost: 1 })];
    const { members, total } = team({
      ...{ ...unknown, people, per: "owner", deals: rows, whole: deals(null, { won: 1, lost: 1, won_amount: 900 }) },
      revenue: new Map([
        ["u1", 10],
        ["u2", 20],
        [null, 500],
      ]),
      targets: { byOwner: new Map([["u2", 40]]), byTeam: new Map(), total: 40, cut: false },
    });
    expect(members.map(({ owner_id, revenue, attainment }) => [owner_id, revenue, attainment])).toEqual([
      ["u2", 20, 0.5],
      ["u1", 10, null],
      [null, 500, null],
    ]);
    expect(total).toMatchObject({ revenue: 530, target: 40, attainment: 13.25, win_rate: 0.5 });
  });

  it("adds up: members' deals and money are the whole's", () => {
    const row = fc.record({ won: fc.nat(20), lost: fc.nat(20), won_amount: fc.nat(1e6), open_deals: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const all = rows.map((one, index) => deals(`u${index}`, one));
        const sum = (pick: (one: DealSum) => number) => all.reduce((total, one) => total + pick(one), 0);
        const whole = deals(null, {
          won: sum((one) => one.won),
          lost: sum((one) => one.lost),
          won_amount: sum((one) => one.won_amount ?? 0),
        });
        const { members, total } = team({ ...unknown, people: [], per: "owner", deals: all, whole });
        expect(members.reduce((won, one) => won + one.won, 0)).toBe(total.won);
        expect(members.reduce((money, one) => money + one.revenue, 0)).toBeCloseTo(total.revenue, 4);
      }),
    );
  });
});

describe("rateRanking", () => {
  it("ranks nobody on noise", () => {
    const rows = Array.from({ length: 10 }, (_, index) => deals(`u${index}`, { won: 3 + (index % 4), lost: 6 }));
    const { members } = team({ ...unknown, people: [], per: "owner", deals: rows, whole: nothing });
    expect(rateRanking(members)).toEqual({ above: [], below: [] });
  });

  it("names those who differ clearly, best and worst first", () => {
    const rows = [
      ...Array.from({ length: 8 }, (_, index) => deals(`u${index}`, { won: 30, lost: 70 })),
      deals("high", { won: 70, lost: 30 }),
      deals("higher", { won: 80, lost: 20 }),
      deals("low", { won: 2, lost: 98 }),
    ];
    const { members } = team({ ...unknown, people: [], per: "owner", deals: rows, whole: nothing });
    const { above, below } = rateRanking(members);
    expect(above.map(({ owner_id }) => owner_id)).toEqual(["higher", "high"]);
    expect(below.map(({ owner_id }) => owner_id)).toEqual(["low"]);
  });
});

describe("targetSums", () => {
  const month = { first_day: "2024-07-01", last_day: "2024-07-31", metric: "revenue" };

  it("counts a target that reaches beyond the period by its days", () => {
    const given = [{ ...month, owner: "u1", team: "East", amount: 3100 }];
    const whole = targetSums(given, { basis: "ordered", from: "2024-07-01", to: "2024-08-01" });
    expect(whole).toMatchObject({ total: 3100, cut: false });
    const part = targetSums(given, { basis: "ordered", from: "2024-07-22", to: "2024-09-01" });
    expect(part).toMatchObject({ total: 1000, cut: true });
    expect(part?.byOwner.get("u1")).toBe(1000);
  });

  it("prefers a team's own target to the sum of its people's", () => {
    const sums = targetSums(
      [
        { ...month, owner: "u1", team: "East", amount: 10 },
        { ...month, owner: "u2", team: "East", amount: 20 },
        { ...month, owner: null, team: "East", amount: 50 },
        { ...month, owner: "u3", team: "West", amount: 5 },
      ],
      { basis: "ordered", from: "2024-07-01", to: "2024-08-01" },
    );
    expect(sums?.byTeam).toEqual(
      new Map([
        ["East", 50],
        ["West", 5],
      ]),
    );
    expect(sums?.total).toBe(55);
  });

  it("takes only targets of the basis asked for", () => {
    const given = [
      { ...month, owner: "u1", team: null, metric: "回款", amount: 7 },
      { ...month, owner: "u1", team: null, metric: null, amount: 9 },
      { ...month, owner: "u1", team: null, metric: "Signed amount", amount: 11 },
    ];
    const total = (basis: "ordered" | "signed" | "received") =>
      targetSums(given, { basis, from: "2024-07-01", to: "2024-08-01" })?.total;
    expect([total("ordered"), total("signed"), total("received")]).toEqual([9, 11, 7]);
    expect(targetSums([], { basis: "ordered", from: "2024-07-01", to: "2024-08-01" })).toBeNull();
  });
});

describe("surveyScore", () => {
  const nps = { survey: "nps", answers: 10, total: 80, high: 5, low: 2 };
  const csat = { survey: "csat", answers: 4, total: 17, high: 0, low: 4 };

  it("is NPS where anybody answered one, else the mean of the survey most answered", () => {
    expect(surveyKind([csat, nps])).toBe("nps");
    expect(surveyScore([csat, nps], "nps")).toBeCloseTo(0.3, 12);
    expect(surveyKind([csat])).toBe("csat");
    expect(surveyScore([csat], "csat")).toBe(4.25);
    expect(surveyKind([])).toBeNull();
    expect(surveyScore([], "nps")).toBeNull();
  });
});
