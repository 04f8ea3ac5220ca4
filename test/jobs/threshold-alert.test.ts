import { afterAll, beforeAll, expect, test } from "vitest";
import { administrator } from "#access/asker.ts";
import { edition } from "#delivery/edition.ts";
import { alertText, type SpokenAlert } from "#grammar/alert-words.ts";
import { startOfDay } from "#grammar/days.ts";
import job from "../../jobs/threshold-alert.ts";
import { demoParley, fromAdministrator } from "../demo-company.ts";
import { type Demo, firesOn, nine, said, wouldHaveFired, zone } from "./alert-quarter.ts";

let demo: Demo;
beforeAll(async () => {
  demo = await demoParley();
}, 120_000);
afterAll(() => demo.close());

const rules: readonly (readonly [string, "day" | "week" | "month"])[] = [
  ["revenue below 70k daily", "day"],
  ["orders changed by 60% daily cooldown=3d", "day"],
  ["orders above 310 weekly", "week"],
  ["win rate down by 5% region=华东 weekly", "week"],
  ["leads anomalous weekly", "week"],
  ["revenue changed by 5% vs yoy monthly", "month"],
];

test.each(rules)(
  "%s: would have fired on the days on which the job speaks",
  async (rule, grain) => {
    const dates = await wouldHaveFired(demo, rule);
    expect(await firesOn(demo, rule, grain)).toEqual(dates);
  },
  300_000,
);

test("each kind of rule has days to speak on in the demo company's quarter", async () => {
  const counts = await Promise.all(rules.slice(0, 3).map(async ([rule]) => (await wouldHaveFired(demo, rule)).length));
  for (const count of counts) expect(count).toBeGreaterThan(0);
});

test("what happens after the day changes nothing that was said on it", async () => {
  const past = await demoParley();
  const rule = "revenue changed by 40% daily cooldown=1d";
  const others = ["leads anomalous by source daily", "win rate below 30% daily"];
  const told = async (day: string, company: Demo) => {
    const editions = await Promise.all([rule, ...others].map((one) => said(company, one, day)));
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
  const [day] = await wouldHaveFired(demo, "revenue below 70k daily");
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

test("amounts are the reader's: told in their currency, and meant in it where they set the alert", async () => {
  const { parts } = demo.parley;
  const into = await parts.conversion("USD");
  if (into === null) throw new Error("the demo company has a rate for USD");
  const dollars = (text: string) =>
    demo.parley.dispatch({ ...fromAdministrator(text), currency: "USD" }).then(({ answer }) => answer);
  const meant = await dollars(`/alert test revenue below ${Math.round(70_000 * into.rate)} daily`);
  expect(meant.headline).toContain("below $");
  expect(meant.result.dates).toEqual(await wouldHaveFired(demo, "revenue below 70k daily"));
  const { rule } = meant.result as { rule: SpokenAlert };
  expect(alertText(rule)).toMatch(/^revenue below (69|70)\d\d\d.* daily money=CNY$/);

  const [day = ""] = meant.result.dates as string[];
  const reader = { asker: administrator, user: null, locale: "en" as const, currency: "USD" };
  const [told] = await edition(job, { rule: alertText(rule) }, nine(day), reader, parts);
  expect(told?.answer.headline).toContain("$");
  expect(JSON.stringify([told?.answer.headline, told?.answer.footnotes])).not.toContain("¥");
  expect(told?.answer.footnotes?.join()).toContain("Amounts in USD");
  expect((await dollars("/alert test revenue below 5 daily money=XOF")).error?.code).toBe("bad_alert");
}, 120_000);
