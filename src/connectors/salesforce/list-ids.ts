import type { Api } from "#http/api.ts";
import { query } from "./query.ts";

/** Ids of all records of a stream's objects that are not deleted. */
export async function* listIds(api: Api, stream: string): AsyncGenerator<string[]> {
  for (const object of stream.split(",")) {
    for await (const { records } of query(api, `SELECT Id FROM ${object} ORDER BY Id`, { verb: "query" })) {
      yield records.map(({ Id }) => String(Id));
    }
  }
}
