import type { Field } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import { formService } from "./api.ts";
import type { View } from "./view.ts";

interface Described {
  readonly Key?: string;
  readonly Name?: readonly { readonly Key?: number; readonly Value?: string }[];
}

interface Metadata {
  readonly Result?: {
    readonly NeedReturnData?: { readonly Entrys?: readonly { readonly Fields?: readonly Described[] }[] };
  };
}

/** Refusals that say nothing about whether records can be read. */
const silent: ReadonlySet<string | undefined> = new Set(["permission", "bad_request", "schema"]);

/** Fields of the forms of a view; none where metadata may not be seen. */
export async function describeForms(api: Api, { parts }: View): Promise<Field[]> {
  const found: Field[] = [];
  for (const { id } of parts) found.push(...(await fieldsOf(api, id)));
  return found;
}

async function fieldsOf(api: Api, form: string): Promise<Field[]> {
  try {
    const body = { parameters: [{ FormId: form }] };
    const answer = await api.call({ method: "POST", path: formService("QueryBusinessInfo"), body });
    const { Entrys = [] } = ((answer.body || {}) as Metadata).Result?.NeedReturnData ?? {};
    return Entrys.flatMap(({ Fields = [] }) => Fields).flatMap(({ Key, Name = [] }) => {
      const [label] = Name.flatMap(({ Value }) => Value ?? []);
      // Fields that a company adds are named F_… by the designer.
      return Key === undefined ? [] : [{ name: Key, custom: Key.startsWith("F_"), ...(label && { label }) }];
    });
  } catch (error) {
    if (error instanceof SourceError && silent.has(error.kind)) return [];
    throw error;
  }
}
