import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { administrator } from "#access/asker.ts";
import type { Reply } from "#reply.ts";
import type { Store } from "#store.ts";
import why from "../../commands/why.ts";
import { demoParley } from "../demo-company.ts";
import { companyOf } from "./ask-company.ts";
import { type Asked, ask, insert, span } from "./selling-company.ts";

const before = span("2024-04-01", "2024-07-01", "2024Q2");
const after = span("2024-07-01", "2024-10-01", "2024Q3");
const comparison = { kind: "prev", period: before } as const;

interface Found {
  readonly metric: string;
  readonly delta: number;
  readonly value: number;
  readonly previous: { readonly value: number };
  readonly factors: readonly { factor: string; contribution: number }[];
  readonly drivers: readonly { dimension: string; value: string; contribution: number; share_of_change: number }[];
  readonly dimensions: readonly { dimension: string; values: readonly { kind: string; contribution: number }[] }[];
}
const foundIn = ({ result }: Reply) => result as unknown as Found;
const centsOf = (rows: readonly { contribution: number }[]) =>
  rows.reduce((sum, { contribution }) => sum + Math.round(100 * contribution), 0);

describe("/why on a small company", () => {
  let store: Store;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ store, close } = await companyOf(async (landing) => {
      const regions = ["East", "South", "West", null];
      await insert(
        landing,
        "accounts",
        Array.from({ length: 12 }, (_, index) => ({
          id: index + 1,
          name: `Account ${index + 1}`,
          region: regions[index % 4] ?? null,
          industry: index % 2 === 0 ? "hotel" : "shop",
        })),
      );
      // Two orders each in the second quarter, of 33.33; in the third the South orders once and half as much.
      const orders = [2, 3].flatMap((quarter) =>
        Array.from({ length: 24 }, (_, index) => ({ quarter, account: 1 + (index % 12), again: index >= 12 })),
      );
      const south = (account: number) => account % 4 === 2;
      const placed = orders.filter(({ quarter, account, again }) => !(quarter === 3 && again && south(account)));
      const money = (quarter: number, account: number) => (quarter === 3 && south(account) ? 16.67 : 33.33);
      await insert(landing, "orders", [
        ...placed.map(({ quarter, account }, index) => ({
          ...{
            id: index + 1,
            account_id: account as number | null,
            ordered_at: `2024-0${3 * quarter - 1}-15 04:00:00`,
          },
          ...{
            status: "confirmed",
            currency: "CNY",
            net: money(quarter, account),
            net_reporting: money(quarter, account),
          },
        })),
        {
          ...{ id: 900, account_id: null, ordered_at: "2024-08-01 04:00:00", status: "confirmed", currency: "CNY" },
          ...{ net: 10.01, net_reporting: 10.01 },
        },
      ]);
      await insert(landing, "returns", [
        {
          id: 1,
          order_id: 1,
          account_id: 1,
          returned_at: "2024-08-02 04:00:00",
          amount: 5.5,
          amount_reporting: 5.5,
          currency: "CNY",
        },
      ]);
    }));
  });
  afterAll(() => close());
  const told = (asked: Asked = {}) => ask(why, store, after, { comparison, ...asked });

  it("splits revenue into factors and into values that each add up to the change in cents", async () => {
    const found = foundIn(await told());
    expect(found.previous.value).toBeCloseTo(24 * 33.33, 9);
    const delta = Math.round(100 * found.delta);
    expect(delta).toBe(Math.round(100 * (18 * 33.33 + 3 * 16.67 + 10.01 - 5.5 - 24 * 33.33)));
    expect(found.factors.map(({ factor }) => factor)).toEqual([
      ...["buyers", "orders_per_buyer", "value_per_order", "returns", "unattributed"],
    ]);
    expect(centsOf(found.factors)).toBe(delta);
    expect(found.factors.slice(3).map(({ contribution }) => contribution)).toEqual([-5.5, 10.01]);
    for (const { values } of found.dimensions) expect(centsOf(values)).toBe(delta);
    expect(found.drivers[0]).toMatchObject({ dimension: "region", value: "South", contribution: -149.97 });
  });

  it("gives distinct customers that count in several values an overlap of its own", async () => {
    const found = foundIn(await told({ subject: "buyers" }));
    for (const { values } of found.dimensions) expect(centsOf(values)).toBe(100 * found.delta);
  });

  it.each(["en", "zh"] as const)("says where, of what and what to do in %s", async (locale) => {
    const { headline, insights, actions, kpis, footnotes, method, table } = await told({ locale });
    expect({ headline, insights, actions, kpis, footnotes, method, table }).toMatchSnapshot();
  });

  it("keeps to a dimension that is asked for, and says when nothing single explains it", async () => {
    const found = foundIn(await told({ by: ["industry"] }));
    expect(found.dimensions.map(({ dimension }) => dimension)).toEqual(["industry"]);
    const even = await ask(why, store, after, { comparison: { kind: "prev", period: after } });
    expect(foundIn(even)).toMatchObject({ delta: 0, drivers: [] });
    expect(even.headline).toContain("did not change");
  });

  it("says plainly that a comparison is missing, an indicator unknown, a period empty, data not there", async () => {
    await expect(told({ comparison: null })).rejects.toMatchObject({ code: "bad_option" });
    await expect(told({ subject: "sunshine" })).rejects.toMatchObject({ code: "unknown_indicator" });
    const empty = await ask(why, store, span("2001-01-01", "2002-01-01"), {
      comparison: { kind: "prev", period: span("2000-01-01", "2001-01-01") },
    });
    expect(empty).toMatchObject({ empty: true, result: { delta: null, factors: [], drivers: [], dimensions: [] } });
    expect(await told({ subject: "nps" })).toMatchObject({ empty: true, result: { metric: "nps" } });
    const early = { comparison: { kind: "prev", period: span("2000-01-01", "2001-01-01") } } as const;
    const none = await ask(why, store, span("2001-01-01", "2002-01-01"), { ...early, subject: "per buyer" });
    expect(none.actions).toEqual(['Ask for a longer period: /test "per buyer" last2y']);
  });
});

describe("/why on the demo company", () => {
  let demo: Awaited<ReturnType<typeof demoParley>>;
  beforeAll(async () => {
    demo = await demoParley();
  });
  afterAll(() => demo.close());
  const asked = async (text: string) => {
    const who = { platform: "test", userId: "test", place: "test", shared: false, identify: async () => administrator };
    const { answer } = await demo.parley.dispatch({ text, action: "ask", locale: "zh", draw: false, ...who });
    return { ...answer, found: answer.result as unknown as Found };
  };

  it("finds the broken stage and its region behind the win rate", async () => {
    const { found, insights } = await asked("/why 赢单率 上季度");
    expect(found.drivers[0]).toMatchObject({ dimension: "region", value: "华南" });
    const worst = found.factors.toSorted((a, b) => a.contribution - b.contribution)[0];
    expect(worst?.factor).toBe("方案报价 → 商务谈判");
    expect(found.factors.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(found.delta, 12);
    expect(insights?.[0]).toContain("华南“方案报价 → 商务谈判”的转化率");
  });

  it("finds the late deliveries behind the fall of the NPS", async () => {
    const { found, insights, actions } = await asked("为什么上季度净推荐值下降了");
    expect(found.drivers[0]).toMatchObject({ dimension: "region", value: "华北" });
    expect(insights?.[0]).toMatch(/华北的配送延迟率从.+变为5\d/);
    expect(actions?.join()).toContain("region=华北");
  });

  it.each(["revenue", "orders", "buyers", "aov", "客单价", "gross margin", "复购率", "新客"])(
    "adds up for %s by every dimension",
    async (indicator) => {
      const { found } = await asked(`/why ${indicator} last month`);
      expect(found.dimensions.length).toBeGreaterThan(5);
      for (const { values } of found.dimensions) {
        const sum = values.reduce((total, { contribution }) => total + contribution, 0);
        expect(Math.abs(sum - found.delta)).toBeLessThan(1e-6 * (1 + Math.abs(found.value)));
      }
    },
  );
});
