import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Connector } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import { openMapping } from "#sync/mapping/open-mapping.ts";
import { openApi } from "../../../src/connectors/fxiaoke/api.ts";
import { config } from "../../../src/connectors/fxiaoke/config.ts";
import { endingOf } from "../../../src/connectors/fxiaoke/ending.ts";
import fxiaoke from "../../../src/connectors/fxiaoke/index.ts";
import { query } from "../../../src/connectors/fxiaoke/query.ts";
import { mapped } from "../../../src/connectors/fxiaoke/record.ts";
import { alone } from "../alone.ts";
import { openSource } from "../open-source.ts";
import { answering } from "../stub/behaviours.ts";
import { fill, objectOf } from "./rig.ts";
import { company, credentials, day, type FxiaokeStub, openFxiaoke, trouble } from "./stub.ts";

const keptNowhere = { get: async () => null, set: async () => {} };

describe("纷享销客", () => {
  let stub: FxiaokeStub;
  let source: Awaited<ReturnType<typeof openSource>>;
  const now = (): Date => new Date(stub.records.now());
  const ago = (days: number): Date => new Date(stub.records.now() - days * day);
  const rows = async (table: TableName, lo: Date | null = null, hi = now()): Promise<Record<string, unknown>[]> =>
    (await source.pages(table, { lo, hi })).flatMap((page) => [...page.rows]);
  const queries = (object: string) => stub.requests.filter((request) => objectOf(request) === object);
  const open = (more: Record<string, string> = {}) =>
    openSource(fxiaoke as unknown as Connector, {
      now,
      environment: { ...credentials, FXIAOKE_URL: stub.url, ...more },
    });
  beforeEach(async () => {
    stub = await openFxiaoke();
    fill(stub);
    source = await open();
  });
  afterEach(async () => {
    await source.close();
    await stub.close();
  });

  test("pages by id within a window, from offset 0, and asks for mapped fields that the object has", async () => {
    const found = await rows("contacts", ago(400), ago(100));
    const inside = stub.records
      .all("ContactObj")
      .filter(({ modified }) => modified >= ago(400).getTime() && modified < ago(100).getTime());
    expect(inside.length).toBeGreaterThan(10);
    expect(found.map(({ id }) => id)).toEqual(inside.map(({ id }) => id));
    const searches = queries("ContactObj").map(({ body }) => (body as Asked).data.search_query_info);
    expect(searches.length).toBe(Math.ceil(inside.length / 10) + 1);
    expect(searches.every(({ offset, limit }) => offset === 0 && limit === 100)).toBe(true);
    expect(searches[0]?.fieldProjection).toEqual(
      ["_id", "last_modified_time", "create_time", "account_id", "name", "job_title", "mobile1", "is_deleted"].concat(
        "life_status",
      ),
    );
    expect(searches[1]?.filters.at(-1)).toEqual({
      ...{ field_name: "_id", operator: "GT", field_values: [inside[9]?.id] },
    });
  });

  test("reads choices by their labels, days as days, times as instants, and people out of lists", async () => {
    const [deal] = await rows("opportunities");
    expect(deal).toMatchObject({
      ...{ account_id: "a1000000000", owner_id: "1000", amount: "100.00", probability: 0.3, stage_id: "s3" },
      ...{ status: "won", expected_close_on: "2026-02-01", closed_at: ago(1).toISOString() },
    });
    expect((await rows("opportunities"))[1]).toMatchObject({ status: "open", closed_at: null });
    const accounts = await rows("accounts");
    expect(accounts[0]).toMatchObject({ tier: "重要客户", pool: null, owner_id: "1000" });
    expect(accounts[7]).toMatchObject({ pool: "华东公海", owner_id: null });
    expect((await rows("orders"))[0]).toMatchObject({ ordered_at: "2026-01-05", status: "confirmed" });
  });

  test("knows employees who left, their department and manager, and stages by their names", async () => {
    expect((await rows("owners"))[2]).toMatchObject({
      ...{ id: "1002", name: "员工2", team: "华东区", manager_id: "1000", is_active: false, joined_on: "2023-03-16" },
    });
    expect((await rows("stages")).map(({ id, name, is_won, is_lost }) => [id, name, is_won, is_lost])).toEqual([
      ["s1", "验证客户", false, false],
      ["s2", "方案报价", false, false],
      ["s3", "赢单", true, false],
      ["s4", "输单", false, true],
      ["s5", "无效", false, true],
    ]);
  });

  test("tells voided records and refunds that nobody approved as deleted, and lists neither", async () => {
    stub.remove("AccountObj", "a1000000001");
    const pages = await source.pages("accounts", { lo: ago(0), hi: new Date(stub.records.now() + 1) });
    expect(pages.map(({ rows, deleted }) => [rows, deleted])).toEqual([[[], ["a1000000001"]]]);
    const listed: string[] = [];
    for await (const ids of source.listIds?.("payments") ?? []) listed.push(...ids);
    expect(listed).toContain("a7000000001");
    expect(listed).not.toContain("a7000000000");
    expect((await source.pages("payments")).flatMap(({ deleted = [] }) => deleted)).toEqual(["a7000000000"]);
    expect(await source.count?.("payments")).toBe(24);
  });

  test("acts as an employee: by headers, or by bodies where it is given as FSUID_…", async () => {
    await rows("contacts", ago(0));
    expect(stub.requests[0]).toMatchObject({ path: "/oauth2.0/token", body: { grantType: "app_secret" } });
    expect(queries("ContactObj")[0]?.headers).toMatchObject({ "x-fs-ea": company, "x-fs-userid": "1000" });
    expect(queries("ContactObj")[0]?.body).not.toHaveProperty("corpAccessToken");
    const older = await open({ FXIAOKE_USER: "FSUID_A1B2" });
    expect((await older.check()).filter(({ ok }) => !ok)).toEqual([]);
    const last = stub.requests.at(-1);
    expect(last?.headers.authorization).toBeUndefined();
    expect(last?.body).toMatchObject({ corpId: "FSCID_planted9", currentOpenUserId: "FSUID_A1B2" });
    await older.close();
  });

  test("signs in once for many calls, anew when the session is lost, and at last says that it cannot", async () => {
    const logins = () => stub.requests.filter(({ path }) => path === "/oauth2.0/token").length;
    await Promise.all([rows("contacts"), rows("orders"), rows("tickets")]);
    expect(logins()).toBe(1);
    stub.endSession();
    await Promise.all([rows("contacts"), rows("orders")]);
    expect(logins()).toBe(2);
    stub.use(
      answering(trouble(20016, "authorization is error"), { when: (request) => objectOf(request) !== undefined }),
    );
    await expect(rows("contacts")).rejects.toMatchObject({ kind: "auth" });
  });

  test.each([
    [30002, "quota"],
    [30003, "quota"],
    [15003, "permission"],
    [99999, "bad_request"],
  ])("takes %i within a 200 for %s", async (code, kind) => {
    stub.use(answering(trouble(code, "不行"), { when: (request) => objectOf(request) === "CasesObj" }));
    await expect(rows("tickets")).rejects.toMatchObject({ kind, message: expect.stringContaining(`${code} 不行`) });
  });

  test("takes a page of HTML, an empty answer or one without a list for none", async () => {
    for (const body of ["<html>home</html>", "", { errorCode: 0 }]) {
      const off = stub.use(answering({ body }, { when: (request) => objectOf(request) === "CasesObj" }));
      await expect(rows("tickets")).rejects.toMatchObject({ kind: "schema" });
      off();
    }
  });

  test("does not turn in circles where a server ignores the last id", async () => {
    const dataList = [{ _id: "a8", name: "GD" }];
    const body = { errorCode: 0, data: { dataList, offset: 0, limit: 100 } };
    stub.use(answering({ body }, { when: (request) => objectOf(request) === "CasesObj" }));
    await expect(rows("tickets")).rejects.toThrow("do not go on behind a8");
  });

  test("asks for the company's own objects at their own place, and says what they are called", async () => {
    stub.forbidden.add("RefundObj");
    const [refused, ...others] = (await source.check()).filter(({ ok }) => !ok);
    expect(refused).toMatchObject({ what: expect.stringContaining("RefundObj (退款) cannot be read: ") });
    expect(refused?.mend).toContain("FXIAOKE_WITHOUT=payments");
    expect(others).toEqual([]);
    stub.put("object_k7__c", "k1", { name: "一店" });
    const api = openApi(config.parse({ ...credentials, FXIAOKE_URL: stub.url }), keptNowhere);
    expect((await query(api, "object_k7__c")).records).toMatchObject([{ _id: "k1", name: "一店" }]);
  });

  test("reads what a mapping.yaml says besides, and leaves out what it should not read", async () => {
    stub.put("object_k7__c", "k1", { name: "一店" }, stub.records.now() - 1);
    const file = join(await mkdtemp(join(tmpdir(), "parley-fx-")), "mapping.yaml");
    await writeFile(file, "tables: { mentions: { stream: object_k7__c, columns: { id: _id, text: name } } }");
    const mapping = await openMapping(fxiaoke as unknown as Connector, file);
    const settings = { ...credentials, FXIAOKE_URL: stub.url, FXIAOKE_WITHOUT: "tickets,campaigns" };
    const given = { ...alone, now: now(), zone: "UTC", scratch: dirname(file), mapping: mapping.of };
    const own = await fxiaoke.open(config.parse(settings), { ...given, mapped: mapping.mapped });
    expect(own.tables).toContain("mentions");
    expect(own.tables).not.toContain("tickets");
    const read = own.read?.("mentions", { lo: ago(1), hi: now() }, null) ?? [];
    for await (const { rows } of read) expect(rows).toEqual([{ id: "k1", text: "一店" }]);
    expect(queries("object_k7__c").map(({ path }) => path)).toEqual(Array(2).fill("/cgi/crm/custom/v2/data/query"));
    await own.close();
    await rm(dirname(file), { recursive: true });
  });

  test("tells fields with their labels, the company's own among them, not those that are out of use", async () => {
    const fields = (await source.describe?.("accounts")) ?? [];
    expect(fields.find(({ name }) => name === "field_hobby__c")).toMatchObject({ custom: true });
    expect(fields.map(({ name }) => name)).not.toContain("field_old__c");
  });

  test("writes a task into its owner's schedule, takes it back, and says why one was refused", async () => {
    const task = { accountId: "a1000000001", ownerId: "1001", title: "回访", due: "2026-03-09" };
    const id = await source.createTask?.(task);
    expect(stub.records.all("ScheduleObj")).toMatchObject([
      {
        id,
        fields: {
          ...{ content: "回访", begin_time: Date.parse("2026-03-09T01:00:00Z"), owner: ["1001"] },
          related_object_data: [{ describe_api_name: "AccountObj", id: "a1000000001" }],
        },
      },
    ]);
    expect(stub.requests.at(-1)?.body).toMatchObject({ triggerApprovalFlow: false, triggerWorkFlow: false });
    await source.undoTask?.(String(id));
    expect(stub.records.all("ScheduleObj")).toEqual([]);
    await expect(source.createTask?.({ ...task, title: "" })).rejects.toThrow("日程内容 is required");
  });
});

interface Asked {
  readonly data: {
    readonly search_query_info: {
      readonly offset: number;
      readonly limit: number;
      readonly fieldProjection: readonly string[];
      readonly filters: readonly object[];
    };
  };
}

test("an ending is told by a label in Chinese, simplified or not, or English", () => {
  const labels = ["赢单", "贏單", "Closed Won", "输单", "Lost", "无效", "进行中", "Winter campaign"];
  expect(labels.map(endingOf)).toEqual(["won", "won", "won", "lost", "lost", "void", null, null]);
});

test("a midnight of China, Frankfurt or New York is a day there, and no time is none", () => {
  const fields = new Map([["close_date", { api_name: "close_date", type: "date" }]]);
  const dayOf = (text: string) => mapped("X", { close_date: Date.parse(text) }, fields).close_date;
  expect(["+08:00", "+01:00", "-05:00"].map((zone) => dayOf(`2026-02-01T00:00:00${zone}`))).toEqual(
    Array(3).fill("2026-02-01"),
  );
  expect(mapped("X", { close_date: 0 }, fields).close_date).toBeNull();
  expect(mapped("X", { close_date: "soon" }, fields).close_date).toBe("soon");
});
