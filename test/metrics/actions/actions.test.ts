import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Action, actionKinds, actionsResult, rankActions, shortList } from "#metrics/actions/action.ts";
import { businessDay } from "#metrics/actions/business-days.ts";
import { revivalRate } from "#metrics/actions/revival-rate.ts";

function action(given: Partial<Action>): Action {
  return {
    ...{ kind: "save", account: "a", name: null, record: null, owner: null, expected: 1 },
    ...{ about: null, because: "", byWhen: "2026-11-23" },
    ...given,
  };
}

describe("businessDay", () => {
  it("counts Monday to Friday", () => {
    expect(businessDay("2026-11-22", 0)).toBe("2026-11-23");
    expect(businessDay("2026-11-20", 0)).toBe("2026-11-20");
    expect(businessDay("2026-11-20", 1)).toBe("2026-11-23");
    expect(businessDay("2026-11-21", 5)).toBe("2026-11-30");
  });
});

describe("rankActions", () => {
  it("ranks by money, then kind and id; one of a kind for an account; nothing that brings nothing", () => {
    const ranked = rankActions([
      action({ kind: "revive_deal", record: "d1", expected: 5 }),
      action({ kind: "revive_deal", record: "d2", expected: 9 }),
      action({ account: "b", expected: 9 }),
      action({ account: "c", expected: 0.001 }),
      action({ kind: "answer_lead", account: null, record: "l2", expected: 2 }),
      action({ kind: "answer_lead", account: null, record: "l1", expected: 2 }),
    ]);
    expect(ranked.map(({ kind, account, record }) => [kind, account, record])).toEqual([
      ["save", "b", null],
      ["revive_deal", "a", "d2"],
      ["answer_lead", null, "l1"],
      ["answer_lead", null, "l2"],
    ]);
  });

  it("keeps whatever order actions come in, and the short list names an account once", () => {
    const given = fc.array(
      fc.record({
        kind: fc.constantFrom(...actionKinds),
        account: fc.option(fc.constantFrom("a", "b", "c"), { nil: null }),
        record: fc.constantFrom("1", "2"),
        expected: fc.integer({ min: 0, max: 5 }),
      }),
    );
    fc.assert(
      fc.property(given, fc.nat(8), (rows, most) => {
        const ranked = rankActions(rows.map(action));
        const seen = (some: readonly Action[]) =>
          some.map(({ kind, account, record, expected }) => [kind, account, account === null ? record : "", expected]);
        expect(seen(rankActions(rows.toReversed().map(action)))).toEqual(seen(ranked));
        const list = shortList(ranked, most);
        const accounts = list.flatMap(({ account }) => account ?? []);
        expect(new Set(accounts).size).toBe(accounts.length);
        expect(list.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it("states its fields in the contract's names and order", () => {
    const result = actionsResult([action({ expected: 1.239 })], {
      period: { from: "x", to: "y" },
      most: 1,
      withdrawn: 2,
    });
    expect(Object.keys(result.actions[0] ?? {}).slice(0, 6)).toEqual([
      ...["kind", "account_id", "owner", "expected_value", "because", "by_when"],
    ]);
    expect(result.actions[0]?.expected_value).toBe(1.24);
    expect(result.excluded).toEqual([{ reason: "no_consent", rows: 2 }]);
  });
});

describe("revivalRate", () => {
  const stay = (stage: number | null, days: number, won: boolean, deals: number) => ({ stage, days, won, deals });
  it("is that of deals that stood as long, else of the stage, else of all", () => {
    const stays = [
      stay(1, 30, true, 4),
      stay(1, 30, false, 12),
      stay(1, 5, true, 14),
      stay(null, 9, true, 1),
      stay(null, 9, false, 9),
    ];
    expect(revivalRate(stays, { stage: 1, usual: 20 })).toBe(0.25);
    expect(revivalRate(stays, { stage: 1, usual: 40 })).toBe(0.6);
    expect(revivalRate(stays, { stage: 2, usual: 1 })).toBe(0.1);
    expect(revivalRate([], { stage: 2, usual: 1 })).toBe(0);
  });
});
