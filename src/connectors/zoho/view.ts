import type { Page, RowMapping } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { TableName } from "#model/tables.ts";
import type { Modules } from "./modules.ts";

/** A record: lookups are objects with an id; of a bulk read they are ids. */
export type ZohoRecord = Readonly<Record<string, unknown>>;

/** How one table is read out of Zoho's modules. */
export interface View {
  readonly table: TableName;
  /** Modules, read one after the other: `Calls,Events` makes two. */
  readonly modules: readonly string[];
  /** Fields of a module to ask for: those that the mapping names and this user may see, at most 50. */
  fields(module: string): Promise<string[]>;
  page(module: string, records: readonly ZohoRecord[], next: string | null): Page;
}

const most = 50;

export function openView(modules: Modules, table: TableName, { stream, fields: named, row }: RowMapping): View {
  const own = named.filter((field) => !field.startsWith("$"));
  const closing = named.includes("$Closed_Date") ? ["Stage", "Closing_Date"] : [];
  const wanted = [...new Set(["id", "Modified_Time", ...own.map((field) => field.split(".")[0] ?? field), ...closing])];
  const lookups = own.filter((field) => field.endsWith(".id"));
  const completed = (module: string, record: ZohoRecord): ZohoRecord => {
    const ids = lookups.map((field) => [field, idOf(record[field.slice(0, -".id".length)])]);
    const closed = /^closed/i.test(String(record.Stage ?? "")) ? record.Closing_Date : null;
    return { ...record, ...Object.fromEntries(ids), id: record.id ?? record.Id, $Module: module, $Closed_Date: closed };
  };
  return {
    ...{ table, modules: stream.split(",").map((name) => name.trim()) },
    async fields(module) {
      const known = new Set((await modules.describe(module)).map(({ name }) => name));
      const fields = wanted.filter((name) => name === "id" || name === "Modified_Time" || known.has(name));
      if (fields.length <= most) return fields;
      const hint = `A mapping.yaml may name ${most} fields of a module.`;
      const what = `${table} maps ${fields.length} fields, more than Zoho gives`;
      throw new SourceError("zoho", what, { kind: "bad_request", hint });
    },
    page: (module, records, next) => ({ table, next, rows: records.map((record) => row(completed(module, record))) }),
  };
}

function idOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (value as { id?: unknown }).id : value;
}
