import { createRecords, type StubRecord, type StubRecords } from "../stub/records.ts";
import { openStub, type Stub, type StubAnswer, type StubRequest } from "../stub/server.ts";

/** HubSpot as its reference describes it: searches by filters, histories and associations in batches, scopes, archives. */
export interface HubSpotStub extends Stub {
  readonly records: StubRecords;
  /** Scopes of the private app; may be taken away. */
  readonly scopes: Set<string>;
  /** Most results that one search pages through. */
  searchable: number;
  put(object: string, id: string, properties: Record<string, unknown>, at?: number): void;
  archive(object: string, id: string): void;
  /** Ids that a record is associated with, by the other kind; the first is the primary one. */
  link(object: string, id: string, other: string, to: readonly string[]): void;
  /** When a deal entered which stage, the newest first. */
  history(deal: string): readonly { value: string; timestamp: string }[];
  readonly owners: { id: string; firstName: string; lastName: string; email: string; archived: boolean }[];
}

export const token = "pat-eu1-5b8e0f6c-planted-token";
export const day = 86_400_000;
export const start = new Date("2026-03-02T09:00:00Z");

/** What changed so lately is not found by a search yet. */
const indexLag = 1_500;
const pageSize = 10;
const scopeOf = (object: string): string =>
  object === "tickets"
    ? "tickets"
    : ["calls", "meetings", "tasks"].includes(object)
      ? "crm.objects.contacts.read"
      : `crm.objects.${object}.read`;

export async function openHubSpot(): Promise<HubSpotStub> {
  const records = createRecords(start);
  const scopes = new Set(
    ["owners", "companies", "contacts", "deals", "products", "line_items", "feedback_submissions"].map(scopeOf),
  ).add("tickets");
  const archived = new Map<string, { object: string; record: StubRecord; at: number }>();
  const links = new Map<string, readonly string[]>();
  const histories = new Map<string, { value: string; timestamp: string }[]>();
  const owners: HubSpotStub["owners"] = [];
  let created = 0;
  const iso = (at: number): string => new Date(at).toISOString();
  const shown = (record: StubRecord, wanted: readonly string[], more: object = {}) => ({
    id: record.id,
    properties: {
      ...Object.fromEntries(wanted.map((name) => [name, record.fields[name] ?? null])),
      hs_object_id: record.id,
    },
    ...{ createdAt: iso(Number(record.fields.created ?? record.modified)), updatedAt: iso(record.modified) },
    ...{ archived: false, ...more },
  });
  const withHistory = (id: string) => ({ propertiesWithHistory: { dealstage: histories.get(id) ?? [] } });

  function search(object: string, body: SearchBody): StubAnswer {
    const { limit = 10, after = "0", properties = [], filterGroups = [], sorts = [] } = body;
    if (limit > 200) return wrong("limit must be at most 200");
    if (Number(after) + limit > stub.searchable) return wrong("the 'after' value is too large");
    const found = records
      .all(object)
      .filter(({ modified }) => modified <= records.now() - indexLag)
      .filter(
        (record) =>
          filterGroups.length === 0 ||
          filterGroups.some(({ filters }) => filters.every((one) => holds(object, record, one))),
      );
    const sorted = sorts[0]?.propertyName === "hs_object_id" ? found : found.sort((a, b) => a.modified - b.modified);
    const from = Number(after);
    const page = sorted.slice(from, from + Math.min(limit, pageSize));
    const next = from + page.length < sorted.length ? { paging: { next: { after: String(from + page.length) } } } : {};
    return { body: { total: found.length, results: page.map((record) => shown(record, properties)), ...next } };
  }

  function list(object: string, query: URLSearchParams): StubAnswer {
    const history = query.has("propertiesWithHistory");
    if (Number(query.get("limit") ?? 10) > (history ? 50 : 100)) return wrong("limit is too large");
    const gone = query.get("archived") === "true";
    const all = gone
      ? [...archived.values()]
          .filter((one) => one.object === object)
          .map(({ record, at }) => ({ record, more: { archived: true, archivedAt: iso(at) } }))
      : records.all(object).map((record) => ({ record, more: {} }));
    const behind = all.filter(({ record }) => record.id > (query.get("after") ?? ""));
    const page = behind.slice(0, pageSize);
    const results = page.map(({ record, more }) =>
      shown(record, [], { ...more, ...(history ? withHistory(record.id) : {}) }),
    );
    const next = behind.length > page.length ? { paging: { next: { after: page.at(-1)?.record.id } } } : {};
    return { body: { results, ...next } };
  }

  function batch(object: string, { inputs, propertiesWithHistory = [] }: BatchBody): StubAnswer {
    if (inputs.length > (propertiesWithHistory.length > 0 ? 50 : 100)) return wrong("too many inputs");
    const found = records.all(object).filter(({ id }) => inputs.some((input) => input.id === id));
    return { body: { status: "COMPLETE", results: found.map((record) => shown(record, [], withHistory(record.id))) } };
  }

  function associations(object: string, other: string, { inputs }: BatchBody): StubAnswer {
    const results = inputs.flatMap(({ id }) => {
      const to = links.get(`${object} ${id} ${other}`) ?? [];
      const types = (index: number) => [
        { category: "HUBSPOT_DEFINED", typeId: 341, label: null },
        ...(index === 0 ? [{ category: "HUBSPOT_DEFINED", typeId: 5, label: "Primary" }] : []),
      ];
      // The primary one comes last: nobody promises an order.
      const listed = to.map((toId, index) => ({ toObjectId: Number(toId), associationTypes: types(index) })).reverse();
      return listed.length === 0 ? [] : [{ from: { id }, to: listed }];
    });
    return { status: 207, body: { status: "COMPLETE", results, numErrors: 0 } };
  }

  const allowed = (scope: string, work: () => StubAnswer): StubAnswer => (scopes.has(scope) ? work() : missing(scope));

  function handle({ method, path, query, headers, body }: StubRequest): StubAnswer {
    if (headers.authorization !== `Bearer ${token}`) {
      return {
        status: 401,
        body: { status: "error", message: "Authentication credentials not found.", category: "INVALID_AUTHENTICATION" },
      };
    }
    const [, , version, kind, object = "", verb, last] = path.split("/");
    if (kind === "owners") {
      const listed = owners.filter((owner) => String(owner.archived) === (query.get("archived") ?? "false"));
      return allowed("crm.objects.owners.read", () => ({ body: { results: listed } }));
    }
    if (kind === "pipelines") return { body: { results: [pipeline] } };
    if (kind === "properties")
      return { body: { results: [{ name: "dealname", label: "Deal name", type: "string", hubspotDefined: true }] } };
    if (version === "v4") return allowed(scopeOf(object), () => associations(object, verb ?? "", body as BatchBody));
    if (kind !== "objects") return { status: 404, body: { message: `no ${path}` } };
    if (method === "DELETE") {
      stub.archive(object, verb ?? "");
      return { status: 204 };
    }
    if (verb === "search") return allowed(scopeOf(object), () => search(object, body as SearchBody));
    if (verb === "batch" && last === "read") return allowed(scopeOf(object), () => batch(object, body as BatchBody));
    if (method === "GET") return allowed(scopeOf(object), () => list(object, query));
    created += 1;
    const id = String(8_000_000 + created);
    const { properties, associations: given = [] } = body as {
      properties: Record<string, string>;
      associations?: { to: { id: string } }[];
    };
    stub.put(object, id, properties);
    stub.link(
      object,
      id,
      "companies",
      given.map(({ to }) => to.id),
    );
    return { status: 201, body: { id, properties } };
  }

  const server = await openStub((request) => {
    const answer = handle(request);
    return { ...answer, headers: { ...answer.headers, date: new Date(records.now()).toUTCString() } };
  });
  const stub: HubSpotStub = {
    ...{ ...server, records, scopes, owners, searchable: 10_000 },
    put(object, id, properties, at = records.now()) {
      records.put(object, id, properties, at);
      const { dealstage } = properties;
      if (object !== "deals" || typeof dealstage !== "string") return;
      histories.set(id, [{ value: dealstage, timestamp: iso(at) }, ...(histories.get(id) ?? [])]);
    },
    archive(object, id) {
      const record = records.all(object).find((one) => one.id === id);
      if (record) archived.set(`${object} ${id}`, { object, record, at: records.now() });
      records.remove(object, id);
    },
    link: (object, id, other, to) => void links.set(`${object} ${id} ${other}`, to),
    history: (deal) => histories.get(deal) ?? [],
  };
  return stub;
}

interface SearchBody {
  readonly limit?: number;
  readonly after?: string;
  readonly properties?: readonly string[];
  readonly filterGroups?: readonly { readonly filters: readonly Filter[] }[];
  readonly sorts?: readonly { readonly propertyName: string }[];
}

interface BatchBody {
  readonly inputs: readonly { readonly id: string }[];
  readonly propertiesWithHistory?: readonly string[];
}

interface Filter {
  readonly propertyName: string;
  readonly operator: string;
  readonly value: string;
}

/** Contacts call their change time otherwise than all other kinds: a filter by the wrong name finds nothing. */
function holds(object: string, record: StubRecord, { propertyName, operator, value }: Filter): boolean {
  const changed = object === "contacts" ? "lastmodifieddate" : "hs_lastmodifieddate";
  const values: Readonly<Record<string, number>> = { [changed]: record.modified, hs_object_id: Number(record.id) };
  const found = values[propertyName] ?? Number.NaN;
  if (operator === "LT") return found < Number(value);
  return operator === "GT" ? found > Number(value) : found >= Number(value);
}

function wrong(message: string): StubAnswer {
  return { status: 400, body: { status: "error", message, category: "VALIDATION_ERROR" } };
}

function missing(scope: string): StubAnswer {
  const errors = [
    { message: "One or more of the following scopes are required.", context: { requiredGranularScopes: [scope] } },
  ];
  const message = "This app hasn't been granted all required scopes to make this call.";
  return { status: 403, body: { status: "error", message, errors, category: "MISSING_SCOPES" } };
}

const stage = (id: string, label: string, displayOrder: number, probability: string, isClosed: boolean) => ({
  ...{ id, label, displayOrder, archived: false, metadata: { isClosed: String(isClosed), probability } },
});

const pipeline = {
  ...{ id: "default", label: "Sales Pipeline" },
  stages: [
    stage("appointmentscheduled", "Appointment Scheduled", 0, "0.2", false),
    stage("contractsent", "Contract Sent", 1, "0.9", false),
    stage("closedwon", "Closed Won", 2, "1.0", true),
    stage("closedlost", "Closed Lost", 3, "0.0", true),
  ],
};
