import { afterAll, beforeAll, expect, test } from "vitest";
import { administrator } from "#access/asker.ts";
import { edition } from "#delivery/edition.ts";
import { addDays, startOfDay } from "#grammar/days.ts";
import job from "../../jobs/threshold-alert.ts";
import { demoParley, fromAdministrator } from "../demo-company.ts";

const zone = "Asia/Shanghai";
/** Days on which something that ended in the third quarter of 2026 is looked at, at nine in the morning. */
const days = Array.from({ length: 92 }, (_, index) => addDays("2026-07-02", index));
const nine = (day: string): Date => new Date(startOfDay(day, zone).getTime() + 9 * 3_600_000);

type Demo = Awaited<ReturnType<typeof demoParley>>;
let demo: Demo;
beforeAll(async () => {
  demo = await demoParley();
}, 120_000);
afterAll(() => demo.close());

/** What the job says on a day. */
async function said(rule: string, day: string, { parley }: Demo = demo) {
  const reader = { asker: administrator, user: null, locale: "en" as const };
  return edition(job, { rule }, nine(day), reader, parley.parts);
}

async function wouldHaveFired(rule: string): Promise<string[]> {
  const { answer } = await demo.parley.dispatch(fromAdministrator(`/alert test ${rule}`));
  expect(answer.error, answer.headline).toBeUndefined();
  const { dates, fired } = answer.result as { dates: string[]; fired: number };
  if (fired > 0) expect(answer.headline).toContain("last quarter");
  return dates;
}

async function fires(rule: string, among: readonly string[]): Promise<string[]> {
  const fired: string[] = [];
  for (const day of among) if ((await said(rule, day)).length > 0) fired.push(day);
  return fired;
}

const rules: readonly (readonly [string, "day" | "week" | "month"])[] = [
  ["revenue below 70k daily", "day"],
  ["orders changed by 60% daily cooldown=3d", "day"],
  ["orders above 310 weekly", "week"],
  ["leads anomalous by source daily", "day"],
  ["win rate down by 5% region=华东 weekly", "week"],
  ["leads anomalous weekly", "week"],
  ["revenue changed by 5% vs yoy monthly", "month"],
];

test.each(rules)(
  "%s: would have fired on the days on which the job speaks",
  async (rule, grain) => {
    const planned = days.filter(
      (day) => grain === "day" || (grain === "week" ? new Date(day).getUTCDay() === 1 : day.endsWith("-01")),
    );
    const dates = await wouldHaveFired(rule);
    expect(await fires(rule, planned)).toEqual(dates);
  },
  300_000,
);

test("each kind of rule has days to speak on in the demo company's quarter", async () => {
  const counts = await Promise.all(rules.slice(0, 4).map(async ([rule]) => (await wouldHaveFired(rule)).length));
  for (const count of counts) expect(count).toBeGreaterThan(0);
});

test("what happens after the day changes nothing that was said on it", async () => {
  const past = await demoParley();
  const rule = "revenue changed by 40% daily cooldown=1d";
  const others = ["leads anomalous by source daily", "win rate below 30% daily"];
  const told = async (day: string, company: Demo) => {
    const editions = await Promise.all([rule, ...others].map((one) => said(one, day, company)));
    return editions.map((all) => all.map(({ answer }) => answer.headline));
  };
  for (const day of ["2026-09-15", "2026-08-11", "2026-07-07"]) {
    const before = await told(day, demo);
    await past.parley.parts.store.load({ source: "demo", fingerprint: "past" }, async (landing) => {
      const end = startOfDay(day, zone);
      const later = { end };
      await landing.run("DELETE FROM data.orders WHERE ordered_at >= $end", later);
      await landing.run("DELETE FROM data.returns WHERE returned_at >= $end", later);
      await landing.run("DELETE FROM data.leads WHERE created_at >= $end", later);
      await landing.run("UPDATE data.leads SET converted_at = NULL WHERE converted_at >= $end", later);
      await landing.run("DELETE FROM data.opportunities WHERE created_at >= $end", later);
      await landing.run(
        "UPDATE data.opportunities SET closed_at = NULL, status = 'open' WHERE closed_at >= $end",
        later,
      );
    });
    expect(await told(day, past), day).toEqual(before);
  }
  await past.close();
}, 300_000);

test("a rule without anything to say about is silent, in both languages its words are the asker's", async () => {
  expect(
    await edition(job, {}, nine("2026-07-02"), { asker: administrator, user: null, locale: "en" }, demo.parley.parts),
  ).toEqual([]);
  const [day] = await wouldHaveFired("revenue below 70k daily");
  const [zh] = await edition(
    job,
    { rule: "revenue below 70k daily" },
    nine(day ?? ""),
    { asker: administrator, user: null, locale: "zh" },
    demo.parley.parts,
  );
  expect(zh?.answer.headline).toMatch(/销售额为.*低于/);
  expect(zh?.said.about).toBe("alert revenue below 70k daily");
  expect(zh?.said.atStake).toBeGreaterThan(0);
});
