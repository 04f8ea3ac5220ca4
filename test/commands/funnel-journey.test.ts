import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Command } from "#command.ts";
import type { Landing, Store } from "#store.ts";
import funnelCommand from "../../commands/funnel.ts";
import { companyOf } from "./ask-company.ts";
import { ask, insert, span } from "./selling-company.ts";

const funnel = funnelCommand as unknown as Command;
const third = span("2024-07-01", "2024-10-01", "2024Q3");
const full = { options: { full: true } };

/**
 * Ten leads: 1 to 6 became the customers 1 to 5, the last two the same one; 1 to 3 have deals, 1, 2, 4 and 5 orders, 1
 * and 2 paid, 1 ordered again. What customer 1 ordered before the lead, and a cancelled order, count for nothing.
 */
async function fill(landing: Landing): Promise<void> {
  const at = (day: string) => `2024-${day} 04:00:00`;
  await insert(
    landing,
    "accounts",
    [1, 2, 3, 4, 5].map((id) => ({ id, name: `A${id}` })),
  );
  await insert(
    landing,
    "leads",
    Array.from({ length: 10 }, (_, index) => ({
      ...{ id: index + 1, created_at: at("07-01"), lost_reason: index === 9 ? "No need" : null },
      ...{
        converted_at: index < 6 ? at("07-05") : null,
        converted_account_id: index < 6 ? Math.min(5, index + 1) : null,
      },
    })),
  );
  const deal = { status: "open", amount: 100, amount_reporting: 100, currency: "CNY", created_at: at("07-08") };
  await insert(landing, "opportunities", [
    { ...deal, id: 1, account_id: 1, lead_id: 1 },
    { ...deal, id: 2, account_id: 2, lead_id: null },
    { ...deal, id: 3, account_id: null, lead_id: 3 },
  ]);
  const order = (id: number, account: number, day: string, status = "confirmed") => ({
    ...{ id, account_id: account, status, net: 10, net_reporting: 10, currency: "CNY", ordered_at: at(day) },
  });
  await insert(landing, "orders", [
    ...[order(1, 1, "06-01"), order(2, 1, "07-10"), order(3, 1, "07-20"), order(4, 2, "07-10")],
    ...[order(5, 4, "07-10"), order(6, 5, "07-12"), order(7, 3, "07-12", "cancelled")],
  ]);
  const payment = { kind: "payment", amount: 10, amount_reporting: 10, currency: "CNY", paid_at: at("07-15") };
  await insert(landing, "payments", [
    { ...payment, id: 1, account_id: 1 },
    { ...payment, id: 2, account_id: 2 },
  ]);
  await insert(landing, "traffic", [{ id: 1, store: "S", channel: "Web", counted_at: at("07-02"), visitors: 500 }]);
}

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await companyOf(fill));
});
afterAll(() => close());

describe("/funnel full", () => {
  it("follows leads from traffic to repurchase, by hand", async () => {
    const { result } = await ask(funnel, store, third, full);
    const stages = result.stages as { stage: string; reached: number; own: number; amount: number | null }[];
    expect(stages.map(({ stage, reached, own, amount }) => [stage, reached, own, amount])).toEqual([
      ["Visitors", 500, 500, null],
      ["Leads", 10, 10, null],
      ["Customers", 6, 6, null],
      // Who ordered has reached the deals too; money of the account of two leads counts once.
      ["Opportunities", 6, 3, 300],
      ["Orders", 5, 5, 50],
      ["Payments", 2, 2, 20],
      ["Repurchase", 1, 1, 10],
    ]);
    expect(stages[1]).toMatchObject({ still_here: 3, conversion: 10 / 500 });
    expect(stages[2]).toMatchObject({ median_days: 4, conversion: 0.6, still_here: 0 });
    expect(result).toMatchObject({ full: true, n: 10, leak: { stage: "Payments", conversion: 0.4, p_value: null } });
  });

  it("says where leads are lost, in both languages", async () => {
    const english = await ask(funnel, store, third, full);
    expect(english.headline).toBe("Only 40% get from Orders to Payments, the narrowest step of the funnel");
    expect(english.insights?.[0]).toBe("500 visitors left 10 leads: 2.0% of them gave a name");
    expect(english.footnotes?.join("\n")).toContain("3 leads ordered or paid without a deal");
    const chinese = await ask(funnel, store, third, { ...full, locale: "zh" });
    expect(chinese.headline).toBe("“下单→回款”转化率只有40%，是漏斗最窄的一步");
  });

  it("compares at the same age, and refuses groups", async () => {
    const comparison = { kind: "prev", period: span("2024-04-01", "2024-07-01", "2024Q2") } as const;
    const { result } = await ask(funnel, store, third, { ...full, comparison });
    expect(result.previous).toBeNull();
    await expect(ask(funnel, store, third, { ...full, by: ["source"] })).rejects.toMatchObject({
      code: "not_applicable",
    });
  });

  it("says so without leads", async () => {
    const { empty } = await ask(funnel, store, span("2020-01-01", "2020-04-01"), full);
    expect(empty).toBe(true);
  });
});
