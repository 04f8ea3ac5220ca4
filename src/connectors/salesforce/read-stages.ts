import type { Page, RowMapping } from "#connector.ts";
import type { Api } from "#http/api.ts";
import { query } from "./query.ts";

const soql =
  "SELECT Id, ApiName, MasterLabel, SortOrder, DefaultProbability, IsWon, IsClosed FROM OpportunityStage ORDER BY SortOrder";

/** Stages of opportunities, which refer to them by their API name. */
export async function* readStages(api: Api, { row }: RowMapping): AsyncGenerator<Page> {
  for await (const { records } of query(api, soql, { verb: "query" })) {
    const rows = records.map((stage) => row({ ...stage, $IsLost: stage.IsClosed === true && stage.IsWon !== true }));
    yield { table: "stages", rows, next: null };
  }
}
