import { describe, expect, it } from "vitest";
import { liftOf } from "#metrics/campaign/lift.ts";
import { studentTwoSided } from "#metrics/campaign/student-t.ts";

const arm = (n: number, responded: number, values: readonly number[] = []) => ({
  n,
  responded,
  money: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value * value, 0),
});

describe("liftOf", () => {
  // Physicians' Health Study: Agresti, An Introduction to Categorical Data Analysis (2007), 2.2.1 and 2.2.2: heart attacks of
  // 189 of 11,034 on placebo and 104 of 11,037 on aspirin; difference .0077, 95 % (.005, .011). More digits: R,
  // prop.test(c(189, 104), c(11034, 11037), correct = FALSE).
  it("gives the difference of proportions that the textbook gives, with Wald's interval", () => {
    const lift = liftOf(arm(11_034, 189), arm(11_037, 104));
    expect(lift.treatedRate).toBeCloseTo(0.0171, 4);
    expect(lift.controlRate).toBeCloseTo(0.0094, 4);
    expect(lift.diff).toBeCloseTo(0.0077, 4);
    expect(lift.ci95[0]).toBeCloseTo(0.004687751, 8);
    expect(lift.ci95[1]).toBeCloseTo(0.010724297, 8);
    expect(lift.pValue).toBeCloseTo(5.692e-7, 9);
  });

  // Student (1908), hours of sleep gained with two soporifics; R's documentation of t.test(extra ~ group, data = sleep):
  // t = -1.8608, df = 17.776, 95 percent confidence interval -3.3654832 0.2054832, means 0.75 and 2.33.
  it("gives Welch's interval of the money per member", () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const lift = liftOf(arm(10, 0, first), arm(10, 0, second));
    expect(lift.revenuePerTreated).toBeCloseTo(0.75, 12);
    expect(lift.revenuePerControl).toBeCloseTo(2.33, 12);
    expect(lift.revenueDiff).toBeCloseTo(-1.58, 12);
    expect(lift.revenueCi95?.[0]).toBeCloseTo(-3.3654832, 7);
    expect(lift.revenueCi95?.[1]).toBeCloseTo(0.2054832, 7);
  });

  it("has no interval of money for one member, none as wide as nothing for equal members, and needs both arms", () => {
    expect(liftOf(arm(1, 1, [5]), arm(9, 0)).revenueCi95).toBeNull();
    expect(liftOf(arm(2, 1, [5, 5]), arm(2, 0, [3, 3])).revenueCi95).toEqual([2, 2]);
    expect(liftOf(arm(3, 0), arm(4, 0))).toMatchObject({ diff: 0, ci95: [0, 0], pValue: 1 });
    expect(() => liftOf(arm(0, 0), arm(4, 1))).toThrow("liftOf requires at least 1 member in each arm");
  });
});

describe("studentTwoSided", () => {
  // Tables of Student's t; more digits: R, qt(1 - alpha / 2, df).
  it.each([
    [0.05, 1, 12.7062047362],
    [0.05, 10, 2.22813885199],
    [0.05, 17.776, 2.10282131038],
    [0.01, 3.5, 5.08570222309],
    [0.05, 120, 1.97993040508],
    [0.05, 1e6, 1.95996635681],
  ])("alpha %d with %d degrees of freedom is %d", (alpha, freedom, expected) => {
    expect(studentTwoSided(alpha, freedom)).toBeCloseTo(expected, 8);
  });

  it("refuses what is no probability and no degrees of freedom", () => {
    expect(() => studentTwoSided(0, 5)).toThrow("studentTwoSided requires 0 < alpha < 1");
    expect(() => studentTwoSided(0.05, 0)).toThrow("studentTwoSided requires degrees of freedom above 0");
  });
});
