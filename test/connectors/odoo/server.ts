import { openStub, type Stub, type StubAnswer, type StubRequest } from "../stub/server.ts";
import type { StubDatabase, StubRow } from "./database.ts";
import { models } from "./models.ts";

export interface StubOdoo extends Stub {
  /** Models that the user of the key may not read. */
  readonly forbidden: Set<string>;
}

interface Asked {
  readonly model: string;
  readonly method: string;
  readonly ids: readonly number[];
  readonly named: Readonly<Record<string, unknown>>;
}

/** Thrown with Odoo's own name of the exception. */
class Refusal extends Error {
  readonly exception: string;
  constructor(exception: string, message: string) {
    super(message);
    this.exception = exception;
  }
}

/** Plays Odoo over a database: `/jsonrpc` with its errors in status 200, `/json/2` with real ones. */
export async function openStubOdoo(
  database: StubDatabase,
  { name, login, key }: { readonly name: string; readonly login: string; readonly key: string },
): Promise<StubOdoo> {
  const forbidden = new Set<string>();

  function run({ model, method, ids, named }: Asked): unknown {
    const fields = models[model];
    if (fields === undefined) throw new Refusal("odoo.exceptions.UserError", `Object ${model} doesn't exist`);
    if (method === "context_get") return { lang: "en_US", tz: "UTC", uid: 2 };
    if (method === "fields_get") return fields;
    if (forbidden.has(model)) {
      throw new Refusal("odoo.exceptions.AccessError", `You are not allowed to access '${model}' records.`);
    }
    if (method === "activity_schedule") return ids.map((id) => schedule(id, named));
    if (method === "unlink") return ids.map((id) => database.remove(model, id)).length > 0;
    const found = select(model, named);
    if (method === "search_count") return found.length;
    if (method !== "search_read") throw new Refusal("builtins.AttributeError", `no method ${method}`);
    return found.slice(0, (named.limit as number | undefined) ?? found.length).map((row) => shown(model, row, named));
  }

  function select(model: string, { domain = [], context = {} }: Asked["named"]): StubRow[] {
    // Archived records are only there for whoever says so.
    const all = (context as { active_test?: boolean }).active_test === false;
    const rows = database.all(model).filter(({ active }) => all || active !== false);
    return rows.filter((row) => database.matches(model, row, domain as unknown[]));
  }

  function shown(model: string, row: StubRow, { fields }: Asked["named"]): Record<string, unknown> {
    const names = ["id", ...((fields as string[] | undefined) ?? [])];
    return Object.fromEntries(names.map((field) => [field, cell(model, row, field)]));
  }

  function cell(model: string, row: StubRow, field: string): unknown {
    const known = models[model]?.[field];
    if (known === undefined) throw new Refusal("builtins.ValueError", `Invalid field '${field}' on '${model}'`);
    const value = row[field] ?? false;
    if (known.type === "datetime" && typeof value === "string") return value.slice(0, 19);
    if (known.to === undefined || value === false) return value;
    return [value, database.get(known.to, Number(value))?.name ?? ""];
  }

  function schedule(id: number, { summary, date_deadline, user_id }: Asked["named"]): number {
    const values = { res_model: "res.partner", res_id: id, summary, date_deadline, user_id };
    return database.write("mail.activity", null, values);
  }

  function jsonRpc(body: unknown): StubAnswer {
    const { params } = body as { params: { service: string; method: string; args: unknown[] } };
    const fail = (exception: string, message: string) => ({
      body: {
        jsonrpc: "2.0",
        id: 1,
        error: { code: 0, message: "Odoo Server Error", data: { name: exception, message } },
      },
    });
    if (params.service === "common") {
      const [of, as, by] = params.args;
      return { body: { jsonrpc: "2.0", id: 1, result: of === name && as === login && by === key ? 2 : false } };
    }
    const [of, uid, by, model, method, args, named] = params.args as [
      string,
      number,
      string,
      string,
      string,
      unknown[],
      object,
    ];
    if (of !== name || uid !== 2 || by !== key) return fail("odoo.exceptions.AccessDenied", "Access Denied");
    const [first] = args;
    const asked = {
      ...{ model, method, ids: method === "search_count" ? [] : ((first ?? []) as number[]) },
      named: { ...named, ...(method === "search_count" ? { domain: first } : {}) },
    };
    try {
      return { body: { jsonrpc: "2.0", id: 1, result: run(asked) } };
    } catch (error) {
      const { exception = "builtins.ValueError", message } = error as Refusal;
      return fail(exception, message);
    }
  }

  function json2({ path, headers, body }: StubRequest): StubAnswer {
    const fail = (status: number, exception: string, message: string) => ({
      status,
      body: { name: exception, message },
    });
    if (headers.authorization !== `bearer ${key}`)
      return fail(401, "werkzeug.exceptions.Unauthorized", "Invalid apikey");
    if (headers["x-odoo-database"] !== name) return fail(404, "werkzeug.exceptions.NotFound", "no such database");
    const [, , , model = "", method = ""] = path.split("/");
    const { ids = [], ...named } = body as { ids?: number[] };
    if (models[model] === undefined)
      return fail(404, "werkzeug.exceptions.NotFound", `the model '${model}' does not exist`);
    try {
      return { body: run({ model, method, ids, named }) };
    } catch (error) {
      const { exception = "builtins.ValueError", message } = error as Refusal;
      return fail(exception.endsWith("AccessError") ? 403 : 422, exception, message);
    }
  }

  const stub = await openStub((request) => {
    const answer = request.path === "/jsonrpc" ? jsonRpc(request.body) : json2(request);
    return { ...answer, headers: { date: new Date(database.now()).toUTCString() } };
  });
  return { ...stub, forbidden };
}
