import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "#grammar/days.ts";
import { seededRandom } from "#metrics/random.ts";
import { churnOrders, churnSurveys, churnTickets } from "#queries/churn-events.ts";
import type { Landing, Store } from "#store.ts";
import churnCommand from "../../commands/churn.ts";
import { ask, companyOf, insert } from "./ask-company.ts";

const asOf = "2025-12-31";
type Row = Readonly<Record<string, string | number | null>>;

async function fill(landing: Landing, orders: readonly Row[], accounts: readonly Row[]): Promise<void> {
  await insert(landing, "owners", [
    { id: 1, name: "王敏" },
    { id: 2, name: "Li" },
  ]);
  await insert(landing, "accounts", accounts);
  const order = { status: "confirmed", currency: "CNY", channel: "web" };
  if (orders.length > 0)
    await insert(
      landing,
      "orders",
      orders.map((row) => ({ ...order, ...row })),
    );
}

const accountsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    name: index === 0 ? "华星科技" : `Customer ${index + 1}`,
    owner_id: 1 + (index % 2),
    region: index % 2 === 0 ? "north" : "south",
  }));

/** Order days going back from a day, `gap` apart. */
const days = (last: number, gap: number, count: number) =>
  Array.from({ length: count }, (_, k) => addDays(asOf, -last - gap * k));

/** 400 customers who order about every three weeks; one in twenty-five orders is the last. The first has just gone silent. */
function regulars(): Row[] {
  const random = seededRandom(3);
  let id = 0;
  const rows: Row[] = [];
  const add = (account_id: number, day: string, net: number) =>
    rows.push({ id: ++id, account_id, ordered_at: `${day} 04:00:00`, net });
  for (const day of days(70, 20, 20)) add(1, day, 5000);
  for (let account = 2; account <= 400; account++) {
    for (let back = 800 - Math.floor(750 * random()); back >= 0; back -= Math.ceil(7 + 28 * random())) {
      add(account, addDays(asOf, -back), 100 + Math.floor(100 * random()));
      if (random() < 1 / 25) break;
    }
  }
  return rows;
}

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await fill(landing, regulars(), accountsOf(401));
    await insert(landing, "tickets", [
      { id: 1, account_id: 1, kind: "complaint", opened_at: "2025-12-01 04:00:00", first_response_at: null },
    ]);
  }));
});
afterAll(() => close());

interface Account {
  readonly account_id: string;
  readonly name: string;
  readonly owner: string;
  readonly risk: number;
  readonly reasons: readonly string[];
  readonly suggested_action: string;
  readonly opener: string;
  readonly at_risk: boolean;
}
const accountsIn = (result: Readonly<Record<string, unknown>>) => result.accounts as readonly Account[];

/** What the text says: of the table its first row, whose chance of leaving is for other tests. */
const texts = ({ table, ...reply }: Awaited<ReturnType<typeof ask>>) => {
  const { headline, kpis, insights, actions, footnotes, method, followUps } = reply;
  const [{ risk: _, ...first } = {}] = table?.rows ?? [];
  return { headline, kpis, insights, actions, footnotes, method, followUps, columns: table?.columns, first };
};

describe("/churn", () => {
  it("finds the best customer gone silent first, and says why and what to write", async () => {
    const { headline, result } = await ask(churnCommand, store, {});
    expect(headline).toMatch(/华星科技 first$/);
    const [first] = accountsIn(result);
    expect(first).toMatchObject({
      account_id: "accounts-1",
      name: "华星科技",
      owner: "王敏",
      // 15 orders in the 365 days up to the last, three in four of them within 90 days: 365 / 20 days × 5,000 / 365 × 90.
      value_at_risk: 23424.66,
      at_risk: true,
      suggested_action: expect.stringMatching(/./),
    });
    expect(first?.reasons[0]).toBe("usually orders every 20 days, silent for 70");
    expect(first?.opener).not.toMatch(/risk|discount|offer/i);
    expect(result).toMatchObject({
      horizon: 90,
      basis: "orders",
      lacking: null,
      previous: null,
      excluded: [],
      period: { from: "2025-01-01", to: "2026-01-01" },
    });
    const fields = [
      "auc",
      "brier",
      "ece",
      "lift_top_decile",
      "base_rate",
      "n_train",
      "n_valid",
      "baseline_auc_recency",
    ];
    expect(Object.keys(result.model as object)).toEqual(fields);
  });

  it.each(["en", "zh"] as const)("says what it found in %s", async (locale) => {
    expect(texts(await ask(churnCommand, store, { locale }))).toMatchSnapshot();
    const byRegion = await ask(churnCommand, store, { locale, lens: { by: ["region"] } });
    expect(texts(byRegion)).toMatchSnapshot();
    const groups = byRegion.result.groups as readonly Record<string, number | string>[];
    expect(groups.map(({ group }) => group)).toEqual(["north", "south"]);
    for (const field of ["n", "at_risk"] as const) {
      expect(groups.reduce((sum, group) => sum + Number(group[field]), 0)).toBe(byRegion.result[field]);
    }
  });

  it("counts and shows nobody whom the asker may not see", async () => {
    const all = await ask(churnCommand, store, { full: true });
    const own = await ask(churnCommand, store, { full: true, lens: { owners: [2] } });
    const seen = accountsIn(own.result);
    expect(seen.every(({ owner }) => owner === "Li")).toBe(true);
    expect(seen).toEqual(accountsIn(all.result).filter(({ owner }) => owner === "Li"));
    expect(own.result.n).toBe(seen.length);
    expect(own.headline).not.toContain("华星科技");
    const south = await ask(churnCommand, store, {
      full: true,
      lens: { filters: [{ dimension: "region", values: ["south"] }] },
    });
    expect(accountsIn(south.result)).toEqual(seen);
  });

  it("takes a horizon, and the customers whose last order falls in the period", async () => {
    const longer = await ask(churnCommand, store, { options: { horizon: "120" } });
    expect(longer.result.horizon).toBe(120);
    expect(longer.method?.join(" ")).toContain("The horizon of 120 days is as asked");
    const silent = await ask(churnCommand, store, { from: "2025-10-01", to: "2025-11-01", asOf, full: true });
    expect(accountsIn(silent.result).map(({ account_id }) => account_id)).toContain("accounts-1");
    expect(silent.result.n).toBeLessThan(longer.result.n as number);
    expect(silent.footnotes?.join(" ")).toContain("Only customers whose last order falls in");
    expect((await ask(churnCommand, store, { from: "2020-01-01", to: "2020-02-01", asOf })).empty).toBe(true);
  });
});

describe("/churn as of a day in the past", () => {
  it("knows what was known then", async () => {
    const company = await companyOf(async (landing) => {
      await fill(landing, [{ id: 1, account_id: 1, ordered_at: "2025-03-01 04:00:00", net: 10 }], accountsOf(1));
      const ticket = { account_id: 1, kind: "complaint", opened_at: "2025-03-02 04:00:00" };
      await insert(landing, "tickets", [
        { ...ticket, id: 1, first_response_at: "2025-03-03 04:00:00", resolved_at: "2025-03-09 04:00:00" },
      ]);
      const answer = { account_id: 1, kind: "nps", score: 8 };
      await insert(landing, "surveys", [
        { ...answer, id: 1, responded_at: "2025-03-04 04:00:00" },
        { ...answer, id: 2, responded_at: "2025-03-06 04:00:00" },
      ]);
    });
    try {
      const view = company.store.view({ owners: null, filters: [], by: [] });
      const then = { to: "2025-03-05", parts: 1, part: 0 };
      const tickets = await churnTickets(view, then);
      expect([[...tickets.hours], [...tickets.resolved]]).toEqual([[24], [Number.NaN]]);
      const surveys = await churnSurveys(view, then);
      expect([...surveys.score]).toEqual([0.8]);
      expect((await churnOrders(view, { ...then, to: "2025-02-28" })).day).toHaveLength(0);
    } finally {
      await company.close();
    }
  });
});

describe("/churn where there is little to learn from", () => {
  const small = async (orders: readonly Row[], check: (store: Store) => Promise<void>) => {
    const company = await companyOf((landing) => fill(landing, orders, accountsOf(12)));
    try {
      await check(company.store);
    } finally {
      await company.close();
    }
  };
  const ordersOf = (list: readonly (readonly string[])[]) =>
    list
      .flatMap((own, index) => own.map((day) => ({ account_id: index + 1, day })))
      .map(({ account_id, day }, index) => ({ id: index + 1, account_id, ordered_at: `${day} 04:00:00`, net: 365 }));

  it("goes by the rule, and says so", async () => {
    const orders = ordersOf([days(80, 20, 12), days(5, 20, 12), days(11, 14, 12), days(2, 30, 10)]);
    await small(orders, async (company) => {
      const reply = await ask(churnCommand, company, {});
      expect(reply.headline).toContain("silent for unusually long");
      expect(reply.result).toMatchObject({ n: 4, at_risk: 1, model: null, lacking: "accounts", expected_loss: null });
      expect(accountsIn(reply.result)[0]).toMatchObject({ name: "华星科技", risk: null, at_risk: true });
      expect(reply.footnotes?.join(" ")).toMatch(/Fewer than 200 customers.*97\.5 %/);
      expect(reply.chart?.alt).toContain("华星科技");
      const chinese = await ask(churnCommand, company, { locale: "zh" });
      expect(chinese.headline).toBe("有1个客户异常沉寂，未来90天涉及¥1,080，首先是华星科技");
    });
  });

  it("says when nobody is silent for long", async () => {
    await small(ordersOf([days(5, 20, 12), days(11, 14, 12)]), async (company) => {
      const reply = await ask(churnCommand, company, {});
      expect(reply.headline).toBe("None of 2 active customers has been silent for unusually long");
      expect(reply).toMatchObject({ insights: [], actions: [] });
      expect(reply.chart).toBeUndefined();
    });
  });

  it("makes nothing up from single orders, or from none", async () => {
    await small(ordersOf([[asOf], [asOf], [addDays(asOf, -100)]]), async (company) => {
      const reply = await ask(churnCommand, company, {});
      expect(reply.headline).toMatch(/cannot be told yet: 3 customers have ordered/);
      expect(reply.result).toMatchObject({ n: 3, at_risk: 0, model: null });
      expect(reply.actions?.length).toBeGreaterThan(0);
    });
    await small([], async (company) => {
      const reply = await ask(churnCommand, company, { locale: "zh" });
      expect(reply).toMatchObject({ empty: true, result: { n: 0, accounts: [], model: null } });
      expect((await ask(churnCommand, company, { options: { basis: "contracts" } })).empty).toBe(true);
    });
  });
});

describe("/churn basis=contracts", () => {
  it("asks of those whose contract ends, by a model of their own", async () => {
    const company = await companyOf(async (landing) => {
      await fill(landing, regulars(), accountsOf(401));
      const random = seededRandom(5);
      const contracts: Row[] = [];
      for (let account = 1; account <= 400; account++) {
        let start = addDays(asOf, -800 + Math.floor(500 * random()));
        while (start <= asOf) {
          const end = addDays(start, 179);
          contracts.push({
            ...{ id: contracts.length + 1, account_id: account, kind: "membership", currency: "CNY", amount: 1800 },
            ...{ signed_at: `${start} 04:00:00`, starts_on: start, ends_on: end },
          });
          if (random() < 0.2) break;
          start = addDays(end, 1);
        }
      }
      await insert(landing, "contracts", contracts);
    });
    try {
      const { headline, result, method } = await ask(churnCommand, company.store, { options: { basis: "contracts" } });
      expect(result).toMatchObject({ basis: "contracts", lacking: null });
      expect(result.n).toBeGreaterThan(30);
      expect((result.model as { base_rate: number }).base_rate).toBeGreaterThan(0.1);
      expect(headline).toMatch(/contracts?/);
      expect(method?.join(" ")).toContain("no further contract by then");
      const [first] = result.accounts as readonly { value_at_risk: number }[];
      // 10 a day over 90 days.
      expect(first?.value_at_risk).toBe(900);
      const orders = await ask(churnCommand, company.store, {});
      expect(orders.footnotes?.join(" ")).toContain("A contract signed or renewed counts as staying");
    } finally {
      await company.close();
    }
  });
});
