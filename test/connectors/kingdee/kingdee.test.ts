import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import connector from "#connectors/kingdee/index.ts";
import type { TableName } from "#model/tables.ts";
import { openMapping } from "#sync/mapping/open-mapping.ts";
import { alone } from "../alone.ts";
import { answering, meanwhile, tooMany } from "../stub/behaviours.ts";
import type { StubAnswer } from "../stub/server.ts";
import { fill } from "./fill.ts";
import { credentials, day, fault, type KingdeeStub, openKingdee } from "./stub.ts";

let stub: KingdeeStub;
let folder: string;
const hour = 3_600_000;
const now = (): Date => new Date(stub.records.now());
const ago = (ms: number): Date => new Date(stub.records.now() - ms);

beforeEach(async () => {
  stub = await openKingdee();
  fill(stub);
  folder = await mkdtemp(join(tmpdir(), "parley-kingdee-"));
});
afterEach(async () => {
  await stub.close();
  await rm(folder, { recursive: true, force: true });
});

async function opened({ zone = "UTC", yaml = null as string | null, environment = {} } = {}) {
  const path = yaml === null ? null : join(folder, "mapping.yaml");
  if (path !== null && yaml !== null) await writeFile(path, yaml);
  const { of, mapped } = await openMapping(connector, path);
  const config = connector.config.parse({ ...credentials, KINGDEE_URL: stub.url, ...environment });
  const source = await connector.open(config, { ...alone, now: now(), zone, scratch: folder, mapping: of, mapped });
  const pages = async (table: TableName, lo: Date | null, hi = now()) => {
    const found = [];
    for await (const page of source.read?.(table, { lo, hi }, null) ?? []) found.push(page);
    return found;
  };
  const rows = async (table: TableName, lo: Date | null, hi = now()) =>
    (await pages(table, lo, hi)).flatMap((page) => page.rows as readonly Record<string, unknown>[]);
  return { source, pages, rows };
}

const queries = (form: string) =>
  stub.requests.flatMap(({ body }) => {
    const [asked] = (body as { parameters?: Record<string, string>[] }).parameters ?? [];
    return asked?.FormId === form && asked.FieldKeys !== undefined ? [asked] : [];
  });

describe("what records become", () => {
  test("an order goes by its number, with the employee behind the salesperson and the code of its currency", async () => {
    const { rows } = await opened();
    const found = new Map((await rows("orders", null)).map((row) => [row.id, row]));
    expect(found.get("XSDD05")).toMatchObject({
      ...{ account_id: "C05", owner_id: "002", currency: "USD", status: "confirmed" },
      ...{ net: 300, tax: 39, total: 339, delivered_at: null, cancelled_at: null },
    });
    expect(found.get("XSDD07")).toMatchObject({ status: "fulfilled", delivered_at: expect.stringMatching(/^20\d\d-/) });
    expect(found.get("XSDD08")).toMatchObject({ status: "cancelled", cancelled_at: expect.stringMatching(/^20\d\d-/) });
    expect(found.has("XSDD09")).toBe(false);
  });

  test("receipts and refunds are payments, but for those of suppliers and those that are not approved", async () => {
    const { rows } = await opened();
    const found = await rows("payments", null);
    const count = (kind: string): number => found.filter((row) => row.kind === kind).length;
    // Of 40 receipts one is a supplier's and four wait for approval; of 10 refunds two wait.
    expect([count("payment"), count("refund")]).toEqual([35, 8]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(43);
    expect(found.find(({ kind }) => kind === "refund")).toMatchObject({ amount: 50, currency: "CNY" });
  });

  test("a return knows its order and its line; lines without a key are none", async () => {
    const { rows } = await opened();
    expect((await rows("returns", null))[0]).toMatchObject({ order_id: "XSDD00", account_id: "C00", amount: 100 });
    const lines = await rows("order_lines", null);
    expect(lines.some(({ order_id }) => order_id === "XSDD38")).toBe(false);
    expect(lines.filter(({ order_id }) => order_id === "XSDD05")).toHaveLength(2);
  });

  test("only rates of one type, and employees with their department", async () => {
    const { rows } = await opened();
    const [rate, ...others] = await rows("fx_rates", null);
    expect(rate).toMatchObject({ from_currency: "USD", to_currency: "CNY", rate: 7.1 });
    expect(others).toEqual([]);
    expect((await rows("owners", null)).map(({ id, team, is_active }) => [id, team, is_active])).toEqual([
      ["000", "销售一部", true],
      ["001", "销售二部", true],
      ["002", "销售一部", false],
    ]);
    const other = await opened({ environment: { KINGDEE_RATE_TYPE: "HLTX02_SYS" } });
    expect(await other.rows("fx_rates", null)).toMatchObject([{ rate: 8.8 }]);
  });

  test("a space is nothing, and so is the year 1", async () => {
    stub.put("BD_Customer", "C05", { FADDRESS: " ", FTEL: "0001-01-01T00:00:00", "FGroup.FName": " 大客户 " });
    const { rows } = await opened();
    expect((await rows("accounts", ago(day), new Date(stub.records.now() + 1000)))[0]).toMatchObject({
      ...{ address: null, phone: null, segment: "大客户" },
    });
  });
});

describe("changes", () => {
  test("an approval counts though it leaves the time of the last edit alone, and one taken back no more", async () => {
    stub.records.pass(hour);
    stub.approve("SAL_SaleOrder", "XSDD09");
    stub.records.pass(1000);
    const { pages, rows } = await opened();
    expect((await rows("orders", ago(hour / 2))).map(({ id, status }) => [id, status])).toEqual([
      ["XSDD09", "confirmed"],
    ]);
    stub.put("SAL_SaleOrder", "XSDD09", { FDocumentStatus: "D" });
    stub.records.pass(1000);
    expect((await pages("orders", ago(1500))).flatMap((page) => page.deleted ?? [])).toEqual(["XSDD09"]);
  });

  test("what lost its approval without a change is missing at night", async () => {
    const { source } = await opened();
    const listed = async () => {
      const ids: string[] = [];
      for await (const page of source.listIds?.("orders") ?? []) ids.push(...page);
      return ids;
    };
    expect(await listed()).toContain("XSDD05");
    stub.unapprove("SAL_SaleOrder", "XSDD05");
    expect(await listed()).not.toContain("XSDD05");
  });

  test("a window is asked for in the server's own time, to the second", async () => {
    await stub.close();
    stub = await openKingdee({ hours: 8 });
    fill(stub);
    stub.records.pass(hour);
    stub.put("BD_Customer", "C20", { FName: "新名" });
    stub.records.pass(2000);
    const { rows } = await opened({ zone: "Asia/Shanghai" });
    expect((await rows("accounts", ago(hour / 2))).map(({ id }) => id)).toEqual(["C20"]);
    expect(queries("BD_Customer")[0]?.FilterString).toBe(
      "((FModifyDate >= '2026-03-02 17:30:02' and FModifyDate < '2026-03-02 18:00:02'))",
    );
  });

  test("pages go by key to an empty one, whatever the server gives at most, and a record deleted between leaves no gap", async () => {
    stub.cap = 7;
    const gone = () => stub.records.remove("BD_Customer", "C06");
    stub.use(meanwhile(gone, { after: 2, when: ({ body }) => JSON.stringify(body).includes('"BD_Customer"') }));
    const { rows } = await opened();
    const ids = (await rows("accounts", null)).map(({ id }) => id);
    expect(new Set(ids)).toEqual(
      new Set(Array.from({ length: 40 }, (_, index) => `C${String(index).padStart(2, "0")}`)),
    );
    expect(queries("BD_Customer").map(({ StartRow }) => StartRow)).toEqual(Array(7).fill(0));
    expect(queries("BD_Customer").every(({ Limit }) => Number(Limit) === 2000)).toBe(true);
  });
});

describe("what the server may say", () => {
  const page = ({ body }: { body: unknown }) => JSON.stringify(body).includes('"BD_Customer"');
  const answered = async (answer: StubAnswer, times = 1) => {
    const off = stub.use(answering(answer, { when: page, times }));
    const { rows } = await opened();
    const found = await rows("accounts", null).then(
      (all) => all.length,
      (error: unknown) => error,
    );
    off();
    return found;
  };

  test("a session that is lost is fetched anew once, in whatever wrapping it is told", async () => {
    const lost = fault(1, "会话信息已丢失，请重新登录").body as unknown[][];
    for (const body of [lost, lost[0], lost[0]?.[0], "会话信息已丢失，请重新登录"])
      expect(await answered({ body })).toBe(40);
    expect(await answered({ body: lost }, 2)).toMatchObject({ kind: "auth" });
  });

  test("a field, a right, a request filter and a page of HTML are told from each other", async () => {
    expect(await answered(fault(9, "元数据中标识为FTEL的字段不存在"))).toMatchObject({ kind: "bad_request" });
    expect(await answered(fault(4, "您没有该功能的操作权限"))).toMatchObject({ kind: "permission" });
    const blocked = [{ actionname: "showConfirm", params: [{ msg: "当前请求已经被拦截规则阻止" }] }];
    expect(await answered({ body: blocked })).toMatchObject({
      kind: "bad_request",
      message: expect.stringContaining("拦截"),
    });
    expect(await answered({ body: "<html>登录</html>" })).toMatchObject({ kind: "schema" });
    expect(await answered({ body: [["C01"]] })).toMatchObject({ kind: "schema" });
    expect(await answered({ status: 204 })).toMatchObject({ kind: "schema" });
  });

  test("too many calls wait, with and without being told how long, and a deadlock is tried again", async () => {
    const off = stub.use(tooMany(null, { times: 1, when: page }));
    expect(await answered({ status: 429, headers: { "retry-after": "0" } })).toBe(40);
    off();
    expect(await answered(fault(4, "请求过于频繁，请稍后再试"))).toBe(40);
    expect(await answered(fault(4, "事务与另一个进程死锁"))).toBe(40);
  });

  test("a server that gives the same page again is not asked without end", async () => {
    const same = ({ body }: { body: unknown }): StubAnswer => {
      const { FieldKeys = "" } = (body as { parameters: Record<string, string>[] }).parameters[0] ?? {};
      return { body: [FieldKeys.split(",").map((name) => (name === "FCUSTID" ? 100_001 : "x"))] };
    };
    stub.use(answering(same, { when: page }));
    await expect((await opened()).rows("accounts", null)).rejects.toMatchObject({ kind: "schema" });
  });

  test("a day's budget of calls is kept", async () => {
    const { rows } = await opened({ environment: { KINGDEE_CALLS_PER_DAY: "3" } });
    await expect(rows("accounts", null)).rejects.toMatchObject({ kind: "quota" });
  });
});

describe("the check", () => {
  const bad = async (options: Parameters<typeof opened>[0] = {}) =>
    (await (await opened(options)).source.check()).filter(({ ok }) => !ok);

  test("names the field that a tenant does not have, until a mapping leaves it out", async () => {
    const yaml = "tables: { accounts: { columns: { tier: F_XYZ_Level } } }";
    const [finding] = await bad({ yaml });
    expect(finding?.what).toContain("F_XYZ_Level");
    expect(finding?.mend).toContain("CRM_MAPPING");
    expect(await bad({ yaml: yaml.replace("F_XYZ", "F_ABC") })).toEqual([]);
  });

  test("tells a wrong data centre and a wrong secret, and repeats neither", async () => {
    expect((await bad({ environment: { KINGDEE_ACCT_ID: "wrong-centre" } }))[0]?.what).toContain("KINGDEE_ACCT_ID");
    const [finding] = await bad({ environment: { KINGDEE_APP_SECRET: "wrong-secret-77" } });
    expect(finding?.what).toContain("[secret]");
    expect(JSON.stringify(finding)).not.toContain("wrong-secret-77");
    expect(finding?.mend).toContain("KINGDEE_APP_SECRET");
  });

  test("finds out that the server's zone is another", async () => {
    await stub.close();
    stub = await openKingdee({ hours: 8 });
    fill(stub);
    stub.put("SAL_SaleOrder", "XSDD05", { FBillAmount: 1 });
    expect((await bad({ zone: "UTC" }))[0]?.mend).toContain("zone: Asia/Shanghai");
    expect(await bad({ zone: "Asia/Shanghai" })).toEqual([]);
  });

  test("names a right to 币别 that lacks; the clock is then ours", async () => {
    stub.forbidden.add("BD_Currency");
    const [finding, ...others] = await bad();
    expect(finding?.what).toContain("币别 BD_Currency");
    expect(finding?.mend).toContain("查看 币别");
    expect(others).toEqual([]);
    expect(await (await opened()).source.clock?.()).toEqual(now());
  });

  test("names currencies that cannot be converted", async () => {
    stub.put("BD_Currency", "PRE999", { FName: "积分", FCODE: " " });
    const findings = await (await opened()).source.check();
    expect(findings.map(({ what }) => what).join()).toContain("积分 (PRE999)");
  });
});

test("describes a form's fields, also those of the company's own; nothing where metadata may not be seen", async () => {
  const { source } = await opened();
  const fields = (await source.describe?.("accounts")) ?? [];
  expect(fields.find(({ name }) => name === "F_ABC_Level")).toEqual({
    name: "F_ABC_Level",
    custom: true,
    label: "名称 F_ABC_Level",
  });
  expect(fields.find(({ name }) => name === "FName")).toMatchObject({ custom: false });
  stub.forbidden.add("BD_Customer");
  expect(await source.describe?.("accounts")).toEqual([]);
});

test("the README's mapping makes orders of deliveries", async () => {
  const line = { FEntity_FEntryID: 1, "FMaterialID.FNumber": "M1", FRealQty: 4, FPrice: 25, FAmount: 100 };
  const sums = { FBillAllAmount: 113, FBillTaxAmount: 13, "FSettleCurrID.FCode": "CNY", lines: [line] };
  const from = { "FCustomerID.FNumber": "C01", "FSalesManID.FNumber": "001_GW000019_1", FDate: "2026-03-01T00:00:00" };
  stub.put("SAL_OUTSTOCK", "XSCKD1", { ...sums, ...from });
  stub.approve("SAL_OUTSTOCK", "XSCKD1");
  stub.records.pass(1000);
  const readme = await readFile(new URL("../../../src/connectors/kingdee/README.md", import.meta.url), "utf8");
  const [, , yaml = ""] = readme.split("```yaml\n").map((part) => part.split("```")[0]);
  const { rows, source } = await opened({ yaml });
  expect(await rows("orders", null)).toMatchObject([
    {
      id: "XSCKD1",
      account_id: "C01",
      owner_id: "001",
      total: 113,
      status: "fulfilled",
      delivered_at: "2026-03-01T00:00:00",
    },
  ]);
  expect(await rows("order_lines", null)).toMatchObject([
    { id: 1, order_id: "XSCKD1", product_id: "M1", quantity: 4, net: 100 },
  ]);
  expect((await source.check()).filter(({ ok }) => !ok)).toEqual([]);
});

test("the clock is the server's", async () => {
  const { source } = await opened();
  stub.records.pass(hour);
  expect(await source.clock?.()).toEqual(now());
});

test("tables can be left out, and addresses are HTTPS", async () => {
  const { source } = await opened({ environment: { KINGDEE_WITHOUT: "returns, payments" } });
  expect(source.tables).not.toContain("returns");
  expect(source.tables).toContain("orders");
  const config = (more: object) => connector.config.safeParse({ ...credentials, ...more }).success;
  expect(config({ KINGDEE_URL: "https://acme.ik3cloud.com/k3cloud/" })).toBe(true);
  expect(config({ KINGDEE_URL: "http://acme.ik3cloud.com/k3cloud" })).toBe(false);
  expect(config({ KINGDEE_URL: "https://a.test", KINGDEE_RATE_TYPE: "' or 1 = 1" })).toBe(false);
});
