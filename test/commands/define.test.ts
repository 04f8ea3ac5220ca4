import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Definition } from "#command.ts";
import { UserError } from "#errors.ts";
import { createWords } from "#locales/words.ts";
import type { Store } from "#store.ts";
import { allTerms, termMeant } from "#wording/define-choice.ts";
import define from "../../commands/define.ts";
import { ask, companyOf, insert } from "./ask-company.ts";
import { indicators } from "./in-place.ts";

let store: Store;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(landing, "accounts", [{ id: 1, name: "A" }]);
    const order = { account_id: 1, status: "confirmed", net: 250 };
    await insert(landing, "orders", [
      { ...order, id: 1, ordered_at: "2025-11-03 04:00:00" },
      { ...order, id: 2, ordered_at: "2025-11-04 04:00:00" },
    ]);
  }));
});
afterAll(() => close());

const own: Definition = {
  term: "活跃客户",
  text: { en: "Ordered in the last 90 days", zh: "近 90 天有下单" },
  since: "2025-06-01",
  was: [{ text: { en: "Ordered in the last 180 days", zh: "近 180 天有下单" }, since: "2024-01-01" }],
};
const house: Definition = { term: "会员日", text: { en: "Members' day", zh: "每年八月中" }, since: null, was: [] };

const asked = { asOf: "2025-12-10" };

describe("/define", () => {
  it("says how a figure is computed, and what it is here", async () => {
    const { headline, insights, result } = await ask(define, store, { ...asked, subject: "per buyer" });
    expect(headline).toMatch(/^Revenue per buyer: .*per distinct buyer, not per order$/);
    expect(insights?.[0]).toBe("In Nov it was ¥500 at your company");
    expect(result).toMatchObject({ term: "per_buyer", version: 1, changes: [], value: 500, month: "2025-11-01" });
  });

  it("answers in Chinese, by Chinese words inside a phrase", async () => {
    const { headline } = await ask(define, store, { ...asked, subject: "客单价是什么意思", locale: "zh" });
    expect(headline).toMatch(/^客单价：销售额/);
  });

  it("says which data a figure still wants", async () => {
    const { insights } = await ask(define, store, { ...asked, subject: "win rate" });
    expect(insights?.[0]).toMatch(/do not give it yet.*opportunities/);
  });

  it("names the nearest to what it does not know", async () => {
    const refused = ask(define, store, { ...asked, subject: "revenu" });
    await expect(refused).rejects.toMatchObject({ code: "unknown_term", hint: expect.stringContaining("Revenue") });
    await expect(refused).rejects.toBeInstanceOf(UserError);
  });

  it("lists every term by group without a subject", async () => {
    const { table, result } = await ask(define, store, { ...asked, locale: "zh" });
    expect(table?.rows[0]?.terms).toContain("客单价");
    expect((result.terms as unknown[]).length).toBeGreaterThan(60);
  });

  it("tells the company's own text with its change log, and Parley's beside it", async () => {
    const { headline, insights, table, result, footnotes } = await ask(define, store, {
      ...{ ...asked, subject: "active customers", definitions: [own, house] },
    });
    expect(headline).toBe("Active customers: Ordered in the last 90 days");
    expect(insights?.[0]).toMatch(/Parley's own definition: Distinct customers/);
    expect(table?.rows.map(({ version, since }) => [version, since])).toEqual([
      [2, "1 Jun 2025"],
      [1, "1 Jan 2024"],
    ]);
    expect(result).toMatchObject({
      ...{ term: "active_customers", version: 2, since: "2025-06-01" },
      changes: [{ version: 1, since: "2024-01-01", definition: { zh: "近 180 天有下单" } }],
    });
    expect(footnotes?.[0]).toMatch(/version 2/);
  });

  it("knows terms of the company alone", async () => {
    const { headline } = await ask(define, store, {
      ...{ ...asked, subject: "会员日", locale: "zh", definitions: [house] },
    });
    expect(headline).toBe("会员日：每年八月中");
  });
});

it("finds every term by its id and its titles in both languages", () => {
  const all = allTerms(indicators, []);
  const words = createWords("en", "CNY");
  for (const { id, title } of all) {
    expect([id, title.en, title.zh].map((name) => termMeant(name, all, words).id)).toEqual([id, id, id]);
  }
});
