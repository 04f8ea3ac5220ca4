import type { Page, Window } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import type { HubSpotObject, ObjectPage } from "./record.ts";
import type { View } from "./view.ts";

/** Most objects that one search gives. */
const pageSize = 200;

/** Where a search goes on: the kind of object, and the last id that was read of it. */
interface Place {
  readonly object: string;
  readonly last: string | null;
}

/**
 * Objects that changed within a window, by id. Each page is a search of its own behind the last id (`hs_object_id`
 * greater): a search pages through 10,000 results at most and by position, this one through all and without gaps.
 */
export async function* searchRecords(
  api: Api,
  view: View,
  window: Window,
  cursor: string | null,
): AsyncGenerator<Page> {
  const from = cursor === null ? null : (JSON.parse(cursor) as Place);
  const start = from === null ? 0 : view.objects.indexOf(from.object);
  for (const [index, object] of view.objects.entries()) {
    if (index < start) continue;
    let last = from?.object === object ? from.last : null;
    for (let more = true; more; ) {
      const { results, paging } = await search(api, object, {
        ...{ limit: pageSize, properties: view.properties },
        sorts: [{ propertyName: "hs_object_id", direction: "ASCENDING" }],
        filterGroups: [{ filters: [...within(object, window), ...behind(last)] }],
      });
      last = results.at(-1)?.id ?? last;
      more = paging?.next !== undefined && results.length > 0;
      const following = more ? { object, last } : nextOf(view.objects, index);
      const rows = await view.rows(object, results);
      const merged = view.history ? [] : results.flatMap(mergers);
      yield { table: view.table, rows, merged, next: following && JSON.stringify(following) };
    }
  }
}

/** How many objects there are of all kinds that a table is read from. */
export async function countRecords(api: Api, { objects }: View): Promise<number> {
  const found = await Promise.all(objects.map((object) => search(api, object, { limit: 1, filterGroups: [] })));
  return found.reduce((sum, { total = 0 }) => sum + total, 0);
}

async function search(api: Api, object: string, body: object): Promise<ObjectPage> {
  const path = `/crm/v3/objects/${object}/search`;
  const found = (await api.call({ method: "POST", path, body, endpoint: "search" })).body as Partial<ObjectPage>;
  if (found.results === undefined) throw new SourceError("hubspot", `a search of ${object} gave no results`);
  return { ...found, results: found.results };
}

function within(object: string, { lo, hi }: Window): object[] {
  const propertyName = object === "contacts" ? "lastmodifieddate" : "hs_lastmodifieddate";
  const until = { propertyName, operator: "LT", value: String(hi.getTime()) };
  return lo === null ? [until] : [until, { propertyName, operator: "GTE", value: String(lo.getTime()) }];
}

function behind(last: string | null): object[] {
  return last === null ? [] : [{ propertyName: "hs_object_id", operator: "GT", value: last }];
}

function nextOf(objects: readonly string[], index: number): Place | null {
  const object = objects[index + 1];
  return object === undefined ? null : { object, last: null };
}

function mergers({ id: into, properties }: HubSpotObject): { id: string; into: string }[] {
  const ids = (properties.hs_merged_object_ids ?? "").split(";").filter((id) => id !== "" && id !== into);
  return ids.map((id) => ({ id, into }));
}
