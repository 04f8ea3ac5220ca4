import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asker, administrator } from "#access/asker.ts";
import { addDays } from "#grammar/days.ts";
import type { Parley } from "#parley.ts";
import type { Store } from "#store.ts";
import kpi from "../../commands/kpi.ts";
import { demoParley, fromAdministrator } from "../demo-company.ts";
import { ask, companyOf, insert } from "./ask-company.ts";

interface Row {
  readonly kpi: string;
  readonly value: number | null;
  readonly previous: number | null;
  readonly change: number | null;
  readonly yoy: number | null;
  readonly series: readonly (number | null)[];
  readonly anomaly: boolean | null;
}
interface Result {
  readonly kpis: readonly Row[];
  readonly missing: readonly string[];
  readonly starts: readonly string[];
  readonly alarms: { judged: number; flagged: number; rate: number | null };
}

let store: Store;
let close: () => Promise<void>;

/** Three years of daily orders worth 100, of ten accounts in turn; in October 2025 every second one fails to come. */
beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(
      landing,
      "accounts",
      Array.from({ length: 10 }, (_, at) => ({ id: at + 1, name: `A${at + 1}` })),
    );
    const days = Array.from({ length: 1096 }, (_, at) => addDays("2023-01-01", at));
    const kept = days.filter((day, at) => !(day.startsWith("2025-10") && at % 2 === 0));
    await insert(
      landing,
      "orders",
      kept.map((day, at) => ({
        ...{ id: at + 1, account_id: 1 + (at % 10), status: "confirmed" },
        ...{ net: 100 + (at % 7), ordered_at: `${day} 04:00:00` },
      })),
    );
  }));
});
afterAll(() => close());

const october = { from: "2025-10-01", to: "2025-11-01", asOf: "2025-11-10" };
const monthly = { ...october, step: { count: 1, unit: "month" } } as const;

describe("/kpi", () => {
  it("gives value, period before, year ago and twelve points, each from the right days", async () => {
    const { result } = await ask(kpi, store, monthly);
    const { kpis, starts } = result as unknown as Result;
    const row = (id: string) => kpis.find((each) => each.kpi === id);
    expect(row("orders")).toMatchObject({ value: 15, previous: 30, yoy: 31, change: 15 / 30 - 1 });
    expect([starts[0], starts.at(-1)]).toEqual(["2024-11-01", "2025-10-01"]);
    expect(row("orders")?.series).toEqual([30, 31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 15]);
    const [revenue, orders, buyers] = ["revenue", "orders", "active_customers"].map((id) => row(id)?.value ?? 0);
    expect(row("aov")?.value).toBe((revenue ?? 0) / (orders ?? 1));
    expect(row("per_buyer")?.value).toBe((revenue ?? 0) / (buyers ?? 1));
  });

  it("calls the month without half its orders unusual, and says what was to be expected", async () => {
    const { result, headline, insights } = await ask(kpi, store, monthly);
    const { kpis, alarms } = result as unknown as Result;
    expect(kpis.filter(({ anomaly }) => anomaly).map((row) => row.kpi)).toEqual(
      expect.arrayContaining(["revenue", "orders"]),
    );
    expect(headline).toMatch(/^Revenue per buyer is out of the ordinary: ¥155 where ¥319 .*so are \d more of/);
    expect(insights?.join()).toMatch(/Revenue: ¥1\.5k in Oct, below the ¥3\.2k/);
    expect(alarms.flagged).toBeGreaterThan(0);
  });

  it("names what the data cannot give, and leaves it out", async () => {
    const { result, footnotes } = await ask(kpi, store, monthly);
    const { kpis, missing } = result as unknown as Result;
    expect(missing).toEqual(expect.arrayContaining(["leads", "nps", "received", "visitors", "win_rate"]));
    expect(kpis.some((row) => missing.includes(row.kpi))).toBe(false);
    expect(footnotes?.join()).toMatch(/Left out.*Leads/);
  });

  it("judges nothing before two seasons are known, and says so", async () => {
    const { result, footnotes } = await ask(kpi, store, {
      ...{ from: "2024-06-01", to: "2024-07-01", step: { count: 1, unit: "month" } as const },
    });
    const { kpis } = result as unknown as Result;
    expect(new Set(kpis.map(({ anomaly }) => anomaly))).toEqual(new Set([null]));
    expect(footnotes?.join()).toMatch(/takes 25 complete months/);
  });

  it("compares with no period of which only the end is recorded", async () => {
    const span = { asOf: "2024-12-31", to: "2024-07-01", step: { count: 6, unit: "month" } as const };
    const orders = async (from: string) => {
      const { result } = await ask(kpi, store, { ...span, from });
      return (result as unknown as Result).kpis.find((each) => each.kpi === "orders");
    };
    expect(await orders("2024-01-01")).toMatchObject({ value: 182, previous: 184 });
    // The half-year before it begins in October 2022, of which nothing is known.
    expect(await orders("2023-04-01")).toMatchObject({ value: 457, previous: null });
  });

  it("is empty where nothing is recorded", async () => {
    const { empty, actions } = await ask(kpi, store, { from: "2020-01-01", to: "2020-02-01", locale: "zh" });
    expect(empty).toBe(true);
    expect(actions?.length).toBeGreaterThan(0);
  });
});

describe("/kpi on the demo company", () => {
  let parley: Parley;
  let closeDemo: () => Promise<void>;
  beforeAll(async () => {
    ({ parley, close: closeDemo } = await demoParley());
  });
  afterAll(() => closeDemo());

  const asked = async (text: string, asker: Asker = administrator) => {
    const { answer } = await parley.dispatch(fromAdministrator(text, { identify: async () => asker }));
    return answer.result as unknown as Result;
  };

  it("counts no visitors beside the orders of some people: they belong to nobody", async () => {
    const owners = [1, 2];
    const { kpis, missing } = await asked("/kpi", { ...administrator, role: "manager", owners, people: 2 });
    expect(missing).toEqual(expect.arrayContaining(["visitors", "visit_to_lead", "visit_to_order"]));
    expect(kpis.map(({ kpi }) => kpi)).toEqual(expect.arrayContaining(["orders", "revenue"]));
    expect((await asked("/kpi")).kpis.map(({ kpi }) => kpi)).toContain("visit_to_order");
  });

  it("raises the alarm in fewer than 1 % of what it judged", async () => {
    const { alarms, kpis } = await asked("/kpi");
    expect(kpis.length).toBeGreaterThan(20);
    expect(alarms.judged).toBeGreaterThan(250);
    expect(alarms.rate).toBeLessThan(0.01);
  });
});
