import type { Api } from "#http/api.ts";
import type { ObjectPage } from "./record.ts";
import type { View } from "./view.ts";

interface Which {
  /** Those that were deleted, which HubSpot keeps for 90 days, or those that were not. */
  readonly archived: boolean;
  /** Deleted not before. */
  readonly since?: Date;
}

/** Ids, as rows of a view's table, of all its objects: no search, so nothing is limited but the page. */
export async function* listRecords(
  api: Api,
  view: View,
  { archived, since }: Which,
): AsyncGenerator<{ ids: string[] }> {
  // With history a page holds half as much.
  const query = view.history
    ? { limit: 50, propertiesWithHistory: "dealstage" }
    : { limit: 100, properties: "hs_object_id" };
  for (const object of view.objects) {
    let after: string | undefined;
    do {
      const path = `/crm/v3/objects/${object}`;
      const answer = await api.call({ path, query: { ...query, archived: String(archived), after } });
      const { results, paging } = answer.body as ObjectPage;
      const wanted = results.filter(({ archivedAt = "" }) => !since || !(Date.parse(archivedAt) < since.getTime()));
      yield { ids: view.ids(wanted) };
      after = paging?.next?.after;
    } while (after !== undefined);
  }
}
