import { type Customer, customersOf } from "./partners.ts";
import { idIn, type Rec } from "./record.ts";
import type { Odoo } from "./server.ts";

/** What a message, an activity or a rating hangs on, as far as the model knows it. */
export interface Document {
  readonly customer: Customer | undefined;
  readonly opportunity: number | null;
  readonly order: number | null;
}

/** Models whose records belong to a partner. */
const known = ["crm.lead", "sale.order", "account.move", "project.task", "helpdesk.ticket"] as const;

const nothing: Document = { customer: undefined, opportunity: null, order: null };

/** The documents that records name by model and id; `of` finds that of a record. */
export async function documentsOf(odoo: Odoo, records: readonly Rec[], model: "model" | "res_model") {
  const partners = new Map<string, number>();
  const key = (name: unknown, id: unknown): string => `${String(name)} ${String(id)}`;
  for (const name of known) {
    const ids = [...new Set(records.filter((record) => record[model] === name).map(({ res_id: id }) => id))];
    if (ids.length === 0) continue;
    for (const record of await odoo.search(name, { domain: [["id", "in", ids]], fields: ["partner_id"] })) {
      const partner = idIn(record, "partner_id");
      if (partner !== null) partners.set(key(name, record.id), partner);
    }
  }
  const own = records.filter((record) => record[model] === "res.partner").map(({ res_id: id }) => Number(id));
  for (const id of own) partners.set(key("res.partner", id), id);
  const customers = await customersOf(odoo, [...partners.values()]);
  return (record: Rec): Document => {
    const { res_id: id } = record;
    if (typeof id !== "number") return nothing;
    const partner = partners.get(key(record[model], id));
    return {
      customer: partner === undefined ? undefined : customers.get(partner),
      opportunity: record[model] === "crm.lead" ? id : null,
      order: record[model] === "sale.order" ? id : null,
    };
  };
}
