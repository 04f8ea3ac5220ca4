import type { Page, Window } from "#connector.ts";
import type { Api } from "#http/api.ts";
import { root } from "./root.ts";
import type { View, ZohoRecord } from "./view.ts";

/** Most records of a page. */
const pageSize = 200;

interface Answer {
  readonly data?: readonly ZohoRecord[];
  readonly info?: {
    readonly more_records?: boolean;
    readonly next_page_token?: string | null;
    readonly page_token_expiry?: string | null;
  };
}

/** Where reading goes on: in a module, behind a token that Zoho honours for a day. */
export interface Place {
  readonly module: string;
  readonly token: string | null;
}

interface Found {
  readonly records: readonly ZohoRecord[];
  readonly token: string | null;
  readonly expires: Date | undefined;
}

/**
 * Pages of a module by id, changed since a time. Numbered pages end at 2,000 records, so pages behind the first are asked
 * for by token. Nothing to tell is an empty 204 or 304.
 */
export async function* pagesOf(
  api: Api,
  module: string,
  fields: readonly string[],
  { since, token = null }: { since: Date | null; token?: string | null },
): AsyncGenerator<Found> {
  const sorted = { fields: fields.join(), per_page: pageSize, sort_by: "id", sort_order: "asc" };
  const headers = since === null ? {} : { "if-modified-since": since.toISOString().replace(/\.\d+Z$/, "+00:00") };
  let at = token;
  do {
    const answer = await api.call({
      path: `${root}/${module}`,
      query: { ...sorted, page_token: at ?? undefined },
      headers,
    });
    const { data = [], info = {} } = (answer.body || {}) as Answer;
    at = info.more_records ? (info.next_page_token ?? null) : null;
    const expiry = Date.parse(info.page_token_expiry ?? "");
    yield { records: data, token: at, expires: Number.isNaN(expiry) ? undefined : new Date(expiry) };
  } while (at !== null);
}

/** Records that changed since a window began, of each module of a view. */
export async function* changedRecords(
  api: Api,
  view: View,
  { lo }: Window,
  cursor: string | null,
): AsyncGenerator<Page> {
  const from = cursor === null ? null : (JSON.parse(cursor) as Place);
  const start = from === null ? 0 : view.modules.indexOf(from.module);
  for (const [index, module] of view.modules.entries()) {
    if (index < start) continue;
    const place = { since: lo, token: from?.module === module ? from.token : null };
    for await (const { records, token, expires } of pagesOf(api, module, await view.fields(module), place)) {
      const next = token === null ? placeAfter(view, index) : { module, token };
      yield {
        ...view.page(module, records, next && JSON.stringify(next)),
        ...(token !== null && expires && { expires }),
      };
    }
  }
}

/** The beginning of the module after one; null after the last. */
export function placeAfter({ modules }: View, index: number): Place | null {
  const module = modules[index + 1];
  return module === undefined ? null : { module, token: null };
}
