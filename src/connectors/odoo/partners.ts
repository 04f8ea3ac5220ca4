import type { Domain } from "./domain.ts";
import { idIn, idsIn, type Rec } from "./record.ts";
import type { Odoo } from "./server.ts";

/** Whom a partner stands for. */
export interface Customer {
  /** The company that a person or an address belongs to, else the partner itself. */
  readonly account: number;
  /** The partner, where it is a person of that company. */
  readonly contact: number | null;
}

/** Partners that are customers: neither colleagues nor their logins. */
export const customers: Domain = [["partner_share", "=", true]];

/** Companies, and persons who belong to none. */
export const companies: Domain = ["&", ...customers, "|", ["is_company", "=", true], ["parent_id", "=", false]];

/** Persons of companies; addresses are none. */
export const persons: Domain = [
  ...(["&", ...customers, "&", ["is_company", "=", false]] as const),
  ...(["&", ["parent_id", "!=", false], ["type", "=", "contact"]] as const),
];

/** The customers behind partners, by the partner's id; colleagues are none. */
export async function customersOf(odoo: Odoo, partners: readonly number[]): Promise<ReadonlyMap<number, Customer>> {
  if (partners.length === 0) return new Map();
  const domain: Domain = [
    "&",
    ["id", "in", [...new Set(partners)]],
    ["commercial_partner_id.partner_share", "=", true],
  ];
  const found = await odoo.search("res.partner", { domain, fields: ["commercial_partner_id", "type"] });
  return new Map(
    found.map((record) => {
      const account = idIn(record, "commercial_partner_id") ?? record.id;
      const contact = account !== record.id && record.type === "contact" ? record.id : null;
      return [record.id, { account, contact }];
    }),
  );
}

/** Adds `_account`, and `_contact` where the customer is a person of a company. */
export async function withCustomers(records: readonly Rec[], odoo: Odoo): Promise<Rec[]> {
  const field = "partner_id";
  const found = await customersOf(odoo, idsIn(records, field));
  return records.map((record) => {
    const customer = found.get(idIn(record, field) ?? 0);
    return { ...record, _account: customer?.account ?? null, _contact: customer?.contact ?? null };
  });
}

/** The users whose own partners these are, by the partner's id. */
export async function usersOf(odoo: Odoo, partners: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (partners.length === 0) return new Map();
  const domain: Domain = [["partner_id", "in", [...new Set(partners)]]];
  const users = await odoo.search("res.users", { domain, fields: ["partner_id"] });
  return new Map(users.map((user) => [idIn(user, "partner_id") ?? 0, user.id]));
}
