import type { View } from "#store.ts";
import { creditable, creditedTo, creditOf, sample as span, type TeamSpan, within } from "./team-credit.ts";

export const sample: TeamSpan = span;

/**
 * The latest answer of each respondent in the span and kind of survey, by who is credited with it: the survey's owner, else
 * the account's. `high` and `low` count 9–10 and 0–6, which means something for NPS alone.
 */
export function teamSurveys(view: View, span: TeamSpan) {
  return view.select(
    `WITH ${creditable(span)}, answers AS (
  SELECT ${creditOf(span)} AS credit, coalesce(surveys.kind, 'csat') AS survey, CAST(surveys.score AS DOUBLE) AS given,
    row_number() OVER (
      PARTITION BY surveys.kind, coalesce(surveys.contact_id, -surveys.account_id, -1000000000 - surveys.id)
      ORDER BY surveys.responded_at DESC, surveys.id DESC) AS place
  FROM surveys LEFT JOIN accounts ON accounts.id = surveys.account_id
  ${creditedTo("coalesce(surveys.owner_id, accounts.owner_id)", span)}${within("surveys.responded_on")}
    AND surveys.responded_on <= CAST($asOf AS DATE) AND surveys.score IS NOT NULL
)
SELECT credit, survey, count(*) AS answers, sum(given) AS total,
  count(CASE WHEN given >= 9 THEN 1 END) AS high, count(CASE WHEN given <= 6 THEN 1 END) AS low
FROM answers
WHERE place = 1
GROUP BY credit, survey
ORDER BY credit, survey`,
    { from: span.from, to: span.to, asOf: span.asOf },
    { credit: "text?", survey: "text", answers: "integer", total: "double", high: "integer", low: "integer" },
  );
}
