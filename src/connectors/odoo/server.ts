import { SourceError } from "#errors.ts";
import { type ApiOptions, createApi } from "#http/api.ts";
import type { Domain } from "./domain.ts";
import type { Door } from "./door.ts";
import { jsonRpc } from "./json-rpc.ts";
import { json2 } from "./json2.ts";
import { type FieldTypes, plainRecord, type Rec } from "./record.ts";

export interface Access {
  readonly url: string;
  readonly database: string;
  /** Null for a bearer key alone. */
  readonly login: string | null;
  readonly key: string;
}

/** An Odoo server, asked in its own words. Throws `SourceError` with a kind. */
export interface Odoo {
  /** Types of the fields that a model has and the user may read; null where the model is not installed. */
  fields(model: string): Promise<FieldTypes | null>;
  /** Records by id, archived ones too; of the fields asked for those that there are. */
  search(model: string, wanted: { domain: Domain; fields: readonly string[]; limit?: number }): Promise<Rec[]>;
  count(model: string, domain: Domain): Promise<number>;
  /** Changes something, and is tried once: nobody knows whether a call without an answer was heard. */
  change(
    model: string,
    method: string,
    ids: readonly number[],
    values: Readonly<Record<string, unknown>>,
  ): Promise<unknown>;
  /** The server's clock; null where it does not tell. */
  clock(): Promise<Date | null>;
}

export function openServer({ url, database, login, key }: Access): Odoo {
  const options: ApiOptions = {
    ...{ name: "odoo", baseURL: url, secrets: [key], timeoutMs: 120_000 },
    limits: { default: { concurrency: 2 } },
  };
  const door: Door = login === null ? json2({ database, key }) : jsonRpc({ database, login, key });
  const reading = createApi({ ...options, recognise: door.recognise });
  const writing = createApi({ ...options, recognise: door.recognise, attempts: 1 });
  const known = new Map<string, Promise<FieldTypes | null>>();
  let speaking: Promise<Readonly<Record<string, unknown>>> | null = null;

  /** Stage and category names come in the language of the user. */
  async function context(): Promise<Readonly<Record<string, unknown>>> {
    speaking ??= door.call(reading, { model: "res.users", method: "context_get", named: {} }).then(({ result }) => ({
      lang: (result as { lang?: string } | null)?.lang || "en_US",
      active_test: false,
      display_default_code: false,
    }));
    speaking.catch(() => {
      speaking = null;
    });
    return speaking;
  }

  async function readFields(model: string): Promise<FieldTypes | null> {
    const named = { attributes: ["type", "string"] };
    try {
      const { result } = await door.call(reading, { model, method: "fields_get", named });
      return new Map(Object.entries(result as Record<string, { type: string; string?: string }>));
    } catch (error) {
      // Of a model that there is, this can always be asked.
      if (error instanceof SourceError && error.kind === "bad_request") return null;
      throw error;
    }
  }

  const odoo: Odoo = {
    fields(model) {
      const found = known.get(model) ?? readFields(model);
      known.set(model, found);
      found.catch(() => known.delete(model));
      return found;
    },
    async search(model, { domain, fields, limit }) {
      const types = await odoo.fields(model);
      if (types === null) return [];
      const named = {
        ...{ domain, fields: fields.filter((name) => types.has(name)), order: "id asc", context: await context() },
        ...(limit === undefined ? {} : { limit }),
      };
      const { result } = await door.call(reading, { model, method: "search_read", named });
      if (!Array.isArray(result)) throw new SourceError("odoo", `${model}: no list of records`, { kind: "schema" });
      return (result as Rec[]).map((record) => plainRecord(record, types));
    },
    async count(model, domain) {
      if ((await odoo.fields(model)) === null) return 0;
      const named = { context: await context() };
      return Number((await door.call(reading, { model, method: "search_count", named, domain })).result);
    },
    async change(model, method, ids, values) {
      const named = { ...values, context: await context() };
      return (await door.call(writing, { model, method, ids, named })).result;
    },
    async clock() {
      const { at } = await door.call(reading, { model: "res.users", method: "context_get", named: {} });
      const told = Date.parse(at ?? "");
      return Number.isNaN(told) ? null : new Date(told);
    },
  };
  return odoo;
}
