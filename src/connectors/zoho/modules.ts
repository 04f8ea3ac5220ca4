import type { Field } from "#connector.ts";
import type { Api } from "#http/api.ts";
import { pagesOf } from "./read-changed.ts";
import { root } from "./root.ts";

/** Ids of all records of a stream's modules. */
export async function* listIds(api: Api, stream: string): AsyncGenerator<string[]> {
  for (const module of stream.split(",")) {
    for await (const { records } of pagesOf(api, module, ["id"], { since: null }))
      yield records.map(({ id }) => String(id));
  }
}

/** Ids that the feed of deleted records lists since: in the recycle bin, and gone from it. */
export async function* deletedIds(api: Api, stream: string, since: Date): AsyncGenerator<string[]> {
  const headers = { "if-modified-since": since.toISOString().replace(/\.\d+Z$/, "+00:00") };
  for (const module of stream.split(",")) {
    let more = true;
    for (let page = 1; more; page++) {
      const query = { type: "all", page, per_page: 200 };
      const { body } = await api.call({ path: `${root}/${module}/deleted`, query, headers });
      const { data = [], info = {} } = (body || {}) as { data?: { id: string }[]; info?: { more_records?: boolean } };
      yield data.map(({ id }) => id);
      more = info.more_records === true;
    }
  }
}

interface ZohoField {
  readonly api_name: string;
  readonly field_label: string;
  readonly data_type: string;
  readonly custom_field: boolean;
}

/** Fields of modules, as this user sees them; each module is asked for once. */
export interface Modules {
  describe(stream: string): Promise<readonly Field[]>;
}

export function openModules(api: Api): Modules {
  const described = new Map<string, Promise<readonly Field[]>>();
  async function fieldsOf(module: string): Promise<readonly Field[]> {
    const { body } = await api.call({ path: `${root}/settings/fields`, query: { module } });
    const { fields = [] } = (body || {}) as { fields?: ZohoField[] };
    return fields.map(({ api_name, field_label, data_type, custom_field }) => {
      return { name: api_name, label: field_label, type: data_type, custom: custom_field };
    });
  }
  return {
    async describe(stream) {
      const found: Field[] = [];
      for (const module of stream.split(",")) {
        const fields = described.get(module) ?? fieldsOf(module);
        described.set(module, fields);
        found.push(...(await fields));
      }
      return found;
    },
  };
}
