import type { Rec } from "../record.ts";
import type { Odoo } from "../server.ts";
import { type Stream, stamped } from "../stream.ts";

/** Posted credit notes to customers. */
export const returns: Stream = {
  table: "returns",
  mapping: {
    stream: "account.move",
    columns: {
      ...stamped,
      order_id: "_order",
      account_id: "commercial_partner_id.0",
      returned_at: { from: ["invoice_date", "date"] },
      amount: "amount_untaxed",
      currency: "currency_id.1",
    },
  },
  parts: [
    {
      model: "account.move",
      app: "account",
      domain: () => ["&", ["move_type", "=", "out_refund"], ["state", "=", "posted"]],
      follows: ["commercial_partner_id"],
      needs: ["invoice_origin", "company_id"],
      complete: withOrders,
    },
  ],
};

/** Adds the order that a credit note names as its origin, where it is one and no other is named so. */
async function withOrders(records: readonly Rec[], odoo: Odoo) {
  const names = [...new Set(records.map(({ invoice_origin: name }) => name))].filter((name) => name !== null);
  const found =
    names.length === 0
      ? []
      : await odoo.search("sale.order", { domain: [["name", "in", names]], fields: ["name", "company_id"] });
  const key = (name: unknown, company: unknown): string => JSON.stringify([name, company]);
  const orders = new Map<string, number | null>();
  for (const { id, name, company_id: company } of found) {
    const named = key(name, company);
    orders.set(named, orders.has(named) ? null : id);
  }
  return records.map((record) => ({
    ...record,
    _order: orders.get(key(record.invoice_origin, record.company_id)) ?? null,
  }));
}
