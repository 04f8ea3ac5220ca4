import type { Page, RowMapping, Window } from "#connector.ts";
import type { Api } from "#http/api.ts";
import { pagesOf } from "./read-changed.ts";
import { root } from "./root.ts";
import type { ZohoRecord } from "./view.ts";

const fields = ["Stage", "Amount", "Closing_Date", "Modified_Time", "Modified_By"];

/** Moves between stages of deals that changed since a window began; Zoho tells them deal by deal. */
export async function* readStageEvents(
  api: Api,
  { row }: RowMapping,
  { lo }: Window,
  cursor: string | null,
): AsyncGenerator<Page> {
  for await (const { records, token, expires } of pagesOf(api, "Deals", ["id"], { since: lo, token: cursor })) {
    const rows = [];
    for (const { id } of records) rows.push(...movesOf(String(id), await historyOf(api, String(id))).map(row));
    yield { table: "opportunity_stage_events", rows, next: token, ...(token !== null && expires && { expires }) };
  }
}

async function historyOf(api: Api, deal: string): Promise<ZohoRecord[]> {
  const found: ZohoRecord[] = [];
  let more = true;
  for (let page = 1; more; page++) {
    const query = { fields: fields.join(), per_page: 200, page };
    const { body } = await api.call({ path: `${root}/Deals/${encodeURIComponent(deal)}/Stage_History`, query });
    const { data = [], info = {} } = (body || {}) as { data?: ZohoRecord[]; info?: { more_records?: boolean } };
    found.push(...data);
    more = info.more_records === true;
  }
  return found;
}

/** Lines of history that change the stage, the earliest first; others tell of amounts and dates. */
function movesOf(deal: string, lines: readonly ZohoRecord[]): ZohoRecord[] {
  const sorted = [...lines].sort((a, b) => Date.parse(String(a.Modified_Time)) - Date.parse(String(b.Modified_Time)));
  const moves = sorted.filter(({ Stage }, index) => Stage !== sorted[index - 1]?.Stage);
  return moves.map((line, index) => ({ ...line, $Deal: deal, $From: moves[index - 1]?.Stage, $Seq: index + 1 }));
}
