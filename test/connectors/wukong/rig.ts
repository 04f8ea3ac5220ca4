import type { TableName } from "#model/tables.ts";
import type { Rig } from "../rig.ts";
import { answering } from "../stub/behaviours.ts";
import { createRecords, type StubRecord } from "../stub/records.ts";
import { openStub, type StubAnswer } from "../stub/server.ts";

/** Plays Wukong 11's API: 200 whatever happens, at most 100 a page, pages past the hundredth only in order, a lock after three bad passwords. */
const paths: Readonly<Partial<Record<TableName, string>>> = {
  accounts: "/crmCustomer/queryPageList",
  contacts: "/crmContacts/queryPageList",
  leads: "/crmLeads/queryPageList",
  opportunities: "/crmBusiness/queryPageList",
  products: "/crmProduct/queryPageList",
  orders: "/crmContract/queryPageList",
  payments: "/crmReceivables/queryPageList",
  surveys: "/crmReturnVisit/queryPageList",
};
const keys: Readonly<Partial<Record<TableName, string>>> = {
  ...{ accounts: "customerId", contacts: "contactsId", leads: "leadsId", opportunities: "businessId" },
  ...{ products: "productId", orders: "contractId", payments: "receivablesId", surveys: "visitId" },
};
const password = "Wukong-planted-5c1d";
const day = 86_400_000;

interface Search {
  readonly page: number;
  readonly limit: number;
  readonly searchList?: readonly { readonly name: string; readonly type: number; readonly values: readonly string[] }[];
}

export default async function openRig(): Promise<Rig> {
  const records = createRecords(new Date("2026-03-02T09:00:00Z"));
  const forbidden = new Set<string>();
  let token = 0;
  let failures = 0;
  let added = 0;
  let deepest = 0;
  const put = (table: TableName, id: string, fields: Record<string, unknown>, at = records.now()): void =>
    records.put(table, id, { createTime: wall(at), ...fields }, at);

  for (let index = 0; index < 260; index++) {
    // Imported by the hundred: many records share the second in which they were created.
    const at = records.now() - Math.floor(index / 120) * 300 * day - day;
    put("accounts", String(1000 + index), { customerName: `客户 ${index}`, ownerUserId: 1 + (index % 3) }, at);
  }
  for (let index = 0; index < 60; index++) {
    const at = records.now() - index * 11 * day - day;
    put(
      "orders",
      String(500 + index),
      { customerId: 1000 + index, money: index + 0.5, checkStatus: 1, orderDate: wall(at) },
      at,
    );
    put("leads", String(100 + index), { leadsName: `线索 ${index}`, isTransform: 0 }, at);
  }
  for (let index = 0; index < 5; index++) {
    put("opportunities", String(index), {
      businessName: `商机 ${index}`,
      customerId: 1000,
      statusId: 1,
      isEnd: 0,
      money: 5,
    });
  }

  function list(table: TableName, { page, limit, searchList = [] }: Search): StubAnswer {
    const size = Math.min(limit, 100);
    const found = records
      .all(table)
      .map((record) => shown(table, record))
      .filter((item) =>
        searchList.every(({ name, type, values: [value = ""] }) => {
          const own = String(item[name] ?? "");
          return own !== "" && (type === 8 ? own >= value : own < value);
        }),
      )
      .sort((a, b) => (a.createTime === b.createTime ? 0 : String(a.createTime) < String(b.createTime) ? -1 : 1));
    const at = page > 100 && page > deepest + 1 ? 1 : page;
    deepest = at;
    const items = found.slice((at - 1) * size, at * size);
    return good({ list: items, totalRow: found.length, pageNumber: at, pageSize: size });
  }

  function login(body: { username?: string; password?: string }): StubAnswer {
    if (failures > 2) return bad(1010, "密码错误次数过多，请在3分后重试！");
    if (body.username !== "parley" || body.password !== password) {
      failures += 1;
      return bad(1004, "账号或密码错误");
    }
    token += 1;
    return good({ adminToken: `token-of-wukong-${token}` });
  }

  const stub = await openStub(({ path, headers, body }) => {
    if (path === "/login") return login(body as object);
    if (headers["admin-token"] !== `token-of-wukong-${token}`) return bad(302, "请先登录！");
    if (forbidden.has(path)) return bad(401, "无权操作");
    if (path === "/adminUser/queryUserList") {
      const people = [1, 2, 3].map((userId) => ({ userId, realname: `员工 ${userId}`, status: 1, parentId: 0 }));
      return good({ list: people, totalRow: 3, pageNumber: 1 });
    }
    if (path === "/crmBusiness/queryBusinessStatusOptions") {
      return good([
        { typeId: 1, name: "销售流程", statusList: [{ statusId: 1, name: "初步沟通", rate: "20", orderNum: 1 }] },
      ]);
    }
    const table = (Object.keys(paths) as TableName[]).find((name) => paths[name] === path);
    return table === undefined ? bad(404, "资源未找到") : list(table, body as Search);
  });

  return {
    environment: { WUKONG_URL: stub.url, WUKONG_USER: "parley", WUKONG_PASSWORD: password },
    secrets: [password, "token-of-wukong-"],
    changing: ["accounts", "orders"],
    now: () => new Date(records.now()),
    pass: records.pass,
    truth: () => ({
      accounts: truthOf(records.all("accounts"), ({ customerName }) => ({ name: String(customerName) })),
      orders: truthOf(records.all("orders"), ({ money }) => ({ net: Number(money).toFixed(4) })),
    }),
    add(table) {
      added += 1;
      const id = String(90_000 + added);
      if (table === "orders")
        put(table, id, { customerId: 1001, money: 1, checkStatus: 1, orderDate: wall(records.now()) });
      else put(table, id, { customerName: `新客户 ${added}` });
      return id;
    },
    edit(table, id) {
      added += 1;
      records.put(table, id, table === "orders" ? { money: 1000 + added } : { customerName: `改 ${added}` });
    },
    remove: (table, id) => records.remove(table, id),
    isPage: (table) => (request) => request.path === paths[table],
    use: stub.use,
    forbid() {
      forbidden.add("/crmReceivables/queryPageList");
      return "crmReceivables";
    },
    faults: {
      tooFast: answering({ body: { code: 403, msg: "请求频率过快,请稍后再试" } }, { times: 1, after: 2 }),
      sessionLost: answering(
        () => {
          token += 1;
          return bad(302, "请先登录！");
        },
        { times: 1, after: 2, when: ({ path }) => path !== "/login" },
      ),
    },
    cleanup: stub.close,
  };
}

/** A record as lists show it; one that was never edited has no time of an edit. */
function shown(table: TableName, { id, modified, fields }: StubRecord): Record<string, unknown> {
  const edited = wall(modified) === fields.createTime ? {} : { updateTime: wall(modified) };
  return { [keys[table] ?? "id"]: Number(id), ...fields, ...edited };
}

function wall(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

function good(data: unknown): StubAnswer {
  return { body: { code: 0, msg: "success", data } };
}

function bad(code: number, msg: string): StubAnswer {
  return { body: { code, msg } };
}

function truthOf(records: readonly StubRecord[], of: (fields: StubRecord["fields"]) => Record<string, string>) {
  return new Map(records.map(({ id, fields }) => [id, of(fields)]));
}
