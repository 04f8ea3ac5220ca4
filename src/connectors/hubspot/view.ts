import type { Field, RowMapping } from "#connector.ts";
import type { Api } from "#http/api.ts";
import type { SourceRow, TableName } from "#model/tables.ts";
import { associationsOf } from "./associations.ts";
import type { HubSpotObject, MappedRecord } from "./record.ts";
import { historyOf, stageEvents } from "./stage-history.ts";

/** How one table is read out of HubSpot's objects. */
export interface View {
  readonly table: TableName;
  /** Kinds of object, read one after the other: `calls,meetings` makes two. */
  readonly objects: readonly string[];
  /** Properties to ask for. */
  readonly properties: readonly string[];
  /** Is each object's stage history read in its place? */
  readonly history: boolean;
  /** Rows of objects of one kind; asks for their associations and history where the mapping needs them. */
  rows(object: string, found: readonly HubSpotObject[]): Promise<SourceRow<TableName>[]>;
  /** Ids that objects have as rows of the table; history must come with them. */
  ids(found: readonly HubSpotObject[]): string[];
  describe(): Promise<readonly Field[]>;
}

/** Fields of a record that are no properties. */
const own = ["id", "object", "createdAt", "updatedAt"];

export function openView(api: Api, table: TableName, { stream, fields, row }: RowMapping): View {
  const history = table === "opportunity_stage_events";
  const objects = stream.split(",").map((name) => name.trim());
  // Names of properties hold no dots: what does is another object, or made here.
  const linked = [...new Set(fields.flatMap((field) => /^([a-z_]+)\.\d+$/.exec(field)?.[1] ?? []))];
  const properties = history
    ? ["hs_object_id"]
    : fields.filter((field) => !field.includes(".") && !own.includes(field));
  const closing = fields.includes("closed.at") ? ["closedate", "hs_is_closed"] : [];
  const naming = fields.includes("full.name") ? ["firstname", "lastname"] : [];
  return {
    ...{ table, objects, history },
    properties: [...new Set([...properties, ...closing, ...naming, "hs_merged_object_ids"])],
    async rows(object, found) {
      if (history) return stageEvents(await historyOf(api, object, found)).map(row);
      const links = await associationsOf(api, object, linked, found);
      return found.map((one) => row({ ...links.get(one.id), ...recordOf(object, one) }));
    },
    ids: (found) => (history ? stageEvents(found).map(({ id }) => String(id)) : found.map(({ id }) => id)),
    async describe() {
      const answers = objects.map((object) => api.call({ path: `/crm/v3/properties/${object}` }));
      const found = (await Promise.all(answers)).flatMap(({ body }) => (body as { results: Property[] }).results);
      return found.map(({ name, label, type, hubspotDefined }) => ({ name, label, type, custom: !hubspotDefined }));
    },
  };
}

interface Property {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly hubspotDefined?: boolean;
}

function recordOf(object: string, { properties, ...rest }: HubSpotObject): MappedRecord {
  // A close date of what is open is only expected.
  const closed = properties.hs_is_closed === "true" ? { at: properties.closedate } : {};
  const name = [properties.firstname, properties.lastname].filter(Boolean).join(" ");
  return { ...properties, ...rest, object, closed, full: { name } };
}
