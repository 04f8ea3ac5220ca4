import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import connector from "#connectors/kingdee/index.ts";
import { meanwhile } from "../stub/behaviours.ts";
import { openPair } from "./opening.ts";
import { credentials, day } from "./stub.ts";

const hour = 3_600_000;
let pair: Awaited<ReturnType<typeof openPair>>;
beforeEach(async () => {
  pair = await openPair();
});
afterEach(() => pair.close());

describe("what records become", () => {
  test("an order goes by its number, with the employee behind the salesperson and the code of its currency", async () => {
    const { rows } = await pair.opened();
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
    const { rows } = await pair.opened();
    const found = await rows("payments", null);
    const count = (kind: string): number => found.filter((row) => row.kind === kind).length;
    // Of 40 receipts one is a supplier's and four wait for approval; of 10 refunds two wait.
    expect([count("payment"), count("refund")]).toEqual([35, 8]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(43);
    expect(found.find(({ kind }) => kind === "refund")).toMatchObject({ amount: 50, currency: "CNY" });
  });

  test("a return knows its order and its line; lines without a key are none", async () => {
    const { rows } = await pair.opened();
    expect((await rows("returns", null))[0]).toMatchObject({ order_id: "XSDD00", account_id: "C00", amount: 100 });
    const lines = await rows("order_lines", null);
    expect(lines.some(({ order_id }) => order_id === "XSDD38")).toBe(false);
    expect(lines.filter(({ order_id }) => order_id === "XSDD05")).toHaveLength(2);
  });

  test("only rates of one type, and employees with their department", async () => {
    const { rows } = await pair.opened();
    const [rate, ...others] = await rows("fx_rates", null);
    expect(rate).toMatchObject({ from_currency: "USD", to_currency: "CNY", rate: 7.1 });
    expect(others).toEqual([]);
    expect((await rows("owners", null)).map(({ id, team, is_active }) => [id, team, is_active])).toEqual([
      ["000", "销售一部", true],
      ["001", "销售二部", true],
      ["002", "销售一部", false],
    ]);
    const other = await pair.opened({ environment: { KINGDEE_RATE_TYPE: "HLTX02_SYS" } });
    expect(await other.rows("fx_rates", null)).toMatchObject([{ rate: 8.8 }]);
  });

  test("a space is nothing, and so is the year 1", async () => {
    pair.stub.put("BD_Customer", "C05", { FADDRESS: " ", FTEL: "0001-01-01T00:00:00", "FGroup.FName": " 大客户 " });
    const { rows } = await pair.opened();
    expect((await rows("accounts", pair.ago(day), new Date(pair.stub.records.now() + 1000)))[0]).toMatchObject({
      ...{ address: null, phone: null, segment: "大客户" },
    });
  });
});

describe("changes", () => {
  test("an approval counts though it leaves the time of the last edit alone, and one taken back no more", async () => {
    pair.stub.records.pass(hour);
    pair.stub.approve("SAL_SaleOrder", "XSDD09");
    pair.stub.records.pass(1000);
    const { pages, rows } = await pair.opened();
    expect((await rows("orders", pair.ago(hour / 2))).map(({ id, status }) => [id, status])).toEqual([
      ["XSDD09", "confirmed"],
    ]);
    pair.stub.put("SAL_SaleOrder", "XSDD09", { FDocumentStatus: "D" });
    pair.stub.records.pass(1000);
    expect((await pages("orders", pair.ago(1500))).flatMap((page) => page.deleted ?? [])).toEqual(["XSDD09"]);
  });

  test("what lost its approval without a change is missing at night", async () => {
    const { source } = await pair.opened();
    const listed = async () => {
      const ids: string[] = [];
      for await (const page of source.listIds?.("orders") ?? []) ids.push(...page);
      return ids;
    };
    expect(await listed()).toContain("XSDD05");
    pair.stub.unapprove("SAL_SaleOrder", "XSDD05");
    expect(await listed()).not.toContain("XSDD05");
  });

  test("a window is asked for in the server's own time, to the second", async () => {
    await pair.close();
    pair = await openPair({ hours: 8 });
    pair.stub.records.pass(hour);
    pair.stub.put("BD_Customer", "C20", { FName: "新名" });
    pair.stub.records.pass(2000);
    const { rows } = await pair.opened({ zone: "Asia/Shanghai" });
    expect((await rows("accounts", pair.ago(hour / 2))).map(({ id }) => id)).toEqual(["C20"]);
    expect(pair.queries("BD_Customer")[0]?.FilterString).toBe(
      "((FModifyDate >= '2026-03-02 17:30:02' and FModifyDate < '2026-03-02 18:00:02'))",
    );
  });

  test("pages go by key to an empty one, whatever the server gives at most, and a record deleted between leaves no gap", async () => {
    pair.stub.cap = 7;
    const gone = () => pair.stub.records.remove("BD_Customer", "C06");
    pair.stub.use(meanwhile(gone, { after: 2, when: ({ body }) => JSON.stringify(body).includes('"BD_Customer"') }));
    const { rows } = await pair.opened();
    const ids = (await rows("accounts", null)).map(({ id }) => id);
    expect(new Set(ids)).toEqual(
      new Set(Array.from({ length: 40 }, (_, index) => `C${String(index).padStart(2, "0")}`)),
    );
    expect(pair.queries("BD_Customer").map(({ StartRow }) => StartRow)).toEqual(Array(7).fill(0));
    expect(pair.queries("BD_Customer").every(({ Limit }) => Number(Limit) === 2000)).toBe(true);
  });
});

test("describes a form's fields, also those of the company's own; nothing where metadata may not be seen", async () => {
  const { source } = await pair.opened();
  const fields = (await source.describe?.("accounts")) ?? [];
  expect(fields.find(({ name }) => name === "F_ABC_Level")).toEqual({
    name: "F_ABC_Level",
    custom: true,
    label: "名称 F_ABC_Level",
  });
  expect(fields.find(({ name }) => name === "FName")).toMatchObject({ custom: false });
  pair.stub.forbidden.add("BD_Customer");
  expect(await source.describe?.("accounts")).toEqual([]);
});

test("the README's mapping makes orders of deliveries", async () => {
  const line = { FEntity_FEntryID: 1, "FMaterialID.FNumber": "M1", FRealQty: 4, FPrice: 25, FAmount: 100 };
  const sums = { FBillAllAmount: 113, FBillTaxAmount: 13, "FSettleCurrID.FCode": "CNY", lines: [line] };
  const from = { "FCustomerID.FNumber": "C01", "FSalesManID.FNumber": "001_GW000019_1", FDate: "2026-03-01T00:00:00" };
  pair.stub.put("SAL_OUTSTOCK", "XSCKD1", { ...sums, ...from });
  pair.stub.approve("SAL_OUTSTOCK", "XSCKD1");
  pair.stub.records.pass(1000);
  const readme = await readFile(new URL("../../../src/connectors/kingdee/README.md", import.meta.url), "utf8");
  const [, , yaml = ""] = readme.split("```yaml\n").map((part) => part.split("```")[0]);
  const { rows, source } = await pair.opened({ yaml });
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
  const { source } = await pair.opened();
  pair.stub.records.pass(hour);
  expect(await source.clock?.()).toEqual(pair.now());
});

test("tables can be left out, and addresses are HTTPS", async () => {
  const { source } = await pair.opened({ environment: { KINGDEE_WITHOUT: "returns, payments" } });
  expect(source.tables).not.toContain("returns");
  expect(source.tables).toContain("orders");
  const config = (more: object) => connector.config.safeParse({ ...credentials, ...more }).success;
  expect(config({ KINGDEE_URL: "https://acme.ik3cloud.com/k3cloud/" })).toBe(true);
  expect(config({ KINGDEE_URL: "http://acme.ik3cloud.com/k3cloud" })).toBe(false);
  expect(config({ KINGDEE_URL: "https://a.test", KINGDEE_RATE_TYPE: "' or 1 = 1" })).toBe(false);
});
