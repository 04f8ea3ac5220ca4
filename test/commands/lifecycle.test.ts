import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, daysBetween } from "#grammar/days.ts";
import type { Store } from "#store.ts";
import lifecycleCommand from "../../commands/lifecycle.ts";
import { ask, companyOf, insert } from "./ask-company.ts";

/** Accounts by hand: created on, and their order days. The period is the second half of 2025, as of 31 December. */
const accounts: readonly (readonly [name: string, created: string | null, days: readonly string[]])[] = [
  ["Prospect", "2025-01-01", []],
  ["Prospect since autumn", "2025-10-01", []],
  ["First order", "2025-01-01", ["2025-12-01"]],
  ["Regular", null, ["2025-04-01", "2025-05-20", "2025-07-10", "2025-09-01", "2025-10-20", "2025-12-10"]],
  ["Active", null, ["2025-06-20", "2025-09-15", "2025-12-01"]],
  // Gaps of 10 days count as 30: at risk from the 46th day of silence, lost from the 91st.
  ["Slowing", null, ["2025-09-10", "2025-09-20", "2025-09-30", "2025-10-10", "2025-11-15"]],
  ["Lost of late", null, ["2025-05-11", "2025-05-21", "2025-05-31", "2025-06-10", "2025-06-20"]],
  ["Long lost", null, ["2024-01-01", "2024-01-31", "2024-03-01", "2024-03-31"]],
  ["Back again", null, ["2024-01-01", "2024-01-31", "2024-03-01", "2024-03-31", "2025-12-20"]],
];
const spans = { from: "2025-07-01", to: "2026-01-01" };
let store: Store;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(landing, "owners", [{ id: 1, name: "王敏" }]);
    await insert(
      landing,
      "accounts",
      accounts.map(([name, created], index) => ({
        id: index + 1,
        name,
        owner_id: index % 2 === 0 ? 1 : null,
        region: index < 5 ? "north" : "south",
        source_created_at: created === null ? null : `${created} 04:00:00`,
      })),
    );
    let id = 0;
    await insert(
      landing,
      "orders",
      [...accounts.entries()].flatMap(([index, [, , days]]) =>
        days.map((day) => ({
          id: ++id,
          account_id: index + 1,
          ordered_at: `${day} 04:00:00`,
          status: "confirmed",
          net: 100,
          channel: index % 2 === 0 ? "web" : "shop",
        })),
      ),
    );
    const lone = { account_id: null, status: "confirmed", net: 7, channel: "web" };
    await insert(landing, "orders", [{ ...lone, id: ++id, ordered_at: "2025-08-01 04:00:00" }]);
  }));
});
afterAll(() => close());

type Stages = readonly { stage: string; customers: number; revenue: number }[];
type Moves = readonly { from: string | null; to: string; customers: number }[];

describe("/lifecycle", () => {
  it("puts a company by hand into its stages, and tells who moved", async () => {
    const { result } = await ask(lifecycleCommand, store, spans);
    const stages = Object.fromEntries((result.stages as Stages).map(({ stage, customers }) => [stage, customers]));
    expect(stages).toEqual({ prospect: 2, new: 1, active: 1, loyal: 1, at_risk: 1, lost: 2, reactivated: 1 });
    const moves = (result.transitions as Moves).map(({ from, to }) => [from, to]);
    expect(moves).toHaveLength(9);
    expect(moves).toEqual(
      expect.arrayContaining([
        [null, "prospect"],
        ["prospect", "prospect"],
        ["prospect", "new"],
        ["prospect", "at_risk"],
        ["loyal", "lost"],
        ["new", "loyal"],
        ["new", "active"],
        ["lost", "lost"],
        ["lost", "reactivated"],
      ]),
    );
    expect(result).toMatchObject({
      n: 9,
      period: spans,
      previous: { period: { from: "2024-12-29", to: "2025-07-01" }, n: 8 },
      excluded: [{ reason: "no_account", rows: 1, money: 7 }],
    });
    expect(result.slipping).toEqual([
      {
        account_id: "accounts-6",
        name: "Slowing",
        owner: null,
        from: "prospect",
        stage: "at_risk",
        revenue: 500,
        days_since_order: 46,
        usual_gap_days: 30,
      },
      {
        account_id: "accounts-7",
        name: "Lost of late",
        owner: "王敏",
        from: "loyal",
        stage: "lost",
        revenue: 500,
        days_since_order: 194,
        usual_gap_days: 30,
      },
    ]);
  });

  it.each(["en", "zh"] as const)("says what it found in %s", async (locale) => {
    for (const lens of [{}, { by: ["region"] }]) {
      const { headline, kpis, table, insights, actions, footnotes, method } = await ask(lifecycleCommand, store, {
        ...spans,
        locale,
        lens,
      });
      expect({ headline, kpis, table, insights, actions, footnotes, method }).toMatchSnapshot();
    }
  });

  it("judges a past period as of its end", async () => {
    const past = await ask(lifecycleCommand, store, { ...spans, to: "2025-11-16" });
    const later = await ask(lifecycleCommand, store, { ...spans, to: "2025-11-16", asOf: "2025-12-31" });
    expect(later.result).toEqual(past.result);
  });

  it("leaves prospects out where the filter cannot tell them", async () => {
    const web = { filters: [{ dimension: "channel", values: ["web"] }] };
    const { result, footnotes } = await ask(lifecycleCommand, store, { ...spans, lens: web });
    expect((result.stages as Stages)[0]).toMatchObject({ stage: "prospect", customers: 0 });
    expect(footnotes?.join(" ")).toContain("Prospects are not shown");
    await expect(ask(lifecycleCommand, store, { ...spans, lens: { by: ["channel"] } })).rejects.toMatchObject({
      code: "not_applicable",
    });
  });

  it("says that nobody has ordered yet", async () => {
    const { empty, result, actions } = await ask(lifecycleCommand, store, { from: "2020-01-01", to: "2020-02-01" });
    expect(empty).toBe(true);
    expect(result).toMatchObject({ previous: { n: 6 } });
    expect(actions?.length).toBeGreaterThan(0);
  });
});

/** The definition, account by account: `days` are all its order days, ascending; null for an account without any yet. */
function stageAsOf(day: string, from: string, days: readonly string[], all: readonly (readonly string[])[]): string {
  const usual = (own: readonly string[], until: string) => {
    const gapsOf = (list: readonly string[]) => {
      const known = list.filter((one) => one < until);
      return known.slice(1).map((one, index) => daysBetween(known[index] ?? one, one));
    };
    const median = (gaps: readonly number[]) => {
      const sorted = gaps.toSorted((a, b) => a - b);
      const middle = (sorted.length - 1) / 2;
      return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
    };
    const gaps = gapsOf(own);
    return Math.max(30, median(gaps.length >= 3 ? gaps : all.flatMap(gapsOf)));
  };
  const known = days.filter((one) => one <= day);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return "prospect";
  const back = known.some(
    (one, index) => index > 0 && one >= from && daysBetween(known[index - 1] ?? one, one) > 3 * usual(days, from),
  );
  const silent = daysBetween(last, day) / usual(days, addDays(day, 1));
  if (back) return "reactivated";
  if (silent > 3) return "lost";
  if (silent > 1.5) return "at_risk";
  if (known.length >= 4) return "loyal";
  return daysBetween(first, day) <= 90 ? "new" : "active";
}

describe("stages in SQL and by the definition", () => {
  it("are equal on random companies, and who was lost and ordered is won back", async () => {
    const history = fc.uniqueArray(fc.integer({ min: 0, max: 720 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: 1, maxLength: 30 }), async (company) => {
        const all = company.map((days) => days.toSorted((a, b) => a - b).map((day) => addDays("2024-01-11", day)));
        const random = await companyOf(async (landing) => {
          await insert(
            landing,
            "accounts",
            all.map((_, index) => ({ id: index + 1 })),
          );
          let id = 0;
          const orders = all.flatMap((days, index) =>
            days.map((day) => ({
              ...{ id: ++id, account_id: index + 1, ordered_at: `${day} 04:00:00`, status: "fulfilled", net: 1 },
            })),
          );
          if (orders.length > 0) await insert(landing, "orders", orders);
        });
        try {
          const { result } = await ask(lifecycleCommand, random.store, spans);
          const moves = new Map<string, number>();
          for (const days of all) {
            const from = stageAsOf("2025-06-30", "2024-12-29", days, all);
            const to = stageAsOf("2025-12-31", "2025-07-01", days, all);
            moves.set(`${from} ${to}`, (moves.get(`${from} ${to}`) ?? 0) + 1);
            if (from === "lost" && days.some((day) => day >= "2025-07-01")) expect(to).toBe("reactivated");
          }
          const given = (result.transitions as Moves).map(({ from, to, customers }) => [`${from} ${to}`, customers]);
          expect(new Map(given as [string, number][])).toEqual(moves);
        } finally {
          await random.close();
        }
      }),
      { numRuns: 5 },
    );
  });
});
