import type { Api } from "#http/api.ts";
import { hasField, type Objects } from "./objects.ts";
import { query } from "./query.ts";
import { root } from "./root.ts";

/** Salesforce tells of deletions for 15 days; a little less, for the time that asking takes. */
const toldMs = 15 * 86_400_000 - 3_600_000;
/** Ids that one query names. */
const chunk = 200;

/**
 * Ids that the feed of deleted records lists, those that are gone from the recycle bin too. A record that was merged
 * away stands in it like a deleted one, and is left out: it counts for another.
 */
export async function* deletedIds(
  api: Api,
  objects: Objects,
  stream: string,
  { since, now }: { since: Date; now: Date },
): AsyncGenerator<string[]> {
  const start = new Date(Math.max(since.getTime(), now.getTime() - toldMs));
  for (const object of stream.split(",")) {
    const description = await objects.describe(object);
    if (!description.replicateable) continue;
    const path = `${root}/sobjects/${object}/deleted/`;
    const answer = await api.call({ path, query: { start: stamp(start), end: stamp(now) } });
    const { deletedRecords } = answer.body as { deletedRecords: readonly { id: string }[] };
    const ids = deletedRecords.map(({ id }) => id);
    const merged = hasField(description, "MasterRecordId") ? await mergedOf(api, object, ids) : new Set<string>();
    yield ids.filter((id) => !merged.has(id));
  }
}

async function mergedOf(api: Api, object: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const merged = new Set<string>();
  for (const list of idLists(ids)) {
    const soql = `SELECT Id FROM ${object} WHERE Id IN (${list}) AND IsDeleted = true AND MasterRecordId != null`;
    for await (const { records } of query(api, soql)) for (const { Id } of records) merged.add(String(Id));
  }
  return merged;
}

/** Ids as SOQL lists, of as many as a query may name. */
export function* idLists(ids: readonly string[]): Generator<string> {
  for (let start = 0; start < ids.length; start += chunk) {
    const some = ids.slice(start, start + chunk).filter((id) => /^\w+$/.test(id));
    yield some.map((id) => `'${id}'`).join(", ");
  }
}

function stamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "+00:00");
}
