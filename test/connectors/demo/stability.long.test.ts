import { describe, expect, it } from "vitest";
import type { TableName } from "#model/tables.ts";
import { autumn, quarter, rowsOf } from "./rows.ts";

/** Columns that rightly change while things take their course. */
const moving: Partial<Record<TableName, readonly string[]>> = {
  orders: ["status", "delivered_at", "cancelled_at", "cancel_reason", "opportunity_id"],
  leads: [
    "first_response_at",
    "status",
    "converted_at",
    "converted_account_id",
    "converted_opportunity_id",
    "lost_reason",
  ],
  tickets: ["first_response_at", "resolved_at"],
  surveys: ["score", "responded_at", "comment"],
  campaign_members: ["responded_at", "feedback_score"],
};

async function changed(name: TableName, before: Date, after: Date): Promise<string[]> {
  const skip = new Set(moving[name] ?? []);
  const bare = (row: object) => JSON.stringify(Object.entries(row).filter(([key]) => !skip.has(key)));
  const later = new Map((await rowsOf(name, after)).map((row) => [row.id, bare(row)]));
  return (await rowsOf(name, before)).filter((row) => later.get(row.id) !== bare(row)).map(({ id }) => id);
}

const history = ["orders", "order_lines", "opportunity_stage_events", "activities", "leads", "surveys"] as const;

describe("the demo company's past", () => {
  it("is the same for the same day, at any hour", async () => {
    const evening = new Date("2026-11-22T15:30:00Z");
    for (const name of ["orders", "opportunities", "leads"] as const) {
      expect(await rowsOf(name, evening)).toEqual(await rowsOf(name));
    }
  });

  it.each(history)("keeps every row of %s when a day passes", async (name) => {
    const next = new Date("2026-11-23T05:00:00Z");
    expect((await changed(name, autumn, next)).slice(0, 5)).toEqual([]);
    expect((await rowsOf(name, next)).length).toBeGreaterThan((await rowsOf(name)).length);
  });

  it("keeps orders when the quarter turns, and all deals but those of the leak", async () => {
    const [before, after] = [new Date("2026-09-30T05:00:00Z"), new Date("2026-10-01T05:00:00Z")];
    expect(await changed("order_lines", before, after)).toEqual([]);
    const accounts = new Map((await rowsOf("accounts", after)).map(({ id, region }) => [id, region]));
    const deals = new Map((await rowsOf("opportunities", after)).map((deal) => [deal.id, deal]));
    const events = await changed("opportunity_stage_events", before, after);
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      const deal = deals.get(event.slice(0, event.lastIndexOf("-")));
      expect(accounts.get(deal?.account_id ?? "")).toBe("华南");
      expect(quarter(deal?.created_at ?? "")).toBe("2026Q2");
    }
  });

  it("drops the oldest year when a year begins, and nothing later", async () => {
    const [before, after] = [new Date("2026-12-31T05:00:00Z"), new Date("2027-01-01T05:00:00Z")];
    const kept = new Map((await rowsOf("orders", after)).map((order) => [order.id, order.net]));
    for (const order of await rowsOf("orders", before)) {
      expect(kept.get(order.id)).toBe((order.ordered_at ?? "") < "2023-12-31T16" ? undefined : order.net);
    }
  });
});
