import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Command } from "#command.ts";
import type { Landing, Store } from "#store.ts";
import leadsCommand from "../../commands/leads.ts";
import { companyOf } from "./ask-company.ts";
import { ask, insert, span } from "./selling-company.ts";

const leads = leadsCommand as unknown as Command;
const third = span("2024-07-01", "2024-10-01", "2024Q3");
const previous = { kind: "prev", period: span("2024-04-01", "2024-07-01", "2024Q2") } as const;

/**
 * In each of two quarters 100 leads of Web, 15 converted, and 20 of Referral, 12 converted; two leads without a source,
 * one of which converted before it was created, and one that nobody knows the day of. Web leads are answered after ten
 * hours, those of Referral after half an hour. In the earlier quarter conversions came later than the same age.
 */
async function fill(landing: Landing): Promise<void> {
  await insert(landing, "owners", [
    { id: 1, name: "Ann", team: "East" },
    { id: 2, name: "Bo", team: "West" },
  ]);
  const rows: Record<string, string | number | null>[] = [];
  const add = (source: string | null, month: string, more: Record<string, string | number | null>) => {
    const created = `2024-${month}-02 04:00:00`;
    rows.push({
      ...{ id: rows.length + 1, source, owner_id: source === "Referral" ? 1 : 2, created_at: created },
      ...{ first_response_at: null, converted_at: null, lost_reason: null, ...more },
    });
  };
  for (const [month, converted] of [
    ["04", "2024-09-30 04:00:00"],
    ["07", "2024-07-12 16:00:00"],
  ] as const) {
    for (let n = 0; n < 100; n++) {
      add("Web", month, {
        first_response_at: n < 90 ? `2024-${month}-02 14:00:00` : null,
        converted_at: n < 15 ? converted : null,
        lost_reason: n >= 15 && n < 95 ? "No need" : null,
      });
    }
    for (let n = 0; n < 20; n++) {
      add("Referral", month, {
        first_response_at: `2024-${month}-02 04:30:00`,
        converted_at: n < 12 ? converted : null,
      });
    }
  }
  add(null, "08", { converted_at: "2024-08-01 04:00:00" });
  add(null, "08", {});
  rows.push({ ...(rows[0] as Record<string, string>), id: 900, created_at: null });
  await insert(landing, "leads", rows as never);
}

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await companyOf(fill));
});
afterAll(() => close());

describe("/leads", () => {
  it("counts leads by source, the missing one a row of its own", async () => {
    const { result } = await ask(leads, store, third);
    expect(result).toMatchObject({
      n: 122,
      excluded: [{ reason: "lead_created_at_missing", rows: 1 }],
      previous: null,
    });
    expect(result.total).toMatchObject({ leads: 122, share: 1, responded: 110, converted: 28, conversion: 28 / 122 });
    expect(result.sources).toEqual([
      {
        ...{ source: "Web", leads: 100, share: 100 / 122, responded: 90, median_response_h: 10, converted: 15 },
        ...{ conversion: 0.15, conversion_ci95: [expect.closeTo(0.0931, 4), expect.closeTo(0.2328, 4)] },
        median_days_to_convert: 10.5,
      },
      expect.objectContaining({
        source: "Referral",
        leads: 20,
        median_response_h: 0.5,
        converted: 12,
        conversion: 0.6,
      }),
      // A conversion dated before the lead counts, and is for /quality to report.
      expect.objectContaining({ source: null, leads: 2, responded: 0, converted: 1, median_days_to_convert: -1 }),
    ]);
    expect(result.trend).toContainEqual({ start: "2024-07-01", leads: 120, converted: 27, conversion: 27 / 120 });
  });

  it("sees the comparison at the same age", async () => {
    const { result, footnotes } = await ask(leads, store, third, { comparison: previous });
    // As of 22 November the earlier quarter is seen up to 22 August: none of its leads had converted.
    expect(result.previous).toMatchObject({ n: 120, seen_until: "2024-08-22", total: { leads: 120, converted: 0 } });
    expect(footnotes?.join("\n")).toContain("22 Aug 2024");
  });

  it("finds who answers within the hour and converts more, in both languages", async () => {
    const english = await ask(leads, store, third, { by: ["owner"] });
    expect(english.headline).toBe(
      "Ann answers leads within 30 minutes and turns 60% of them into customers, the others 16%",
    );
    expect(english.result.groups).toMatchObject([
      { key: "Bo", leads: 102 },
      { key: "Ann", leads: 20, conversion: 0.6 },
    ]);
    expect(english.result.quickest).toMatchObject({ key: "Ann", median_response_h: 0.5 });
    expect(english.actions?.[0]).toContain("Owners, Bo first (6)");
    const chinese = await ask(leads, store, third, { by: ["owner"], locale: "zh" });
    expect(chinese.headline).toBe("Ann30分钟内响应线索，转化率60%，其余只有16%");
    expect(chinese.insights?.[0]).toContain("一小时内");
  });

  it("does not call chance a difference", async () => {
    const filters = [{ dimension: "source", values: ["Web"] }];
    const { result, headline } = await ask(leads, store, third, { filters });
    expect(result).toMatchObject({ n: 100, best: null, worst: null, quickest: null });
    expect(headline).toBe("100 leads, 15 of them customers by now (15%)");
  });

  it("says that nothing came in, and that nothing is known", async () => {
    const none = await ask(leads, store, span("2020-01-01", "2020-04-01"), { locale: "zh" });
    expect(none).toMatchObject({ empty: true, result: { n: 0, sources: [], total: { leads: 0, conversion: null } } });
    const company = await companyOf(async () => {});
    try {
      const { headline } = await ask(leads, company.store, third);
      expect(headline).toBe("The CRM gives no leads, so there is nothing to count");
    } finally {
      await company.close();
    }
  });
});
