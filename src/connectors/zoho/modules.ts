import type { Field } from "#connector.ts";
import type { Api } from "#http/api.ts";
import { root } from "./root.ts";

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
