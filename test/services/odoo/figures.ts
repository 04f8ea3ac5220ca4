import type { OdooServer } from "./odoo-server.ts";

export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The figures of a period as SQL in Odoo's own database finds them. Days are UTC's. */
export async function figuresOf(odoo: OdooServer, { from, to }: Days) {
  const ask = async (text: string, withDays = true) =>
    (await odoo.sql(text, withDays ? [from, to] : [])).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, numeric(value)])),
    );
  const status =
    "CASE WHEN l.won_status IN ('won', 'lost') THEN l.won_status WHEN l.active THEN 'open' ELSE 'void' END";
  const deals = `deals AS (SELECT l.id, l.user_id, l.stage_id, l.expected_revenue AS amount, l.probability, l.create_date, l.date_closed, ${status} AS status
    FROM crm_lead l WHERE l.type = 'opportunity')`;
  const ladder =
    "ladder AS (SELECT id AS stage, name->>'en_US' AS name, row_number() OVER (ORDER BY sequence, id) AS rung FROM crm_stage)";
  const [sales] = await ask(
    `WITH sold AS (SELECT o.amount_untaxed AS net, p.commercial_partner_id AS customer FROM sale_order o JOIN res_partner p ON p.id = o.partner_id
       WHERE o.state = 'sale' AND o.amount_untaxed > 0 AND o.date_order >= $1::date AND o.date_order < $2::date),
     back AS (SELECT coalesce(sum(amount_untaxed), 0) AS returned FROM account_move WHERE move_type = 'out_refund' AND state = 'posted'
       AND invoice_date >= $1::date AND invoice_date < $2::date)
     SELECT round(sum(net) - max(returned), 2) AS revenue, count(*) AS orders, count(DISTINCT customer) AS customers, max(returned) AS returns
     FROM sold CROSS JOIN back`,
  );
  const pipeline = await ask(
    `WITH ${deals}, ${ladder} SELECT name AS stage, count(*) AS deals, sum(amount) AS amount, round(sum(amount * probability / 100)::numeric, 2) AS weighted
     FROM deals JOIN ladder ON stage = stage_id WHERE status = 'open' GROUP BY name, rung ORDER BY rung`,
    false,
  );
  const team = await ask(
    `WITH ${deals} SELECT user_id AS owner, count(*) FILTER (status = 'won' AND closed) AS won, count(*) FILTER (status = 'lost' AND closed) AS lost,
       coalesce(sum(amount) FILTER (status = 'won' AND closed), 0) AS won_amount, count(*) FILTER (status = 'open') AS open_deals
     FROM (SELECT *, date_closed >= $1::date AND date_closed < $2::date AS closed FROM deals) d WHERE user_id IS NOT NULL GROUP BY user_id ORDER BY user_id`.replaceAll(
      "FILTER (",
      "FILTER (WHERE ",
    ),
  );
  const funnel = await ask(
    `WITH ${deals}, ${ladder}, moves AS (
       SELECT m.res_id AS deal, v.old_value_integer AS old, v.new_value_integer AS new, v.id
       FROM mail_tracking_value v JOIN mail_message m ON m.id = v.mail_message_id JOIN ir_model_fields f ON f.id = v.field_id
       WHERE f.model = 'crm.lead' AND f.name = 'stage_id' AND m.model = 'crm.lead'),
     entries AS (SELECT deal, new AS stage FROM moves UNION ALL SELECT deal, old FROM moves
       UNION ALL SELECT id, stage_id FROM deals),
     reach AS (SELECT d.id, CASE WHEN d.status = 'won' THEN (SELECT max(rung) FROM ladder) ELSE max(e.rung) END AS top,
         max(here.rung) FILTER (WHERE d.status = 'open') AS here
       FROM deals d JOIN (SELECT deal, rung FROM entries JOIN ladder USING (stage)) e ON e.deal = d.id JOIN ladder here ON here.stage = d.stage_id
       WHERE d.create_date >= $1::date AND d.create_date < $2::date GROUP BY d.id, d.status)
     SELECT 'Leads' AS stage, count(*) AS reached, 0 AS rung FROM crm_lead
       WHERE (type = 'lead' OR date_conversion IS NOT NULL) AND create_date >= $1::date AND create_date < $2::date
     UNION ALL SELECT name, (SELECT count(*) FROM reach WHERE top >= rung), rung FROM ladder ORDER BY rung`,
  );
  const [satisfaction] = await ask(
    `WITH votes AS (SELECT DISTINCT ON (i.partner_id) l.value_scale AS score FROM survey_user_input_line l
       JOIN survey_user_input i ON i.id = l.user_input_id JOIN survey_question q ON q.id = l.question_id
       WHERE l.answer_type = 'scale' AND q.scale_min = 0 AND q.scale_max = 10 AND i.end_datetime >= $1::date AND i.end_datetime < $2::date
       ORDER BY i.partner_id, i.end_datetime DESC)
     SELECT count(*) AS respondents, count(*) FILTER (WHERE score >= 9) AS promoters, count(*) FILTER (WHERE score <= 6) AS detractors,
       (SELECT count(*) FROM rating_rating WHERE consumed AND rating > 0) AS csat_answers,
       (SELECT avg((rating >= 4)::int)::float8 FROM rating_rating WHERE consumed AND rating > 0) AS csat FROM votes`,
  );
  return { sales, pipeline, team, funnel: funnel.map(({ rung: _, ...stage }) => stage), satisfaction };
}

function numeric(value: unknown): unknown {
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}
