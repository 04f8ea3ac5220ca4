import fc from "fast-check";
import { expect, it } from "vitest";
import { descendingOrder } from "#metrics/descending-order.ts";

it("puts the largest first and keeps equal values in their order", () => {
  expect([...descendingOrder(Float64Array.of(2, 9, 2, -1, 9))]).toEqual([1, 4, 0, 2, 3]);
  expect([...descendingOrder(new Float64Array(0))]).toEqual([]);
});

it("is what a stable sort by comparison gives", () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), (values) => {
      const expected = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b);
      expect([...descendingOrder(Float64Array.from(values))]).toEqual(expected);
    }),
  );
});
