import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import type { Answer } from "#http/fault.ts";
import { formService } from "./api.ts";

/** Most rows that a query gives; servers may be set to fewer. */
const mostRows = 2000;

export interface BillQuery {
  readonly form: string;
  readonly fields: readonly string[];
  readonly filter?: string;
  readonly order?: string;
  readonly limit?: number;
}

/** Values by the names of the fields that were asked for. */
export type Given = Readonly<Record<string, unknown>>;

/** The answer to a query as it came. Throws SourceError. */
export async function askBills(api: Api, query: BillQuery): Promise<Answer> {
  const { form, fields, filter = "", order = "", limit = mostRows } = query;
  const asked = { FormId: form, FieldKeys: fields.join(","), FilterString: filter, OrderString: order };
  const body = { parameters: [{ ...asked, StartRow: 0, Limit: limit }] };
  return api.call({ method: "POST", path: formService("ExecuteBillQuery"), body });
}

/** Rows of a form. Empty texts, which Kingdee keeps as a space, and the year 1 are null. Throws SourceError. */
export async function billQuery(api: Api, query: BillQuery): Promise<Given[]> {
  const { form, fields } = query;
  const rows: unknown = (await askBills(api, query)).body;
  if (!Array.isArray(rows)) throw strange(form, "holds no rows");
  return rows.map((row: unknown) => {
    if (!Array.isArray(row) || row.length !== fields.length) throw strange(form, "holds a row of another length");
    return Object.fromEntries(fields.map((name, index) => [name, cell(row[index])]));
  });
}

function strange(form: string, what: string): SourceError {
  return new SourceError("kingdee", `${form}: the answer ${what}`, { kind: "schema" });
}

function cell(value: unknown): unknown {
  if (typeof value !== "string") return value ?? null;
  const text = value.trim();
  return text === "" || text.startsWith("0001-01-01") ? null : text;
}
