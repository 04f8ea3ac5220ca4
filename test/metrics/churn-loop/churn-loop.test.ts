import fc from "fast-check";
import { expect, test } from "vitest";
import { loopFigures } from "#metrics/churn-loop/churn-loop.ts";
import { type FlaggedAccount, type Outcome, outcomes } from "#metrics/churn-loop/churn-outcomes.ts";
import { demotions } from "#metrics/churn-loop/demotion.ts";
import { heldOut } from "#metrics/churn-loop/hold-out.ts";
import { riskBand } from "#metrics/churn-loop/risk-band.ts";

const flag = (account: string, openedOn: string, more: Partial<FlaggedAccount> = {}): FlaggedAccount => ({
  ...{ rule: "model", account, openedOn, risk: 0.8, heldOut: false, taken: false, responseHours: null, horizon: 30 },
  ...more,
});
const orders = new Map([
  ["A", { days: ["2026-01-10", "2026-02-05"], net: [100, 900] }],
  ["C", { days: ["2026-01-01", "2026-02-01"], net: [50, 60] }],
]);

test("returned: an order after the day of the flag and within the horizon; left: none once it is over", () => {
  const flags = [
    flag("A", "2026-01-01"),
    flag("B", "2026-01-01"),
    flag("C", "2026-01-01"),
    flag("A", "2026-01-15"),
    flag("A", "2026-02-01"),
  ];
  const told = outcomes(flags, orders, "2026-02-20").map(({ account, openedOn, state, revenue }) => [
    account,
    openedOn,
    state,
    revenue,
  ]);
  expect(told).toEqual([
    ["A", "2026-01-01", "returned", 100],
    ["B", "2026-01-01", "left", 0],
    // 31 January is the last day of its horizon.
    ["C", "2026-01-01", "left", 0],
    ["A", "2026-02-01", "open", 900],
  ]);
});

const outcome = (state: Outcome["state"], revenue = 0, more: Partial<Outcome> = {}): Outcome => ({
  ...flag("x", "2026-01-01"),
  ...{ state, revenue, ...more },
});
const many = (count: number, one: Outcome): Outcome[] => Array.from({ length: count }, () => one);
const told = [
  ...many(6, outcome("left")),
  ...[300, 500].map((money) => outcome("returned", money, { taken: true, responseHours: 4 })),
  ...many(2, outcome("returned", 100, { responseHours: 10 })),
];

test("without a hold-out precision and saved revenue are upper bounds, the share that left anyhow a lower one", () => {
  const found = loopFigures(told);
  expect(found).toMatchObject({
    judged: 10,
    left: 6,
    rescued: 2,
    answered: 4,
    told: 10,
    honest: false,
    responseHours: 7,
  });
  // Wilson's interval of 8 in 10, as in Brown, Cai & DasGupta (2001).
  expect(found.precision?.value).toBe(0.8);
  expect(found.precision?.low).toBeCloseTo(0.4902, 4);
  expect(found.precision?.high).toBeCloseTo(0.9433, 4);
  expect(found.precisionAtLeast).toBe(0.6);
  expect(found.saved?.value).toBe(800);
});

test("with a hold-out precision is what became of those nobody was told of, saved revenue the difference", () => {
  const control = [
    ...many(7, outcome("left", 0, { heldOut: true })),
    ...many(3, outcome("returned", 100, { heldOut: true })),
  ];
  const found = loopFigures([...told, ...control]);
  expect(found).toMatchObject({ honest: true, heldOut: 10, judged: 10, told: 10 });
  expect(found.precision?.value).toBe(0.7);
  // By hand: 10 · (100 − 30); variances 260000 / 9 and 21000 / 9; 1.96 · 10 · √(2888.9 + 233.3).
  expect(found.saved?.value).toBeCloseTo(700, 9);
  expect(found.saved?.low).toBeCloseTo(700 - 1095.2, 0);
  expect(found.saved?.high).toBeCloseTo(700 + 1095.2, 0);
});

test("nothing judged tells nothing", () => {
  expect(loopFigures([outcome("open"), outcome("open", 5)])).toMatchObject({
    flagged: 2,
    open: 2,
    judged: 0,
    precision: null,
    saved: null,
  });
});

test("a rule that keeps less than half of what it foretold is demoted to its gravest quarter, and forgiven for newer ones", () => {
  const risks = (count: number, state: Outcome["state"], openedOn = "2026-01-01") =>
    Array.from({ length: count }, (_, at) => outcome(state, 0, { openedOn, risk: 0.6 + (0.4 * at) / count }));
  expect(demotions([...risks(5, "left"), ...risks(24, "returned")])).toEqual([]);
  expect(demotions([...risks(20, "left"), ...risks(20, "returned")])).toEqual([]);
  const [wrong] = demotions([...risks(5, "left"), ...risks(35, "returned")]);
  expect(wrong).toMatchObject({ rule: "model", judged: 40, right: 0.125 });
  expect(wrong?.threshold).toBeGreaterThan(0.85);
  expect(wrong?.threshold).toBeLessThan(0.92);
  expect(demotions([...risks(5, "left"), ...risks(35, "returned"), ...risks(200, "left", "2026-06-01")])).toEqual([]);
});

test("a rule is never demoted when all that it foretold came true, and only for what was judged", () => {
  const any = fc.record({ risk: fc.double({ min: 0.5, max: 1, noNaN: true }), open: fc.boolean() });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 120 }), (all) => {
      expect(demotions(all.map(({ risk, open }) => outcome(open ? "open" : "left", 0, { risk })))).toEqual([]);
    }),
  );
});

test("a tenth is held out, always the same accounts, and part of every larger share", () => {
  const accounts = Array.from({ length: 20_000 }, (_, at) => `A${String(at).padStart(5, "0")}`);
  const count = (share: number) => accounts.filter((account) => heldOut(account, share)).length;
  expect(count(0)).toBe(0);
  expect(count(1)).toBe(accounts.length);
  expect(count(0.1) / accounts.length).toBeCloseTo(0.1, 2);
  expect(accounts.every((account) => !heldOut(account, 0.1) || heldOut(account, 0.2))).toBe(true);
});

test("a risk is graver from one in two, two in three, five in six on", () => {
  expect([0.2, 0.5, 0.66, 0.67, 0.84, 1].map(riskBand)).toEqual([0, 1, 1, 2, 3, 3]);
});
