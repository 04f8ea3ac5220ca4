import type { OdooServer } from "./odoo-server.ts";

/** What people do in Odoo, by its own methods. Each returns ids. */
export function peopleAt(odoo: OdooServer) {
  const create = (model: string, values: readonly object[]) => odoo.call<number[]>(model, "create", [values]);
  const write = (model: string, ids: readonly number[], values: object) => odoo.call(model, "write", [ids, values]);
  return {
    create,
    write,
    remove: (model: string, ids: readonly number[]) => odoo.call(model, "unlink", [ids]),
    lose: (deals: readonly number[]) => odoo.call("crm.lead", "action_set_lost", [deals]),
    win: (deals: readonly number[]) => odoo.call("crm.lead", "action_set_won", [deals]),
    archive: (model: string, ids: readonly number[]) => odoo.call(model, "action_archive", [ids]),
    /** The one that is left takes over what the others had. */
    mergeDeals: (deals: readonly number[]) => odoo.call("crm.lead", "merge_opportunity", [deals]),
    async mergePartners(partners: readonly number[], into: number) {
      const values = { partner_ids: [[6, 0, [...partners, into]]], dst_partner_id: into, state: "selection" };
      const [wizard] = await create("base.partner.merge.automatic.wizard", [values]);
      await odoo.call("base.partner.merge.automatic.wizard", "action_merge", [[wizard]]);
    },
    async convert(lead: number) {
      await odoo.call("crm.lead", "convert_opportunity", [[lead], false]);
    },
    /** So many leads at once, all written at the same microsecond: an import. */
    async importLeads(many: number) {
      await odoo.sql(
        `INSERT INTO crm_lead (name, type, active, user_id, team_id, stage_id, company_id, probability, automated_probability,
           won_status, expected_revenue, priority, create_uid, write_uid, create_date, write_date)
         SELECT 'Imported ' || n, 'lead', true, 2, t.id, s.id, 1, 10, 10, 'pending', n, '1', 2, 2, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
         FROM generate_series(1, $1::int) n, (SELECT min(id) AS id FROM crm_team) t, (SELECT min(id) AS id FROM crm_stage) s`,
        [many],
      );
    },
  };
}
