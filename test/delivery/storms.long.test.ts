import { afterAll, beforeAll, expect, it } from "vitest";
import { broken, openCoast, weather } from "./storm.ts";

const storms = 200;
let coast: Awaited<ReturnType<typeof openCoast>>;
beforeAll(async () => {
  coast = await openCoast();
});
afterAll(() => coast.close());

it(`${storms} storms: every occurrence ends truthfully, none lost, none doubled`, {
  timeout: storms * 10_000,
}, async () => {
  const totals = new Map<string, number>();
  for (let seed = 1; seed <= storms; seed++) {
    const end = await weather(seed, coast);
    expect(broken(end)).toEqual([]);
    for (const { state } of end.deliveries) totals.set(state, (totals.get(state) ?? 0) + 1);
  }
  // A storm in which nothing goes wrong would prove nothing.
  expect(totals.get("sent")).toBeGreaterThan(storms * 10);
  expect(totals.get("unknown")).toBeGreaterThan(storms / 4);
  expect(totals.get("failed")).toBeGreaterThan(storms / 10);
});
