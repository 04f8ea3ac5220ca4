import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binFeatures, quantileCuts } from "#metrics/classification/feature-bins.ts";
import { selectRows } from "#metrics/classification/feature-matrix.ts";

function column(values: readonly number[]) {
  return { values: Float64Array.from(values), rows: values.length, columns: 1 };
}

describe("quantileCuts", () => {
  it("cuts halfway between few values, and into equal parts where there are many", () => {
    expect(quantileCuts(column([3, 1, 1, Number.NaN, 2]), 10)).toEqual([Float64Array.of(1.5, 2.5)]);
    expect(quantileCuts(column([8, 7, 6, 5, 4, 3, 2, 1]), 4)).toEqual([Float64Array.of(2.5, 4.5, 6.5)]);
    expect(quantileCuts(column([Number.NaN, 5, 5]), 4)).toEqual([new Float64Array(0)]);
  });

  it("keeps unequal values in order and a heavy value in one bin", () => {
    const value = fc.oneof(fc.constant(0), fc.constant(Number.NaN), fc.double({ min: -9, max: 9, noNaN: true }));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), fc.integer({ min: 2, max: 20 }), (values, most) => {
        const cuts = quantileCuts(column(values), most);
        expect(cuts[0]?.length).toBeLessThan(most);
        const { bins } = binFeatures(column(values), cuts);
        for (const [row, one] of values.entries()) {
          if (Number.isNaN(one)) expect(bins[row]).toBe(0);
          else {
            expect(bins[row]).toBe(1 + (cuts[0] as Float64Array).filter((cut) => cut < one).length);
          }
        }
      }),
    );
  });
});

describe("selectRows", () => {
  it("takes rows in the order named", () => {
    const table = { values: Float64Array.of(1, 2, 3, 4, 5, 6), rows: 3, columns: 2 };
    expect(selectRows(table, [2, 0]).values).toEqual(Float64Array.of(5, 6, 1, 2));
  });
});
