import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Command } from "#command.ts";
import { createWords } from "#locales/words.ts";
import type { Landing, Store } from "#store.ts";
import funnelCommand from "../../commands/funnel.ts";
import { companyOf } from "./ask-company.ts";
import { ask, insert, span } from "./selling-company.ts";

const funnel = funnelCommand as unknown as Command;
const third = span("2024-07-01", "2024-10-01", "2024Q3");
const second = span("2024-04-01", "2024-07-01", "2024Q2");
const previous = { kind: "prev", period: second } as const;

/**
 * Two regions, two quarters. Of 40 deals each, 30 reach Demo, 20 Proposal and 10 are won, but in East only 5 reach
 * Proposal in the third quarter and 2 are won. Deals that stop at Demo are lost by price, the others stay open.
 */
async function deals(landing: Landing): Promise<void> {
  await insert(landing, "accounts", [
    { id: 1, name: "A", region: "East" },
    { id: 2, name: "B", region: "West" },
  ]);
  const stages = ["Qualified", "Demo", "Proposal", "Won", "Lost"];
  await insert(landing, "stages", [
    ...stages.map((name, index) => ({
      id: index + 1,
      pipeline: "Direct",
      name,
      sort_order: index,
      is_won: name === "Won",
      is_lost: name === "Lost",
    })),
    { id: 9, pipeline: "Partner", name: "Talk", sort_order: 1, is_won: false, is_lost: false },
  ]);
  const rows: Record<string, string | number | null>[] = [];
  const events: Record<string, string | number | null>[] = [];
  for (const [quarter, month] of [
    ["Q2", "04"],
    ["Q3", "07"],
  ] as const) {
    for (const account of [1, 2]) {
      const [proposals, won] = quarter === "Q3" && account === 1 ? [5, 2] : [20, 10];
      for (let index = 0; index < 40; index++) {
        const id = rows.length + 1;
        const furthest = index < won ? 4 : index < proposals ? 3 : index < 30 ? 2 : 1;
        const status = furthest === 4 ? "won" : furthest === 2 ? "lost" : "open";
        const day = (number: number) => `2024-${month}-${String(number).padStart(2, "0")} 04:00:00`;
        rows.push({
          id,
          account_id: account,
          pipeline: "Direct",
          stage_id: status === "lost" ? 5 : furthest,
          amount: 100,
          amount_reporting: 100,
          currency: "CNY",
          created_at: day(2),
          closed_at: status === "open" ? null : day(20),
          status,
          lost_reason: status === "lost" && index % 2 === 0 ? "Price" : null,
        });
        for (let rung = 1; rung <= furthest; rung++) {
          events.push({
            id: events.length + 1,
            opportunity_id: id,
            to_stage_id: rung,
            entered_at: day(rung === 4 ? 20 : 2 * rung),
            origin: "log",
            seq: rung,
          });
        }
        if (status === "lost") {
          events.push({
            id: events.length + 1,
            opportunity_id: id,
            to_stage_id: 5,
            entered_at: day(20),
            origin: "log",
            seq: 9,
          });
        }
      }
    }
  }
  // Seen from the same age, this step of an earlier deal has not happened yet.
  events.push({
    id: events.length + 1,
    opportunity_id: 40,
    to_stage_id: 3,
    entered_at: "2024-11-20 04:00:00",
    origin: "log",
    seq: 8,
  });
  const blank = {
    account_id: 1,
    amount: 1,
    amount_reporting: 1,
    currency: "CNY",
    closed_at: null,
    status: "open",
    lost_reason: null,
  };
  rows.push({ ...blank, id: 901, pipeline: "Partner", stage_id: 9, created_at: "2024-07-05 04:00:00" });
  rows.push({ ...blank, id: 902, pipeline: "Direct", stage_id: 1, created_at: null });
  await insert(landing, "opportunities", rows as never);
  await insert(landing, "opportunity_stage_events", events as never);
}

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await companyOf(deals));
});
afterAll(() => close());

describe("/funnel", () => {
  it("counts who reached each stage, by hand", async () => {
    const { result } = await ask(funnel, store, third, { comparison: previous });
    expect(result).toMatchObject({
      basis: "created",
      pipeline: "Direct",
      n: 80,
      overall: 12 / 80,
      history: "log",
      excluded: [{ reason: "created_at_missing", rows: 1 }],
      // Open: 10 at Qualified in each region, 3 in East and 10 in West at Proposal.
      open_share: 33 / 80,
      lost_reasons: [
        { reason: "Price", deals: 17, amount: 1700 },
        { reason: null, deals: 18, amount: 1800 },
      ].sort((a, b) => b.deals - a.deals),
    });
    expect(result.stages).toEqual([
      { stage: "Qualified", reached: 80, conversion: null, amount: 8000, median_days: null, still_here: 20 },
      { stage: "Demo", reached: 60, conversion: 0.75, amount: 6000, median_days: 2, still_here: 0 },
      { stage: "Proposal", reached: 25, conversion: 25 / 60, amount: 2500, median_days: 2, still_here: 13 },
      { stage: "Won", reached: 12, conversion: 12 / 25, amount: 1200, median_days: 14, still_here: 0 },
    ]);
  });

  it("compares with the earlier cohort at the same age and finds the leak", async () => {
    const { result, headline, footnotes } = await ask(funnel, store, third, { comparison: previous });
    // 25/60 against 40/60: z = 2.7482, two-sided p = erfc(z / √2) = 0.005993, three tests.
    expect(result.leak).toMatchObject({ stage: "Proposal", conversion: 25 / 60, previous: 40 / 60 });
    expect((result.leak as { p_value: number }).p_value).toBeCloseTo(0.005993 * 3, 4);
    expect(headline).toBe("Demo → Proposal fell to 42% from 67%: the leak in the funnel");
    expect(footnotes?.join("\n")).toContain("22 Aug 2024");
  });

  it("names the region in which the stage broke, in both languages", async () => {
    const english = await ask(funnel, store, third, { comparison: previous, by: ["region"] });
    expect(english.headline).toBe("East: Demo → Proposal fell to 17% from 67%, the leak in the funnel");
    expect(english.result.worst).toMatchObject({
      key: "East",
      stage: "Proposal",
      conversion: 5 / 30,
      previous: 20 / 30,
    });
    expect(english.actions?.[0]).toContain("Manager of East");
    expect(english.actions?.[0]).toContain("15 more deals");
    const chinese = await ask(funnel, store, third, { comparison: previous, by: ["region"], locale: "zh" });
    expect(chinese.headline).toBe("East的“Demo→Proposal”转化率从67%降到17%，是漏斗最大的漏点");
    expect(chinese.insights).toHaveLength(3);
    const groups = english.result.groups as { reached: number }[];
    expect(groups.reduce((sum, { reached }) => sum + reached, 0)).toBe(80);
  });

  it("takes the lowest conversion where there is nothing to compare with", async () => {
    const { result, headline } = await ask(funnel, store, third, {
      filters: [{ dimension: "region", values: ["West"] }],
    });
    expect(result.leak).toEqual({ stage: "Won", conversion: 0.5, previous: null, p_value: null });
    expect(headline).toBe("Only 50% get from Proposal to Won, the narrowest step of the funnel");
  });

  it("shows open deals by the stage they stand in", async () => {
    const { result } = await ask(funnel, store, third, { options: { basis: "open" } });
    // 20 a quarter at Qualified, and one since nobody knows when; one has moved to Proposal in November, to 3 × 10 + 3.
    expect(result.stages).toEqual([
      { stage: "Qualified", deals: 40, amount: 3901 },
      { stage: "Demo", deals: 0, amount: 0 },
      { stage: "Proposal", deals: 34, amount: 3400 },
      { stage: "Won", deals: 0, amount: 0 },
    ]);
  });

  it("takes closed deals as the cohort where asked", async () => {
    const { result } = await ask(funnel, store, third, { options: { basis: "closing" } });
    expect(result).toMatchObject({ n: 47, open_share: 0, overall: 12 / 47 });
  });

  it("takes open deals as closing where they are expected to, to the end of a running period", async () => {
    const company = await companyOf(async (landing) => {
      const deal = (id: number, status: string, closed: string | null, expected: string) => ({
        ...{ id, pipeline: "Direct", status, amount: 10, amount_reporting: 10, currency: "CNY" },
        ...{ created_at: "2024-05-02 04:00:00", closed_at: closed, expected_close_on: expected },
      });
      await insert(landing, "opportunities", [
        deal(1, "won", "2024-10-20 04:00:00", "2024-08-01"),
        deal(2, "lost", "2024-11-02 04:00:00", "2024-10-01"),
        deal(3, "open", null, "2024-12-30"),
        deal(4, "open", null, "2025-01-01"),
        deal(5, "void", null, "2024-11-01"),
        deal(6, "won", "2024-09-30 04:00:00", "2024-10-30"),
      ]);
    });
    try {
      const running = { ...span("2024-10-01", "2024-11-23", "this quarter"), running: true };
      const { result, footnotes } = await ask(funnel, company.store, running, { options: { basis: "closing" } });
      expect(result).toMatchObject({ n: 3, open_share: 1 / 3, overall: 1 / 3, expected_to: "2025-01-01" });
      expect(footnotes?.join("\n")).toContain("31 Dec 2024");
    } finally {
      await company.close();
    }
  });

  it("groups open deals, most money first", async () => {
    const { result, headline } = await ask(funnel, store, third, { options: { basis: "open" }, by: ["region"] });
    expect(result.groups).toMatchObject([
      { key: "West", deals: 40, amount: 4000 },
      { key: "East", deals: 34, amount: 3301 },
    ]);
    expect(headline).toBe("¥7.3k lie in 74 open deals; West holds the largest part, 55%");
  });

  it("knows nothing to close where only void deals did", async () => {
    const company = await companyOf(async (landing) => {
      const day = "2024-08-02 04:00:00";
      await insert(landing, "opportunities", [
        { id: 1, pipeline: "Direct", status: "void", created_at: day, closed_at: day },
      ]);
    });
    try {
      const { empty, result } = await ask(funnel, company.store, third, { options: { basis: "closing" } });
      expect({ empty, n: result.n }).toEqual({ empty: true, n: 0 });
    } finally {
      await company.close();
    }
  });

  it("takes nobody for won who stands in a stage that has no place in the order", async () => {
    const company = await companyOf(async (landing) => {
      await insert(landing, "stages", [
        { id: 1, name: "New", sort_order: 1, is_won: false, is_lost: false },
        { id: 2, name: "Won", sort_order: 2, is_won: true, is_lost: false },
        { id: 3, name: "Elsewhere", sort_order: null, is_won: null, is_lost: null },
      ]);
      const deal = (id: number, stage: number, status: string) => ({
        ...{ id, stage_id: stage, status, amount: 10, created_at: "2024-07-02 04:00:00" },
        closed_at: status === "won" ? "2024-08-01 04:00:00" : null,
      });
      await insert(landing, "opportunities", [deal(1, 1, "open"), deal(2, 2, "won"), deal(3, 3, "open")]);
    });
    try {
      const { result } = await ask(funnel, company.store, third);
      expect(result.stages).toMatchObject([
        { stage: "New", reached: 3 },
        { stage: "Elsewhere", reached: 2, still_here: 1 },
        { stage: "Won", reached: 1 },
      ]);
    } finally {
      await company.close();
    }
  });

  it("counts one deal as one in words", () => {
    const words = createWords("en", "CNY", funnelCommand.messages);
    const values = {
      who: "A",
      reason: "R",
      stage: "S",
      from: "F",
      before: "9%",
      money: "¥1",
      share: "50%",
      p: "= 0.01",
    };
    const of = (key: string, more: Record<string, string | number>) => words.say(key, { ...values, ...more });
    expect(of("insight_open", { n: 1 })).toBe("1 deal (50%) is still open, so the later stages will still rise");
    expect(of("insight_open", { n: 2 })).toBe("2 deals (50%) are still open, so the later stages will still rise");
    expect(of("insight_loss", { records: 1 })).toContain("1 fewer deal reached");
    expect(of("insight_lost", { n: 1, lost: 1 })).toContain("1 of 1 lost deal (50%) names");
    expect(of("insight_lost", { n: 1, lost: 3 })).toContain("1 of 3 lost deals (50%) names");
    expect(of("insight_lost", { n: 2, lost: 3 })).toContain("2 of 3 lost deals (50%) name “");
    expect(of("insight_slow", { days: "1" })).toContain("1 day from");
    expect(of("insight_slow", { days: "1.5" })).toContain("1.5 days from");
    expect(of("action_mend", { n: 1, won: "1" })).toContain("1 more deal there, 1 more win, about");
    expect(of("action_waiting", { n: 1, expected: 1 })).toBe(
      "Owner of the deal now in F: agree on a next step towards S this week",
    );
    expect(of("action_waiting", { n: 2, expected: 1 })).toContain("Owners of the 2 deals now in F");
    expect(of("action_lost", { n: 1 })).toContain("it cost 1 deal worth");
    expect(of("open_action", { n: 1 })).toBe("Owner of the deal in S: agree on the next step; ¥1 depends on it");
    expect(of("open_action", { n: 2 })).toContain("Owners of the 2 deals in S");
  });

  it("takes a pipeline by the beginning of its name, and names those there are", async () => {
    const { result } = await ask(funnel, store, third, { options: { pipeline: "part" } });
    expect(result).toMatchObject({ pipeline: "Partner", n: 1, history: "inferred" });
    await expect(ask(funnel, store, third, { options: { pipeline: "x" } })).rejects.toMatchObject({
      hint: expect.stringContaining("Direct"),
    });
  });

  it("says so when there are no deals", async () => {
    const reply = await ask(funnel, store, span("2020-01-01", "2020-04-01"));
    expect(reply).toMatchObject({ empty: true, headline: "There are no deals in this period, so there is no funnel" });
  });
});
