import type { Api } from "#http/api.ts";
import { pagesOf } from "./read-changed.ts";
import { root } from "./root.ts";

/** Ids of all records of a stream's modules. */
export async function* listIds(api: Api, stream: string): AsyncGenerator<string[]> {
  for (const module of stream.split(",")) {
    for await (const { records } of pagesOf(api, module, ["id"], { since: null }))
      yield records.map(({ id }) => String(id));
  }
}

/** Ids that the feed of deleted records lists since: in the recycle bin, and gone from it. */
export async function* deletedIds(api: Api, stream: string, since: Date): AsyncGenerator<string[]> {
  const headers = { "if-modified-since": since.toISOString().replace(/\.\d+Z$/, "+00:00") };
  for (const module of stream.split(",")) {
    let more = true;
    for (let page = 1; more; page++) {
      const query = { type: "all", page, per_page: 200 };
      const { body } = await api.call({ path: `${root}/${module}/deleted`, query, headers });
      const { data = [], info = {} } = (body || {}) as { data?: { id: string }[]; info?: { more_records?: boolean } };
      yield data.map(({ id }) => id);
      more = info.more_records === true;
    }
  }
}
