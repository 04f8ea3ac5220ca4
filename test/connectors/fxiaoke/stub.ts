import { createRecords, type StubRecord, type StubRecords } from "../stub/records.ts";
import { openStub, type Stub, type StubAnswer, type StubRequest } from "../stub/server.ts";
import { described, descriptionOf } from "./objects.ts";

/** The open platform as its manual describes it: every answer a 200, tokens of two hours, queries by filters. */
export interface FxiaokeStub extends Stub {
  readonly records: StubRecords;
  /** Objects that the employee may not list. */
  readonly forbidden: Set<string>;
  put(object: string, id: string, fields: Record<string, unknown>, at?: number): void;
  /** Voids a record (作废): some companies still see it, marked, and others do not. */
  remove(object: string, id: string): void;
  /** Records that nobody voided. */
  live(object: string): readonly StubRecord[];
  endSession(): void;
}

export const credentials = {
  FXIAOKE_APP_ID: "FSAID_13200aa",
  FXIAOKE_APP_SECRET: "planted-app-secret-55dd",
  FXIAOKE_PERMANENT_CODE: "planted-permanent-code-66ee",
  FXIAOKE_USER: "1000",
  // The platform does not measure real time here: the limit has a test of its own.
  FXIAOKE_CALLS_PER_20_SECONDS: "1000000",
};
export const day = 86_400_000;
export const start = new Date("2026-03-02T09:00:00Z");
export const company = "fxplanted9";
const corporation = "FSCID_planted9";
const olderUser = "FSUID_A1B2";
const most = 10;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function trouble(errorCode: number, errorMessage: string): StubAnswer {
  return { body: { errorCode, errorMessage, errorDescription: errorMessage, traceId: "E-O.stub" } };
}
const good = (more: object): StubAnswer => ({
  body: { errorCode: 0, errorMessage: "OK", errorDescription: "success", traceId: "E-O.stub", ...more },
});

interface Search {
  readonly limit: number;
  readonly offset: number;
  readonly filters: readonly { field_name: string; operator: string; field_values: readonly string[] }[];
  readonly orders: readonly { fieldName: string; isAsc: boolean }[];
  readonly fieldProjection?: readonly string[];
}

/** What lies in the bodies of all interfaces together. */
interface Data {
  readonly apiName: string;
  readonly dataObjectApiName?: string;
  readonly find_explicit_total_num: boolean;
  readonly search_query_info: Search;
  readonly object_data: Readonly<Record<string, unknown>> & { readonly dataObjectApiName: string };
  readonly object_data_id: string;
  readonly idList: readonly string[];
}

export async function openFxiaoke(): Promise<FxiaokeStub> {
  const records = createRecords(start);
  const forbidden = new Set<string>();
  const traces = new Set<string>();
  let issued: { token: string; at: number }[] = [];
  let logins: number[] = [];
  let voided = 0;

  function login(body: Record<string, unknown>, older: boolean): StubAnswer {
    const now = records.now();
    logins = [...logins.filter((at) => at > now - 60_000), now];
    if (logins.length > 10) return trouble(14001, "接口调用超过限制");
    const same =
      body.appId === credentials.FXIAOKE_APP_ID &&
      body.appSecret === credentials.FXIAOKE_APP_SECRET &&
      body.permanentCode === credentials.FXIAOKE_PERMANENT_CODE;
    if (!same || (!older && body.grantType !== "app_secret"))
      return trouble(10006, "the parameter appSecret is missing or illegal");
    // Who asks again gets the same until ten minutes before its end.
    const known = issued.find(({ at }) => now - at < 6_600_000);
    const one = known ?? { token: `planted-token-${issued.length + 1}-${now}`, at: now };
    if (known === undefined) issued.push(one);
    const expiresIn = 7200 - (now - one.at) / 1000;
    return older
      ? good({ corpAccessToken: one.token, corpId: corporation, expiresIn })
      : good({ accessToken: one.token, ea: company, openUserId: corporation, expiresIn });
  }

  function signedIn({ headers, body }: StubRequest): StubAnswer | null {
    const { corpAccessToken, corpId, currentOpenUserId } = Object(body) as Record<string, unknown>;
    const older = corpAccessToken !== undefined;
    const token = older ? corpAccessToken : headers.authorization?.replace(/^Bearer /, "");
    if (token === undefined) return trouble(20017, "corpAccessToken为必填项，不能为空");
    const who = older
      ? corpId === corporation && currentOpenUserId === olderUser && headers.authorization === undefined
      : headers["x-fs-ea"] === company && headers["x-fs-userid"] === credentials.FXIAOKE_USER;
    const holds = issued.some((one) => one.token === token && records.now() - one.at < 7_200_000);
    return who && holds ? null : trouble(20016, "the cropId,cropAccessToken or authorization is error");
  }

  function answerOf({ id, modified, fields }: StubRecord, wanted?: readonly string[]): object {
    const all = {
      ...{ is_deleted: false, life_status: "normal", ...fields },
      ...{ _id: id, create_time: fields.created ?? modified, last_modified_time: modified },
    };
    // What is empty is not there.
    return Object.fromEntries(
      Object.entries(all).filter(([name, value]) => value !== null && (wanted?.includes(name) ?? true)),
    );
  }

  function query(object: string, search: Search, total: boolean): StubAnswer {
    const { limit, offset, filters, orders, fieldProjection } = search;
    const known = [...Object.keys(described[object]?.fields ?? {}), "_id", "last_modified_time"];
    const strange = fieldProjection?.find((name) => !known.includes(name));
    if (strange !== undefined) return trouble(32000, `unknown field ${strange}`);
    if (limit > 100 || offset % limit !== 0) return trouble(32000, "limit, offset");
    if (offset > 10_000) return trouble(10013, "offset out of range 10000");
    if (!Array.isArray(orders) || orders.some(({ isAsc }) => typeof isAsc !== "boolean"))
      return trouble(32000, "orders");
    const values = filters.flatMap(({ field_values }) => field_values);
    if (values.some((value) => typeof value !== "string")) return trouble(32000, "field_values");
    const found = records
      .all(object)
      .filter(({ fields }) => fields.hidden !== true)
      .filter((record) => filters.every((filter) => fits(record, filter)));
    const dataList = found.slice(offset, offset + Math.min(limit, most)).map((one) => answerOf(one, fieldProjection));
    const counted = total ? found.length : 0;
    // A list of nothing is left out, as empty values are.
    return good({ data: { ...(dataList.length > 0 && { dataList }), offset, limit, total: counted } });
  }

  function handle(request: StubRequest): StubAnswer {
    const { method, path, query: parameters, body } = request;
    const trace = parameters.get("thirdTraceId") ?? "";
    if (!uuid.test(trace) || traces.has(trace)) return trouble(32000, "thirdTraceId");
    traces.add(trace);
    if (method !== "POST") return trouble(10006, `the request uri=[${path}] is not exists`);
    if (path === "/oauth2.0/token") return login(Object(body), false);
    if (path === "/cgi/corpAccessToken/get/V2") return login(Object(body), true);
    const refused = signedIn(request);
    if (refused !== null) return refused;
    if (path === "/cgi/user/list") {
      const { departmentId, fetchChild } = body as { departmentId: number; fetchChild: boolean };
      if (departmentId !== 999999) return trouble(30007, "部门不存在");
      return good({ userList: fetchChild ? records.all("users").map(({ fields }) => fields) : [] });
    }
    if (path === "/cgi/crm/v2/object/list") {
      const objects = Object.entries(described).map(([describeApiName, { label }]) => {
        return { describeApiName, describeDisplayName: label, isActive: true };
      });
      return good({ data: { objects } });
    }
    const { data } = body as { data: Data };
    if (path === "/cgi/crm/v2/object/describe") return good({ data: descriptionOf(data.apiName) });
    const [place, verb] = path.split("/data/");
    const object = data.dataObjectApiName ?? data.object_data.dataObjectApiName;
    if (described[object] === undefined) return trouble(32000, `${object} does not exist`);
    if ((place === "/cgi/crm/custom/v2") !== object.endsWith("__c"))
      return trouble(32000, `${object} is not asked here`);
    // No published code says this.
    if (forbidden.has(object)) return trouble(320_002_403, `没有${described[object]?.label}权限`);
    if (verb === "query") return query(object, data.search_query_info, data.find_explicit_total_num);
    if (verb === "create") {
      const fields = data.object_data;
      if (fields.content === "") return trouble(32000, "日程内容 is required");
      const dataId = `f000${records.all(object).length}`;
      stub.put(object, dataId, fields);
      return good({ dataId });
    }
    if (verb === "invalid") {
      records.put(object, data.object_data_id, { life_status: "invalid", is_deleted: true });
      return good({});
    }
    if (verb === "delete") {
      const [id = ""] = data.idList;
      const found = records.all(object).find((record) => record.id === id);
      if (found?.fields.life_status !== "invalid") return trouble(32000, "删除之前请先作废数据");
      records.remove(object, id);
      return good({});
    }
    return trouble(10006, `the request uri=[${path}] is not exists`);
  }

  const server = await openStub((request) => ({
    headers: { date: new Date(records.now()).toUTCString() },
    ...handle(request),
  }));
  const stub: FxiaokeStub = {
    ...{ ...server, records, forbidden },
    put(object, id, fields, at = records.now()) {
      const before = records.all(object).find((record) => record.id === id)?.fields;
      records.put(object, id, { created: at, ...before, ...fields }, at);
    },
    remove(object, id) {
      voided += 1;
      records.put(object, id, { is_deleted: true, life_status: "invalid", hidden: voided % 2 === 0 });
    },
    live: (object) => records.all(object).filter(({ fields }) => fields.life_status !== "invalid"),
    endSession() {
      issued = [];
    },
  };
  return stub;
}

function fits(
  record: StubRecord,
  { field_name, operator, field_values: [value = ""] }: Search["filters"][number],
): boolean {
  const held = field_name === "_id" ? record.id : field_name === "last_modified_time" ? record.modified : undefined;
  if (held === undefined) throw new Error(`the stub cannot filter by ${field_name}`);
  const [a, b] = typeof held === "number" ? [held, Number(value)] : [held, value];
  if (operator === "GT") return a > b;
  if (operator === "GTE") return a >= b;
  if (operator === "LT") return a < b;
  throw new Error(`the stub does not know ${operator}`);
}
