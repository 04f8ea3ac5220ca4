import type { TableName } from "#model/tables.ts";
import type { Rig } from "../rig.ts";
import { answering } from "../stub/behaviours.ts";
import type { StubRecord } from "../stub/records.ts";
import { credentials, day, openZoho, problem, type ZohoStub } from "./stub.ts";

const modules: Readonly<Partial<Record<TableName, string>>> = {
  ...{ accounts: "Accounts", contacts: "Contacts", opportunities: "Deals", orders: "Sales_Orders", tickets: "Cases" },
};

export default async function openRig(): Promise<Rig> {
  const stub = await openZoho();
  const { records } = stub;
  fill(stub);
  let added = 0;
  let lost = false;
  const moduleOf = (table: TableName): string => modules[table] ?? "";
  const fieldsOf = (module: string, text: string): Record<string, unknown> => {
    if (module === "Deals")
      return { Deal_Name: text, Amount: 1000 + added, Stage: added % 2 === 0 ? "Negotiation" : "Qualification" };
    if (module === "Sales_Orders") return { Grand_Total: 1000 + added, Status: "Approved" };
    return { Account_Name: module === "Accounts" ? text : "1000000001", Full_Name: text, Subject: text };
  };
  return {
    environment: { ...credentials, ZOHO_URL: stub.url, ZOHO_ACCOUNTS_URL: stub.url },
    secrets: [credentials.ZOHO_REFRESH_TOKEN, credentials.ZOHO_CLIENT_SECRET, "1000.planted-access"],
    changing: ["accounts", "contacts", "opportunities", "orders"],
    now: () => new Date(records.now()),
    pass: records.pass,
    truth: () => ({
      owners: columns(records.all("users"), ({ full_name, status }) => ({
        name: String(full_name),
        is_active: String(status === "active"),
      })),
      accounts: columns(records.all("Accounts"), ({ Account_Name }) => ({ name: String(Account_Name) })),
      contacts: columns(records.all("Contacts"), ({ Full_Name }) => ({ name: String(Full_Name) })),
      opportunities: columns(records.all("Deals"), ({ Amount, Stage }) => ({
        ...{ amount: Number(Amount).toFixed(4), status: Stage === "Closed Won" ? "won" : "open" },
      })),
      orders: columns(records.all("Sales_Orders"), ({ Grand_Total }) => ({ total: Number(Grand_Total).toFixed(4) })),
      tickets: columns(records.all("Cases"), ({ Subject }) => ({ subject: String(Subject) })),
      activities: columns([...records.all("Calls"), ...records.all("Events")], () => ({})),
    }),
    add(table) {
      added += 1;
      const id = `7000${String(added).padStart(6, "0")}`;
      stub.put(moduleOf(table), id, fieldsOf(moduleOf(table), `New ${added}`));
      return id;
    },
    edit(table, id) {
      added += 1;
      stub.put(moduleOf(table), id, fieldsOf(moduleOf(table), `Changed "${added}", indeed`));
    },
    remove: (table, id) => stub.remove(moduleOf(table), id),
    isPage: (table) => (request) => request.path === `/crm/v8/${moduleOf(table)}` || request.path.endsWith("/result"),
    use: stub.use,
    forbid() {
      stub.modules.delete("Sales_Orders");
      return "Sales_Orders";
    },
    faults: {
      tooFast: answering(problem(429, "TOO_MANY_REQUESTS", "too many requests at a time"), { times: 2, after: 3 }),
      sessionLost(request, answer) {
        if (!lost && request.path === "/crm/v8/Accounts") {
          lost = true;
          stub.endSession();
        }
        return answer();
      },
      quotaSpent: answering(problem(429, "TOO_MANY_REQUESTS", "API limit", { "x-api-credits-remaining": "0" }), {
        after: 15,
      }),
      cursorExpired: answering(problem(400, "EXPIRED_VALUE", "page_token"), {
        times: 1,
        when: ({ query }) => query.has("page_token"),
      }),
    },
    cleanup: stub.close,
  };
}

function columns(
  records: readonly StubRecord[],
  of: (fields: StubRecord["fields"]) => Record<string, string | null>,
): Map<string, Record<string, string | null>> {
  return new Map(records.map(({ id, fields }) => [id, of(fields)]));
}

/** Two years of a small company; much of it is of the last month. */
export function fill(stub: ZohoStub): void {
  const { records } = stub;
  for (let index = 0; index < 3; index++) {
    records.put("users", `9${index}`, {
      full_name: `Owner ${index}`,
      email: `o${index}@x.test`,
      status: index < 2 ? "active" : "inactive",
      role: { name: "East" },
    });
  }
  for (let index = 0; index < 40; index++) {
    const at = records.now() - ((index * 7) % 40) * (index % 2 === 0 ? 1 : 20) * (day / 2) - day;
    const id = (kind: number): string => `${kind}000${String(index).padStart(6, "0")}`;
    const Owner = `9${index % 3}`;
    stub.put("Accounts", id(1), { Account_Name: `Company "${index}", Ltd`, Owner }, at);
    stub.put("Contacts", id(2), { Full_Name: `Person ${index}`, Account_Name: id(1) }, at);
    stub.put(
      "Deals",
      id(3),
      {
        Deal_Name: `Deal ${index}`,
        Account_Name: id(1),
        Stage: "Qualification",
        Amount: 100 + index,
        Closing_Date: "2026-02-01",
        Owner,
      },
      at - 6 * day,
    );
    stub.put("Deals", id(3), { Amount: 200 + index }, at - 3 * day);
    stub.put("Deals", id(3), { Stage: index % 4 === 0 ? "Closed Won" : "Negotiation" }, at);
    stub.put("Sales_Orders", id(4), { Account_Name: id(1), Status: "Approved", Grand_Total: 110 + index, Tax: 10 }, at);
    stub.put("Cases", id(5), { Subject: `Case ${index}`, Account_Name: id(1) }, at);
    if (index >= 12) continue;
    stub.put(
      "Calls",
      id(6),
      { Subject: "Call", What_Id: id(1), Call_Start_Time: new Date(at).toISOString(), Call_Type: "Outbound", Owner },
      at,
    );
    stub.put("Events", id(8), { What_Id: id(1), Start_DateTime: new Date(at).toISOString(), Owner }, at);
  }
}
