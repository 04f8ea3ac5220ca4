import { createRecords, type StubRecords } from "../stub/records.ts";
import { openStub, type Stub, type StubAnswer, type StubRequest } from "../stub/server.ts";
import { parseFilter } from "./filter-string.ts";
import { type StubForm, stubForms } from "./forms.ts";

type Fields = Readonly<Record<string, unknown>>;

/** 金蝶云星空 as its general query behaves: rows without names, errors within a 200, a session lost as text. */
export interface KingdeeStub extends Stub {
  readonly records: StubRecords;
  /** Forms that the user may not see. */
  readonly forbidden: Set<string>;
  /** Most rows that the server is set to give. */
  cap: number;
  put(form: string, number: string, fields: Fields, at?: number): void;
  /** Approves a bill, which leaves the time of its last edit alone; or takes that back. */
  approve(form: string, number: string, at?: number): void;
  unapprove(form: string, number: string): void;
  lines(form: string, number: string): readonly Fields[];
  /** A time as the server writes it. */
  wall(at: number): string;
  endSession(): void;
}

export const credentials = {
  KINGDEE_ACCT_ID: "62777efb5510ce",
  KINGDEE_USERNAME: "parley",
  KINGDEE_APP_ID: "220001_planted-app-id",
  KINGDEE_APP_SECRET: "planted-app-secret-9c41",
};
export const day = 86_400_000;
export const start = new Date("2026-03-02T09:00:00Z");

/** `hours` is how far the server's clock reads ahead of UTC. */
export async function openKingdee({ hours = 0 } = {}): Promise<KingdeeStub> {
  const records = createRecords(start);
  const keys = new Map<string, number>();
  let sessions = 1;

  const wall = (at: number): string => new Date(at + hours * 3_600_000).toISOString().slice(0, 22);

  /** Rows of a form: one for each line when a field of the lines is asked for, whether there is any or not. */
  function rowsOf(form: StubForm, name: string, fields: readonly string[]): Fields[] {
    const inLines = new Set([form.lines?.key, ...(form.lines?.fields ?? [])]);
    return records.all(name).flatMap(({ modified, fields: { lines, ...own } }) => {
      const head = { ...own, FModifyDate: own.FModifyDate === null ? null : wall(modified) };
      if (!fields.some((field) => inLines.has(field))) return [head];
      const held = (lines ?? []) as Fields[];
      return held.length === 0 ? [head] : held.map((line) => ({ ...head, ...line }));
    });
  }

  function query(asked: Query): StubAnswer {
    const form = stubForms[asked.FormId];
    if (form === undefined) return fault(4, `标识为“${asked.FormId}”的业务对象不存在，或者被删除`);
    if (stub.forbidden.has(asked.FormId)) return fault(4, "您没有该功能的操作权限");
    if (asked.Limit > 2000) return fault(4, "Limit 不能超过2000");
    const fields = asked.FieldKeys.split(",");
    const known = new Set([form.key, ...form.fields, ...(form.lines ? [form.lines.key, ...form.lines.fields] : [])]);
    const strange = fields.find((field) => !known.has(field));
    if (strange !== undefined) return fault(9, `元数据中标识为${strange}的字段不存在`);
    let fits: (row: Fields) => boolean;
    try {
      fits = parseFilter(asked.FilterString, (field) => known.has(field));
    } catch (error) {
      return fault(4, `GetRealExpress error: ${(error as Error).message}`);
    }
    const [by = "", direction] = asked.OrderString.split(" ");
    const found = rowsOf(form, asked.FormId, fields).filter(fits).sort(ordered(by));
    if (direction === "desc") found.reverse();
    const page = found.slice(asked.StartRow, asked.StartRow + Math.min(asked.Limit, stub.cap));
    return { body: page.map((row) => fields.map((field) => row[field] ?? " ")) };
  }

  function describe(name: string): StubAnswer {
    const form = stubForms[name];
    if (form === undefined || stub.forbidden.has(name)) return fault(4, "您没有该功能的操作权限");
    const fields = [form.key, ...form.fields].map((key) => ({ Key: key, Name: [{ Key: 2052, Value: `名称 ${key}` }] }));
    const Entrys = [{ Key: "FBillHead", Fields: fields }];
    return { body: { Result: { ResponseStatus: { IsSuccess: true }, NeedReturnData: { Entrys } } } };
  }

  function login(given: Fields): StubAnswer {
    if (given.acctId !== credentials.KINGDEE_ACCT_ID) return { status: 500, body: "Fail to verify thirty passport" };
    const right = given.appSecret === credentials.KINGDEE_APP_SECRET && given.appId === credentials.KINGDEE_APP_ID;
    if (!right || given.username !== credentials.KINGDEE_USERNAME || given.lcid !== 2052)
      return { body: { LoginResultType: 0, Message: `应用 ${String(given.appSecret)} 验证失败` } };
    const cookies = [
      "ASP.NET_SessionId=abc; path=/; HttpOnly",
      `kdservice-sessionid=planted-session-${sessions}; path=/`,
    ];
    return { headers: { "set-cookie": cookies }, body: { LoginResultType: 1, Message: null } };
  }

  function handle({ path, headers, body }: StubRequest): StubAnswer {
    if (path.endsWith(".AuthService.LoginByAppSecret.common.kdsvc")) return login(body as Fields);
    const cookies = (headers.cookie ?? "").split("; ");
    if (!cookies.includes(`kdservice-sessionid=planted-session-${sessions}`))
      return fault(1, "会话信息已丢失，请重新登录");
    const [asked] = (body as { parameters: [Query] }).parameters;
    if (path.endsWith(".DynamicFormService.ExecuteBillQuery.common.kdsvc")) return query(asked);
    return path.endsWith(".QueryBusinessInfo.common.kdsvc") ? describe(asked.FormId) : { status: 404 };
  }

  const server = await openStub((request) => {
    const answer = handle(request);
    return { ...answer, headers: { date: new Date(records.now()).toUTCString(), ...answer.headers } };
  });
  const held = (form: string, number: string): Fields =>
    records.all(form).find(({ id }) => id === number)?.fields ?? {};
  const stub: KingdeeStub = {
    ...{ ...server, records, forbidden: new Set(), cap: 9, wall },
    put(form, number, fields, at = records.now()) {
      const key = stubForms[form]?.key ?? "FID";
      const before = held(form, number);
      if (before[key] === undefined) keys.set(form, (keys.get(form) ?? 100_000) + 1);
      const fresh = { [key]: keys.get(form), FCreateDate: wall(at), FNumber: number, FBillNo: number };
      // Whatever was never changed is now.
      records.put(form, number, { ...fresh, ...before, FModifyDate: undefined, ...fields }, at);
    },
    approve(form, number, at = records.now()) {
      const { modified } = records.all(form).find(({ id }) => id === number) ?? { modified: at };
      records.put(form, number, { FDocumentStatus: "C", FCancelStatus: "A", FApproveDate: wall(at) }, modified);
    },
    unapprove(form, number) {
      const { modified } = records.all(form).find(({ id }) => id === number) ?? { modified: 0 };
      records.put(form, number, { FDocumentStatus: "D", FApproveDate: null }, modified);
    },
    lines: (form, number) => (held(form, number).lines ?? []) as Fields[],
    endSession() {
      sessions += 1;
    },
  };
  return stub;
}

interface Query {
  readonly FormId: string;
  readonly FieldKeys: string;
  readonly FilterString: string;
  readonly OrderString: string;
  readonly StartRow: number;
  readonly Limit: number;
}

function ordered(by: string): (a: Fields, b: Fields) => number {
  return (a, b) => {
    const [one, other] = [a[by] ?? "", b[by] ?? ""] as [string | number, string | number];
    return one === other ? 0 : one < other ? -1 : 1;
  };
}

/** An error as a query gives it: one row with one cell, and 200. */
export function fault(MsgCode: number, Message: string): StubAnswer {
  const Errors = [{ FieldName: null, Message, DIndex: 0 }];
  return { body: [[{ Result: { ResponseStatus: { ErrorCode: 500, IsSuccess: false, Errors, MsgCode } } }]] };
}
