import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "#store.ts";
import pipeline from "../../commands/pipeline.ts";
import { type Asked, ask, companyOf, insert } from "./ask-company.ts";
import { insertStages } from "./pipeline-company.ts";

const at = (day: string) => `${day} 02:00:00`;

/** Eight deals that live through every way a pipeline changes between 1 and 31 March 2025. */
async function fill(landing: Parameters<Parameters<typeof companyOf>[0]>[0]): Promise<void> {
  await insertStages(landing);
  await insert(landing, "owners", [
    { id: 1, name: "Ann", team: "A" },
    { id: 2, name: "Bob", team: "A" },
  ]);
  await insert(landing, "accounts", [
    { id: 1, name: "Falcon Foods", owner_id: 1, region: "north" },
    { id: 2, name: "华星科技", owner_id: 2, region: "south" },
  ]);
  const deal = (id: number, stage: number, amount: number | null, more: object = {}) => ({
    ...{ id, name: `Deal ${id}`, account_id: 1, owner_id: 1, stage_id: stage, amount, amount_reporting: amount },
    ...{ created_at: at("2025-02-01"), expected_close_on: "2025-06-30", closed_at: null, status: "open", ...more },
  });
  await insert(landing, "opportunities", [
    deal(1, 2, 150), // grew from 100, put off from 30 April
    deal(2, 1, 60, { owner_id: 2, account_id: 2, expected_close_on: "2025-03-15" }), // shrank from 80, overdue
    deal(3, 4, 90, { closed_at: at("2025-03-10"), status: "won" }), // won at 90, was 70
    deal(4, 5, 20, { closed_at: at("2025-03-11"), status: "lost" }),
    deal(5, 5, 5, { closed_at: at("2025-03-12"), status: "void" }),
    deal(6, 4, 30, { created_at: at("2025-03-02"), closed_at: at("2025-03-05"), status: "won" }),
    deal(7, 1, null, { created_at: at("2025-03-20"), owner_id: 2, account_id: 2 }),
    deal(8, 2, 40, { created_at: at("2025-01-01") }), // lost in February, opened again
    deal(9, 4, 500, { closed_at: null, status: "won" }), // nobody knows when
    deal(10, 1, 7, { created_at: null }),
  ]);
  let id = 0;
  const event = (deal: number, stage: number, day: string, amount: number | null, expected: string | null) => ({
    ...{ id: ++id, opportunity_id: deal, to_stage_id: stage, entered_at: at(day), origin: "native", seq: id },
    ...{ amount_at: amount, amount_at_reporting: amount, expected_close_on_at: expected },
  });
  await insert(landing, "opportunity_stage_events", [
    event(1, 1, "2025-02-01", 100, "2025-04-30"),
    event(1, 2, "2025-03-03", 150, "2025-06-30"),
    event(2, 1, "2025-02-01", 80, "2025-03-15"),
    event(2, 1, "2025-03-06", 60, "2025-03-15"),
    event(3, 1, "2025-02-01", 70, "2025-06-30"),
    event(3, 4, "2025-03-10", 90, "2025-06-30"),
    event(4, 1, "2025-02-01", 20, "2025-06-30"),
    event(4, 5, "2025-03-11", 20, "2025-06-30"),
    event(6, 1, "2025-03-02", 30, "2025-06-30"),
    event(6, 4, "2025-03-05", 30, "2025-06-30"),
    event(8, 1, "2025-01-01", 40, "2025-06-30"),
    event(8, 5, "2025-02-10", 40, "2025-06-30"),
    event(8, 2, "2025-03-25", 40, "2025-06-30"),
  ]);
  await insert(landing, "targets", [
    ...["01-31", "02-28", "03-31"].map((end, index) => ({
      ...{ id: index + 1, owner_id: 1, metric: "revenue", amount: 100 },
      ...{ period_start: `2025-${end.slice(0, 3)}01`, period_end: `2025-${end}` },
    })),
  ]);
}

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await companyOf(fill));
});
afterAll(() => close());

const about = (asked: Asked) => ask(pipeline, store, { asOf: "2025-03-31", ...asked });

describe("/pipeline", () => {
  it("shows what is open by stage, what is stalled and what slipped", async () => {
    const { result, headline } = await about({ from: "2025-03-31", to: "2025-04-01" });
    expect(result).toMatchObject({ n: 5, amount: 257, history: "native", as_of: "2025-03-31", horizon: null });
    expect(result.stages).toEqual([
      { stage: "Contact", deals: 3, amount: 67, weighted: 6.7 },
      { stage: "Offer", deals: 2, amount: 190, weighted: 76 },
      { stage: "Talks", deals: 0, amount: 0, weighted: 0 },
    ]);
    expect(headline).toBe("5 open deals worth ¥257; 74% of it is in Offer, and one is past its close date (¥60)");
    expect(result.slipped).toEqual([
      {
        ...{
          opportunity_id: "opportunities-2",
          name: "Deal 2",
          account_id: "accounts-2",
          account: "华星科技",
          owner: "Bob",
        },
        ...{ stage: "Contact", amount: 60, expected_close_on: "2025-03-15", first_expected_on: "2025-03-15" },
        ...{ overdue_days: 16, pushed_days: 0 },
      },
      expect.objectContaining({ opportunity_id: "opportunities-1", overdue_days: 0, pushed_days: 61 }),
    ]);
    // Won deals were in Contact for 37 and 3 days: the 75th percentile is 28.5.
    expect(result.stalled).toEqual([
      expect.objectContaining({ opportunity_id: "opportunities-2", days_in_stage: 58, p75_days: 28.5, basis: "stage" }),
    ]);
    expect(result.excluded).toEqual([{ reason: "closed_at_missing", rows: 1 }]);
  });

  it("tells how the pipeline came from one day to another, exactly", async () => {
    const { result, headline, footnotes, chart } = await about({ from: "2025-03-01", to: "2025-04-01" });
    expect(result.changes).toEqual({
      ...{ opening: 282, new: 70, won: 120, lost: 25, increased: 70, decreased: 20, pulled_in: 0, pushed_out: 0 },
      closing: 257,
    });
    expect(result.changes_deals).toEqual({
      ...{ opening: 6, new: 3, won: 2, lost: 2, increased: 2, decreased: 1, pulled_in: 0, pushed_out: 0, closing: 5 },
    });
    expect(result).toMatchObject({
      previous: { as_of: "2025-02-28", n: 6, amount: 282 },
      voided: { deals: 1, amount: 5 },
      close_dates: { earlier: { deals: 0 }, later: { deals: 1, amount: 150 } },
    });
    expect(headline).toBe(
      "The pipeline shrank by ¥25 to ¥257 since 1 Mar 2025: ¥70 came in, ¥120 was won, ¥25 was lost",
    );
    expect(footnotes?.join(" ")).toContain("The lost hold 1 voided deal (¥5)");
    expect(chart?.alt).toBe(headline);
  });

  it("within a horizon of close dates tells what was pulled in and pushed out", async () => {
    const { result } = await about({ from: "2025-03-01", to: "2025-04-01", options: { closing: "quarter" } });
    expect(result.horizon).toEqual({ from: "2025-01-01", to: "2025-04-01" });
    // Deals 3 and 6 were won this quarter though they were due in the next one.
    expect(result.changes).toEqual({
      ...{ opening: 80, new: 30, won: 120, lost: 0, increased: 0, decreased: 20, pulled_in: 90, pushed_out: 0 },
      closing: 60,
    });
  });

  it("puts the deals due this quarter against what its target still lacks", async () => {
    const { result } = await about({ from: "2025-03-31", to: "2025-04-01" });
    expect(result.coverage).toEqual({
      ...{ period: { from: "2025-01-01", to: "2025-04-01" }, target: 300, achieved: 120, remaining: 180 },
      ...{ deals: 1, pipeline: 60, weighted: 6, ratio: 60 / 180 },
    });
  });

  it("groups by owner, and shows a representative only own deals", async () => {
    const grouped = await about({ from: "2025-03-31", to: "2025-04-01", lens: { by: ["owner"] } });
    expect(grouped.result.groups).toEqual([
      { key: "Ann", deals: 3, amount: 197, weighted: 76.7 },
      { key: "Bob", deals: 2, amount: 60, weighted: 6 },
    ]);
    const own = await about({ from: "2025-03-31", to: "2025-04-01", lens: { owners: [2] } });
    expect(own.result).toMatchObject({ n: 2, amount: 60, coverage: null });
    expect(JSON.stringify(own)).not.toContain("Ann");
  });

  it("is told by stage anyway when asked for that", async () => {
    const span = { from: "2025-03-31", to: "2025-04-01" };
    const grouped = await about({ ...span, lens: { by: ["stage"] } });
    const plain = await about(span);
    expect(grouped.result).not.toHaveProperty("groups");
    expect([grouped.headline, grouped.result.stages]).toEqual([plain.headline, plain.result.stages]);
  });

  it("says everything in both languages", async () => {
    for (const locale of ["en", "zh"] as const) {
      const { headline, kpis, table, insights, actions, footnotes, method } = await about({
        ...{ from: "2025-03-01", to: "2025-04-01", locale },
      });
      expect({ headline, kpis, table, insights, actions, footnotes, method }).toMatchSnapshot();
    }
  });

  it("calls an amount that nobody entered unknown, not nothing", async () => {
    const { store: bare, close: closeBare } = await companyOf(async (landing) => {
      await insertStages(landing);
      await insert(landing, "opportunities", [
        {
          id: 1,
          name: "Bare",
          stage_id: 1,
          status: "open",
          created_at: at("2025-01-01"),
          expected_close_on: "2025-01-05",
        },
      ]);
    });
    try {
      const { headline, insights, actions } = await ask(pipeline, bare, { from: "2025-02-01", to: "2025-03-01" });
      const said = [headline, ...(insights ?? []), ...(actions ?? [])].join("\n");
      expect(headline).toBe("1 open deal, of unknown amount");
      expect(said).toContain("Bare or close it (no amount");
      expect(said).not.toContain("¥0");
    } finally {
      await closeBare();
    }
  });

  it("says so when nothing was open", async () => {
    const nothing = await about({ from: "2020-01-01", to: "2020-02-01", asOf: "2020-01-31", lens: { owners: [3] } });
    expect(nothing).toMatchObject({ empty: true, result: { n: 0, stages: [], stalled: [], slipped: [], amount: 0 } });
    expect(nothing.actions?.length).toBeGreaterThan(0);
  });
});
