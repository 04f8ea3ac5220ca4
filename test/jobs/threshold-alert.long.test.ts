import { afterAll, beforeAll, expect, test } from "vitest";
import { demoParley } from "../demo-company.ts";
import { type Demo, firesOn, wouldHaveFired } from "./alert-quarter.ts";

let demo: Demo;
beforeAll(async () => {
  demo = await demoParley();
}, 120_000);
afterAll(() => demo.close());

// Ninety-two mornings, each of which judges the history of every source.
test("anomalies by group, day by day: would have fired on the days on which the job speaks", async () => {
  const rule = "leads anomalous by source daily";
  const dates = await wouldHaveFired(demo, rule);
  expect(dates.length).toBeGreaterThan(0);
  expect(await firesOn(demo, rule, "day")).toEqual(dates);
}, 600_000);
