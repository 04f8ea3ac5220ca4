import type { Field } from "#connector.ts";
import type { Api } from "#http/api.ts";
import { post, root } from "./api.ts";

/** A field as an object's description has it. */
export interface FxField {
  readonly api_name: string;
  readonly label?: string;
  readonly type: string;
  readonly define_type?: string;
  readonly is_active?: boolean;
  /** Choices: records hold their values. */
  readonly options?: readonly Option[];
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Objects of the company by their descriptions; each is asked for once. */
export interface Objects {
  /** Fields in use, by name. */
  fields(object: string): Promise<ReadonlyMap<string, FxField>>;
  describe(objects: readonly string[]): Promise<readonly Field[]>;
}

export function openObjects(api: Api): Objects {
  const described = new Map<string, Promise<ReadonlyMap<string, FxField>>>();
  async function ask(object: string): Promise<ReadonlyMap<string, FxField>> {
    const asked = { includeDetail: false, data: { apiName: object, includeDetail: false } };
    const answer = (await post(api, `${root}/object/describe`, asked)) as {
      data?: { describe?: { fields?: Readonly<Record<string, FxField>> } };
    };
    const fields = Object.entries(answer.data?.describe?.fields ?? {});
    return new Map(fields.filter(([, { is_active }]) => is_active !== false));
  }
  function fields(object: string): Promise<ReadonlyMap<string, FxField>> {
    const known = described.get(object) ?? ask(object);
    described.set(object, known);
    return known;
  }
  return {
    fields,
    async describe(objects) {
      const found: Field[] = [];
      for (const object of objects) {
        for (const [name, { label = name, type, define_type }] of await fields(object))
          found.push({ name, label, type, custom: define_type === "custom" });
      }
      return found;
    },
  };
}

/** What the company may use, by name: what people call it. */
export async function listObjects(api: Api): Promise<ReadonlyMap<string, string>> {
  const answer = (await post(api, `${root}/object/list`, {})) as {
    data?: { objects?: readonly { describeApiName: string; describeDisplayName?: string; isActive?: boolean }[] };
  };
  const active = (answer.data?.objects ?? []).filter(({ isActive }) => isActive !== false);
  return new Map(active.map(({ describeApiName: name, describeDisplayName = name }) => [name, describeDisplayName]));
}
