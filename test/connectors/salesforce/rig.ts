import type { TableName } from "#model/tables.ts";
import type { Rig } from "../rig.ts";
import { answering } from "../stub/behaviours.ts";
import type { StubRecord } from "../stub/records.ts";
import { clientId, day, openSalesforce, problem, type SalesforceStub, secret } from "./stub.ts";

const objects: Readonly<Partial<Record<TableName, string>>> = {
  ...{ accounts: "Account", contacts: "Contact", leads: "Lead", opportunities: "Opportunity", orders: "Order" },
  ...{ tickets: "Case", order_lines: "OrderItem", campaign_members: "CampaignMember" },
};
const prefixes: Readonly<Record<string, string>> = {
  Account: "001",
  Contact: "003",
  Lead: "00Q",
  Opportunity: "006",
  Order: "801",
  Case: "500",
};

export default async function openRig(): Promise<Rig> {
  const stub = await openSalesforce();
  const { records } = stub;
  fill(stub);
  let added = 0;
  const objectOf = (table: TableName): string => objects[table] ?? "";
  const live = (object: string): StubRecord[] => records.all(object).filter(({ fields }) => fields.IsDeleted !== true);
  const today = (): string => new Date(records.now()).toISOString().slice(0, 10);
  const fieldsOf = (object: string, text: string): Record<string, unknown> => {
    if (object === "Opportunity") return { Name: text, Amount: 1000 + added };
    if (object === "Order") return { TotalAmount: 1000 + added, StatusCode: "Activated", EffectiveDate: today() };
    return object === "Case" ? { Subject: text } : { Name: text, Company: text };
  };
  return {
    environment: { SALESFORCE_URL: stub.url, SALESFORCE_CLIENT_ID: clientId, SALESFORCE_CLIENT_SECRET: secret },
    secrets: [secret, clientId, "00D-planted-token"],
    changing: ["accounts", "contacts", "leads", "opportunities", "orders"],
    now: () => new Date(records.now()),
    pass: records.pass,
    truth: () => ({
      owners: columns(live("User"), ({ Name, UserRoleId }) => ({
        name: String(Name),
        team: UserRoleId ? "East" : null,
      })),
      accounts: columns(live("Account"), ({ Name }) => ({ name: String(Name) })),
      contacts: columns(live("Contact"), ({ Name }) => ({ name: String(Name) })),
      leads: columns(live("Lead"), ({ Company }) => ({ name: String(Company) })),
      opportunities: columns(live("Opportunity"), ({ Amount, IsClosed }) => ({
        ...{ amount: Number(Amount).toFixed(4), status: IsClosed === true ? "won" : "open" },
      })),
      opportunity_stage_events: moves(live("OpportunityHistory"), new Set(live("Opportunity").map(({ id }) => id))),
      orders: columns(live("Order"), ({ TotalAmount }) => ({ net: Number(TotalAmount).toFixed(4) })),
      order_lines: columns(live("OrderItem"), ({ TotalPrice }) => ({ net: Number(TotalPrice).toFixed(4) })),
      tickets: columns(live("Case"), ({ Subject }) => ({ subject: String(Subject) })),
      campaign_members: columns(live("CampaignMember"), () => ({})),
      activities: columns([...live("Task"), ...live("Event")], ({ TaskSubtype }) => ({
        kind: TaskSubtype === "Call" ? "call" : "meeting",
      })),
    }),
    add(table) {
      added += 1;
      const object = objectOf(table);
      const id = `${prefixes[object]}9${String(added).padStart(5, "0")}`;
      stub.put(object, id, {
        ...fieldsOf(object, `New ${added}`),
        ...(object === "Opportunity" ? { StageName: "Prospecting", IsClosed: false, CloseDate: today() } : {}),
      });
      return id;
    },
    edit(table, id) {
      added += 1;
      const object = objectOf(table);
      const stage =
        object === "Opportunity" ? { StageName: added % 2 === 0 ? "Negotiation" : "Prospecting", IsClosed: false } : {};
      stub.put(object, id, { ...fieldsOf(object, `Changed "${added}",\nindeed`), ...stage });
    },
    remove: (table, id) => stub.remove(objectOf(table), id),
    isPage: (table) => (request) =>
      (request.query.get("q") ?? "").includes(` FROM ${objectOf(table)} WHERE SystemModstamp`) ||
      (request.method === "GET" && /\/(query\/0r8|jobs\/query\/.*results)/.test(request.path)) ||
      ((request.query.get("q") ?? "").includes(` FROM ${objectOf(table)} `) && request.path.endsWith("queryAll")),
    use: stub.use,
    forbid() {
      stub.objects.delete("Opportunity");
      return "Opportunity";
    },
    faults: {
      tooFast: answering(
        problem(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded."),
        { times: 2, after: 3 },
      ),
      sessionLost: (request, answer) => {
        if (!once(request.path.endsWith("queryAll"), stub)) return answer();
        stub.endSession();
        return answer();
      },
      quotaSpent: answering(problem(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."), { after: 25 }),
      cursorExpired: answering(problem(400, "INVALID_QUERY_LOCATOR", "invalid query locator"), {
        times: 1,
        when: ({ path }) => path.includes("/query/0r8"),
      }),
    },
    cleanup: stub.close,
  };
}

const lost = new WeakSet<object>();

function once(wanted: boolean, key: object): boolean {
  if (!wanted || lost.has(key)) return false;
  lost.add(key);
  return true;
}

function moves(lines: readonly StubRecord[], deals: ReadonlySet<string>): Map<string, Record<string, string>> {
  const found = new Map<string, Record<string, string>>();
  const last = new Map<string, { stage: unknown; seq: number }>();
  for (const { id, fields } of lines) {
    const deal = String(fields.OpportunityId);
    const before = last.get(deal);
    if (!deals.has(deal) || before?.stage === fields.StageName) continue;
    const seq = (before?.seq ?? 0) + 1;
    last.set(deal, { stage: fields.StageName, seq });
    found.set(id, { seq: String(seq), origin: "native" });
  }
  return found;
}

function columns(
  records: readonly StubRecord[],
  of: (fields: StubRecord["fields"]) => Record<string, string | null>,
): Map<string, Record<string, string | null>> {
  return new Map(records.map(({ id, fields }) => [id, of(fields)]));
}

/** Two years of a small company; most of it is history. */
export function fill(stub: SalesforceStub): void {
  const { records } = stub;
  const old = records.now() - 500 * day;
  for (const [index, name] of ["Prospecting", "Negotiation", "Closed Won", "Closed Lost"].entries()) {
    stub.put(
      "OpportunityStage",
      `01J${index}`,
      {
        ApiName: name,
        MasterLabel: name,
        SortOrder: index,
        DefaultProbability: index * 30,
        IsWon: index === 2,
        IsClosed: index > 1,
      },
      old,
    );
  }
  stub.put("CurrencyType", "01L1", { IsoCode: "USD", ConversionRate: 1, IsCorporate: true }, old);
  stub.put("CurrencyType", "01L2", { IsoCode: "EUR", ConversionRate: 0.9, IsCorporate: false }, old);
  stub.put("DatedConversionRate", "04w1", { IsoCode: "EUR", ConversionRate: 0.92, StartDate: "2026-01-01" }, old);
  for (let index = 0; index < 4; index++)
    stub.put(
      "User",
      `005${index}`,
      { Name: `Owner ${index}`, IsActive: index < 3, ...(index === 1 ? { UserRoleId: "00E1" } : {}) },
      old,
    );
  for (let index = 0; index < 40; index++) {
    const at = records.now() - ((index * 7) % 40) * 20 * day - day;
    const id = (prefix: string): string => `${prefix}${String(index).padStart(6, "0")}`;
    const on = new Date(at).toISOString().slice(0, 10);
    const OwnerId = `005${index % 4}`;
    stub.put("Account", id("001"), { Name: `Company "${index}", Inc.`, OwnerId }, at);
    stub.put("Contact", id("003"), { Name: `Person ${index}`, AccountId: id("001") }, at);
    stub.put(
      "Lead",
      id("00Q"),
      { Name: `Lead ${index}`, Company: `Prospect ${index}`, Status: "Open", Rating: "Hot", OwnerId },
      at,
    );
    const deal = { Name: `Deal ${index}`, AccountId: id("001"), OwnerId, CurrencyIsoCode: "USD" };
    stub.put(
      "Opportunity",
      id("006"),
      { ...deal, Amount: 100 + index, StageName: "Prospecting", CloseDate: on, IsClosed: false },
      at - 6 * day,
    );
    stub.put("Opportunity", id("006"), { Amount: 200 + index }, at - 3 * day);
    const won = index % 4 === 0;
    stub.put("Opportunity", id("006"), { StageName: won ? "Closed Won" : "Negotiation", IsClosed: won }, at);
    stub.put(
      "Order",
      id("801"),
      { AccountId: id("001"), EffectiveDate: on, StatusCode: "Activated", TotalAmount: 50 + index },
      at,
    );
    stub.put(
      "OrderItem",
      id("802"),
      { OrderId: id("801"), Product2Id: "01t1", Quantity: 2, UnitPrice: 25, TotalPrice: 50 },
      at,
    );
    stub.put("Case", id("500"), { Subject: `Case ${index}\nsecond line`, AccountId: id("001"), Origin: "Web" }, at);
    if (index >= 12) continue;
    stub.put(
      "Task",
      id("00T"),
      { Subject: "Call", TaskSubtype: "Call", OwnerId, AccountId: id("001"), WhatId: id("006"), ActivityDate: on },
      at,
    );
    stub.put(
      "Event",
      id("00U"),
      {
        Subject: "Visit",
        OwnerId,
        AccountId: id("001"),
        WhatId: id("001"),
        ActivityDateTime: new Date(at).toISOString(),
      },
      at,
    );
    stub.put("CampaignMember", id("00v"), { CampaignId: "7011", LeadId: id("00Q") }, at);
  }
  stub.put("Product2", "01t1", { Name: "Seat", ProductCode: "SEAT", IsActive: true }, old);
  stub.put("Campaign", "7011", { Name: "Spring fair", Type: "Event", StartDate: "2025-12-01", ActualCost: 900 }, old);
}
