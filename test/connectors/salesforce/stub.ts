import { createVerify } from "node:crypto";
import { createRecords, type StubRecord, type StubRecords } from "../stub/records.ts";
import { openStub, type Stub, type StubAnswer, type StubRequest } from "../stub/server.ts";

/** Salesforce as its guides describe it: SOQL with locators, bulk jobs, a feed of deletions, a budget of calls. */
export interface SalesforceStub extends Stub {
  readonly records: StubRecords;
  /** Objects that the user sees, with their fields. */
  readonly objects: Map<string, readonly string[]>;
  /** Calls that the company has used of its 5,000. */
  used: number;
  /** Key that assertions of the JWT bearer flow are signed with. */
  publicKey: string | null;
  put(object: string, id: string, fields: Record<string, unknown>, at?: number): void;
  remove(object: string, id: string, into?: string): void;
  /** Forgets the session, and the addresses of further pages. */
  endSession(): void;
  forgetLocators(): void;
}

export const clientId = "3MVG9-planted-consumer-key";
export const secret = "9F1C-planted-consumer-secret";
export const day = 86_400_000;
export const start = new Date("2026-03-02T09:00:00Z");
const pageSize = 10;
const root = "/services/data/v62.0";
const common = "Id IsDeleted CreatedDate SystemModstamp";

export async function openSalesforce(): Promise<SalesforceStub> {
  const records = createRecords(start);
  const objects = new Map(
    Object.entries({
      User: "Id CreatedDate SystemModstamp Name Email ManagerId IsActive UserRoleId",
      OpportunityStage: "Id ApiName MasterLabel SortOrder DefaultProbability IsWon IsClosed",
      Account: `${common} MasterRecordId Name Industry BillingCity OwnerId`,
      Contact: `${common} MasterRecordId Name AccountId Email`,
      Lead: `${common} MasterRecordId Name Company Status Rating OwnerId ConvertedDate`,
      Product2: `${common} Name ProductCode IsActive`,
      Campaign: `${common} Name Type StartDate ActualCost`,
      CampaignMember: `${common} CampaignId LeadId`,
      Opportunity: `${common} Name AccountId OwnerId StageName Amount Probability CloseDate IsClosed CurrencyIsoCode`,
      OpportunityHistory: `${common} OpportunityId StageName Amount CloseDate CreatedById`,
      Order: `${common} AccountId EffectiveDate StatusCode TotalAmount`,
      OrderItem: `${common} OrderId Product2Id Quantity UnitPrice TotalPrice`,
      Case: `${common} AccountId Subject Origin`,
      Task: `${common} Subject OwnerId WhatId AccountId ActivityDate TaskSubtype Status Priority`,
      Event: `${common} Subject OwnerId WhatId AccountId ActivityDateTime`,
      CurrencyType: "Id IsoCode ConversionRate IsCorporate",
      DatedConversionRate: "Id IsoCode ConversionRate StartDate",
    }).map(([name, fields]) => [name, fields.split(" ")]),
  );
  const locators = new Map<
    string,
    { object: string; fields: readonly string[]; ids: readonly string[]; total: number }
  >();
  const jobs = new Map<string, { object: string; fields: readonly string[]; ids: readonly string[] }>();
  let sessions = 1;
  let lines = 0;

  function rowsOf(soql: string, everything: boolean) {
    const [, select = "", object = "", where] =
      /^SELECT (.+?) FROM (\w+)(?: WHERE (.+?))?(?: ORDER BY .+)?$/.exec(soql) ?? [];
    const known = objects.get(object);
    if (known === undefined) throw fail(400, "INVALID_TYPE", `sObject type '${object}' is not supported.`);
    const fields = select === "count()" ? [] : select.split(", ");
    for (const field of fields) {
      const exists = known.includes(field) || (field === "UserRole.Name" && object === "User");
      if (!exists) throw fail(400, "INVALID_FIELD", `No such column '${field}' on entity '${object}'.`);
    }
    const conditions = where === undefined ? [] : where.split(" AND ");
    const found = records
      .all(object)
      .filter(({ fields: { IsDeleted } }) => everything || IsDeleted !== true)
      .filter((record) => conditions.every((condition) => holds(object, record, condition)));
    const sorted = object === "OpportunityHistory" ? found.sort((a, b) => order(a).localeCompare(order(b))) : found;
    return { object, fields, ids: sorted.map(({ id }) => id) };
  }

  function holds(object: string, record: StubRecord, condition: string): boolean {
    const [, path = "", operator, value = ""] = /^([\w.]+) (>=|<|=|!=|IN) (.+)$/.exec(condition) ?? [];
    const over = path.startsWith("Opportunity.");
    const subject = over ? records.all("Opportunity").find(({ id }) => id === record.fields.OpportunityId) : record;
    const name = over ? path.slice("Opportunity.".length) : path;
    if (name === "SystemModstamp") {
      const at = Date.parse(value);
      return operator === "<" ? (subject?.modified ?? 0) < at : (subject?.modified ?? 0) >= at;
    }
    const found = name === "Id" ? subject?.id : subject?.fields[name];
    if (operator === "IN")
      return value
        .slice(1, -1)
        .split(", ")
        .includes(`'${String(found)}'`);
    if (operator === "!=") return found !== undefined && found !== null;
    if (!(objects.get(over ? "Opportunity" : object) ?? []).includes(name)) throw fail(400, "INVALID_FIELD", name);
    return String(found ?? false) === value;
  }

  const cellOf = (record: StubRecord, field: string): unknown => {
    if (field === "Id") return record.id;
    if (field === "SystemModstamp") return stamp(record.modified);
    if (field === "CreatedDate") return stamp(Number(record.fields.created ?? record.modified));
    if (field === "IsDeleted") return record.fields.IsDeleted === true;
    if (field === "UserRole.Name") return record.fields.UserRoleId === undefined ? null : "East";
    return record.fields[field] ?? null;
  };

  function recordsOf({ object, fields, ids }: { object: string; fields: readonly string[]; ids: readonly string[] }) {
    const all = new Map(records.all(object).map((record) => [record.id, record]));
    return ids.flatMap((id) => {
      const record = all.get(id);
      return record === undefined ? [] : [Object.fromEntries(fields.map((field) => [field, cellOf(record, field)]))];
    });
  }

  function page(query: {
    object: string;
    fields: readonly string[];
    ids: readonly string[];
    total: number;
  }): StubAnswer {
    const rest = query.ids.slice(pageSize);
    const key = `${root}/query/0r8xx-${locators.size + 1}-${pageSize}`;
    if (rest.length > 0) locators.set(key, { ...query, ids: rest });
    const shown = recordsOf({ ...query, ids: query.ids.slice(0, pageSize) }).map((record) =>
      nested(query.object, record),
    );
    const next = rest.length > 0 ? { nextRecordsUrl: key } : {};
    return { body: { totalSize: query.total, done: rest.length === 0, records: shown, ...next } };
  }

  function results(job: string, query: URLSearchParams): StubAnswer {
    const found = jobs.get(job);
    if (found === undefined) return problem(404, "NOT_FOUND", "The requested resource does not exist");
    const from = Number(query.get("locator") ?? 0);
    const part = { ...found, ids: found.ids.slice(from, from + pageSize) };
    const rows = recordsOf(part).map((record) => found.fields.map((field) => quoted(record[field])).join(","));
    const next = from + pageSize < found.ids.length ? String(from + pageSize) : "null";
    const headers = {
      "sforce-locator": next,
      "sforce-numberofrecords": String(rows.length),
      "content-type": "text/csv",
    };
    return { headers, body: [found.fields.map(quoted).join(","), ...rows, ""].join("\n") };
  }

  function login({ body }: StubRequest): StubAnswer {
    const given = new URLSearchParams(String(body));
    const good =
      given.get("grant_type") === "client_credentials"
        ? given.get("client_id") === clientId && given.get("client_secret") === secret
        : stub.publicKey !== null && signed(given.get("assertion") ?? "", stub.publicKey, records.now());
    if (!good)
      return { status: 400, body: { error: "invalid_client", error_description: "invalid client credentials" } };
    return { body: { access_token: `00D-planted-token-${sessions}`, instance_url: server.url, token_type: "Bearer" } };
  }

  function handle(request: StubRequest): StubAnswer {
    const { method, path, query, headers, body } = request;
    if (path === "/services/oauth2/token") return login(request);
    if (headers.authorization !== `Bearer 00D-planted-token-${sessions}`)
      return problem(401, "INVALID_SESSION_ID", "Session expired or invalid");
    const [verb = "", first = "", second, third] = path.slice(root.length + 1).split("/");
    if (verb === "limits") return { body: { DailyApiRequests: { Max: 5000, Remaining: 5000 - stub.used } } };
    if ((verb === "query" || verb === "queryAll") && first === "") {
      const asked = rowsOf(query.get("q") ?? "", verb === "queryAll");
      if (query.get("q")?.startsWith("SELECT count()"))
        return { body: { totalSize: asked.ids.length, done: true, records: [] } };
      return page({ ...asked, total: asked.ids.length });
    }
    if (verb === "query") {
      const known = locators.get(path);
      return known === undefined ? problem(400, "INVALID_QUERY_LOCATOR", "invalid query locator") : page(known);
    }
    if (verb === "jobs" && method === "POST") {
      const asked = rowsOf((body as { query: string }).query, true);
      if (asked.object === "CampaignMember")
        return problem(400, "INVALIDENTITY", "CampaignMember is not supported by the Bulk API");
      jobs.set(`750xx${jobs.size + 1}`, asked);
      return { body: { id: `750xx${jobs.size}`, state: "UploadComplete" } };
    }
    if (verb === "jobs")
      return third === "results" ? results(second ?? "", query) : { body: { id: second, state: "JobComplete" } };
    if (verb !== "sobjects") return problem(404, "NOT_FOUND", path);
    if (first === "") return { body: { sobjects: [...objects.keys()].map((name) => ({ name, queryable: true })) } };
    const fields = objects.get(first);
    if (fields === undefined) return problem(404, "NOT_FOUND", "The requested resource does not exist");
    if (second === "describe") {
      const described = fields.map((name) => ({
        name,
        label: name,
        type: "string",
        custom: false,
        relationshipName: name === "UserRoleId" ? "UserRole" : null,
      }));
      return {
        body: {
          name: first,
          queryable: true,
          replicateable: fields.includes("IsDeleted") && first !== "OpportunityHistory",
          fields: described,
        },
      };
    }
    if (second === "deleted") {
      const since = Date.parse(query.get("start") ?? "");
      if (records.now() - since > 15 * day)
        return problem(400, "INVALID_REPLICATION_DATE", "startDate cannot be more than 15 days ago");
      const gone = records
        .all(first)
        .filter(({ fields: { IsDeleted }, modified }) => IsDeleted === true && modified >= since);
      return { body: { deletedRecords: gone.map(({ id, modified }) => ({ id, deletedDate: stamp(modified) })) } };
    }
    if (method === "DELETE") {
      stub.remove(first, second ?? "");
      return { status: 204 };
    }
    const id = `00T-made-${records.all(first).length + 1}`;
    stub.put(first, id, body as Record<string, unknown>);
    return { status: 201, body: { id, success: true, errors: [] } };
  }

  const server = await openStub((request) => {
    let answer: StubAnswer;
    try {
      answer = handle(request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer = error.answer;
    }
    const told = { "sforce-limit-info": `api-usage=${stub.used}/5000`, date: new Date(records.now()).toUTCString() };
    return { ...answer, headers: { ...told, ...answer.headers } };
  });
  const stub: SalesforceStub = {
    ...{ ...server, records, objects, used: 18, publicKey: null },
    put(object, id, fields, at = records.now()) {
      const before = records.all(object).find((record) => record.id === id);
      records.put(object, id, { created: at, ...before?.fields, ...fields }, at);
      const told = ["StageName", "Amount", "CloseDate"].some((name) => Object.hasOwn(fields, name));
      if (object !== "Opportunity" || !told) return;
      lines += 1;
      const { StageName, Amount, CloseDate } = { ...before?.fields, ...fields } as Record<string, unknown>;
      records.put(
        "OpportunityHistory",
        `008${String(lines).padStart(6, "0")}`,
        { OpportunityId: id, StageName, Amount, CloseDate, created: at },
        at,
      );
    },
    remove: (object, id, into) =>
      records.put(object, id, { IsDeleted: true, ...(into === undefined ? {} : { MasterRecordId: into }) }),
    endSession() {
      sessions += 1;
    },
    forgetLocators: () => locators.clear(),
  };
  return stub;
}

class Refusal extends Error {
  readonly answer: StubAnswer;
  constructor(answer: StubAnswer) {
    super("refused");
    this.answer = answer;
  }
}

const fail = (status: number, code: string, message: string): Refusal => new Refusal(problem(status, code, message));

/** Errors are lists. */
export function problem(status: number, errorCode: string, message: string): StubAnswer {
  return { status, body: [{ message, errorCode }] };
}

function order({ id, fields }: StubRecord): string {
  return `${fields.OpportunityId} ${String(fields.created).padStart(15, "0")} ${id}`;
}

/** As Salesforce writes times: with a zone without a colon. */
function stamp(at: number): string {
  return new Date(at).toISOString().replace("Z", "+0000");
}

/** CSV as the Bulk API writes it: times with Z, everything in quotes. */
function quoted(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value).replace(/\+0000$/, "Z");
  return text === "" ? "" : `"${text.replaceAll('"', '""')}"`;
}

function nested(object: string, record: Record<string, unknown>): Record<string, unknown> {
  const { "UserRole.Name": role, ...rest } = record;
  const attributes = { type: object, url: `/sobjects/${object}/${String(record.Id)}` };
  return { attributes, ...rest, ...(role === undefined ? {} : { UserRole: role === null ? null : { Name: role } }) };
}

function signed(assertion: string, publicKey: string, now: number): boolean {
  const [header = "", claims = "", signature = ""] = assertion.split(".");
  const told = JSON.parse(Buffer.from(claims, "base64url").toString()) as {
    iss: string;
    sub: string;
    aud: string;
    exp: number;
  };
  const fits = told.iss === clientId && told.sub === "parley@acme.test" && told.aud === "https://login.salesforce.com";
  const holds = Math.abs(told.exp * 1000 - Math.max(now, Date.now())) < 366 * day;
  return (
    fits && holds && createVerify("RSA-SHA256").update(`${header}.${claims}`).verify(publicKey, signature, "base64url")
  );
}
