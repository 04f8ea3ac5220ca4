import { deflateRawSync } from "node:zlib";
import { createRecords, type StubRecord, type StubRecords } from "../stub/records.ts";
import { openStub, type Stub, type StubAnswer, type StubRequest } from "../stub/server.ts";

/** Zoho CRM as its guide describes it: pages and tokens, empty answers, a feed of deletions, bulk reads in archives. */
export interface ZohoStub extends Stub {
  readonly records: StubRecords;
  /** Fields of modules; a module that is not there lacks its scope. */
  readonly modules: Map<string, readonly string[]>;
  put(module: string, id: string, fields: Record<string, unknown>, at?: number): void;
  remove(module: string, id: string): void;
  history(deal: string): readonly { Stage: unknown; at: number }[];
  endSession(): void;
  /** Makes the archive of a bulk read out of its CSV. */
  pack: (csv: Buffer) => Buffer;
}

export const credentials = {
  ZOHO_CLIENT_ID: "1000.PLANTEDCLIENT",
  ZOHO_CLIENT_SECRET: "planted-client-secret-77aa",
  ZOHO_REFRESH_TOKEN: "1000.planted-refresh-token",
};
export const day = 86_400_000;
export const start = new Date("2026-03-02T09:00:00Z");
const pageSize = 10;
const common = ["Owner", "Created_Time", "Modified_Time"];
const lookups = ["Owner", "Account_Name", "What_Id", "Modified_By"];

export async function openZoho(): Promise<ZohoStub> {
  const records = createRecords(start);
  const modules = new Map<string, readonly string[]>(
    Object.entries({
      Accounts: ["Account_Name", "Industry", "Billing_City"],
      Contacts: ["Full_Name", "Account_Name", "Email"],
      Leads: ["Company", "Full_Name", "Lead_Status"],
      Products: ["Product_Name", "Product_Code"],
      Campaigns: ["Campaign_Name", "Type", "Start_Date", "Actual_Cost"],
      Deals: ["Deal_Name", "Account_Name", "Stage", "Amount", "Closing_Date", "Probability"],
      Sales_Orders: ["Account_Name", "Status", "Grand_Total", "Tax"],
      Cases: ["Subject", "Account_Name", "Case_Origin"],
      Calls: ["Subject", "What_Id", "Call_Start_Time", "Call_Type"],
      Events: ["What_Id", "Start_DateTime"],
      Tasks: ["Subject", "What_Id", "Due_Date", "Status"],
    }).map(([name, fields]) => [name, [...common, ...fields]]),
  );
  const tokens = new Map<string, { key: string; after: string; until: number }>();
  const jobs = new Map<string, { module: string; fields: readonly string[]; found: readonly StubRecord[] }>();
  const histories = new Map<string, { Stage: unknown; at: number; Amount: unknown }[]>();
  const gone: { module: string; id: string; at: number }[] = [];
  let sessions = 1;

  const cell = (module: string, record: StubRecord, field: string): unknown => {
    if (field === "id") return record.id;
    if (field === "Modified_Time") return zoned(record.modified);
    if (field === "Created_Time") return zoned(Number(record.fields.created ?? record.modified));
    const value = record.fields[field] ?? null;
    const isName = module === "Accounts" && field === "Account_Name";
    return value !== null && lookups.includes(field) && !isName ? { id: value, name: "x" } : value;
  };
  const since = (headers: StubRequest["headers"]): number =>
    Date.parse(headers["if-modified-since"] ?? "1970-01-01T00:00:00Z");

  function list(module: string, { query, headers }: StubRequest): StubAnswer {
    const fields = (query.get("fields") ?? "").split(",");
    if (query.get("fields") === null) return problem(400, "REQUIRED_PARAM_MISSING", "fields");
    if (fields.length > 50) return problem(400, "LIMIT_EXCEEDED", "more than 50 fields");
    if (Number(query.get("page") ?? 1) > 10)
      return problem(400, "DISCRETE_PAGINATION_LIMIT_EXCEEDED", "use page_token");
    const key = `${module} ${query.get("fields")} ${query.get("sort_by")} ${headers["if-modified-since"]}`;
    const token = query.get("page_token");
    const place = token === null ? undefined : tokens.get(token);
    if (token !== null && (place === undefined || place.until < records.now()))
      return problem(400, "EXPIRED_VALUE", "page_token");
    if (place !== undefined && place.key !== key) return problem(400, "TOKEN_BOUND_DATA_MISMATCH", "page_token");
    const found = records
      .all(module)
      .filter(({ id, modified }) => modified >= since(headers) && id > (place?.after ?? ""));
    if (found.length === 0) return { status: headers["if-modified-since"] === undefined ? 204 : 304 };
    const page = found.slice(0, pageSize);
    const data = page.map((record) =>
      Object.fromEntries(["id", ...fields].map((field) => [field, cell(module, record, field)])),
    );
    if (found.length <= pageSize)
      return { body: { data, info: { more_records: false, per_page: 200, next_page_token: null } } };
    const next = `token-${tokens.size + 1}`;
    const until = records.now() + day;
    tokens.set(next, { key, after: page.at(-1)?.id ?? "", until });
    return { body: { data, info: { more_records: true, next_page_token: next, page_token_expiry: zoned(until) } } };
  }

  function bulk({ method, path, body }: StubRequest): StubAnswer {
    const [, , , , , id = "", verb] = path.split("/");
    if (method === "POST") {
      const { query } = body as { query: { module: { api_name: string }; fields: string[]; criteria: Criteria } };
      const known = modules.get(query.module.api_name);
      if (known === undefined) return problem(401, "OAUTH_SCOPE_MISMATCH", "invalid oauth scope to access this URL");
      const strange = query.fields.find((field) => field !== "id" && !known.includes(field));
      if (strange !== undefined) return problem(400, "INVALID_DATA", `invalid field ${strange}`);
      const all = query.criteria.group ?? [query.criteria];
      const found = records.all(query.module.api_name).filter((record) => all.every((one) => fits(record, one)));
      jobs.set(`job${jobs.size + 1}`, { module: query.module.api_name, fields: query.fields, found });
      return {
        status: 201,
        body: {
          data: [{ status: "success", code: "ADDED_SUCCESSFULLY", details: { id: `job${jobs.size}`, state: "ADDED" } }],
        },
      };
    }
    const job = jobs.get(id);
    if (job === undefined) return problem(404, "RESOURCE_NOT_FOUND", id);
    if (verb !== "result")
      return {
        body: { data: [{ id, state: "COMPLETED", result: { page: 1, count: job.found.length, more_records: false } }] },
      };
    const header = job.fields.map((field) => (field === "id" ? "Id" : field));
    const lines = job.found.map((record) =>
      job.fields.map((field) => quoted(cell(job.module, record, field))).join(","),
    );
    return {
      headers: { "content-type": "application/zip" },
      body: stub.pack(Buffer.from([header.join(","), ...lines, ""].join("\n"))),
    };
  }

  function handle(request: StubRequest): StubAnswer {
    const { method, path, query, headers, body } = request;
    if (path === "/oauth/v2/token") {
      const given = new URLSearchParams(String(body));
      const good =
        given.get("client_secret") === credentials.ZOHO_CLIENT_SECRET &&
        given.get("refresh_token") === credentials.ZOHO_REFRESH_TOKEN;
      return good
        ? {
            body: {
              access_token: `1000.planted-access-${sessions}`,
              expires_in: 3600,
              api_domain: server.url,
              token_type: "Bearer",
            },
          }
        : { body: { error: "invalid_code" } };
    }
    if (headers.authorization !== `Zoho-oauthtoken 1000.planted-access-${sessions}`)
      return problem(401, "INVALID_TOKEN", "invalid oauth token");
    if (path.startsWith("/crm/bulk/")) return bulk(request);
    const [, , , module = "", first, second] = path.split("/");
    if (module === "org") return { body: { org: [{ id: "1" }] } };
    if (module === "users")
      return {
        body: {
          users: records.all("users").map(({ id, fields }) => ({ id, ...fields })),
          info: { more_records: false },
        },
      };
    if (module === "settings") {
      const known = modules.get(query.get("module") ?? "");
      if (known === undefined) return problem(401, "OAUTH_SCOPE_MISMATCH", "invalid oauth scope to access this URL");
      return {
        body: {
          fields: known.map((name) => ({
            api_name: name,
            field_label: name,
            data_type: "text",
            custom_field: false,
            ...(name === "Stage" ? { pick_list_values: stages } : {}),
          })),
        },
      };
    }
    if (!modules.has(module)) return problem(401, "OAUTH_SCOPE_MISMATCH", "invalid oauth scope to access this URL");
    if (first === "deleted") {
      if (query.get("type") !== "all") return problem(400, "INVALID_DATA", "type");
      const found = gone.filter((one) => one.module === module && one.at >= since(headers));
      if (found.length === 0) return { status: 204 };
      return {
        body: {
          data: found.map(({ id, at }) => ({ id, type: "recycle", deleted_time: zoned(at) })),
          info: { more_records: false },
        },
      };
    }
    if (second === "Stage_History") {
      const lines = histories.get(first ?? "") ?? [];
      if (lines.length === 0) return { status: 204 };
      const data = lines.map(({ Stage, Amount, at }) => ({
        id: `${first}-${at}`,
        Stage,
        Amount,
        Modified_Time: zoned(at),
        Modified_By: { id: "91", name: "x" },
      }));
      return { body: { data: data.reverse(), info: { more_records: false } } };
    }
    if (method === "GET") return list(module, request);
    if (method === "DELETE") {
      stub.remove(module, first ?? "");
      return { body: { data: [{ code: "SUCCESS", details: { id: first } }] } };
    }
    const [task = {}] = (body as { data: Record<string, unknown>[] }).data;
    if (task.Subject === "")
      return {
        status: 202,
        body: { data: [{ code: "MANDATORY_NOT_FOUND", status: "error", message: "required field not found" }] },
      };
    const id = `99${records.all(module).length}`;
    stub.put(module, id, task);
    return { status: 201, body: { data: [{ code: "SUCCESS", status: "success", details: { id } }] } };
  }

  const server = await openStub((request) => {
    const answer = handle(request);
    return {
      ...answer,
      headers: { date: new Date(records.now()).toUTCString(), "x-api-credits-remaining": "4000", ...answer.headers },
    };
  });
  const stub: ZohoStub = {
    ...{ ...server, records, modules, pack: zipped },
    put(module, id, fields, at = records.now()) {
      const before = records.all(module).find((record) => record.id === id)?.fields;
      records.put(module, id, { created: at, ...before, ...fields }, at);
      if (module !== "Deals") return;
      const { Stage, Amount } = { ...before, ...fields } as Record<string, unknown>;
      histories.set(id, [...(histories.get(id) ?? []), { Stage, Amount, at }]);
    },
    remove(module, id) {
      records.remove(module, id);
      gone.push({ module, id, at: records.now() });
    },
    history: (deal) => histories.get(deal) ?? [],
    endSession() {
      sessions += 1;
    },
  };
  return stub;
}

interface Criteria {
  readonly comparator?: string;
  readonly value?: string;
  readonly group?: readonly Criteria[];
}

function fits({ modified }: StubRecord, { comparator, value = "" }: Criteria): boolean {
  return comparator === "less_than" ? modified < Date.parse(value) : modified >= Date.parse(value);
}

export function problem(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): StubAnswer {
  return { status, headers, body: { code, details: {}, message, status: "error" } };
}

/** As Zoho writes times: in the zone of the company, to the second. */
function zoned(at: number): string {
  return new Date(at + 5.5 * 3_600_000).toISOString().replace(/\.\d+Z$/, "+05:30");
}

function quoted(value: unknown): string {
  const plain = typeof value === "object" && value !== null ? (value as { id: unknown }).id : value;
  return plain === null || plain === undefined ? "" : `"${String(plain).replaceAll('"', '""')}"`;
}

/** A ZIP archive with one file; `claimed` is the size that it says to unpack to. */
export function zipped(content: Buffer, claimed = content.length): Buffer {
  const name = Buffer.from("job.csv");
  const packed = deflateRawSync(content);
  const sizes = (header: Buffer, at: number) => {
    header.writeUInt32LE(packed.length, at);
    header.writeUInt32LE(claimed, at + 4);
    header.writeUInt16LE(name.length, at + 8);
  };
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  sizes(local, 18);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  sizes(entry, 20);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, entry, name, end]);
}

const stage = (name: string, sequence_number: number, probability: number, forecast_type: string) => {
  return { actual_value: name, display_value: name, sequence_number, probability, forecast_type };
};
const stages = [
  stage("Qualification", 1, 10, "Open"),
  stage("Negotiation", 2, 80, "Open"),
  stage("Closed Won", 3, 100, "Closed Won"),
  stage("Closed Lost", 4, 0, "Closed Lost"),
];
