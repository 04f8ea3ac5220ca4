/** A field of a model as `fields_get` tells it; `to` of references, which are kept as ids. */
export interface StubField {
  readonly type: string;
  readonly to?: string;
}

const text = { type: "char" };
const flag = { type: "boolean" };
const amount = { type: "float" };
const instant = { type: "datetime" };
const reference = (to: string): StubField => ({ type: "many2one", to });
const stamps = { id: { type: "integer" }, create_date: instant, write_date: instant, active: flag };

/** The fields that Odoo's models have, as far as they are asked for. */
export const models: Readonly<Record<string, Readonly<Record<string, StubField>>>> = {
  "res.users": { ...stamps, name: text, login: text, email: text, share: flag, partner_id: reference("res.partner") },
  "res.partner": {
    ...{ ...stamps, name: text, email: text, city: text, type: text, is_company: flag, partner_share: flag },
    ...{ user_id: reference("res.users"), parent_id: reference("res.partner") },
    commercial_partner_id: reference("res.partner"),
  },
  "res.company": { ...stamps, name: text, currency_id: reference("res.currency") },
  "res.currency": { ...stamps, name: text },
  "res.currency.rate": {
    ...{ ...stamps, name: { type: "date" }, rate: amount },
    ...{ currency_id: reference("res.currency"), company_id: reference("res.company") },
  },
  "crm.stage": { ...stamps, name: text, sequence: { type: "integer" }, is_won: flag },
  "crm.lead": {
    ...{ ...stamps, name: text, type: text, probability: amount, expected_revenue: amount },
    ...{ stage_id: reference("crm.stage"), user_id: reference("res.users"), partner_id: reference("res.partner") },
    ...{ date_closed: instant, date_conversion: instant, company_currency: reference("res.currency") },
  },
  "sale.order": {
    ...{ ...stamps, name: text, state: text, date_order: instant, amount_untaxed: amount, amount_tax: amount },
    ...{
      partner_id: reference("res.partner"),
      user_id: reference("res.users"),
      currency_id: reference("res.currency"),
    },
  },
  "mail.message": {
    ...{ ...stamps, model: text, res_id: { type: "many2one_reference" }, date: instant },
    ...{ author_id: reference("res.partner"), mail_activity_type_id: reference("mail.activity.type") },
  },
  "mail.tracking.value": {
    ...{ ...stamps, field_id: reference("ir.model.fields"), mail_message_id: reference("mail.message") },
    ...{ old_value_integer: { type: "integer" }, new_value_integer: { type: "integer" } },
  },
  "mail.activity": {
    ...{ ...stamps, summary: text, date_deadline: { type: "date" }, res_model: text },
    ...{ res_id: { type: "many2one_reference" }, user_id: reference("res.users") },
    activity_type_id: reference("mail.activity.type"),
  },
  "mail.activity.type": { ...stamps, name: text, category: text, icon: text },
  "ir.model.fields": { ...stamps, name: text, model: text },
};
