import type { Page, RowMapping } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import { hasField, type Objects } from "./objects.ts";

/** A record as REST gives it, or with dotted names as CSV does. */
export type SalesforceRecord = Readonly<Record<string, unknown>>;

/** How one table is read out of Salesforce's objects. */
export interface View {
  readonly table: TableName;
  /** Objects, read one after the other: `Task,Event` makes two. */
  readonly objects: readonly string[];
  /** Fields of an object that are asked for: those that the mapping names and this user may see. */
  fields(object: string): Promise<string[]>;
  page(object: string, records: readonly SalesforceRecord[], next: string | null): Page;
}

/** Fields that are read if they are there: users know no deletion, and only some objects can be merged. */
const always = ["Id", "SystemModstamp", "IsDeleted", "MasterRecordId"];

export function openView(objects: Objects, table: TableName, { stream, fields, row }: RowMapping): View {
  const closing = fields.includes("$ClosedDate") ? ["IsClosed", "CloseDate"] : [];
  const what = fields.includes("$OpportunityId") ? ["WhatId"] : [];
  const wanted = [...new Set([...always, ...closing, ...what, ...fields.filter((name) => !name.startsWith("$"))])];
  return {
    table,
    objects: stream.split(",").map((name) => name.trim()),
    async fields(object) {
      const description = await objects.describe(object);
      return wanted.filter((name) => hasField(description, name));
    },
    page(object, records, next) {
      const gone = records.filter(({ IsDeleted }) => String(IsDeleted) === "true");
      return {
        ...{ table, next },
        rows: records.filter((record) => !gone.includes(record)).map((record) => row(completed(object, record))),
        deleted: gone.filter((record) => !record.MasterRecordId).map(idOf),
        merged: gone.flatMap((record) =>
          record.MasterRecordId ? [{ id: idOf(record), into: String(record.MasterRecordId) }] : [],
        ),
      };
    },
  };
}

function idOf({ Id }: SalesforceRecord): string {
  return String(Id);
}

/** Adds what follows from a record's fields, and times in the usual form: Salesforce writes `+0000`. */
function completed(object: string, record: SalesforceRecord): SalesforceRecord {
  const what = String(record.WhatId ?? "");
  return {
    ...Object.fromEntries(Object.entries(record).map(([name, value]) => [name, withColon(value)])),
    ...{ $Object: object, $ClosedDate: String(record.IsClosed) === "true" ? record.CloseDate : null },
    // Ids begin with the kind of their object.
    $OpportunityId: what.startsWith("006") ? what : null,
  };
}

function withColon(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/^(\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d)(\d\d)$/, "$1:$2") : value;
}
