import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "#config.ts";
import { createLog } from "#log.ts";
import { openParley } from "#parley.ts";
import { discoverUnits, type Units } from "#units.ts";
import pipeline from "../../commands/pipeline.ts";
import { fromAdministrator } from "../demo-company.ts";

/** Deals that only ever say how they are now, as most exports do: what they were must come from the snapshots. */
const header = "id,stage_id,amount,created_at,closed_at,status,expected_close_on";
const days: Readonly<Record<string, readonly string[]>> = {
  "2026-01-05": ["a,Offer,100,2026-01-02,,open,2026-02-01", "b,Offer,50,2026-01-03,,open,2026-02-01"],
  "2026-01-06": ["a,Offer,130,2026-01-02,,open,2026-02-01", "b,Offer,50,2026-01-03,,open,2026-03-01"],
  "2026-01-08": ["a,Talks,130,2026-01-02,,open,2026-02-01", "b,Offer,45,2026-01-03,2026-01-08,won,2026-03-01"],
};

let units: Units;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-daily-"));
  units = { ...(await discoverUnits()), commands: new Map([["pipeline", pipeline as never]]) };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Opens Parley on a day, with what the CRM says then, as a fresh process would, and asks. */
async function on(day: string, text: string): Promise<Record<string, unknown>> {
  const source = join(folder, "crm");
  const rows = days[day] ?? [];
  await mkdir(source, { recursive: true });
  await writeFile(join(source, "opportunities.csv"), [header, ...rows].join("\n"));
  const environment = { DATA_DIR: join(folder, "data"), CRM: "csv", CRM_CSV_DIR: source, PLAYGROUND: "off" };
  const clock = () => new Date(`${day}T04:00:00Z`);
  const parley = await openParley(readConfig(environment), environment, createLog("silent"), { units, clock });
  try {
    await parley.bringUpToDate({ force: true });
    const { answer } = await parley.dispatch(fromAdministrator(text));
    expect(answer.error).toBeUndefined();
    return answer.result as Record<string, unknown>;
  } finally {
    await parley.close();
  }
}

test("what the CRM forgets, Parley's daily snapshots still know, also when the store is built anew", async () => {
  expect((await on("2026-01-05", "/pipeline")).amount).toBe(150);
  await on("2026-01-06", "/pipeline");
  await rm(join(folder, "data", "store-csv.duckdb"));
  const result = await on("2026-01-08", "/pipeline since 2026-01-06");
  expect(result).toMatchObject({
    history: "snapshot",
    n: 1,
    amount: 130,
    previous: { as_of: "2026-01-05", amount: 150 },
  });
  expect(result.changes).toEqual({
    ...{ opening: 150, new: 0, won: 45, lost: 0, increased: 30, decreased: 5, pulled_in: 0, pushed_out: 0 },
    closing: 130,
  });
  const before = await on("2026-01-08", "/pipeline as of 2026-01-06");
  expect(before).toMatchObject({ n: 2, amount: 180 });
  expect(before.stages).toContainEqual({ stage: "Offer", deals: 2, amount: 180, weighted: null });
  expect(before.slipped).toMatchObject([{ opportunity_id: "b", pushed_days: 28 }]);
}, 60_000);
