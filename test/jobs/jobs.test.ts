import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Parley } from "#parley.ts";
import type { Reply } from "#reply.ts";
import { discoverUnits } from "#units.ts";
import { demoParley } from "../demo-company.ts";
import { askerOf, say } from "./say.ts";

const { jobs } = await discoverUnits();
/** A Monday morning, so that what is said on Mondays has a whole week behind it. */
const now = new Date("2026-11-16T01:00:00Z");
const before = new Date("2019-03-04T01:00:00Z");

let parley: Parley;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ parley, close } = await demoParley());
}, 120_000);
afterAll(() => close());

/** What a reader sees or hears of a reply. */
const shown = ({ result: _, ...reply }: Reply): string => JSON.stringify({ ...reply, chart: reply.chart?.alt });

describe.each([...jobs.keys()].filter((name) => jobs.get(name)?.audience !== "nobody"))("%s", (name) => {
  it("says it in both languages, with an alternative for every picture", { timeout: 60_000 }, async () => {
    for (const locale of ["en", "zh"] as const) {
      for (const { reply } of await say(parley, name, { owner: "U015", now, locale })) {
        expect(reply.headline).not.toMatch(/undefined|NaN|\{|\}/);
        expect(reply.headline).not.toBe("");
        expect(shown(reply)).not.toMatch(/undefined|NaN|\[object/);
        if (reply.chart) expect(reply.chart.alt.length).toBeGreaterThan(10);
        if (reply.board) expect(reply.board.alt).toContain(reply.headline);
        expect(reply.insights?.length ?? 0).toBeLessThanOrEqual(3);
        expect(reply.actions?.length ?? 0).toBeLessThanOrEqual(3);
        if (locale === "zh") expect(reply.headline).toMatch(/\p{Script=Han}/u);
      }
    }
  });

  it("has nothing to say where there is nothing", { timeout: 60_000 }, async () => {
    expect(await say(parley, name, { owner: "U015", now: before })).toEqual([]);
  });

  it("says the same of the same instant", { timeout: 60_000 }, async () => {
    const first = await say(parley, name, { owner: "U015", now });
    expect(await say(parley, name, { owner: "U015", now })).toEqual(first);
  });

  it("names nobody outside the reader's scope", { timeout: 60_000 }, async () => {
    const said = await say(parley, name, { owner: "U011", now });
    const { owners } = await askerOf(parley, "U011");
    const everybody = await parley.directory.owners();
    const own = everybody.filter(({ key }) => owners?.includes(key)).map((person) => person.name);
    const others = everybody
      .filter(({ key }) => !owners?.includes(key))
      .map((person) => person.name)
      .filter((other) => !own.some((mine) => mine.includes(other)));
    const text = JSON.stringify(said.map(({ reply }) => reply));
    expect(others.filter((other) => text.includes(other))).toEqual([]);
  });
});
