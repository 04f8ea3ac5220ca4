import { describe, expect, it } from "vitest";
import { accountTwins } from "#metrics/quality/account-twins.ts";
import { isConvincing } from "#metrics/quality/convincing-evidence.ts";
import { duplicatedAccounts } from "../../bench/duplicated-accounts.ts";

describe("isConvincing", () => {
  it.each([
    [{ name: "same", phone: "same" }, true],
    [{ name: "close", address: "same", email: "different" }, true],
    [{ name: "different", phone: "same", address: "same" }, true],
    [{ name: "different", phone: "close", address: "similar", city: "same" }, false],
    [{ name: "different", phone: "same", email: "different" }, false],
    [{ name: "same", city: "same" }, true],
    [{ name: "same", city: "different" }, false],
    [{ name: "close", city: "same" }, false],
    [{ name: "same", phone: "different", email: "different" }, false],
    [{ name: "same", phone: "different", email: "close" }, false],
    [{ name: "same", phone: "close" }, true],
  ] as const)("of %j is %s", (evidence, expected) => {
    expect(isConvincing(evidence)).toBe(expected);
  });
});

describe("accountTwins", () => {
  it("finds companies recorded again with mistakes", () => {
    const { columns, rows, truth } = duplicatedAccounts(2_000);
    const found = accountTwins(Object.fromEntries(columns.map((name) => [name, rows.map((row) => row[name] ?? null)])));
    const pairs = new Set(truth.map(String));
    const right = found.filter(({ rows: members }) => pairs.has(String(members))).length;
    expect(right / found.length).toBeGreaterThan(0.97);
    expect(right / truth.length).toBeGreaterThan(0.9);
  });

  it("has nothing to compare in fewer than two", () => {
    expect(accountTwins({})).toEqual([]);
    expect(accountTwins({ name: ["a"] })).toEqual([]);
  });
});
