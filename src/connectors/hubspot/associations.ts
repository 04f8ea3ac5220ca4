import type { Api } from "#http/api.ts";
import type { HubSpotObject } from "./record.ts";

interface Association {
  readonly from: { readonly id: string };
  readonly to: readonly {
    readonly toObjectId: number | string;
    readonly associationTypes: readonly { readonly label?: string | null }[];
  }[];
}

/**
 * What objects are associated with, by their id and the name of the other kind, the primary one first:
 * `{ companies: ["17"] }`. A search tells of no associations, so they are read in batches.
 */
export async function associationsOf(
  api: Api,
  object: string,
  linked: readonly string[],
  found: readonly HubSpotObject[],
): Promise<ReadonlyMap<string, Readonly<Record<string, readonly string[]>>>> {
  const links = new Map<string, Record<string, string[]>>();
  if (found.length === 0) return links;
  for (const other of linked) {
    const path = `/crm/v4/associations/${object}/${other}/batch/read`;
    const body = { inputs: found.map(({ id }) => ({ id })) };
    const { results } = (await api.call({ method: "POST", path, body })).body as { results: Association[] };
    for (const { from, to } of results) {
      const sorted = [...to].sort((a, b) => rank(a) - rank(b));
      links.set(from.id, { ...links.get(from.id), [other]: sorted.map(({ toObjectId }) => String(toObjectId)) });
    }
  }
  return links;
}

function rank({ associationTypes }: Association["to"][number]): number {
  return associationTypes.some(({ label }) => label === "Primary") ? 0 : 1;
}
