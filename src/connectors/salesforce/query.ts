import type { Page, Window } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import { root } from "./root.ts";
import type { SalesforceRecord, View } from "./view.ts";

interface QueryAnswer {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly SalesforceRecord[];
}

/** Where a query goes on: an object, and the address of its next page (null: its beginning). */
interface Place {
  readonly object: string;
  readonly url: string | null;
}

/** Pages of a SOQL query, each of at most 2,000 records; `queryAll` gives what is deleted too. `next` is the next page's address. */
export async function* query(
  api: Api,
  soql: string,
  { verb = "queryAll", from = null }: { verb?: "query" | "queryAll"; from?: string | null } = {},
): AsyncGenerator<{ records: readonly SalesforceRecord[]; next: string | null }> {
  let url: string | null = from;
  do {
    const call = url === null ? { path: `${root}/${verb}`, query: { q: soql } } : { path: url };
    const { records, nextRecordsUrl } = (await api.call(call)).body as Partial<QueryAnswer>;
    if (records === undefined) throw new SourceError("salesforce", "a query gave no records", { kind: "schema" });
    url = nextRecordsUrl ?? null;
    if (url !== null && !url.startsWith("/services/data/")) {
      throw new SourceError("salesforce", "the next page lies elsewhere", { kind: "schema" });
    }
    yield { records, next: url };
  } while (url !== null);
}

/** SOQL: records of an object that changed within a window. A query that began keeps its records, whatever changes. */
export function soqlOf(object: string, fields: readonly string[], { lo, hi }: Window): string {
  const since = lo === null ? "" : `SystemModstamp >= ${lo.toISOString()} AND `;
  return `SELECT ${fields.join(", ")} FROM ${object} WHERE ${since}SystemModstamp < ${hi.toISOString()} ORDER BY Id`;
}

/** Records that changed within a window, of each object of a view. */
export async function* changedRecords(
  api: Api,
  view: View,
  window: Window,
  cursor: string | null,
): AsyncGenerator<Page> {
  const from = cursor === null ? null : (JSON.parse(cursor) as Place);
  const start = from === null ? 0 : view.objects.indexOf(from.object);
  for (const [index, object] of view.objects.entries()) {
    if (index < start) continue;
    const soql = soqlOf(object, await view.fields(object), window);
    for await (const { records, next } of query(api, soql, { from: from?.object === object ? from.url : null })) {
      const place = next === null ? placeAfter(view, index) : { object, url: next };
      yield view.page(object, records, place && JSON.stringify(place));
    }
  }
}

/** The beginning of the object after one; null after the last. */
export function placeAfter({ objects }: View, index: number): Place | null {
  const object = objects[index + 1];
  return object === undefined ? null : { object, url: null };
}

export async function countRecords(api: Api, stream: string): Promise<number> {
  let sum = 0;
  for (const object of stream.split(",")) {
    const q = `SELECT count() FROM ${object}`;
    sum += ((await api.call({ path: `${root}/query`, query: { q } })).body as QueryAnswer).totalSize;
  }
  return sum;
}
