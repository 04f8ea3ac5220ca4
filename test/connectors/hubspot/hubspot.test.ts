import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Connector } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import hubspot from "../../../src/connectors/hubspot/index.ts";
import { openSource } from "../open-source.ts";
import { answering, hangingUp } from "../stub/behaviours.ts";
import { fill, limited } from "./rig.ts";
import { type HubSpotStub, openHubSpot, token } from "./stub.ts";

describe("HubSpot", () => {
  let stub: HubSpotStub;
  let source: Awaited<ReturnType<typeof openSource>>;
  const now = (): Date => new Date(stub.records.now());
  const open = (more: Record<string, string> = {}) =>
    openSource(hubspot as unknown as Connector, {
      now,
      environment: { HUBSPOT_TOKEN: token, HUBSPOT_URL: stub.url, HUBSPOT_SEARCHES_PER_SECOND: "1000", ...more },
    });
  const rows = async (table: TableName): Promise<Record<string, unknown>[]> =>
    (await source.pages(table)).flatMap((page) => [...page.rows]);
  beforeEach(async () => {
    stub = await openHubSpot();
    fill(stub);
    source = await open();
  });
  afterEach(async () => {
    await source.close();
    await stub.close();
  });

  test("reads more than one search pages through, and never by position", async () => {
    stub.searchable = 200;
    for (let index = 0; index < 500; index++)
      stub.put("companies", String(9_000_000 + index), { name: `C${index}` }, 1e12);
    expect(new Set((await rows("accounts")).map(({ id }) => id)).size).toBe(540);
    const searches = stub.requests.filter(({ path }) => path === "/crm/v3/objects/companies/search");
    expect(searches.filter(({ body }) => Object.hasOwn(body as object, "after"))).toEqual([]);
  });

  test("names the primary company of a deal, and closes only what is closed", async () => {
    const deals = new Map((await rows("opportunities")).map((row) => [row.id, row]));
    expect(deals.get("3000004")).toMatchObject({ account_id: "1000004", stage_id: "closedwon", amount: "104.5" });
    expect(deals.get("3000004")?.closed_at).toBe(deals.get("3000004")?.expected_close_on);
    expect(deals.get("3000001")).toMatchObject({ closed_at: null });
    expect(deals.get("3000001")?.expected_close_on).toMatch(/^20\d\d-/);
  });

  test("knows which stages win and lose", async () => {
    expect((await rows("stages")).map(({ id, is_won, is_lost }) => ({ id, is_won, is_lost }))).toEqual([
      { id: "appointmentscheduled", is_won: false, is_lost: false },
      { id: "contractsent", is_won: false, is_lost: false },
      { id: "closedwon", is_won: true, is_lost: false },
      { id: "closedlost", is_won: false, is_lost: true },
    ]);
  });

  test("reads the history of stages, and does not count the same stage set again", async () => {
    stub.records.pass(60_000);
    stub.put("deals", "3000001", { dealstage: "contractsent" });
    stub.records.pass(60_000);
    const events = (await rows("opportunity_stage_events")).filter((row) => row.opportunity_id === "3000001");
    expect(events.map(({ from_stage_id, to_stage_id, seq }) => [from_stage_id, to_stage_id, seq])).toEqual([
      [null, "appointmentscheduled", 1],
      ["appointmentscheduled", "contractsent", 2],
    ]);
  });

  test("lets merged companies count for the one that stays", async () => {
    stub.archive("companies", "1000002");
    stub.put("companies", "1000001", { hs_merged_object_ids: "1000002;1000001" });
    stub.records.pass(60_000);
    const pages = await source.pages("accounts");
    expect(pages.flatMap(({ merged = [] }) => merged)).toEqual([{ id: "1000002", into: "1000001" }]);
    const histories = await source.pages("opportunity_stage_events");
    expect(histories.flatMap(({ merged = [] }) => merged)).toEqual([]);
  });

  test("lists what was archived since, with the stage moves of archived deals", async () => {
    stub.archive("deals", "3000000");
    stub.records.pass(3_600_000);
    const since = now();
    stub.records.pass(60_000);
    stub.archive("deals", "3000001");
    const gone = async (table: TableName): Promise<string[]> => {
      const ids: string[] = [];
      for await (const some of source.deleted?.(table, since) ?? []) ids.push(...some);
      return ids;
    };
    expect(await gone("opportunities")).toEqual(["3000001"]);
    expect((await gone("opportunity_stage_events")).map((id) => id.split(":")[0])).toEqual(["3000001", "3000001"]);
  });

  test("writes a task for a company's owner, and takes it back", async () => {
    const id = await source.createTask?.({
      accountId: "1000001",
      ownerId: "501",
      title: "Call them",
      due: "2026-03-09",
    });
    const [task] = stub.records.all("tasks");
    expect(task).toMatchObject({
      id,
      fields: { hs_task_subject: "Call them", hubspot_owner_id: "501", hs_timestamp: "2026-03-09T12:00:00Z" },
    });
    await source.undoTask?.(String(id));
    expect(stub.records.all("tasks")).toEqual([]);
  });

  test("does not send a task again that may have arrived", async () => {
    stub.use(hangingUp({ when: ({ method, path }) => method === "POST" && path === "/crm/v3/objects/tasks" }));
    const task = { accountId: "1000001", ownerId: "501", title: "Call them", due: "2026-03-09" };
    await expect(source.createTask?.(task)).rejects.toMatchObject({ kind: "retryable" });
    expect(stub.requests.filter(({ path }) => path === "/crm/v3/objects/tasks")).toHaveLength(1);
  });

  test("tells a spent daily allowance from being too fast, with and without Retry-After", async () => {
    const off = stub.use(
      answering({ ...limited("TEN_SECONDLY_ROLLING"), headers: { "retry-after": "0" } }, { times: 2 }),
    );
    expect(await rows("products")).toHaveLength(1);
    off();
    stub.use(answering(limited("DAILY")));
    await expect(rows("products")).rejects.toMatchObject({ kind: "quota" });
  });

  test("leaves out the tables that it is told to, and speaks HTTPS only", async () => {
    const fewer = await open({ HUBSPOT_WITHOUT: "surveys, tickets" });
    expect(source.tables).toContain("surveys");
    expect(fewer.tables.filter((table) => ["surveys", "tickets"].includes(table))).toEqual([]);
    await fewer.close();
    const config = (address: string) =>
      hubspot.config.safeParse({ HUBSPOT_TOKEN: token, HUBSPOT_URL: address }).success;
    expect([config("https://api-eu1.hubapi.com"), config("http://api.hubapi.com")]).toEqual([true, false]);
    expect(hubspot.config.safeParse({ HUBSPOT_TOKEN: token, HUBSPOT_WITHOUT: "nonsense" }).success).toBe(false);
  });
});
