import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Earlier, Said } from "#job.ts";
import type { Parley } from "#parley.ts";
import { demoParley, fromAdministrator } from "../demo-company.ts";
import { askerOf, say } from "./say.ts";

const monday = new Date("2026-11-16T01:00:00Z");
const friday = new Date("2026-11-20T09:00:00Z");

let parley: Parley;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ parley, close } = await demoParley());
}, 120_000);
afterAll(() => close());

async function rows(sql: string, shape: Record<string, "integer" | "double" | "text">) {
  const view = parley.parts.store.view({ owners: null, filters: [], by: [] });
  return view.select(sql, {}, shape);
}

function resultOf<Result>(said: Said | undefined): Result {
  if (said === undefined) throw new Error("nothing was said");
  return said.reply.result as Result;
}

async function ownerKey(id: string): Promise<number> {
  return (await parley.directory.owners()).find((owner) => owner.id === id)?.key ?? -1;
}

describe("stalled-deals", () => {
  it("tells an owner of each of the deals that /pipeline calls stalled and theirs, and of no other's", async () => {
    const said = await say(parley, "stalled-deals", { owner: "U015", now: monday });
    const identify = () => askerOf(parley, "U015");
    const { answer } = await parley.dispatch({
      ...fromAdministrator("/pipeline", { identify }),
      ...{ at: monday },
    });
    const stalled = answer.result.stalled as { opportunity_id: string; owner: string; amount: number }[];
    expect(stalled.length).toBeGreaterThan(0);
    expect(said.map(({ about }) => about)).toEqual(stalled.map(({ opportunity_id: id }) => `deal:${id}`));
    expect(said.map(({ atStake }) => atStake)).toEqual(stalled.map(({ amount }) => amount));
    expect(said[0]?.reply.headline).toMatch(/has stood in .+ for \d+ days$/);
  });
});

describe("unanswered-leads", () => {
  it("counts an owner's leads that nobody answered, and what such leads are worth", async () => {
    const owners = (await parley.directory.owners()).filter(({ active }) => active);
    const told = await Promise.all(
      owners.map(async ({ id, key }) => ({
        key,
        said: await say(parley, "unanswered-leads", { owner: id, now: monday }),
      })),
    );
    const counted = await rows(
      `SELECT owner_id AS owner, count(*) AS n FROM leads WHERE created_on BETWEEN DATE '2026-11-02' AND DATE '2026-11-15'
       AND (first_response_on IS NULL OR first_response_on > DATE '2026-11-15')
       AND (converted_on IS NULL OR converted_on > DATE '2026-11-15') AND lost_reason IS NULL
       AND owner_id IS NOT NULL GROUP BY 1`,
      { owner: "integer", n: "integer" },
    );
    expect(counted.length).toBeGreaterThan(0);
    const waiting = told.filter(({ said }) => said.length > 0);
    expect(waiting.length).toBeGreaterThan(0);
    for (const { key, said } of waiting) {
      const expected = counted.find(({ owner }) => owner === key)?.n;
      expect(resultOf<{ waiting: unknown[] }>(said[0]).waiting.length).toBe(expected);
      expect(said[0]?.atStake).toBeGreaterThan(0);
    }
    expect(waiting.length).toBe(counted.filter(({ owner }) => owners.some(({ key }) => key === owner)).length);
  });
});

describe("daily-brief", () => {
  it("holds the owner's deals that close this week, on one screen", async () => {
    const key = await ownerKey("U012");
    const [said] = await say(parley, "daily-brief", { owner: "U012", now: monday });
    const due = await rows(
      `SELECT count(*) AS n FROM opportunities WHERE owner_id = ${key} AND coalesce(status, 'open') = 'open'
       AND created_on <= DATE '2026-11-16' AND expected_close_on BETWEEN DATE '2026-11-16' AND DATE '2026-11-22'`,
      { n: "integer" },
    );
    expect(resultOf<{ deals: unknown[] }>(said).deals.length).toBe(due[0]?.n);
    const { headline = "", insights = [], actions = [] } = said?.reply ?? {};
    expect([headline, ...insights, ...actions].join("\n").length).toBeLessThan(900);
  });

  it("is nothing for an administrator, who owns no accounts", async () => {
    expect(await say(parley, "daily-brief", { now: monday })).toEqual([]);
  });
});

describe("work-report", () => {
  it("drafts what was done, in the order that Chinese managers read: 完成, 进展, 问题, 计划", async () => {
    const key = await ownerKey("U012");
    const [said] = await say(parley, "work-report", { owner: "U012", now: friday, locale: "zh" });
    const lines = [...(said?.reply.insights ?? []), ...(said?.reply.actions ?? [])].map((line) => line.split("：")[0]);
    expect(lines).toEqual(["本周完成", "进展", "问题", "下周计划"]);
    const calls = await rows(
      `SELECT count(*) AS n FROM activities WHERE owner_id = ${key} AND kind = 'call'
       AND occurred_on BETWEEN DATE '2026-11-16' AND DATE '2026-11-20'`,
      { n: "integer" },
    );
    expect(resultOf<{ work: { activities: { call: number } } }>(said).work.activities.call).toBe(calls[0]?.n);
    expect(calls[0]?.n).not.toBe(0);
    expect(said?.reply.insights?.[0]).toContain(`电话${calls[0]?.n}次`);
  });
});

describe("entry-credit", () => {
  it("thanks whoever recorded most, and blames nobody", async () => {
    const [said] = await say(parley, "entry-credit", { now: monday });
    const counted = await rows(
      `SELECT o.name AS owner, count(*) AS n FROM (
         SELECT owner_id FROM activities WHERE occurred_on BETWEEN DATE '2026-11-09' AND DATE '2026-11-15'
         UNION ALL SELECT owner_id FROM leads WHERE created_on BETWEEN DATE '2026-11-09' AND DATE '2026-11-15'
         UNION ALL SELECT owner_id FROM opportunities WHERE created_on BETWEEN DATE '2026-11-09' AND DATE '2026-11-15') e
       JOIN owners o ON o.id = e.owner_id GROUP BY 1 ORDER BY n DESC, owner`,
      { owner: "text", n: "integer" },
    );
    expect(said?.reply.headline).toBe(
      `Thank you, ${counted[0]?.owner}: ${counted[0]?.n} entries last week, more than anybody else`,
    );
    expect(
      resultOf<{ owners: { owner: string; all: number }[] }>(said).owners.map(({ owner, all }) => [owner, all]),
    ).toEqual(counted.map(({ owner, n }) => [owner, n]));
  });
});

describe("event-review", () => {
  it("comes a week after a season ended, with the answer to its days", async () => {
    const said = await say(parley, "event-review", { now: new Date("2026-11-18T02:00:00Z") });
    const season = said.find(({ about }) => about === "event:双11/2026-11-11");
    expect(season?.reply.headline).toMatch(/^双11 is over: Revenue/);
    expect(season?.reply.footnotes?.[0]).toContain("11 Nov 2026");
    const others = await say(parley, "event-review", { now: new Date("2026-11-19T02:00:00Z") });
    expect(others.some(({ about }) => about?.startsWith("event:双11"))).toBe(false);
  });

  it("reviews a campaign that ended a week ago by its own result", async () => {
    const [ended] = await rows(
      `SELECT name, CAST(ends_on + 7 AS VARCHAR) AS day FROM campaigns WHERE ends_on BETWEEN DATE '2026-09-01' AND DATE '2026-11-10'
       AND name IS NOT NULL AND id IN (SELECT campaign_id FROM campaign_members) ORDER BY ends_on DESC LIMIT 1`,
      { name: "text", day: "text" },
    );
    const said = await say(parley, "event-review", { now: new Date(`${ended?.day}T03:00:00Z`) });
    const one = said.find(({ about }) => about?.startsWith(`event:${ended?.name}/`));
    expect(one?.reply.headline).toContain(`${ended?.name} is over: `);
    expect(one?.reply.chart?.alt).toBe(one?.reply.headline);
  });
});

describe("digest-correction", () => {
  const figures = [
    { key: "revenue", label: "Revenue", value: 900_000, text: "¥900k" },
    { key: "orders", label: "Orders", value: 340, text: "340" },
  ];
  const saying = (now: readonly (typeof figures)[number][]): Earlier => ({
    ...{ id: "weekly-digest/2026-11-16T01:00:00.000Z", job: "weekly-digest" },
    ...{ title: { en: "Weekly digest", zh: "销售周报" }, plannedAt: monday, sentAt: monday, figures },
    again: async () => ({ period: { from: "2026-11-09", to: "2026-11-16" }, figures: now }),
  });
  const told = (now: readonly (typeof figures)[number][], locale: "en" | "zh" = "en") =>
    say(parley, "digest-correction", {
      ...{ owner: "U002", now: new Date("2026-11-17T01:30:00Z"), locale },
      change: (input) => ({ ...input, earlier: async () => [saying(now)] }),
    });

  it("gives old, new and cause when a number that was sent reads otherwise now", async () => {
    const [said] = await told([
      { key: "revenue", label: "Revenue", value: 912_300, text: "¥912k" },
      { key: "orders", label: "Orders", value: 343, text: "343" },
    ]);
    expect(said?.about).toBe("weekly-digest/2026-11-16T01:00:00.000Z");
    expect(said?.reply.headline).toBe(
      "Correction to the Weekly digest of 16 Nov 2026: Revenue was ¥900k, it is ¥912k (# other figure moved)".replace(
        "#",
        "1",
      ),
    );
    expect(said?.reply.insights).toEqual([
      ...["Revenue: ¥900k → ¥912k", "Orders: 340 → 343"],
      expect.stringMatching(/^Why: .*order.* after it was sent$/),
    ]);
    expect(said?.figures?.map(({ text }) => text)).toEqual(["¥912k", "343"]);
  });

  it("says nothing when a number moved within its rounding", async () => {
    expect(await told([{ key: "revenue", label: "Revenue", value: 900_300, text: "¥900k" }])).toEqual([]);
  });
});
