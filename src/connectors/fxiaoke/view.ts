import type { Page, RowMapping } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import type { Objects } from "./objects.ts";
import type { FxRecord } from "./query.ts";
import { counts, mapped, sourcesOf } from "./record.ts";

/** How one table is read out of Fxiaoke's objects. */
export interface View {
  readonly table: TableName;
  /** Objects, read one after the other: `PaymentObj,RefundObj` makes two. */
  readonly objects: readonly string[];
  /** Fields of an object to ask for: those that the mapping needs and the object has. */
  fields(object: string): Promise<string[]>;
  page(object: string, records: readonly FxRecord[], next: string): Promise<Page>;
}

const always = ["_id", "last_modified_time"];
/** They tell whether a record counts. */
const state = ["is_deleted", "life_status"];

export function openView(objects: Objects, table: TableName, { stream, fields: named, row }: RowMapping): View {
  const needed = named.flatMap((field) => {
    const [name = ""] = field.split(".");
    return name.startsWith("$") ? (sourcesOf[name] ?? []) : [name.replace(/__r$/, "")];
  });
  return {
    ...{ table, objects: objectsOf(stream) },
    async fields(object) {
      const known = await objects.fields(object);
      return [...new Set([...always, ...[...needed, ...state].filter((name) => known.has(name))])];
    },
    async page(object, records, next) {
      const known = await objects.fields(object);
      const live = records.filter((record) => counts(object, record));
      const deleted = records.filter((record) => !counts(object, record)).map(({ _id }) => String(_id));
      return { table, rows: live.map((record) => row(mapped(object, record, known))), deleted, next };
    },
  };
}

export function objectsOf(stream: string): string[] {
  return stream.split(",").map((name) => name.trim());
}
