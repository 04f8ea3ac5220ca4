import { expect, it } from "vitest";
import actions from "../../commands/actions.ts";
import campaign from "../../commands/campaign.ts";
import forecast from "../../commands/forecast.ts";
import quality from "../../commands/quality.ts";
import { ask, companyOf, insert } from "./ask-company.ts";

type Company = Awaited<ReturnType<typeof companyOf>>;
async function at(fill: Parameters<typeof companyOf>[0], tell: (store: Company["store"]) => Promise<void>) {
  const { store, close } = await companyOf(fill);
  try {
    await tell(store);
  } finally {
    await close();
  }
}
const order = (id: number, day: string, net = 100) => ({
  ...{ id, account_id: 1, ordered_at: `${day} 04:00:00`, status: "confirmed", currency: "CNY", net },
});
const year = { from: "2025-01-01", to: "2026-01-01" };

it("/forecast of less than a month says that it is too short, not that there is nothing", async () => {
  await at(
    async (landing) => {
      await insert(landing, "accounts", [{ id: 1, name: "Acme" }]);
      await insert(landing, "orders", [order(1, "2025-12-10"), order(2, "2025-12-20")]);
    },
    async (store) => {
      const reply = await ask(forecast, store, { from: "2021-01-01", to: "2026-01-01" });
      expect(reply.empty).toBeUndefined();
      expect(reply.headline).toBe("Revenue: only 0 months complete, and a forecast needs at least 6 months");
    },
  );
});

it("/campaign does not judge campaigns of which nobody knows whom they reached", async () => {
  await at(
    async (landing) => {
      await insert(landing, "accounts", [{ id: 1, name: "Acme" }]);
      await insert(landing, "orders", [order(1, "2025-05-10")]);
      await insert(landing, "campaigns", [
        { id: 1, name: "Spring", channel: "mail", starts_at: "2025-04-01 00:00:00", ends_at: "2025-06-01 00:00:00" },
        { id: 2, name: "Fair", channel: "fair", starts_at: "2025-04-01 00:00:00", ends_at: "2025-06-01 00:00:00" },
      ]);
      await insert(landing, "campaign_costs", [
        { id: 1, campaign_id: 1, spent_on: "2025-04-05", amount: 500, currency: "CNY" },
        { id: 2, campaign_id: 2, spent_on: "2025-04-05", amount: 900, currency: "CNY" },
      ]);
    },
    async (store) => {
      const { headline, insights, actions, footnotes } = await ask(campaign, store, year);
      expect(headline).toMatch(/^No order followed a campaign/);
      expect([...(insights ?? []), ...(actions ?? [])].join()).not.toMatch(/Spring|Fair/);
      expect(footnotes?.join()).toContain("2 had no contact recorded in the period");
    },
  );
});

it("/quality says that all that is suspect are a few orders", async () => {
  await at(
    async (landing) => {
      await insert(landing, "accounts", [{ id: 1, name: "Acme" }]);
      const nets = [100, 110, 90, 1_050, 100];
      await insert(
        landing,
        "orders",
        nets.map((net, index) => order(index + 1, `2025-0${index + 1}-05`, net)),
      );
    },
    async (store) => {
      const { headline } = await ask(quality, store, { from: "2000-01-01", to: "2026-01-01" });
      expect(headline).toMatch(/: 1 order may be a slip, nothing else is wrong$/);
    },
  );
});

it("/actions of a company without any does not advise a longer period", async () => {
  await at(
    async () => {},
    async (store) => {
      const { empty, actions: said } = await ask(actions, store, { from: "2025-12-31", to: "2026-01-01" });
      expect(empty).toBe(true);
      expect(said).toEqual(["Use the time to look at the whole: /kpi"]);
    },
  );
});
