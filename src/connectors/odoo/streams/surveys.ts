import { documentsOf } from "../documents.ts";
import { customersOf, usersOf } from "../partners.ts";
import { idIn, idsIn, type Rec } from "../record.ts";
import type { Odoo } from "../server.ts";
import { type Stream, stamped } from "../stream.ts";

/** Ratings of one to five, and answers to scale questions: from 0 to 10 they are NPS. */
export const surveys: Stream = {
  table: "surveys",
  mapping: {
    stream: "rating.rating, survey.user_input.line",
    columns: {
      ...stamped,
      account_id: "_account",
      contact_id: "_contact",
      order_id: "_order",
      owner_id: "_owner",
      kind: "_kind",
      sent_at: { from: ["_sent", "create_date"] },
      score: { from: ["value_scale", "rating"] },
      scale_min: "_min",
      scale_max: "_max",
      responded_at: { from: ["_answered", "rated_on", "write_date"] },
      comment: "feedback",
    },
  },
  parts: [
    {
      model: "rating.rating",
      app: "rating",
      prefix: "rating-",
      domain: () => ["&", ["consumed", "=", true], ["rating", ">", 0]],
      follows: ["partner_id"],
      needs: ["partner_id", "rated_partner_id", "res_model", "res_id"],
      complete: ratings,
    },
    {
      model: "survey.user_input.line",
      app: "survey",
      prefix: "answer-",
      domain: () => ["&", ["answer_type", "=", "scale"], ["user_input_id.test_entry", "=", false]],
      follows: ["user_input_id", "question_id"],
      needs: ["user_input_id", "question_id"],
      complete: answers,
    },
  ],
};

async function ratings(records: readonly Rec[], odoo: Odoo) {
  const document = await documentsOf(odoo, records, "res_model");
  const customers = await customersOf(odoo, idsIn(records, "partner_id"));
  const users = await usersOf(odoo, idsIn(records, "rated_partner_id"));
  return records.map((record) => {
    const { customer, order } = document(record);
    const rater = customers.get(idIn(record, "partner_id") ?? 0) ?? customer;
    return {
      ...record,
      ...{ _kind: "csat", _min: 1, _max: 5, _order: order },
      ...{ _account: rater?.account ?? null, _contact: rater?.contact ?? null },
      _owner: users.get(idIn(record, "rated_partner_id") ?? 0) ?? null,
    };
  });
}

async function answers(records: readonly Rec[], odoo: Odoo) {
  const about = async (field: string, model: string, fields: readonly string[]) => {
    const found = await odoo.search(model, { domain: [["id", "in", idsIn(records, field)]], fields });
    return new Map(found.map((record) => [record.id, record]));
  };
  const questions = await about("question_id", "survey.question", ["scale_min", "scale_max"]);
  const inputs = await about("user_input_id", "survey.user_input", ["partner_id", "start_datetime", "end_datetime"]);
  const customers = await customersOf(odoo, idsIn([...inputs.values()], "partner_id"));
  return records.map((record) => {
    const question = questions.get(idIn(record, "question_id") ?? 0);
    const input = inputs.get(idIn(record, "user_input_id") ?? 0);
    const { scale_min: lowest = 0, scale_max: highest = 10 }: Partial<Rec> = question ?? {};
    const customer = input && customers.get(idIn(input, "partner_id") ?? 0);
    return {
      ...record,
      ...{ _kind: lowest === 0 && highest === 10 ? "nps" : "csat", _min: lowest, _max: highest },
      ...{ _sent: input?.start_datetime ?? null, _answered: input?.end_datetime ?? null },
      ...{ _account: customer?.account ?? null, _contact: customer?.contact ?? null },
    };
  });
}
