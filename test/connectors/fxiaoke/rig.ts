import type { TableName } from "#model/tables.ts";
import type { Rig } from "../rig.ts";
import { answering } from "../stub/behaviours.ts";
import type { StubRecord } from "../stub/records.ts";
import type { StubRequest } from "../stub/server.ts";
import { credentials, day, type FxiaokeStub, openFxiaoke, trouble } from "./stub.ts";

const objects: Readonly<Partial<Record<TableName, string>>> = {
  ...{ accounts: "AccountObj", contacts: "ContactObj", opportunities: "NewOpportunityObj", orders: "SalesOrderObj" },
};

export function objectOf({ body }: StubRequest): string | undefined {
  return (Object(body) as { data?: { dataObjectApiName?: string } }).data?.dataObjectApiName;
}

export default async function openRig(): Promise<Rig> {
  const stub = await openFxiaoke();
  const { records } = stub;
  fill(stub);
  let added = 0;
  let lost = false;
  const nameOf = (table: TableName): string => objects[table] ?? "";
  const fieldsOf = (object: string, name: string): Record<string, unknown> => {
    if (object === "NewOpportunityObj")
      return { name, amount: `${1000 + added}.5`, sales_stage: "s2", sales_status: String((added % 3) + 1) };
    if (object === "SalesOrderObj") return { order_amount: `${1000 + added}.00`, life_status: "normal" };
    return { name };
  };
  const money = (value: unknown): string => Number(value).toFixed(4);
  const status = ["open", "open", "won", "lost"];
  return {
    environment: { ...credentials, FXIAOKE_URL: stub.url },
    secrets: [credentials.FXIAOKE_APP_SECRET, credentials.FXIAOKE_PERMANENT_CODE, "planted-token"],
    changing: ["accounts", "contacts", "opportunities", "orders"],
    now: () => new Date(records.now()),
    pass: records.pass,
    truth: () => ({
      owners: columns(records.all("users"), ({ name, isStop }) => ({
        ...{ name: String(name), is_active: String(!isStop) },
      })),
      accounts: columns(stub.live("AccountObj"), ({ name }) => ({ name: String(name) })),
      contacts: columns(stub.live("ContactObj"), ({ name }) => ({ name: String(name) })),
      opportunities: columns(stub.live("NewOpportunityObj"), ({ amount, sales_status }) => ({
        ...{ amount: money(amount), status: status[Number(sales_status)] ?? "" },
      })),
      orders: columns(stub.live("SalesOrderObj"), ({ order_amount }) => ({ total: money(order_amount) })),
      order_lines: columns(stub.live("SalesOrderProductObj"), ({ subtotal }) => ({ net: money(subtotal) })),
      payments: columns(
        [...stub.live("PaymentObj"), ...stub.live("RefundObj")].filter(
          ({ fields }) => fields.life_status !== "under_review",
        ),
        ({ payment_amount, refunded_amount }) => ({
          ...{ amount: money(payment_amount ?? refunded_amount), kind: payment_amount ? "payment" : "refund" },
        }),
      ),
      tickets: columns(stub.live("CasesObj"), ({ name }) => ({ subject: String(name) })),
      activities: columns(stub.live("ActiveRecordObj"), () => ({ kind: "visit" })),
    }),
    add(table) {
      added += 1;
      const id = `e000${String(added).padStart(6, "0")}`;
      stub.put(nameOf(table), id, fieldsOf(nameOf(table), `New ${added}`));
      return id;
    },
    edit(table, id) {
      added += 1;
      stub.put(nameOf(table), id, fieldsOf(nameOf(table), `改名 "${added}"`));
    },
    remove: (table, id) => stub.remove(nameOf(table), id),
    isPage: (table) => (request) => request.path.endsWith("/data/query") && objectOf(request) === nameOf(table),
    use: stub.use,
    forbid() {
      stub.forbidden.add("SalesOrderObj");
      return "SalesOrderObj";
    },
    faults: {
      tooFast: answering(trouble(30004, "秒频次超限"), { times: 2, after: 3 }),
      sessionLost(request, answer) {
        if (!lost && objectOf(request) === "AccountObj") {
          lost = true;
          stub.endSession();
        }
        return answer();
      },
      quotaSpent: answering(trouble(30002, "当天访问频次超限"), { after: 15 }),
    },
    cleanup: stub.close,
  };
}

function columns(
  records: readonly StubRecord[],
  of: (fields: StubRecord["fields"]) => Record<string, string | null>,
): Map<string, Record<string, string | null>> {
  return new Map(records.map(({ id, fields }) => [String(fields.openUserId ?? id), of(fields)]));
}

/** Two years of a small company; much of it is of the last month. */
export function fill(stub: FxiaokeStub): void {
  const { records } = stub;
  for (const [id, name] of Object.entries({ "999999": "全公司", "1001": "华东区" }))
    stub.put("DepartmentObj", id, { name });
  for (let index = 0; index < 3; index++) {
    records.put("users", `u${index}`, {
      ...{ openUserId: `100${index}`, name: `员工${index}`, email: `o${index}@x.test`, isStop: index === 2 },
      ...{ mainDepartmentId: 1001, departmentIds: [999999, 1001], leaderId: "1000", hireDate: "2023-03-16" },
    });
  }
  for (let index = 0; index < 40; index++) {
    const at = records.now() - ((index * 7) % 40) * (index % 2 === 0 ? 1 : 20) * (day / 2) - day;
    const id = (kind: string): string => `${kind}000${String(index).padStart(6, "0")}`;
    const owner = [`100${index % 3}`];
    const account_id = id("a1");
    const nobodys = index % 8 === 7 ? { owner: null, high_seas_name: "华东公海" } : { owner };
    stub.put(
      "AccountObj",
      account_id,
      { name: `公司 "${index}"`, high_seas_id: "h1", account_level: "1", ...nobodys },
      at,
    );
    stub.put("ContactObj", id("a2"), { name: `联系人${index}`, account_id, mobile1: "13800000000" }, at);
    stub.put(
      "NewOpportunityObj",
      id("a3"),
      {
        ...{ name: `商机${index}`, account_id, owner, amount: `${100 + index}.00`, probability: "30" },
        ...{ sales_stage: index % 4 === 0 ? "s3" : "s1", sales_status: index % 4 === 0 ? "2" : "1" },
        ...{ close_date: Date.parse("2026-02-01T00:00:00+08:00"), stg_changed_time: at },
      },
      at,
    );
    const order_time = Date.parse("2026-01-05T00:00:00+08:00");
    stub.put("SalesOrderObj", id("a4"), { account_id, owner, order_amount: `${110 + index}.00`, order_time }, at);
    const line = { order_id: id("a4"), product_id: "p1", quantity: "2", sales_price: "55", subtotal: `${110 + index}` };
    stub.put("SalesOrderProductObj", id("a5"), line, at);
    if (index >= 12) continue;
    stub.put("PaymentObj", id("a6"), { account_id, payment_amount: `${10 + index}`, payment_time: order_time }, at);
    const life_status = index === 0 ? "under_review" : "normal";
    stub.put("RefundObj", id("a7"), { account_id, refunded_amount: "5.00", life_status }, at);
    stub.put("CasesObj", id("a8"), { account_id, name: `GD-${index}` }, at);
    const related_object_data = [{ describe_api_name: "AccountObj", id: account_id, name: "x" }];
    stub.put("ActiveRecordObj", id("a9"), { owner, related_object_data, interactive_types: ["visit"] }, at);
  }
}
