import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  aliveProbability,
  expectedPurchases,
  type PurchaseHistories,
  purchasesIfAlive,
} from "#metrics/lifetime/bg-nbd.ts";
import { distinctRows } from "#metrics/lifetime/bg-nbd-distinct.ts";
import { fitBgNbd } from "#metrics/lifetime/bg-nbd-fit.ts";
import { bgNbdLikelihood } from "#metrics/lifetime/bg-nbd-likelihood.ts";
import { seededRandom } from "#metrics/random.ts";
import { cdnow } from "./clv-cdnow.ts";

const histories = (...customers: readonly (readonly [number, number, number])[]): PurchaseHistories => ({
  x: Float64Array.from(customers, ([x]) => x),
  tx: Float64Array.from(customers, ([, tx]) => tx),
  T: Float64Array.from(customers, ([, , T]) => T),
});

describe("fitBgNbd", () => {
  it("is Fader, Hardie & Lee's fit of CDNOW", () => {
    // Marketing Science 24 (2005), table 2: r .243, α 4.414, a .793, b 2.426, LL −9582.4; further digits by scipy's BFGS.
    const { parameters, logLikelihood, customers, undetermined } = fitBgNbd(cdnow);
    expect(parameters.r).toBeCloseTo(0.2426, 4);
    expect(parameters.alpha).toBeCloseTo(4.4135, 3);
    expect(parameters.a).toBeCloseTo(0.7929, 3);
    expect(parameters.b).toBeCloseTo(2.4257, 3);
    expect(logLikelihood).toBeCloseTo(-9582.4256, 3);
    expect({ customers, undetermined }).toEqual({ customers: 2357, undetermined: [] });
  });

  it("does not depend on the unit of time or the order of customers", () => {
    const weeks = fitBgNbd(cdnow).parameters;
    const reversed = (column: Float64Array, unit: number) => column.map((value) => value * unit).reverse();
    const days = fitBgNbd({ x: reversed(cdnow.x, 1), tx: reversed(cdnow.tx, 7), T: reversed(cdnow.T, 7) }).parameters;
    expect(days.alpha / 7).toBeCloseTo(weeks.alpha, 5);
    expect(days.r).toBeCloseTo(weeks.r, 6);
    expect(days.b).toBeCloseTo(weeks.b, 5);
  });

  it("tells which parameters the data cannot", () => {
    // All who bought again did so within a day of the end, so nobody seems to leave.
    const loyal = Array.from({ length: 60 }, (_, k): [number, number, number] => {
      const x = [0, 1, 2, 4][k % 4] as number;
      return [x, x === 0 ? 0 : 19.9 + (k % 7), 20 + (k % 7)];
    });
    const { undetermined, parameters } = fitBgNbd(histories(...loyal));
    expect(undetermined).toContain("a");
    expect(parameters.a / (parameters.a + parameters.b)).toBeLessThan(0.001);
  });

  it("takes everyone where a sample shows the way", () => {
    // Each CDNOW customer 22 times with ages a little apart: 51,854 histories, on average as before.
    const repeated = (column: Float64Array, shift: (copy: number) => number) =>
      Float64Array.from({ length: 22 * column.length }, (_, k) => {
        const value = column[k % column.length] as number;
        return value * (1 + shift(Math.floor(k / column.length)));
      });
    const shift = (copy: number) => (copy - 10.5) / 1e6;
    const { parameters, customers } = fitBgNbd({
      x: repeated(cdnow.x, () => 0),
      tx: repeated(cdnow.tx, shift),
      T: repeated(cdnow.T, shift),
    });
    expect(customers).toBe(22 * 2357);
    expect(parameters.r).toBeCloseTo(0.2426, 4);
    expect(parameters.b).toBeCloseTo(2.4257, 3);
  });

  it("refuses what it cannot fit", () => {
    expect(() => fitBgNbd(histories())).toThrow("bgNbd requires at least 2 customers");
    expect(() => fitBgNbd(histories([1, 2, 3]))).toThrow("bgNbd requires at least 2 customers");
    expect(() => fitBgNbd(histories([0, 0, 3], [0, 0, 4]))).toThrow("bgNbd requires at least 1 customer who bought");
    expect(() => fitBgNbd(histories([1, 2, 3], [1, 2, 3]))).toThrow("bgNbd requires customers whose histories differ");
    expect(() => fitBgNbd(histories([1, 2, 3], [1, 4, 3]))).toThrow("bgNbd requires 0 ≤ t_x ≤ T, finite (customer 2)");
    expect(() => fitBgNbd(histories([1, 2, 3], [1, 2, Number.NaN]))).toThrow("bgNbd requires 0 ≤ t_x ≤ T");
    expect(() => fitBgNbd(histories([1, 2, 3], [1, -1, 3]))).toThrow("bgNbd requires 0 ≤ t_x ≤ T");
    expect(() => fitBgNbd(histories([-1, 2, 3], [1, 1, 3]))).toThrow("bgNbd requires whole numbers");
    expect(() => fitBgNbd(histories([0.5, 2, 3], [1, 1, 3]))).toThrow("bgNbd requires whole numbers");
    expect(() => fitBgNbd(histories([1, 0, 3], [1, 1, 3]))).toThrow("bgNbd requires t_x above 0 exactly where x is");
    expect(() => fitBgNbd(histories([0, 1, 3], [1, 1, 3]))).toThrow("bgNbd requires t_x above 0 exactly where x is");
    expect(() => fitBgNbd({ ...histories([1, 2, 3]), T: new Float64Array(2) })).toThrow("bgNbd requires as many");
  });
});

it("the likelihood's derivatives are those of its value", () => {
  const curveAt = bgNbdLikelihood({
    ...histories([0, 0, 9], [1, 2, 9], [5, 8, 8], [3, 1, 9]),
    count: Float64Array.of(5, 2, 1, 3),
  });
  const parameter = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(parameter, parameter, parameter, parameter), (point) => {
      const { gradient, hessian } = curveAt(Float64Array.from(point));
      for (const index of [0, 1, 2, 3]) {
        const [up, down] = [1e-5, -1e-5].map((step) =>
          curveAt(Float64Array.from(point).with(index, point[index]! + step)),
        );
        expect((up!.value - down!.value) / 2e-5).toBeCloseTo(gradient[index]!, 5);
        for (const other of [0, 1, 2, 3]) {
          expect((up!.gradient[other]! - down!.gradient[other]!) / 2e-5).toBeCloseTo(hessian[4 * index + other]!, 4);
        }
      }
    }),
    { numRuns: 50 },
  );
});

describe("expected purchases", () => {
  it("are 1653.42 for CDNOW's next 39 weeks, and 1.226 for its first customer", () => {
    // 1.226: Hardie, Fader & Lee, Implementing the BG/NBD Model for Customer Base Analysis in Excel (2005), as in lifetimes' tests.
    const expected = expectedPurchases(fitBgNbd(cdnow).parameters, cdnow, 39);
    expect(expected.reduce((sum, purchases) => sum + purchases, 0)).toBeCloseTo(1653.42, 1);
    expect(expected[0]).toBeCloseTo(1.226, 3);
  });

  it("are the closed form with ₂F₁", () => {
    // [r, α, a, b], [x, t_x, T, t], if alive, E[Y], P(alive): equation 10 and P(alive) by scipy 1.10's hyp2f1.
    const known = [
      [
        [0.2426, 4.4135, 0.7929, 2.4257],
        [2, 30.43, 38.86, 39],
        1.6871649380744864,
        1.2258977533486748,
        0.7266021985661681,
      ],
      [[0.2426, 4.4135, 0.7929, 2.4257], [0, 0, 38.86, 39], 0.1947859257781907, 0.1947859257781907, 1],
      [
        [0.2426, 4.4135, 0.7929, 2.4257],
        [29, 37, 38.86, 39],
        20.364715328413784,
        18.61195998465264,
        0.9139317532558081,
      ],
      [[5, 30, 0.07, 1.07], [40, 100, 104, 52], 17.231159128299268, 17.114235769982624, 0.9932144229273226],
      [[0.8, 10, 5, 20], [3, 1, 2, 520], 6.732541529843392, 5.114620641888698, 0.7596864600414386],
      [[0.5, 0.01, 0.3, 0.9], [0, 0, 1, 52], 9.729140054752534, 9.729140054752534, 1],
      [[20, 100, 1.5, 30], [200, 101, 104, 104], 82.89686479369031, 70.82090994831506, 0.8543255541035322],
      [[0.9, 3, 2, 0.5], [1, 1, 9, 12], 1.050712884025611, 0.03159610699690237, 0.030071114076233425],
    ] as const;
    for (const [[r, alpha, a, b], [x, tx, T, t], ifAlive, purchases, alive] of known) {
      const parameters = { r, alpha, a, b };
      const customer = histories([x, tx, T]);
      expect(purchasesIfAlive(parameters, x, T, t) / ifAlive).toBeCloseTo(1, 9);
      expect(expectedPurchases(parameters, customer, t)[0]! / purchases).toBeCloseTo(1, 9);
      expect(aliveProbability(parameters, customer)[0]! / alive).toBeCloseTo(1, 9);
    }
  });

  it("pass smoothly through a = 1 and a + b + x = 1, where the closed form divides by 0", () => {
    const at = (a: number, b: number) => purchasesIfAlive({ r: 0.5, alpha: 3, a, b }, 0, 10, 20);
    expect(at(1, 2)).toBeCloseTo((at(1 - 1e-6, 2) + at(1 + 1e-6, 2)) / 2, 9);
    expect(at(0.4, 0.6)).toBeCloseTo((at(0.4, 0.6 - 1e-6) + at(0.4, 0.6 + 1e-6)) / 2, 9);
  });

  it("are the rate times the time where nobody leaves, even for very many purchases", () => {
    const never = { r: 1, alpha: 10, a: 1e-12, b: 1 };
    expect(purchasesIfAlive(never, 3, 30, 20)).toBeCloseTo((4 / 40) * 20, 8);
    expect(purchasesIfAlive(never, 20_000, 40, 50) / ((20_001 / 50) * 50)).toBeCloseTo(1, 8);
    expect(purchasesIfAlive(never, 3, 30, 0)).toBe(0);
  });

  it("grow with the horizon and stay below what a customer who cannot leave buys", () => {
    const positive = fc.double({ min: 0.05, max: 20, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, positive, fc.nat(50), positive, (r, alpha, a, b, x, T) => {
        const parameters = { r, alpha, a, b };
        const [near, far] = [5, 10].map((horizon) => purchasesIfAlive(parameters, x, T, horizon)) as [number, number];
        expect(near).toBeGreaterThan(0);
        expect(far).toBeGreaterThan(near * (1 - 1e-12));
        expect(far).toBeLessThan(((r + x) / (alpha + T)) * 10);
      }),
    );
  });

  it("require a horizon", () => {
    const parameters = { r: 1, alpha: 1, a: 1, b: 1 };
    expect(() => expectedPurchases(parameters, histories([1, 1, 2]), Number.NaN)).toThrow("bgNbd requires a horizon");
    expect(() => expectedPurchases(parameters, histories([1, 1, 2]), -1)).toThrow("bgNbd requires a horizon");
  });
});

it("P(alive) is 1 for those who never bought again and falls to 0 with silence", () => {
  const parameters = { r: 0.5, alpha: 5, a: 0.8, b: 2.5 };
  const alive = aliveProbability(parameters, histories([0, 0, 500], [5, 50, 50], [5, 50, 100], [900, 50, 100_000]));
  expect(alive[0]).toBe(1);
  expect(alive[1]).toBeGreaterThan(alive[2]!);
  expect(alive[3]).toBe(0);
});

it("distinctRows groups equal rows and only those", () => {
  const random = seededRandom(1);
  const columns = [0, 1].map(() => Float64Array.from({ length: 500 }, () => Math.floor(random() * 9) / 7));
  const { index, first, count } = distinctRows(columns);
  const keys = Array.from({ length: 500 }, (_, row) => columns.map((column) => column[row]).join());
  expect(first.length).toBe(new Set(keys).size);
  expect(Array.from(index, (group) => keys[first[group]!])).toEqual(keys);
  expect(Array.from(count)).toEqual(Array.from(first, (row) => keys.filter((key) => key === keys[row]).length));
});
