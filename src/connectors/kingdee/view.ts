import type { Page, RowMapping } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import type { Given } from "./bill-query.ts";
import { computed, neededBy } from "./computed.ts";
import { doesCount, type Form, formOf, statusFields } from "./forms.ts";

/** One form of a stream, or the lines of one, and what to ask it for. */
export interface Part {
  readonly id: string;
  readonly form: Form;
  /** Primary key of the form, or of its lines. */
  readonly key: string;
  /** Key before all others; bills without lines have lines without a key. */
  readonly before: string | null;
  /** What to ask for, each once. */
  readonly fields: readonly string[];
  /** Times that move when a record changes: approving, closing and voiding a bill leave the time of its last edit alone. */
  readonly times: readonly string[];
}

/** How one table is read out of forms: `AR_RECEIVEBILL,AR_REFUNDBILL` are two, `SAL_SaleOrder/FSaleOrderEntry` is lines. */
export interface View {
  readonly parts: readonly Part[];
  page(part: Part, found: readonly Given[], next: string | null): Page;
}

const closing = ["FCloseDate", "FCancelDate"];

export function openView(table: TableName, { stream, fields: named, row }: RowMapping): View {
  const parts = stream.split(",").map((name): Part => {
    const [id = "", entry] = name.trim().split("/");
    const form = formOf(id);
    const key = entry === undefined ? form.key : `${entry}_FEntryID`;
    const fields = [...new Set([key, ...statusFields(form), ...named.flatMap((field) => neededBy(id, field))])];
    const bills = form.counts === "all" ? [] : ["FApproveDate", ...closing.filter((time) => fields.includes(time))];
    const before = entry === undefined ? null : "0";
    return { id, form, key, before, fields, times: ["FModifyDate", ...bills] };
  });
  const made = (part: Part, given: Given) =>
    row(Object.fromEntries(named.map((field) => [field, computed(part, field, given)])));
  return {
    parts,
    page(part, found, next) {
      const gone = found.filter((given) => !doesCount(part.form, given));
      const rows = found.filter((given) => doesCount(part.form, given)).map((given) => made(part, given));
      return { table, rows, next, deleted: gone.map((given) => String(made(part, given).id)) };
    },
  };
}
