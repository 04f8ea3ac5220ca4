import { expect } from "vitest";
import type { TableName } from "#model/tables.ts";
import type { TestStore } from "../../sync/open-test-store.ts";
import type { OdooServer } from "./odoo-server.ts";

/** What a table must hold, asked of Odoo's own database, and what it holds: SQL of equal columns, by `id`. */
interface Truth {
  readonly odoo: string;
  readonly store: string;
}

/** The customer behind the partner `p`: its company, unless that is a colleague's. */
const customer = "LEFT JOIN res_partner c ON c.id = p.commercial_partner_id AND c.partner_share";
const live = (alias: string): string => `${alias}.deleted_at IS NULL AND ${alias}.merged_into_id IS NULL`;
const refer = (alias: string, ...tables: readonly (readonly [table: TableName, column: string])[]): string =>
  tables
    .map(([table, column]) => `LEFT JOIN data.${table} ${column} ON ${column}.id = ${alias}.${column}_id`)
    .join(" ");

export const truths: Readonly<Partial<Record<TableName, Truth>>> = {
  owners: {
    odoo: "SELECT u.id, p.name, u.active FROM res_users u JOIN res_partner p ON p.id = u.partner_id WHERE NOT u.share",
    store: `SELECT x.external_id AS id, name, is_active AS active FROM data.owners x WHERE ${live("x")}`,
  },
  stages: {
    odoo: "SELECT id, name->>'en_US' AS name, sequence AS place, coalesce(is_won, false) AS won FROM crm_stage",
    store: `SELECT x.external_id AS id, name, sort_order AS place, is_won AS won FROM data.stages x WHERE ${live("x")}`,
  },
  accounts: {
    odoo: "SELECT id, coalesce(name, email) AS name, user_id AS owner FROM res_partner WHERE partner_share AND (is_company OR parent_id IS NULL)",
    store: `SELECT x.external_id AS id, x.name, owner.external_id AS owner FROM data.accounts x ${refer("x", ["owners", "owner"])} WHERE ${live("x")}`,
  },
  contacts: {
    odoo: `SELECT id, name, commercial_partner_id AS account FROM res_partner
      WHERE partner_share AND NOT coalesce(is_company, false) AND parent_id IS NOT NULL AND type = 'contact'`,
    store: `SELECT x.external_id AS id, x.name, account.external_id AS account FROM data.contacts x ${refer("x", ["accounts", "account"])} WHERE ${live("x")}`,
  },
  leads: {
    odoo: `SELECT l.id, CASE WHEN type = 'opportunity' THEN 'converted' WHEN won_status IN ('won', 'lost') THEN won_status
        WHEN l.active THEN 'open' ELSE 'void' END AS status, l.user_id AS owner
      FROM crm_lead l WHERE type = 'lead' OR date_conversion IS NOT NULL`,
    store: `SELECT x.external_id AS id, status, owner.external_id AS owner FROM data.leads x ${refer("x", ["owners", "owner"])} WHERE ${live("x")}`,
  },
  opportunities: {
    odoo: `SELECT l.id, l.name, CASE WHEN won_status IN ('won', 'lost') THEN won_status WHEN l.active THEN 'open' ELSE 'void' END AS status,
        l.stage_id AS stage, expected_revenue AS amount, c.id AS account, l.user_id AS owner
      FROM crm_lead l LEFT JOIN res_partner p ON p.id = l.partner_id ${customer} WHERE l.type = 'opportunity'`,
    store: `SELECT x.external_id AS id, x.name, x.status, stage.external_id AS stage, x.amount, account.external_id AS account, owner.external_id AS owner
      FROM data.opportunities x ${refer("x", ["stages", "stage"], ["accounts", "account"], ["owners", "owner"])} WHERE ${live("x")}`,
  },
  opportunity_stage_events: {
    odoo: `SELECT v.id::text AS id, m.res_id AS deal, v.new_value_integer AS stage
      FROM mail_tracking_value v JOIN mail_message m ON m.id = v.mail_message_id JOIN ir_model_fields f ON f.id = v.field_id
      JOIN crm_lead l ON l.id = m.res_id AND l.type = 'opportunity'
      WHERE f.model = 'crm.lead' AND f.name = 'stage_id' AND m.model = 'crm.lead'
      UNION ALL SELECT 'lead-' || l.id, l.id, coalesce((SELECT v.old_value_integer
        FROM mail_tracking_value v JOIN mail_message m ON m.id = v.mail_message_id JOIN ir_model_fields f ON f.id = v.field_id
        WHERE f.model = 'crm.lead' AND f.name = 'stage_id' AND m.model = 'crm.lead' AND m.res_id = l.id ORDER BY v.id LIMIT 1), l.stage_id)
      FROM crm_lead l WHERE l.type = 'opportunity'`,
    store: `SELECT x.external_id AS id, opportunity.external_id AS deal, stage.external_id AS stage FROM data.opportunity_stage_events x
      ${refer("x", ["opportunities", "opportunity"])} LEFT JOIN data.stages stage ON stage.id = x.to_stage_id WHERE ${live("x")}`,
  },
  orders: {
    odoo: `SELECT o.id, CASE WHEN o.state = 'cancel' THEN 'cancelled' WHEN o.state <> 'sale' THEN 'draft' WHEN o.delivery_status = 'full' THEN 'fulfilled'
        ELSE 'confirmed' END AS status, o.amount_untaxed AS net, c.id AS account, o.user_id AS owner, o.opportunity_id AS deal
      FROM sale_order o JOIN res_partner p ON p.id = o.partner_id ${customer}`,
    store: `SELECT x.external_id AS id, x.status, x.net, account.external_id AS account, owner.external_id AS owner, opportunity.external_id AS deal
      FROM data.orders x ${refer("x", ["accounts", "account"], ["owners", "owner"], ["opportunities", "opportunity"])} WHERE ${live("x")}`,
  },
  order_lines: {
    odoo: 'SELECT id, order_id AS "order", product_id AS product, product_uom_qty AS quantity, price_subtotal AS net FROM sale_order_line WHERE display_type IS NULL',
    store: `SELECT x.external_id AS id, "order".external_id AS "order", product.external_id AS product, x.quantity, x.net
      FROM data.order_lines x LEFT JOIN data.orders "order" ON "order".id = x.order_id ${refer("x", ["products", "product"])} WHERE ${live("x")}`,
  },
  returns: {
    odoo: `SELECT m.id, m.amount_untaxed AS amount, m.commercial_partner_id AS account FROM account_move m WHERE m.move_type = 'out_refund' AND m.state = 'posted'`,
    store: `SELECT x.external_id AS id, x.amount, account.external_id AS account FROM data.returns x ${refer("x", ["accounts", "account"])} WHERE ${live("x")}`,
  },
  payments: {
    odoo: `SELECT p.id, p.amount, CASE p.payment_type WHEN 'inbound' THEN 'payment' ELSE 'refund' END AS kind FROM account_payment p
      WHERE p.partner_type = 'customer' AND p.state IN ('in_process', 'paid')`,
    store: `SELECT x.external_id AS id, x.amount, x.kind FROM data.payments x WHERE ${live("x")}`,
  },
  products: {
    odoo: "SELECT p.id, p.default_code AS sku, p.active FROM product_product p",
    store: `SELECT x.external_id AS id, sku, is_active AS active FROM data.products x WHERE ${live("x")}`,
  },
  activities: {
    odoo: `SELECT a.id::text AS id, a.summary FROM mail_activity a WHERE a.active AND a.summary IS NOT NULL`,
    store: `SELECT x.external_id AS id, outcome AS summary FROM data.activities x WHERE ${live("x")} AND x.external_id NOT LIKE 'done-%'
      AND outcome NOT IN ('To-Do', 'Email', 'Call', 'Meeting', 'Document', 'Exception')`,
  },
  campaigns: {
    odoo: "SELECT id, coalesce(title->>'en_US', name) AS name FROM utm_campaign",
    store: `SELECT x.external_id AS id, name FROM data.campaigns x WHERE ${live("x")}`,
  },
  surveys: {
    odoo: `SELECT 'rating-' || id AS id, rating AS score FROM rating_rating WHERE consumed AND rating > 0
      UNION ALL SELECT 'answer-' || l.id, l.value_scale FROM survey_user_input_line l JOIN survey_user_input i ON i.id = l.user_input_id
      WHERE l.answer_type = 'scale' AND NOT coalesce(i.test_entry, false)`,
    store: `SELECT x.external_id AS id, score FROM data.surveys x WHERE ${live("x")}`,
  },
  fx_rates: {
    odoo: "SELECT r.id, r.name::text AS day, c.name AS currency FROM res_currency_rate r JOIN res_currency c ON c.id = r.currency_id",
    store: `SELECT x.external_id AS id, CAST(rate_on AS VARCHAR) AS day, to_currency AS currency FROM data.fx_rates x WHERE ${live("x")}`,
  },
};

/** Nothing missing, doubled or stale: every table as Odoo's own database has it. Returns how many rows were compared. */
export async function expectTruth(odoo: OdooServer, store: TestStore): Promise<number> {
  let compared = 0;
  for (const [table, truth] of Object.entries(truths)) {
    const wanted = plain(await odoo.sql(truth.odoo));
    const held = plain(await store.raw(truth.store));
    expect(new Set(held.map(([id]) => id)).size, `${table}: ids are there once`).toBe(held.length);
    expect(held, table).toEqual(wanted);
    compared += wanted.length;
  }
  return compared;
}

/** Rows as texts by id: the two databases have their own types. */
function plain(rows: readonly Readonly<Record<string, unknown>>[]): (string | null)[][] {
  return rows
    .map(({ id, ...others }) => [String(id), ...Object.values(others).map(text)])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

function text(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const trimmed = String(value).trim();
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? String(Number(trimmed)) : trimmed;
}
