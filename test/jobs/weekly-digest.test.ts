import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { lastSpan } from "#digests/span.ts";
import type { JobInput, Said } from "#job.ts";
import type { Parley } from "#parley.ts";
import type { Panel, Reply } from "#reply.ts";
import { demoParley, fromAdministrator } from "../demo-company.ts";
import { askerOf, say } from "./say.ts";

let parley: Parley;
let close: () => Promise<void>;
let admin: Said;
beforeAll(async () => {
  ({ parley, close } = await demoParley());
  const [said] = await say(parley, "weekly-digest");
  if (said === undefined) throw new Error("nothing was said");
  admin = said;
}, 120_000);
afterAll(() => close());

async function result(text: string, owner?: string): Promise<Reply["result"]> {
  const identify = () => askerOf(parley, owner);
  const { answer } = await parley.dispatch(fromAdministrator(text, { identify }));
  expect(answer.error).toBeUndefined();
  return answer.result;
}

const panelsOf = ({ reply }: Said): readonly Panel[] => reply.board?.panels ?? [];
const figure = ({ figures }: Said, key: string): number | undefined => figures?.find((one) => one.key === key)?.value;

describe("weekly-digest", () => {
  it("states the numbers that the commands give for the same week", async () => {
    const kpi = await result("/kpi last week vs prev");
    expect(admin.reply.result.period).toEqual({ from: "2026-11-09", to: "2026-11-16" });
    expect(admin.reply.result.period).toEqual(kpi.period);
    const known = (
      kpi.kpis as { kpi: string; value: number | null; previous: number | null; yoy: number | null }[]
    ).map(({ kpi: name, value, previous, yoy }) => ({ kpi: name, value, previous, yoy }));
    const told = admin.reply.result.key_figures as typeof known;
    expect(told.length).toBe(9);
    for (const row of told) expect(known).toContainEqual(row);
    const pipeline = await result("/pipeline last week");
    expect(pipeline.changes).toMatchObject(admin.reply.result.pipeline ?? {});
    expect(figure(admin, "deals_won")).toBe((pipeline.changes as { won: number }).won);
    const sales = (await result("/sales last week")).totals as { revenue: number };
    expect(figure(admin, "revenue")).toBeCloseTo(sales.revenue, 4);
    expect((admin.reply.result.series as { revenue: number }[]).at(-1)?.revenue).toBeCloseTo(sales.revenue, 4);
  });

  it("is one picture: tiles, trend, forecast, pipeline, wins, losses, team, risks, satisfaction, data to fix", () => {
    expect(panelsOf(admin).map(({ shows }) => shows.kind)).toEqual([
      ...["tiles", "columns", "goal", "bars", "list", "list", "bars", "list", "list", "list"],
    ]);
    for (const { title } of panelsOf(admin).slice(1)) expect(admin.reply.board?.alt).toContain(title);
    expect(admin.reply.board?.alt).toContain(admin.reply.headline);
    expect(admin.reply.board?.subtitle).toBe("Week of 9–15 Nov 2026 | whole company");
    expect(admin.reply.actions).toHaveLength(3);
  });

  it("tells a manager of the manager's own people alone", async () => {
    const [said] = await say(parley, "weekly-digest", { owner: "U002" });
    if (said === undefined) throw new Error("nothing was said");
    const sales = (await result("/sales last week", "U002")).totals as { revenue: number };
    expect(figure(said, "revenue")).toBeCloseTo(sales.revenue, 4);
    expect(sales.revenue).toBeLessThan(figure(admin, "revenue") ?? 0);
    const { owners } = await askerOf(parley, "U002");
    const everybody = await parley.directory.owners();
    const others = everybody.filter(({ key, name }) => !owners?.includes(key) && name.length > 1);
    // 孙彤 of the team is also the beginning of 孙彤雪's name.
    const text = JSON.stringify({ panels: panelsOf(said), actions: said.reply.actions });
    expect(others.filter(({ name }) => text.includes(name)).map(({ name }) => name)).toEqual([]);
    expect(said.reply.board?.subtitle).toContain("王睿航 and team");
  });

  it("leaves the team out for somebody who leads nobody", async () => {
    const [said] = await say(parley, "weekly-digest", { owner: "U006" });
    if (said === undefined) throw new Error("nothing was said");
    expect(panelsOf(said).some(({ title }) => title?.includes("sold most"))).toBe(false);
    expect(panelsOf(said)[0]?.shows.kind).toBe("tiles");
  });

  it("says the same in Chinese", async () => {
    const [said] = await say(parley, "weekly-digest", { locale: "zh" });
    expect(said?.figures?.map(({ key, value }) => [key, value])).toEqual(
      admin.figures?.map(({ key, value }) => [key, value]),
    );
    expect(said?.reply.headline).toMatch(/^上周销售额¥[\d.]+万，环比(增长|下降)\d+%，同比(增长|下降)\d+%$/);
  });

  it("names satisfaction's figures without what stands in brackets, for which there is no room", async () => {
    const kpis = [
      { label: "NPS", value: "40" },
      { label: "First answer (median)", value: "2 h" },
    ];
    const told = (input: JobInput<never>): JobInput<never> => ({
      ...input,
      ask: (text, depth) =>
        text.startsWith("/satisfaction")
          ? Promise.resolve({ headline: "", kpis, result: { n: 1 } })
          : input.ask(text, depth),
    });
    const [said] = await say(parley, "weekly-digest", { change: told });
    const shown = said === undefined ? undefined : panelsOf(said).find(({ title }) => title?.startsWith("NPS 40"));
    expect(shown?.shows).toMatchObject({ kind: "list", entries: [{ label: "First answer", text: "2 h" }] });
  });

  it.each([{}, { owner: "U002" }])("says of figures alone what it says of whole answers: $owner", async (reader) => {
    const asked: (string | undefined)[] = [];
    const whole = (input: JobInput<never>): JobInput<never> => ({
      ...input,
      ask: (text, depth) => {
        asked.push(depth);
        return input.ask(text);
      },
    });
    const brief = await say(parley, "weekly-digest", reader);
    expect(brief).toEqual(await say(parley, "weekly-digest", { ...reader, change: whole }));
    expect(asked.filter((depth) => depth === "brief")).toHaveLength(4);
  });

  it("stands without a section that fails, and says which", async () => {
    const error = vi.fn();
    const failing = (input: JobInput<never>): JobInput<never> => ({
      ...input,
      log: { ...input.log, error },
      ask: (text, depth) =>
        text.startsWith("/forecast") ? Promise.reject(new Error("out of memory")) : input.ask(text, depth),
    });
    const [said] = await say(parley, "weekly-digest", { change: failing });
    if (said === undefined) throw new Error("nothing was said");
    expect(said.reply.footnotes?.[0]).toBe(
      "Not in this digest, as it could not be read: forecast. What is there is complete.",
    );
    expect(said.reply.result.missing).toEqual(["forecast"]);
    expect(error.mock.calls[0]?.[0]).toMatchObject({ section: "forecast" });
    expect(panelsOf(said).map(({ shows }) => shows.kind)).not.toContain("goal");
    expect(said.reply.headline).toBe(admin.reply.headline);
  });

  it("has nothing to say of a week before there was anything", async () => {
    expect(await say(parley, "weekly-digest", { now: new Date("2019-03-04T01:00:00Z") })).toEqual([]);
  });

  it("says the same when it is run again for the same instant", async () => {
    const [again] = await say(parley, "weekly-digest");
    expect(again).toEqual(admin);
  });

  it("speaks of the week that was over at the planned instant, though it runs late", () => {
    const { calendar } = parley.parts;
    const late = lastSpan("week", new Date("2026-11-19T06:00:00Z"), calendar);
    expect([late.from, late.last, late.asked]).toEqual(["2026-11-09", "2026-11-15", "2026-11-09..2026-11-15"]);
    // Sunday, half past midnight in Shanghai: that week is not over yet.
    expect(lastSpan("week", new Date("2026-11-21T16:30:00Z"), calendar).to).toBe("2026-11-16");
    const month = lastSpan("month", new Date("2026-11-01T01:00:00Z"), calendar);
    expect([month.from, month.to, month.asked]).toEqual(["2026-10-01", "2026-11-01", "2026-10"]);
  });
});
