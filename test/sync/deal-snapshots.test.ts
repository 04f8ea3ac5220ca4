import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openState } from "#store/state.ts";
import type { State } from "#store.ts";
import { openTestStore, rowSource, type TestStore } from "./open-test-store.ts";

const zone = "Asia/Shanghai";
const stages = [
  { id: "S1", name: "Contact", sort_order: 1 },
  { id: "S2", name: "Offer", sort_order: 2 },
  { id: "S3", name: "Won", sort_order: 3, is_won: true },
];
const deal = (id: string, stage: string, amount: number | null, more: object = {}) => ({
  ...{ id, stage_id: stage, amount, created_at: "2026-01-01T02:00:00Z", expected_close_on: "2026-03-31" },
  ...more,
});
type Deal = ReturnType<typeof deal>;

let store: TestStore;
let state: State;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-snapshots-"));
  store = await openTestStore();
  state = await openState(join(folder, "state.duckdb"));
});
afterEach(async () => {
  await store.close();
  await state.close();
  await rm(folder, { recursive: true, force: true });
});

/** Loads deals at nine in the morning of a business day, or at another hour. */
const load = (
  day: string,
  opportunities: readonly Deal[],
  more: { hour?: number; dryRun?: boolean; tables?: object } = {},
) =>
  store.sync(rowSource({ stages, opportunities, ...more.tables } as never), {
    ...{ state, zone, now: new Date(`${day}T${String(more.hour ?? 9).padStart(2, "0")}:00:00+08:00`) },
    ...(more.dryRun === undefined ? {} : { dryRun: more.dryRun }),
  });
const landed = () =>
  store.raw(`SELECT CAST(as_of_date AS VARCHAR) AS day, o.external_id AS deal, s.external_id AS stage,
    CAST(p.amount AS DOUBLE) AS amount, CAST(p.expected_close_on AS VARCHAR) AS expected
    FROM data.opportunity_snapshots p JOIN data.opportunities o ON o.id = p.opportunity_id
    LEFT JOIN data.stages s ON s.id = p.stage_id ORDER BY day, deal`);
const row = (day: string, name: string, stage: string, amount: number | null, expected = "2026-03-31") => ({
  ...{ day, deal: name, stage, amount, expected },
});

describe("daily snapshots of open deals", () => {
  test("land from the first day, hold what changed since, and survive every reload", async () => {
    await load("2026-01-05", [deal("a", "S1", 100), deal("b", "S1", null), deal("w", "S3", 9, { status: "won" })]);
    expect(await landed()).toEqual([row("2026-01-05", "a", "S1", 100), row("2026-01-05", "b", "S1", null)]);
    await load("2026-01-06", [deal("a", "S1", 100), deal("b", "S1", 50)]);
    await load("2026-01-07", [deal("a", "S1", 100), deal("b", "S1", 50)]);
    const moved = deal("a", "S2", 100, { expected_close_on: "2026-04-30" });
    await load("2026-01-08", [moved, deal("b", "S1", 50)]);
    const all = [
      row("2026-01-05", "a", "S1", 100),
      row("2026-01-05", "b", "S1", null),
      row("2026-01-06", "b", "S1", 50),
      row("2026-01-08", "a", "S2", 100, "2026-04-30"),
    ];
    expect(await landed()).toEqual(all);
    const elsewhere = await openTestStore();
    await store.close();
    store = elsewhere;
    await load("2026-01-09", [moved, deal("b", "S1", 50)]);
    expect(await landed()).toEqual(all);
  });

  test("the last load of a business day wins, and a day begins at midnight of the business", async () => {
    await load("2026-01-05", [deal("a", "S1", 100)], { hour: 0 });
    await load("2026-01-05", [deal("a", "S2", 120), deal("b", "S1", 1)], { hour: 8 });
    await load("2026-01-05", [deal("a", "S2", 130)], { hour: 23 });
    expect(await landed()).toEqual([row("2026-01-05", "a", "S2", 130)]);
    expect(await state.rows("SELECT deal, amount FROM deal_snapshots")).toEqual([{ deal: "a", amount: 130 }]);
  });

  test("a deal that ends, and one that is opened again, each leave a row", async () => {
    await load("2026-01-05", [deal("a", "S1", 100)]);
    await load("2026-01-06", [deal("a", "S3", 90, { status: "won", closed_at: "2026-01-06T01:00:00Z" })]);
    await load("2026-01-07", [deal("a", "S3", 80, { status: "won", closed_at: "2026-01-06T01:00:00Z" })]);
    await load("2026-01-08", [deal("a", "S2", 80)]);
    expect(await landed()).toEqual([
      row("2026-01-05", "a", "S1", 100),
      row("2026-01-06", "a", "S3", 90),
      row("2026-01-08", "a", "S2", 80),
    ]);
  });

  test("deals that the source lost are left out, and are back when it has them again", async () => {
    await load("2026-01-05", [deal("a", "S1", 100), deal("b", "S1", 5)]);
    await load("2026-01-06", [deal("b", "S1", 5)]);
    expect(await landed()).toEqual([row("2026-01-05", "b", "S1", 5)]);
    await load("2026-01-07", [deal("a", "S1", 100), deal("b", "S1", 5)]);
    expect(await landed()).toEqual([row("2026-01-05", "a", "S1", 100), row("2026-01-05", "b", "S1", 5)]);
  });

  test("a dry run, or a load that fails, keeps nothing", async () => {
    await load("2026-01-05", [deal("a", "S1", 100)], { dryRun: true });
    const broken = { ...rowSource({}), tables: ["opportunities"] as const };
    await expect(
      store.sync(
        {
          ...broken,
          async *read() {
            yield { table: "opportunities", rows: [], next: null } as never;
            throw new Error("the line is dead");
          },
        } as never,
        { state },
      ),
    ).rejects.toThrow("dead");
    expect(await state.rows("SELECT * FROM deal_snapshots")).toEqual([]);
  });

  test("a source's own snapshot of a deal and day beats ours", async () => {
    const own = [{ id: "x", as_of_date: "2026-01-05", opportunity_id: "a", stage_id: "S2", amount: 7 }];
    await load("2026-01-05", [deal("a", "S1", 100), deal("b", "S1", 5)]);
    await load("2026-01-06", [deal("a", "S1", 101), deal("b", "S1", 5)], { tables: { opportunity_snapshots: own } });
    expect(await landed()).toEqual([
      { ...row("2026-01-05", "a", "S2", 7), expected: null },
      row("2026-01-05", "b", "S1", 5),
      row("2026-01-06", "a", "S1", 101),
    ]);
  });

  test("money of another currency is kept in it, and lands at the deal's rate", async () => {
    const fx_rates = [{ id: "r", rate_on: "2026-01-01", from_currency: "USD", to_currency: "CNY", rate: 7 }];
    await load("2026-01-05", [deal("a", "S1", 100, { currency: "USD" })], { tables: { fx_rates } });
    await load("2026-01-06", [deal("a", "S1", 200, { currency: "USD" })], { tables: { fx_rates } });
    expect(
      await store.raw(
        "SELECT CAST(p.amount AS DOUBLE) AS own, CAST(p.amount_reporting AS DOUBLE) AS money FROM data.opportunity_snapshots p ORDER BY 1",
      ),
    ).toEqual([
      { own: 100, money: 700 },
      { own: 200, money: 1400 },
    ]);
  });

  test("without a stage history of the source they tell when deals entered their stages", async () => {
    await load("2026-01-05", [deal("a", "S1", 100), deal("b", "S1", 5)]);
    await load("2026-01-06", [deal("a", "S2", 110), deal("b", "S1", 5)]);
    const won = deal("a", "S3", 110, { status: "won", closed_at: "2026-01-09T01:00:00Z" });
    await load("2026-01-09", [won, deal("b", "S1", 5)]);
    const events = await store.raw(
      `SELECT o.external_id AS deal, s.external_id AS stage, CAST(entered_at AS VARCHAR) AS entered, origin, seq::INTEGER AS seq
       FROM data.opportunity_stage_events e JOIN data.opportunities o ON o.id = opportunity_id
       JOIN data.stages s ON s.id = to_stage_id ORDER BY deal, entered`,
    );
    expect(events).toEqual([
      { deal: "a", stage: "S1", entered: "2026-01-01 02:00:00", origin: "inferred", seq: 1 },
      { deal: "a", stage: "S2", entered: "2026-01-05 16:00:00", origin: "snapshot", seq: 2 },
      { deal: "a", stage: "S3", entered: "2026-01-09 01:00:00", origin: "inferred", seq: 5 },
      { deal: "b", stage: "S1", entered: "2026-01-01 02:00:00", origin: "inferred", seq: 1 },
    ]);
  });
});
