import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Connector } from "#connector.ts";
import type { Api } from "#http/api.ts";
import type { TableName } from "#model/tables.ts";
import { jobDone } from "../../../src/connectors/zoho/bulk.ts";
import zoho from "../../../src/connectors/zoho/index.ts";
import { unzip } from "../../../src/connectors/zoho/zip.ts";
import { openSource } from "../open-source.ts";
import { answering } from "../stub/behaviours.ts";
import { fill } from "./rig.ts";
import { credentials, day, openZoho, problem, type ZohoStub, zipped } from "./stub.ts";

describe("Zoho CRM", () => {
  let stub: ZohoStub;
  let source: Awaited<ReturnType<typeof openSource>>;
  const now = (): Date => new Date(stub.records.now());
  const ago = (days: number): Date => new Date(stub.records.now() - days * day);
  const rows = async (table: TableName, lo: Date | null, hi = now()): Promise<Record<string, unknown>[]> =>
    (await source.pages(table, { lo, hi })).flatMap((page) => [...page.rows]);
  const asked = (path: string) => stub.requests.filter((request) => request.path.startsWith(path));
  beforeEach(async () => {
    stub = await openZoho();
    fill(stub);
    const environment = { ...credentials, ZOHO_URL: stub.url, ZOHO_ACCOUNTS_URL: stub.url };
    source = await openSource(zoho as unknown as Connector, { now, environment });
  });
  afterEach(async () => {
    await source.close();
    await stub.close();
  });

  test("reads the same rows by pages and by bulk reads, with the ids of lookups", async () => {
    for (const table of ["accounts", "contacts", "opportunities"] as const) {
      const byPages = await rows(table, new Date(0));
      const texts = (all: Record<string, unknown>[]) =>
        all.map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)])),
        );
      expect(texts(await rows(table, null))).toEqual(texts(byPages));
      expect(byPages).toHaveLength(40);
    }
    expect((await rows("contacts", null))[3]).toMatchObject({ id: "2000000003", account_id: "1000000003" });
    expect(asked("/crm/bulk/v8/read").filter(({ method }) => method === "POST")).toHaveLength(4);
  });

  test("bounds history on both sides, and asks pages only for what is new", async () => {
    const old = await rows("accounts", ago(400), ago(100));
    const inside = stub.records
      .all("Accounts")
      .filter(({ modified }) => modified >= ago(400).getTime() && modified < ago(100).getTime());
    expect(old.map(({ id }) => id)).toEqual(inside.map(({ id }) => id));
    expect(await rows("accounts", ago(0))).toEqual([]);
  });

  test("asks for no field that a module does not have, and never for numbered pages", async () => {
    await rows("activities", new Date(0));
    expect(asked("/crm/v8/Events")[0]?.query.get("fields")).not.toContain("Call_Start_Time");
    await rows("accounts", new Date(0));
    expect(asked("/crm/v8/Accounts").every(({ query }) => !query.has("page"))).toBe(true);
    expect(asked("/crm/v8/Accounts").length).toBeGreaterThan(3);
  });

  test("reads moves between stages deal by deal, not what else changed", async () => {
    const events = (await rows("opportunity_stage_events", ago(30))).filter(
      (row) => row.opportunity_id === "3000000000",
    );
    expect(
      events.map(({ from_stage_id, to_stage_id, seq, origin }) => [from_stage_id, to_stage_id, seq, origin]),
    ).toEqual([
      [null, "Qualification", 1, "log"],
      ["Qualification", "Closed Won", 2, "log"],
    ]);
  });

  test("knows stages, and closes only deals that are closed", async () => {
    expect((await rows("stages", null)).map(({ id, is_won, is_lost }) => [id, is_won, is_lost])).toEqual([
      ["Qualification", false, false],
      ["Negotiation", false, false],
      ["Closed Won", true, false],
      ["Closed Lost", false, true],
    ]);
    const deals = new Map((await rows("opportunities", new Date(0))).map((row) => [row.id, row.closed_at]));
    expect([deals.get("3000000000"), deals.get("3000000001")]).toEqual(["2026-02-01", null]);
  });

  test("tells credits that are spent from too many calls at a time", async () => {
    const off = stub.use(
      answering(problem(429, "TOO_MANY_REQUESTS", "slow down", { "retry-after": "0" }), { times: 2 }),
    );
    expect(await rows("owners", null)).toHaveLength(3);
    off();
    stub.use(answering(problem(429, "TOO_MANY_REQUESTS", "limit", { "x-api-credits-remaining": "0" })));
    await expect(rows("owners", null)).rejects.toMatchObject({ kind: "quota" });
  });

  test("halves a window that a bulk read would fill, and refuses an archive that is a bomb", async () => {
    const bomb = zipped(Buffer.alloc(200 * 1024 * 1024), 1000);
    stub.pack = () => bomb;
    await expect(rows("accounts", null)).rejects.toMatchObject({ kind: "schema" });
    const body = { data: [{ id: "1", state: "COMPLETED", result: { count: 200_000, more_records: true } }] };
    stub.use(answering({ body }, { when: ({ method, path }) => method === "GET" && path.startsWith("/crm/bulk/") }));
    await expect(rows("accounts", null)).rejects.toMatchObject({ name: "WindowTooLarge" });
  });

  test("writes a task for an account's owner, takes it back, and says why one was refused", async () => {
    const task = { accountId: "1000000001", ownerId: "91", title: "Call them", due: "2026-03-09" };
    const id = await source.createTask?.(task);
    expect(stub.records.all("Tasks")).toMatchObject([
      { id, fields: { Subject: "Call them", Due_Date: "2026-03-09", What_Id: { id: "1000000001" } } },
    ]);
    await source.undoTask?.(String(id));
    expect(stub.records.all("Tasks")).toEqual([]);
    await expect(source.createTask?.({ ...task, title: "" })).rejects.toThrow("required field not found");
  });
});

describe("an archive", () => {
  test("is unpacked up to its limit", () => {
    expect(unzip(zipped(Buffer.from("Id\n1\n")), 100).toString()).toBe("Id\n1\n");
    expect(() => unzip(zipped(Buffer.alloc(101)), 100)).toThrow("unpacks to 101 bytes");
    expect(() => unzip(zipped(Buffer.alloc(101), 50), 100)).toThrow("larger than is read");
  });

  test("is refused when it is none, cut off, or encrypted", () => {
    const good = zipped(Buffer.from("Id\n"));
    expect(() => unzip(Buffer.from("not an archive at all"), 100)).toThrow("no directory");
    expect(() => unzip(good.subarray(20), 100)).toThrow("cannot be read");
    const locked = Buffer.from(good);
    const entry = locked.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    locked.writeUInt16LE(1, entry + 8);
    expect(() => unzip(locked, 100)).toThrow("encrypted");
  });
});

describe("a bulk read", () => {
  const slept: number[] = [];
  const timing = { now: () => 0, random: () => 0, sleep: async (ms: number) => void slept.push(ms) };
  const telling = (states: readonly string[]): Api => {
    let turn = 0;
    const result = { count: 7, error_message: { message: "module is locked" } };
    return {
      call: async () => ({
        status: 200,
        headers: {},
        body: { data: [{ state: states[Math.min(turn++, states.length - 1)], result }] },
      }),
    };
  };
  beforeEach(() => void slept.splice(0));

  test("is waited for, and may fail or take too long", async () => {
    expect(await jobDone(telling(["ADDED", "QUEUED", "IN PROGRESS", "COMPLETED"]), "1", timing)).toEqual({ count: 7 });
    expect(slept).toEqual([1000, 1500, 2250]);
    await expect(jobDone(telling(["FAILURE"]), "1", timing)).rejects.toThrow("module is locked");
    await expect(jobDone(telling(["QUEUED"]), "1", timing)).rejects.toMatchObject({ kind: "retryable" });
  });
});

test("addresses are those of the data centre, and HTTPS", () => {
  const config = (more: object) => zoho.config.safeParse({ ...credentials, ...more }).success;
  expect([
    config({ ZOHO_REGION: "cn" }),
    config({ ZOHO_REGION: "mars" }),
    config({ ZOHO_URL: "http://www.zohoapis.eu" }),
  ]).toEqual([true, false, false]);
});
