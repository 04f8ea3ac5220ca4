import type { View } from "#store.ts";
import { sample as account, type OfAccount } from "./customer-account.ts";

export const sample: OfAccount = account;

/** What a customer asked and complained of as it stood on the as-of day, unsolved first, then the newest; at most 200. */
export function customerTickets(view: View, { account, asOf }: OfAccount) {
  const known = (column: string) => `tickets.${column} <= CAST($asOf AS DATE)`;
  return view.select(
    `SELECT tickets.external_id AS ticket_id, tickets.kind AS kind, tickets.subject AS subject, tickets.reason AS reason,
       tickets.opened_on AS opened,
       CASE WHEN ${known("first_response_on")}
         THEN CAST(date_diff('second', tickets.opened_at, tickets.first_response_at) AS DOUBLE) / 3600 END AS response_hours,
       CASE WHEN ${known("resolved_on")} THEN tickets.resolved_on END AS resolved
     FROM tickets
     WHERE tickets.account_id = $account AND tickets.opened_on <= CAST($asOf AS DATE)
     ORDER BY CASE WHEN ${known("resolved_on")} THEN 1 ELSE 0 END, opened DESC, ticket_id LIMIT 200`,
    { account, asOf },
    {
      ticket_id: "text",
      kind: "text?",
      subject: "text?",
      reason: "text?",
      opened: "day",
      response_hours: "double?",
      resolved: "day?",
    },
  );
}

/** How a customer answered surveys, newest first, at most 200; a survey without a scale of its own has the usual one. */
export function customerSurveys(view: View, { account, asOf }: OfAccount) {
  return view.select(
    `SELECT surveys.external_id AS survey_id, surveys.kind AS kind, CAST(surveys.score AS DOUBLE) AS score,
       CAST(coalesce(surveys.scale_min, CASE WHEN surveys.kind = 'nps' THEN 0 ELSE 1 END) AS DOUBLE) AS lowest,
       CAST(coalesce(surveys.scale_max, CASE WHEN surveys.kind = 'nps' THEN 10 WHEN surveys.kind = 'ces' THEN 7 ELSE 5 END)
         AS DOUBLE) AS highest,
       surveys.responded_on AS answered, surveys.comment AS said
     FROM surveys
     WHERE surveys.account_id = $account AND surveys.score IS NOT NULL AND surveys.responded_on <= CAST($asOf AS DATE)
     ORDER BY answered DESC, survey_id LIMIT 200`,
    { account, asOf },
    {
      survey_id: "text",
      kind: "text?",
      score: "double",
      lowest: "double",
      highest: "double",
      answered: "day",
      said: "text?",
    },
  );
}
