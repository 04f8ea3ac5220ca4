import type { Page, Window } from "#connector.ts";
import type { Api } from "#http/api.ts";
import { type Filter, pagesOf, query } from "./query.ts";
import { counts } from "./record.ts";
import type { View } from "./view.ts";

/** Where reading goes on: in an object, behind an id. */
interface Place {
  readonly object: string;
  readonly last: string;
}

/** Records that changed within a window, of each object of a view, by id. */
export async function* readRecords(api: Api, view: View, window: Window, cursor: string | null): AsyncGenerator<Page> {
  const from = cursor === null ? null : (JSON.parse(cursor) as Place);
  const start = from === null ? 0 : view.objects.indexOf(from.object);
  for (const object of view.objects.slice(start)) {
    const asked = { filters: within(window), fields: await view.fields(object) };
    const after = from?.object === object ? from.last : null;
    for await (const { records, last } of pagesOf(api, object, { ...asked, after })) {
      const next: Place = { object, last };
      yield await view.page(object, records, JSON.stringify(next));
    }
  }
}

function within({ lo, hi }: Window): Filter[] {
  const changed = (operator: Filter["operator"], at: Date): Filter => {
    return { field_name: "last_modified_time", operator, field_values: [String(at.getTime())] };
  };
  return lo === null ? [changed("LT", hi)] : [changed("GTE", lo), changed("LT", hi)];
}

/** Ids of all records that count, of each object of a view. */
export async function* listIds(api: Api, view: View): AsyncGenerator<string[]> {
  for (const object of view.objects) {
    const all = await view.fields(object);
    const fields = all.filter((name) => ["_id", "is_deleted", "life_status"].includes(name));
    for await (const { records } of pagesOf(api, object, { fields }))
      yield records.filter((record) => counts(object, record)).map(({ _id }) => String(_id));
  }
}

/** How many records a view's objects have; null where that is not told. */
export async function countRecords(api: Api, { objects }: View): Promise<number | null> {
  let sum: number | null = 0;
  for (const object of objects) {
    const { total }: { readonly total: number | null } = await query(api, object, {
      ...{ fields: ["_id"], limit: 1, total: true },
    });
    sum = sum === null || total === null ? null : sum + total;
  }
  return sum;
}
