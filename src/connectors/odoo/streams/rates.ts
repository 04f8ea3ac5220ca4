import { idIn, idsIn, type Rec } from "../record.ts";
import type { Odoo } from "../server.ts";
import { type Stream, stamped } from "../stream.ts";

/** How much of a currency the company's own buys, from a day on. */
export const rates: Stream = {
  table: "fx_rates",
  mapping: {
    stream: "res.currency.rate",
    columns: {
      ...stamped,
      rate_on: "name",
      from_currency: "_home",
      to_currency: "currency_id.1",
      rate: { from: ["company_rate", "rate"] },
    },
  },
  parts: [
    { model: "res.currency.rate", app: "base", follows: ["currency_id"], needs: ["company_id"], complete: withHome },
  ],
};

/** Adds the currency of the company whose rate it is; one of nobody is that of the first. */
async function withHome(records: readonly Rec[], odoo: Odoo) {
  const found = await odoo.search("res.company", {
    domain: [["id", "in", [1, ...idsIn(records, "company_id")]]],
    fields: ["currency_id"],
  });
  const homes = new Map(found.map((company) => [company.id, company.currency_id]));
  const [first] = found;
  return records.map((record) => {
    const home = homes.get(idIn(record, "company_id") ?? 0) ?? first?.currency_id;
    return { ...record, _home: Array.isArray(home) ? home[1] : null };
  });
}
