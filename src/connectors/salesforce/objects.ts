import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import { root } from "./root.ts";

/** What Salesforce says of an object, as this user may see it. */
export interface ObjectDescription {
  readonly name: string;
  readonly queryable: boolean;
  /** Does the feed of deleted records know it? */
  readonly replicateable: boolean;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly type: string;
    readonly custom: boolean;
    readonly relationshipName?: string | null;
  }[];
}

/** The objects that this user may see; each is asked for once. */
export interface Objects {
  names(): Promise<ReadonlySet<string>>;
  /** Throws SourceError `permission` for an object that cannot be seen. */
  describe(name: string): Promise<ObjectDescription>;
}

export function openObjects(api: Api): Objects {
  let names: Promise<ReadonlySet<string>> | undefined;
  const described = new Map<string, Promise<ObjectDescription>>();
  async function list(): Promise<ReadonlySet<string>> {
    const { sobjects } = (await api.call({ path: `${root}/sobjects` })).body as { sobjects: { name: string }[] };
    return new Set(sobjects.map(({ name }) => name));
  }
  async function describe(name: string): Promise<ObjectDescription> {
    names ??= list();
    if (!(await names).has(name)) {
      throw new SourceError("salesforce", `the object ${name} cannot be seen`, { kind: "permission" });
    }
    return (await api.call({ path: `${root}/sobjects/${name}/describe` })).body as ObjectDescription;
  }
  return {
    names: () => (names ??= list()),
    describe(name) {
      const known = described.get(name) ?? describe(name);
      described.set(name, known);
      return known;
    },
  };
}

/** Can a field be read? `UserRole.Name` goes over a relation, names with `$` are made here. */
export function hasField({ fields }: ObjectDescription, wanted: string): boolean {
  const [first, over] = wanted.split(".");
  return fields.some(({ name, relationshipName }) => (over === undefined ? name : relationshipName) === first);
}
