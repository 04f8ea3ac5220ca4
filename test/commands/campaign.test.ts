import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Landing, Store } from "#store.ts";
import campaign from "../../commands/campaign.ts";
import { ask, companyOf, insert } from "./ask-company.ts";

type Cell = string | number | null;
type Row = Readonly<Record<string, Cell>>;
interface Company {
  readonly orders: readonly Row[];
  readonly members: readonly Row[];
  readonly costs?: readonly Row[];
  readonly returns?: readonly Row[];
  readonly leads?: readonly Row[];
  readonly lines?: readonly Row[];
}

/** Numbered rows in a table; none where there are none. */
async function fill(landing: Landing, table: string, rows: readonly Row[] = []): Promise<void> {
  if (rows.length > 0)
    await insert(
      landing,
      table,
      rows.map((row, index) => ({ id: index + 1, ...row })),
    );
}

/** Twenty accounts, the odd ones in the east, and four campaigns on two channels. */
function openCompany(company: Company) {
  return companyOf(async (landing) => {
    await insert(landing, "owners", [
      { id: 1, name: "王敏" },
      { id: 2, name: "Li" },
    ]);
    const accounts = Array.from({ length: 20 }, (_, index) => ({
      name: `Account ${index + 1}`,
      owner_id: 1 + (index % 2),
      region: index % 2 === 0 ? "east" : "west",
    }));
    await fill(landing, "accounts", accounts);
    const channels = ["mail", "mail", "video", "fair"];
    const campaigns = channels.map((channel, index) => ({
      ...{ name: `Campaign ${index + 1}`, channel, external_id: `c${index + 1}` },
      ...{ starts_at: "2025-01-01 00:00:00", ends_at: "2025-02-01 00:00:00" },
    }));
    await fill(landing, "campaigns", campaigns);
    const orders = company.orders.map((row) => ({ status: "confirmed", currency: "CNY", campaign_id: null, ...row }));
    await fill(landing, "orders", orders);
    const member = { lead_id: null, arm: null, responded_at: null, feedback_score: null };
    await fill(
      landing,
      "campaign_members",
      company.members.map((row) => ({ ...member, ...row })),
    );
    await fill(
      landing,
      "campaign_costs",
      company.costs?.map((row) => ({ currency: "CNY", ...row })),
    );
    await fill(
      landing,
      "returns",
      company.returns?.map((row) => ({ currency: "CNY", ...row })),
    );
    await fill(landing, "leads", company.leads);
    const lines = company.lines?.map(({ cost, ...row }) => ({
      ...row,
      cost: cost ?? null,
      cost_reporting: cost ?? null,
    }));
    await fill(landing, "order_lines", lines);
  });
}

interface ResultRow {
  readonly campaign: string | null;
  readonly channel: string | null;
  readonly revenue: number;
  readonly [field: string]: unknown;
}
const rowsOf = ({ result }: { result: Readonly<Record<string, unknown>> }) => result.campaigns as ResultRow[];
const revenues = (reply: Parameters<typeof rowsOf>[0]) =>
  Object.fromEntries(rowsOf(reply).map((row) => [row.campaign ?? row.channel ?? row.group, row.revenue]));

const at = (day: string) => `${day} 04:00:00`;

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await openCompany({
    orders: [
      { account_id: 1, ordered_at: at("2025-03-01"), net: 1000 },
      { account_id: 2, ordered_at: at("2025-03-01"), net: 300 },
      { account_id: 3, ordered_at: at("2025-03-01"), net: 500 },
      // A campaign without members is known by the orders that name it.
      { account_id: 5, ordered_at: at("2025-03-02"), net: 70, campaign_id: 4 },
    ],
    members: [
      { campaign_id: 1, account_id: 1, touched_at: at("2025-02-01"), feedback_score: 4 },
      { campaign_id: 2, account_id: 1, touched_at: at("2025-02-15") },
      { campaign_id: 3, account_id: 1, touched_at: at("2025-02-22"), feedback_score: 5 },
      { campaign_id: 3, account_id: 1, touched_at: at("2025-03-02") },
      // Ninety-one days before its order, and in a control group.
      { campaign_id: 1, account_id: 2, touched_at: at("2024-11-30") },
      { campaign_id: 3, account_id: 2, touched_at: at("2025-02-20"), arm: "Control" },
    ],
    costs: [
      { campaign_id: 1, spent_on: "2025-02-01", amount: 100 },
      { campaign_id: 3, spent_on: "2025-02-20", amount: 250 },
    ],
    returns: [{ order_id: 1, account_id: 1, returned_at: at("2025-03-05"), amount: 100 }],
  }));
});
afterAll(() => close());

describe("/campaign", () => {
  it.each([
    ["last", { "Campaign 3": 900, "Campaign 4": 70, "(none)": 800 }],
    ["first", { "Campaign 1": 900, "Campaign 4": 70, "(none)": 800, "Campaign 3": 0 }],
    ["linear", { "Campaign 1": 300, "Campaign 2": 300, "Campaign 3": 300, "Campaign 4": 70, "(none)": 800 }],
    ["position", { "Campaign 1": 360, "Campaign 2": 180, "Campaign 3": 360, "Campaign 4": 70, "(none)": 800 }],
    // Ages of 28, 14 and 7 days: 1/16, 1/4 and 1/2 of a touch.
    ["decay", { "Campaign 1": 69.23, "Campaign 2": 276.92, "Campaign 3": 553.85, "Campaign 4": 70, "(none)": 800 }],
  ])(
    "shares money by %s touch, returns taken off, and what nothing touched is a row",
    async (attribution, expected) => {
      const reply = await ask(campaign, store, { options: { attribution } });
      expect(revenues(reply)).toMatchObject(expected);
      expect(rowsOf(reply).reduce((sum, { revenue }) => sum + Math.round(revenue * 100), 0)).toBe(177_000);
      expect(reply.result).toMatchObject({ n: 4, totals: { attributed: 970, revenue: 1770 }, attribution });
    },
  );

  it("has the fields of the contract; without cost the return is unknown, not infinite", async () => {
    const reply = await ask(campaign, store, {});
    const rows = new Map(rowsOf(reply).map((row) => [row.campaign, row]));
    expect(Object.keys(rows.get("Campaign 3") ?? {}).slice(0, 12)).toEqual(
      "campaign channel cost leads customers revenue roi roas cac payback_days feedback lift".split(" "),
    );
    expect(rows.get("Campaign 3")).toMatchObject({ channel: "video", cost: 250, customers: 1, roi: 2.6, roas: 3.6 });
    expect(rows.get("Campaign 3")).toMatchObject({ cac: 250, payback_days: 9, feedback: 5, touches: 2 });
    expect(rows.get("Campaign 4")).toMatchObject({ cost: null, roi: null, roas: null, cac: null, revenue: 70 });
    expect(rows.get("Campaign 1")).toMatchObject({ cost: 100, revenue: 0, roi: -1, payback_days: null, feedback: 4 });
    expect(rows.get("(none)")).toMatchObject({ channel: null, cost: null, customers: 2, roi: null, lift: null });
    expect(rowsOf(reply).at(-1)?.campaign).toBe("(none)");
    expect(reply.footnotes?.join(" ")).toContain("unknown, not infinite");
  });

  it("groups by channel and by region, and divides what was spent by touches", async () => {
    const channels = await ask(campaign, store, { lens: { by: ["channel"] } });
    expect(revenues(channels)).toEqual({ video: 900, fair: 70, mail: 0, "(none)": 800 });
    const regions = await ask(campaign, store, { lens: { by: ["region"] } });
    expect(revenues(regions)).toEqual({ east: 970, "(none)": 800, west: 0 });
    // The touch of 2024 in the west is one of the first campaign's two.
    expect(rowsOf(regions).map(({ group, cost }) => [group, cost])).toEqual([
      ["east", 300],
      ["west", 50],
      ["(none)", null],
    ]);
  });

  it("narrows money and costs to a region, and only lists the campaigns asked about", async () => {
    const west = await ask(campaign, store, { lens: { filters: [{ dimension: "region", values: ["west"] }] } });
    expect(revenues(west)).toEqual({ "Campaign 1": 0, "(none)": 300 });
    expect(rowsOf(west)[0]).toMatchObject({ cost: 50 });
    expect(west.footnotes?.join(" ")).toContain("the part that these touches are");
    const mail = await ask(campaign, store, {
      options: { attribution: "linear" },
      lens: { filters: [{ dimension: "channel", values: ["mail"] }] },
    });
    expect(revenues(mail)).toEqual({ "Campaign 1": 300, "Campaign 2": 300 });
  });

  it("shows an asker's own orders alone", async () => {
    const own = await ask(campaign, store, { lens: { owners: [2] } });
    expect(own.result).toMatchObject({ n: 1, totals: { revenue: 300 } });
  });

  it("says when there is nothing", async () => {
    const none = await ask(campaign, store, { from: "2019-01-01", to: "2019-02-01" });
    expect(none).toMatchObject({ empty: true, result: { n: 0, campaigns: [], excluded: [] } });
  });

  it.each(["en", "zh"] as const)("says what it found in %s", async (locale) => {
    const { headline, kpis, table, insights, actions, footnotes } = await ask(campaign, store, { locale });
    expect({ headline, kpis, table, insights, actions, footnotes }).toMatchSnapshot();
  });
});

describe("/campaign with known costs of goods", () => {
  it("counts return on margin, and says so", async () => {
    const company = await openCompany({
      orders: [{ account_id: 1, ordered_at: at("2025-03-01"), net: 1000 }],
      members: [{ campaign_id: 1, account_id: 1, touched_at: at("2025-02-20") }],
      costs: [{ campaign_id: 1, spent_on: "2025-02-20", amount: 200 }],
      lines: [
        { order_id: 1, account_id: 1, net: 600, cost: 350 },
        { order_id: 1, account_id: 1, net: 400, cost: 250 },
      ],
    });
    const reply = await ask(campaign, company.store, {});
    await company.close();
    expect(rowsOf(reply)[0]).toMatchObject({ revenue: 1000, margin: 400, roi: 1, roas: 5 });
    expect(reply.result.roi_basis).toBe("margin");
    expect(reply.footnotes).toContain("Net return counts margin: revenue less the cost of what was sold.");
  });
});

describe("/campaign with leads alone", () => {
  it("knows a campaign by the leads that came from it", async () => {
    const lead = { campaign_id: 2, created_at: at("2025-02-20"), converted_at: at("2025-02-25") };
    const company = await openCompany({
      orders: [{ account_id: 1, ordered_at: at("2025-03-01"), net: 1000 }],
      members: [],
      leads: [
        { ...lead, converted_account_id: 1 },
        { ...lead, converted_account_id: null },
      ],
    });
    const reply = await ask(campaign, company.store, {});
    await company.close();
    expect(rowsOf(reply)).toHaveLength(1);
    expect(rowsOf(reply)[0]).toMatchObject({ campaign: "Campaign 2", leads: 2, revenue: 1000, roi: null });
  });
});

describe("/campaign with a control group", () => {
  const touched_at = at("2025-02-01");
  const answered = at("2025-02-03");
  const arm = (name: string, accounts: readonly number[], responded: number) =>
    accounts.map((account_id, index) => ({
      ...{ campaign_id: 1, account_id, touched_at, arm: name },
      responded_at: index < responded ? answered : null,
    }));
  const orders = [
    { account_id: 1, ordered_at: at("2025-03-01"), net: 30 },
    { account_id: 1, ordered_at: at("2025-03-02"), net: 10 },
    // Before the touch.
    { account_id: 2, ordered_at: at("2025-01-15"), net: 999 },
    { account_id: 7, ordered_at: at("2025-03-01"), net: 20 },
  ];

  it("measures responses and money of both arms, a row per account, those who bought nothing counting 0", async () => {
    const company = await openCompany({
      orders,
      members: [
        ...arm("treatment", [1, 2, 3, 4, 5], 3),
        ...arm("control", [6, 7, 8, 9], 1),
        // Touched again: no further row, but its response counts.
        { campaign_id: 1, account_id: 4, touched_at: at("2025-02-05"), arm: "treatment", responded_at: answered },
      ],
    });
    const reply = await ask(campaign, company.store, {});
    await company.close();
    const lift = rowsOf(reply)[0]?.lift as Record<string, number>;
    expect(Object.keys(lift).join(" ")).toBe(
      "treated control treated_rate control_rate diff ci95 p_value " +
        "revenue_per_treated revenue_per_control revenue_diff revenue_ci95",
    );
    expect(lift).toMatchObject({ treated: 5, control: 4, treated_rate: 0.8, control_rate: 0.25 });
    expect(lift).toMatchObject({ revenue_per_treated: 8, revenue_per_control: 5, revenue_diff: 3 });
    // scipy.stats.ttest_ind([40, 0, 0, 0, 0], [0, 20, 0, 0], equal_var=False).confidence_interval()
    const [low, high] = lift.revenue_ci95 as unknown as [number, number];
    expect(low).toBeCloseTo(-19.71689211707979, 9);
    expect(high).toBeCloseTo(25.71689211707979, 9);
  });

  it("is a list for several treatment arms, and null without a control arm", async () => {
    const company = await openCompany({
      orders,
      members: [
        ...arm("coupon", [1, 2], 1),
        ...arm("letter", [3, 4], 0),
        ...arm("control", [6, 7], 1),
        { campaign_id: 2, account_id: 9, touched_at, arm: "A" },
      ],
    });
    const rows = rowsOf(await ask(campaign, company.store, {}));
    await company.close();
    const lifts = rows.find(({ campaign_id }) => campaign_id === "c1")?.lift as readonly { arm: string }[];
    expect(lifts.map((lift) => lift.arm)).toEqual(["coupon", "letter"]);
    expect(rows.find(({ campaign_id }) => campaign_id === "c2")?.lift).toBeNull();
  });
});

describe("attributed money", () => {
  const day = 86_400_000;
  const instant = (days: number) =>
    new Date(Date.UTC(2025, 0, 1) + days * day).toISOString().slice(0, 19).replace("T", " ");
  const weights: Readonly<Record<string, (place: number, count: number, age: number) => number>> = {
    last: (place, count) => (place === count - 1 ? 1 : 0),
    first: (place) => (place === 0 ? 1 : 0),
    linear: () => 1,
    position: (place, count) => (count < 3 ? 1 : place === 0 || place === count - 1 ? 2 * (count - 2) : 1),
    decay: (_place, _count, age) => 2 ** (-age / 7),
  };

  it("adds up to all revenue by every rule, and is what each rule says", async () => {
    const touch = fc.record({
      account: fc.integer({ min: 1, max: 3 }),
      campaign: fc.integer({ min: 1, max: 3 }),
      on: fc.nat(130),
    });
    const order = fc.record({
      account: fc.integer({ min: 1, max: 4 }),
      on: fc.nat(150),
      cents: fc.integer({ min: 1, max: 99_999 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(touch, { maxLength: 25, selector: ({ account, on }) => `${account} ${on}` }),
        fc.array(order, { minLength: 1, maxLength: 12 }),
        async (touches, orders) => {
          const company = await openCompany({
            orders: orders.map(({ account, on, cents }) => ({
              account_id: account,
              ordered_at: instant(on + 0.25),
              net: cents / 100,
            })),
            members: touches.map(({ account, campaign: key, on }) => ({
              campaign_id: key,
              account_id: account,
              touched_at: instant(on),
            })),
          });
          for (const [attribution, weigh] of Object.entries(weights)) {
            const expected = new Map<string, number>();
            for (const { account, on, cents } of orders) {
              const before = touches
                .filter((each) => each.account === account && each.on <= on && each.on + 90 >= on + 0.25)
                .sort((a, b) => a.on - b.on);
              const parts = before.map((each, place) => weigh(place, before.length, on + 0.25 - each.on));
              const whole = parts.reduce((sum, part) => sum + part, 0);
              for (const [place, each] of before.entries()) {
                const name = `Campaign ${each.campaign}`;
                expected.set(name, (expected.get(name) ?? 0) + (cents * (parts[place] as number)) / whole);
              }
              if (before.length === 0) expected.set("(none)", (expected.get("(none)") ?? 0) + cents);
            }
            const found = rowsOf(await ask(campaign, company.store, { options: { attribution } }));
            const sum = found.reduce((total, { revenue }) => total + Math.round(revenue * 100), 0);
            expect(sum).toBe(orders.reduce((total, { cents }) => total + cents, 0));
            for (const { campaign: name, revenue } of found) {
              expect(Math.abs(revenue * 100 - (expected.get(name ?? "") ?? 0))).toBeLessThan(1.001);
            }
          }
          await company.close();
        },
      ),
      { numRuns: 3, seed: 20 },
    );
  });
});
