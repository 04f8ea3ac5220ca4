import type { Page, RowMapping, Window } from "#connector.ts";
import type { Api } from "#http/api.ts";
import { idLists } from "./deleted.ts";
import { query, soqlOf } from "./query.ts";
import type { SalesforceRecord } from "./view.ts";

const columns = "Id, OpportunityId, StageName, Amount, CloseDate, CreatedById, CreatedDate, IsDeleted";

/**
 * Moves between stages. Salesforce writes a line of history whenever stage, amount, close date or probability change, and
 * does not say what the stage was before: so all lines of an opportunity that has a new one are read.
 */
export async function* readStageEvents(
  api: Api,
  { row }: RowMapping,
  window: Window,
  cursor: string | null,
): AsyncGenerator<Page> {
  const soql = soqlOf("OpportunityHistory", ["Id", "OpportunityId"], window);
  for await (const { records, next } of query(api, soql, { from: cursor })) {
    const rows = [];
    for (const list of idLists([...new Set(records.map(({ OpportunityId }) => String(OpportunityId)))])) {
      const lines: SalesforceRecord[] = [];
      const all = `SELECT ${columns} FROM OpportunityHistory WHERE Opportunity.IsDeleted = false AND OpportunityId IN (${list})`;
      for await (const page of query(api, `${all} ORDER BY OpportunityId, CreatedDate, Id`))
        lines.push(...page.records);
      rows.push(...movesOf(lines.filter(({ IsDeleted }) => IsDeleted !== true)).map(row));
    }
    yield { table: "opportunity_stage_events", rows, next };
  }
}

/** The history of an opportunity goes with it. */
export async function* deletedStageEvents(api: Api, since: Date): AsyncGenerator<string[]> {
  const gone = `Opportunity.IsDeleted = true AND Opportunity.SystemModstamp >= ${since.toISOString()}`;
  for await (const { records } of query(api, `SELECT Id FROM OpportunityHistory WHERE ${gone}`)) {
    yield records.map(({ Id }) => String(Id));
  }
}

/** Lines that change the stage, out of lines by opportunity and time. */
function movesOf(lines: readonly SalesforceRecord[]): SalesforceRecord[] {
  let seq = 0;
  return lines.flatMap((line, index) => {
    const before = lines[index - 1];
    const same = before?.OpportunityId === line.OpportunityId;
    if (!same) seq = 0;
    if (same && before?.StageName === line.StageName) return [];
    seq += 1;
    const CreatedDate = String(line.CreatedDate).replace(/([+-]\d\d)(\d\d)$/, "$1:$2");
    return [{ ...line, CreatedDate, $FromStage: same ? before?.StageName : null, $Seq: seq }];
  });
}
