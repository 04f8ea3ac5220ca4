import { describe, expect, test } from "vitest";
import { poolRule } from "#metrics/pool/pool-rule.ts";
import { pools } from "#metrics/pool/pools.ts";

const each = (from: number, to: number, accounts: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ days: from + index, accounts }));

describe("when accounts fall back to the pool", () => {
  test("as most of the released ones did", () => {
    const released = [
      { days: 12, accounts: 2 },
      { days: 30, accounts: 5 },
    ];
    expect(poolRule(released, each(1, 90, 4))).toEqual({ days: 30, known: "released" });
  });

  test("else where the silences of owned accounts break off, a few exceptions apart", () => {
    const silences = [...each(1, 45, 4), { days: 120, accounts: 1 }, { days: 400, accounts: 2 }];
    expect(poolRule([{ days: 9, accounts: 2 }], silences)).toEqual({ days: 45, known: "silence" });
  });

  test("unknown when silences fade away, when there are few accounts, and when none was ever released", () => {
    const fading = Array.from({ length: 200 }, (_, days) => ({ days, accounts: Math.round(100 * 0.97 ** days) }));
    expect(
      poolRule(
        [{ days: 9, accounts: 2 }],
        fading.filter(({ accounts }) => accounts > 0),
      ),
    ).toBeNull();
    expect(poolRule([{ days: 9, accounts: 2 }], each(1, 9, 1))).toBeNull();
    expect(poolRule([], each(1, 45, 4))).toBeNull();
    expect(poolRule([], [])).toBeNull();
  });
});

test("claims count for the home pool of their region, or for the only pool there is", () => {
  const lying = { pool: "East", region: "east", accounts: 4, claimed: 0, converted: 0 };
  const claims = (region: string | null) => ({ pool: null, region, accounts: 0, claimed: 3, converted: 1 });
  expect(pools([lying, claims("west"), claims(null)])).toEqual([
    { pool: "East", accounts: 4, claimed: 6, converted: 2 },
  ]);
  const west = { ...lying, pool: "West", region: "west", accounts: 9 };
  expect(pools([lying, west, claims("west"), claims("south")])).toEqual([
    { pool: "West", accounts: 9, claimed: 3, converted: 1 },
    { pool: "East", accounts: 4, claimed: 0, converted: 0 },
    { pool: null, accounts: 0, claimed: 3, converted: 1 },
  ]);
});
