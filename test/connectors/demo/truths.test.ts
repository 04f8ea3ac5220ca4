import { beforeAll, describe, expect, it } from "vitest";
import { truthsOf } from "#connectors/demo/truths.ts";
import type { SourceRow } from "#model/tables.ts";
import { autumn, day, median, quarter, rowsOf, twoProportions } from "./rows.ts";

const truths = truthsOf(autumn);
const rates: Readonly<Record<string, number>> = { CNY: 1, USD: 7.1, EUR: 7.8 };
const valid = ({ status, net }: SourceRow<"orders">) =>
  (status === "confirmed" || status === "fulfilled") && (net ?? 0) > 0;
const value = ({ net, currency }: SourceRow<"orders">) => (net ?? 0) * (rates[currency ?? "CNY"] ?? 1);

let accounts: ReadonlyMap<string, SourceRow<"accounts">>;
let orders: readonly SourceRow<"orders">[];
let baskets: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(async () => {
  accounts = new Map((await rowsOf("accounts")).map((account) => [account.id, account]));
  orders = (await rowsOf("orders")).filter(valid);
  const names = new Map((await rowsOf("products")).map(({ id, name }) => [id, name ?? ""]));
  const sets = new Map<string, Set<string>>();
  for (const { order_id, product_id } of await rowsOf("order_lines")) {
    const set = sets.get(order_id ?? "") ?? new Set();
    sets.set(order_id ?? "", set.add(names.get(product_id ?? "") ?? ""));
  }
  baskets = sets;
});

describe("what is hidden in the demo company", () => {
  it("one channel returns at least twice what the next does", async () => {
    const channels = new Map((await rowsOf("campaigns")).map(({ id, channel }) => [id, channel ?? ""]));
    const [cost, revenue] = [new Map<string, number>(), new Map<string, number>()];
    const add = (sums: Map<string, number>, campaign: string | null | undefined, amount: number) => {
      const channel = channels.get(campaign ?? "");
      if (channel) sums.set(channel, (sums.get(channel) ?? 0) + amount);
    };
    for (const row of await rowsOf("campaign_costs"))
      if ((row.spent_on ?? "") > "2025-11-22") add(cost, row.campaign_id, row.amount ?? 0);
    for (const order of orders)
      if (day(order.ordered_at ?? "") > "2025-11-22") add(revenue, order.campaign_id, value(order));
    const roi = [...cost].map(([channel, spent]) => [channel, (revenue.get(channel) ?? 0) / spent - 1] as const);
    roi.sort((a, b) => b[1] - a[1]);
    expect(roi[0]?.[0]).toBe(truths.bestChannel.details.channel);
    expect(roi[0]?.[1]).toBeGreaterThan(2 * (roi[1]?.[1] ?? 0));
    expect(roi.at(-1)?.[1]).toBeLessThan(0);
  });

  it("one step of the funnel broke in one region, last quarter and this one", async () => {
    const { region, from, to, quarters } = truths.leak.details;
    const stageIds = new Map((await rowsOf("stages")).map(({ id, name }) => [name, id]));
    const entered = new Map<string, Map<string, number>>();
    for (const event of await rowsOf("opportunity_stage_events")) {
      const stages = entered.get(event.opportunity_id ?? "") ?? new Map();
      entered.set(event.opportunity_id ?? "", stages.set(event.to_stage_id, Date.parse(event.entered_at ?? "")));
    }
    const deals = await rowsOf("opportunities");
    /** Deals of a quarter that were quoted and that went on, both within `age` of their creation. */
    const step = (area: string, name: string, age: number) => {
      let [quoted, on, all] = [0, 0, 0];
      for (const deal of deals) {
        if (accounts.get(deal.account_id ?? "")?.region !== area || quarter(deal.created_at ?? "") !== name) continue;
        const until = Date.parse(deal.created_at ?? "") + age;
        const reached = (stage: string) =>
          (entered.get(deal.id)?.get(stageIds.get(stage) ?? "") ?? Number.POSITIVE_INFINITY) <= until;
        all++;
        if (reached(from)) quoted++;
        if (reached(to)) on++;
      }
      return { all, quoted, on };
    };
    const z = (area: string, name: string) => {
      const month = 60 * 86_400_000;
      const [now, then] = [step(area, name, month), step(area, "2026Q2", month)];
      return twoProportions(now.on, now.quoted, then.on, then.quoted);
    };
    expect(quarters).toEqual(["2026Q3", "2026Q4"]);
    expect(step(region, "2026Q3", Number.POSITIVE_INFINITY).all).toBeGreaterThan(140);
    // z = −3.29 is p = .001, two-sided
    for (const name of quarters) expect(z(region, name)).toBeLessThan(-3.29);
    for (const area of ["华东", "华北", "华中", "西南"]) expect(z(area, "2026Q3")).toBeGreaterThan(-2.58);
  });

  it("the NPS of one region fell with its punctuality, and its comments say so in both languages", async () => {
    const { region, quarter: name } = truths.late.details;
    const delivered = new Map(orders.map((order) => [order.id, order]));
    const answers = (await rowsOf("surveys")).filter(({ kind, score }) => kind === "nps" && score !== null);
    const of = (area: string, which: string) =>
      answers.filter(
        (answer) => accounts.get(answer.account_id ?? "")?.region === area && quarter(answer.sent_at ?? "") === which,
      );
    const nps = (list: typeof answers) => {
      const share = (test: (score: number) => boolean) =>
        list.filter(({ score }) => test(score ?? 0)).length / list.length;
      return share((score) => score >= 9) - share((score) => score <= 6);
    };
    const late = (list: typeof answers) =>
      list.filter(({ order_id }) => {
        const order = delivered.get(order_id ?? "");
        return order && (order.delivered_at ?? "") > (order.promised_at ?? "");
      });
    const [before, after] = [of(region, "2026Q2"), of(region, name)];
    expect(nps(before) - nps(after)).toBeGreaterThan(0.3);
    expect(late(after).length / after.length).toBeGreaterThan(3 * (late(before).length / before.length));
    expect(nps(late(after))).toBeLessThan(-0.3);
    const comments = after.map(({ comment }) => comment ?? "");
    expect(comments.filter((comment) => /太慢|延误|延迟|迟到|推迟/.test(comment)).length).toBeGreaterThan(8);
    expect(comments.filter((comment) => /late|delayed/i.test(comment)).length).toBeGreaterThan(1);
    for (const area of ["华南", "华中"]) expect(nps(of(area, "2026Q2")) - nps(of(area, name))).toBeLessThan(0.2);
  });

  it("three pairs of products go together", () => {
    const transactions = orders.flatMap(({ id }) => baskets.get(id) ?? []);
    const share = (...names: string[]) =>
      transactions.filter((set) => names.every((name) => set.has(name))).length / transactions.length;
    for (const { first, second, confidence } of truths.together.details) {
      const both = share(first, second);
      expect(both * transactions.length).toBeGreaterThan(100);
      expect(both / share(first)).toBeGreaterThan(confidence - 0.08);
      expect(both / (share(first) * share(second))).toBeGreaterThan(8);
    }
  });

  it("some forty good customers are drifting away", () => {
    const { accounts: ids } = truths.drifting.details;
    expect(ids.length).toBeGreaterThanOrEqual(30);
    expect(ids.length).toBeLessThanOrEqual(50);
    const total =
      orders.reduce((sum, order) => sum + value(order), 0) / new Set(orders.map((order) => order.account_id)).size;
    const found = ids.map((id) => {
      const own = orders.filter((order) => order.account_id === id);
      const days = own.map(({ ordered_at }) => Date.parse(ordered_at ?? "") / 86_400_000).sort((a, b) => a - b);
      const gaps = days.slice(1).map((at, k) => at - (days[k] ?? at));
      return {
        spent: own.reduce((sum, order) => sum + value(order), 0),
        usual: median(gaps.slice(0, -4)),
        last: median(gaps.slice(-4)),
        silent: autumn.getTime() / 86_400_000 - (days.at(-1) ?? 0),
      };
    });
    expect(median(found.map(({ spent }) => spent))).toBeGreaterThan(2 * total);
    expect(found.filter(({ silent, usual }) => silent > 3 * usual).length / found.length).toBeGreaterThan(0.8);
    expect(found.filter(({ last, usual }) => last > 1.2 * usual).length / found.length).toBeGreaterThan(0.7);
  });

  it("customers were typed in twice, each with a trace of the other", () => {
    const { pairs } = truths.duplicates.details;
    expect(pairs.length).toBeGreaterThanOrEqual(30);
    expect(pairs.length).toBeLessThanOrEqual(50);
    const digits = (phone: string | null | undefined) => (phone ?? "").replaceAll(/\D/g, "");
    for (const [original, duplicate] of pairs) {
      const [a, b] = [accounts.get(original), accounts.get(duplicate)];
      expect(a?.name).not.toBe(b?.name);
      expect(a?.city).toBe(b?.city);
    }
    const same = pairs.filter(([a, b]) => digits(accounts.get(a)?.phone) === digits(accounts.get(b)?.phone));
    expect(same.length / pairs.length).toBeGreaterThan(0.85);
  });

  it("rows are dirty as everywhere, a little", async () => {
    const deals = await rowsOf("opportunities");
    const leads = await rowsOf("leads");
    const counts = {
      wonWithoutAmount: deals.filter(({ status, amount }) => status === "won" && amount === null).length,
      closedTooEarly: deals.filter(({ closed_at, created_at }) => closed_at && closed_at < (created_at ?? "")).length,
      convertedTooEarly: leads.filter(
        ({ converted_at, created_at }) => converted_at && converted_at < (created_at ?? ""),
      ).length,
      withoutSource: leads.filter(({ source }) => source === null).length,
      badPhone: [...accounts.values()].filter(({ phone }) => phone && phone.replaceAll(/\D/g, "").length < 10).length,
    };
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(5);
    for (const count of Object.values(counts)) expect(count).toBeLessThan(450);
  });

  it("a few orders have a zero too many", () => {
    const { orders: ids } = truths.outliers.details;
    expect(ids.length).toBeGreaterThan(2);
    const huge = ids.filter((id) => {
      const order = orders.find((candidate) => candidate.id === id);
      const own = orders.filter(({ account_id }) => account_id === order?.account_id).map((other) => other.net ?? 0);
      return order === undefined || own.length < 4 || (order.net ?? 0) > 3 * median(own);
    });
    expect(huge.length / ids.length).toBeGreaterThan(0.6);
  });

  it("hotels that never bought cups, unlike the others", () => {
    const { anchor, offer, accounts: ids } = truths.crossSell.details;
    expect(ids.length).toBeGreaterThanOrEqual(15);
    const buyers = (product: string) =>
      new Set(orders.flatMap(({ id, account_id }) => (baskets.get(id)?.has(product) ? [account_id ?? ""] : [])));
    const [beans, cups] = [buyers(anchor), buyers(offer)];
    expect(ids.filter((id) => cups.has(id))).toEqual([]);
    const others = [...beans].filter((id) => accounts.get(id)?.industry === "酒店" && !ids.includes(id));
    expect(others.filter((id) => cups.has(id)).length / others.length).toBeGreaterThan(0.6);
  });

  it("one seller answers within the hour and converts more", async () => {
    const { owner } = truths.quickest.details;
    const leads = await rowsOf("leads");
    const hours = ({ created_at, first_response_at }: SourceRow<"leads">) =>
      (Date.parse(first_response_at ?? "") - Date.parse(created_at ?? "")) / 3_600_000;
    const side = (own: boolean) => leads.filter((lead) => (lead.owner_id === owner) === own);
    const [mine, theirs] = [side(true), side(false)];
    const speed = (list: typeof mine) => median(list.filter((lead) => lead.first_response_at).map(hours));
    expect(speed(mine)).toBeLessThan(1);
    expect(speed(theirs)).toBeGreaterThan(5);
    const converted = (list: typeof mine) => list.filter((lead) => lead.converted_at).length;
    expect(converted(mine) / mine.length).toBeGreaterThan(1.5 * (converted(theirs) / theirs.length));
    expect(twoProportions(converted(mine), mine.length, converted(theirs), theirs.length)).toBeGreaterThan(3.29);
  });

  it("a coupon beats its control group", async () => {
    const members = (await rowsOf("campaign_members")).filter(
      (member) => member.campaign_id === truths.control.details.campaign,
    );
    const arm = (name: string) => members.filter((member) => member.arm === name);
    const responded = (name: string) => arm(name).filter((member) => member.responded_at).length;
    expect(arm("treatment").length + arm("control").length).toBe(members.length);
    expect(arm("control").length).toBeGreaterThan(200);
    expect(
      twoProportions(responded("treatment"), arm("treatment").length, responded("control"), arm("control").length),
    ).toBeGreaterThan(3.29);
  });

  /** Mean orders a day of some accounts. */
  const daily = (of: (type: string | null | undefined) => boolean) => {
    const counts = new Map<string, number>();
    for (const { account_id, ordered_at } of orders) {
      if (!of(accounts.get(account_id ?? "")?.type)) continue;
      const on = day(ordered_at ?? "");
      counts.set(on, (counts.get(on) ?? 0) + 1);
    }
    return (from: string, days: number) => {
      const start = Date.parse(from);
      let sum = 0;
      for (let k = 0; k < days; k++)
        sum += counts.get(new Date(start + k * 86_400_000).toISOString().slice(0, 10)) ?? 0;
      return sum / days;
    };
  };

  it("Spring Festival empties the order book, whenever it is", () => {
    const mean = daily(() => true);
    // first days of the lunar years 2023 to 2026
    for (const festival of ["2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17"]) {
      const later = new Date(Date.parse(festival) + 35 * 86_400_000).toISOString();
      expect(mean(festival, 7)).toBeLessThan(0.5 * mean(later, 28));
    }
  });

  it("618 and 双11 are the peaks of people at home", () => {
    const mean = daily((type) => type === "个人客户");
    for (const year of ["2023", "2024", "2025", "2026"]) {
      expect(mean(`${year}-06-16`, 3)).toBeGreaterThan(1.5 * mean(`${year}-05-10`, 14));
      expect(mean(`${year}-11-10`, 2)).toBeGreaterThan(1.5 * mean(`${year}-10-14`, 14));
    }
  });
});
