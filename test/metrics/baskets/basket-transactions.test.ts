import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { basketItems } from "#metrics/baskets/basket-items.ts";
import { basketTransactions } from "#metrics/baskets/basket-transactions.ts";

const base = 50;
const ordered = (lines: readonly (readonly [order: number, product: number])[]) => ({
  pairs: Float64Array.from(lines, ([order, product]) => order * base + product).sort(),
  base,
});
const itself = Int32Array.from({ length: base }, (_, key) => key);

/** Baskets as texts with how often each occurred. */
function counted({ items, offsets, weights }: ReturnType<typeof basketTransactions>): Record<string, number> {
  const baskets = Array.from({ length: offsets.length - 1 }, (_, basket) => [
    items.subarray(offsets[basket], offsets[basket + 1]).join(" "),
    weights?.[basket] ?? 1,
  ]);
  return Object.fromEntries(baskets);
}

describe("basketTransactions", () => {
  it("makes a set of each order and one basket of equal ones", () => {
    const found = basketTransactions(
      ordered([
        [1, 3],
        [1, 2],
        [1, 3],
        [2, 2],
        [3, 2],
        [3, 3],
        [9, 7],
      ]),
      itself,
      base,
    );
    expect(counted(found)).toEqual({ "2 3": 2, "2": 1, "7": 1 });
    expect(found.itemCount).toBe(base);
  });

  it("counts items instead of products, leaving out orders that have none", () => {
    const category = new Int32Array(base).fill(-1);
    category[2] = category[3] = 0;
    category[4] = 1;
    const found = basketTransactions(
      ordered([
        [1, 2],
        [1, 3],
        [2, 4],
        [2, 2],
        [3, 9],
      ]),
      category,
      2,
    );
    expect(counted(found)).toEqual({ "0": 1, "0 1": 1 });
    expect(basketTransactions(ordered([]), itself, base).offsets).toEqual(Int32Array.of(0));
  });

  it("agrees with sets made one by one", () => {
    const line = fc.tuple(fc.integer({ min: 0, max: 2 ** 31 }), fc.nat(base - 1));
    const few = fc.tuple(fc.nat(200), fc.nat(6));
    fc.assert(
      fc.property(fc.array(fc.oneof(line, few), { maxLength: 600 }), (lines) => {
        const sets = new Map<number, Set<number>>();
        for (const [order, product] of lines) sets.set(order, (sets.get(order) ?? new Set()).add(product));
        const expected: Record<string, number> = {};
        for (const set of sets.values()) {
          const text = [...set].sort((a, b) => a - b).join(" ");
          expected[text] = (expected[text] ?? 0) + 1;
        }
        expect(counted(basketTransactions(ordered(lines), itself, base))).toEqual(expected);
      }),
    );
  });
});

describe("basketItems", () => {
  const products = {
    key: Float64Array.of(1, 2, 3, 5),
    id: ["a", "b", "c", "d"],
    sku: ["S1", null, "S3", "S3"],
    name: ["Milk", "Milk", null, "Milk (S1)"],
    category: ["Dairy", null, "Dairy", "Tea"],
  };

  it("gives each product a name of its own", () => {
    const { names, rowOf, codes } = basketItems(products, "product");
    expect(names).toEqual(["Milk (a)", "Milk (b)", "S3", "Milk (S1)"]);
    expect([...rowOf]).toEqual([-1, 0, 1, 2, -1, 3]);
    expect(codes[0]).toEqual(["a", "S1"]);
  });

  it("knows categories", () => {
    const { names, rowOf } = basketItems(products, "category");
    expect(names).toEqual(["Dairy", "Tea"]);
    expect([...rowOf]).toEqual([-1, 0, -1, 0, -1, 1]);
  });
});
