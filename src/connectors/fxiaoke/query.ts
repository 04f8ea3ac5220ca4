import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import { customRoot, post, root } from "./api.ts";

/** A record: amounts are texts, times milliseconds, people and departments lists; what is empty is not there. */
export type FxRecord = Readonly<Record<string, unknown>>;

/** All of a query's filters must hold; values are texts whatever the field's type. */
export interface Filter {
  readonly field_name: string;
  readonly operator: "GT" | "GTE" | "LT";
  readonly field_values: readonly string[];
}

/** Most records of a page. */
const pageSize = 100;

interface Asked {
  readonly filters?: readonly Filter[];
  /** Fields to give; without them all. */
  readonly fields?: readonly string[];
  readonly limit?: number;
  /** Is the number of all records that fit wanted? It makes the answer slower. */
  readonly total?: boolean;
}

interface Found {
  readonly records: readonly FxRecord[];
  readonly total: number | null;
}

/** A query of an object, by id. Custom objects (`…__c`) are asked at another place than those that the maker defined. */
export async function query(api: Api, object: string, asked: Asked = {}): Promise<Found> {
  const { filters = [], fields, limit = pageSize, total = false } = asked;
  const path = `${object.endsWith("__c") ? customRoot : root}/data/query`;
  const search = {
    ...{ limit, offset: 0, filters, orders: [{ fieldName: "_id", isAsc: true }] },
    ...(fields && { fieldProjection: fields }),
  };
  const data = { dataObjectApiName: object, find_explicit_total_num: total, search_query_info: search };
  const answer = (await post(api, path, { data })) as { data?: FxRecord };
  const found = answer.data ?? {};
  const records = listOf(found);
  if (records === null) throw new SourceError("fxiaoke", `a query of ${object} gave no list`, { kind: "schema" });
  const count = Number(found.total ?? found.totalSize ?? Number.NaN);
  return { records, total: total && !Number.isNaN(count) ? count : null };
}

/** The manual shows lists, and a single record in their place; a list of nothing may be left out, as all that is empty. */
function listOf({ dataList, ...rest }: FxRecord): readonly FxRecord[] | null {
  if (Array.isArray(dataList)) return dataList as FxRecord[];
  if (rest._id !== undefined) return [rest];
  return rest.limit === undefined ? null : [];
}

/**
 * Pages of an object by id, each behind the last id of the one before: an offset may not pass 10,000, and records that
 * change meanwhile would move others over its edge. Only an empty page is the end: one may be short because of what the
 * employee does not see.
 */
export async function* pagesOf(
  api: Api,
  object: string,
  { filters = [], fields, after = null }: Asked & { readonly after?: string | null },
): AsyncGenerator<{ readonly records: readonly FxRecord[]; readonly last: string }> {
  for (let last = after; ; ) {
    const behind: Filter[] = last === null ? [] : [{ field_name: "_id", operator: "GT", field_values: [last] }];
    const { records } = await query(api, object, { filters: [...filters, ...behind], ...(fields && { fields }) });
    if (records.length === 0) return;
    const next = String(records.at(-1)?._id);
    if (next === last) {
      throw new SourceError("fxiaoke", `pages of ${object} do not go on behind ${next}`, { kind: "schema" });
    }
    last = next;
    yield { records, last };
  }
}
