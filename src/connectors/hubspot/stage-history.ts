import type { Api } from "#http/api.ts";
import type { HubSpotObject, MappedRecord } from "./record.ts";

/** Most objects that a batch with history takes. */
const batch = 50;

/** Objects with the history of their stage, which a search does not tell. */
export async function historyOf(api: Api, object: string, found: readonly HubSpotObject[]): Promise<HubSpotObject[]> {
  const all: HubSpotObject[] = [];
  for (let start = 0; start < found.length; start += batch) {
    const inputs = found.slice(start, start + batch).map(({ id }) => ({ id }));
    const body = { inputs, properties: ["hs_object_id"], propertiesWithHistory: ["dealstage"] };
    const path = `/crm/v3/objects/${object}/batch/read`;
    all.push(...((await api.call({ method: "POST", path, body })).body as { results: HubSpotObject[] }).results);
  }
  return all;
}

/** A record for each stage that an object entered, the earliest first; setting the same stage again is none. */
export function stageEvents(found: readonly HubSpotObject[]): MappedRecord[] {
  return found.flatMap(({ id, propertiesWithHistory }) => {
    const versions = [...(propertiesWithHistory?.dealstage ?? [])]
      .filter(({ value }) => value !== "")
      .sort((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp));
    const moves = versions.filter(({ value }, index) => value !== versions[index - 1]?.value);
    return moves.map(({ value, timestamp, updatedByUserId, sourceType }, index) => ({
      ...{ id: `${id}:${Date.parse(timestamp)}`, deal: id, seq: index + 1 },
      ...{
        from_stage: moves[index - 1]?.value,
        to_stage: value,
        entered: timestamp,
        by: updatedByUserId ?? sourceType,
      },
    }));
  });
}
