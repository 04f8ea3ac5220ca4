import type { Span } from "#indicator.ts";
import type { View } from "#store.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

/** When a survey was answered; a source that does not say counts it when it was sent. */
export const answeredAt = "coalesce(surveys.responded_at, surveys.sent_at)";
const answeredOn = "coalesce(surveys.responded_on, surveys.sent_on)";

const lowest = "coalesce(surveys.scale_min, 0)";
const highest = "coalesce(surveys.scale_max, 10)";

/**
 * 1 for promoters, 0 for passives, -1 for detractors, null for what no 0-to-10 question can have been answered with. A
 * scale that ends with 10 is read as it is written; a finer one (0 to 100) is brought to it; a coarser one cannot be.
 */
export const npsVote = `CASE
    WHEN surveys.score IS NULL OR surveys.score < ${lowest} OR surveys.score > ${highest} THEN NULL
    WHEN ${highest} = 10 AND ${lowest} IN (0, 1)
      THEN CASE WHEN surveys.score >= 9 THEN 1 WHEN surveys.score <= 6 THEN -1 ELSE 0 END
    WHEN ${highest} - ${lowest} > 10
      THEN CASE WHEN 10 * (surveys.score - ${lowest}) >= 9 * (${highest} - ${lowest}) THEN 1
        WHEN 10 * (surveys.score - ${lowest}) <= 6 * (${highest} - ${lowest}) THEN -1 ELSE 0 END
  END`;

/**
 * SQL of NPS answers, one row an answer and group: `slot` (the expression given), `part, account_id, order_id, vote, newest`.
 * Those with `newest` = 1 are their respondents' latest, one each in every slot. A respondent is a contact, else an account,
 * else an answer that names neither.
 */
export function rankedAnswers(slot: string, where: string): string {
  const respondent = [
    "coalesce(surveys.contact_id, -1)",
    "CASE WHEN surveys.contact_id IS NULL THEN coalesce(surveys.account_id, -1) ELSE -1 END",
    "CASE WHEN surveys.contact_id IS NULL AND surveys.account_id IS NULL THEN surveys.id ELSE -1 END",
  ];
  return `SELECT ${slot} AS slot, surveys.group_1 AS part, surveys.account_id AS account_id, surveys.order_id AS order_id,
  ${npsVote} AS vote,
  rank() OVER (PARTITION BY ${[slot, ...respondent].join(", ")} ORDER BY ${answeredAt} DESC, surveys.id DESC) AS newest
FROM surveys
WHERE surveys.kind = 'nps' AND ${where} AND ${npsVote} IS NOT NULL`;
}

/**
 * Respondents of NPS surveys by their latest answer, by bucket and the question's group; `balance` is promoters less
 * detractors, so that NPS = balance / respondents, -1..1.
 */
export async function npsAnswers(view: View, { start, end, grain }: Span) {
  const slot = grain === null ? "0" : view.dialect.bucket(answeredOn, grain);
  return view.select(
    `WITH ranked AS (${rankedAnswers(slot, `${answeredAt} >= $start AND ${answeredAt} < $end`)})
SELECT ${grain === null ? "NULL" : "slot"} AS start, part, count(*) AS respondents,
  count(CASE WHEN vote = 1 THEN 1 END) AS promoters, count(CASE WHEN vote = -1 THEN 1 END) AS detractors,
  sum(vote) AS balance
FROM ranked WHERE newest = 1
GROUP BY slot, part
ORDER BY slot, part`,
    { start, end },
    {
      start: "day?",
      part: "text?",
      respondents: "integer",
      promoters: "integer",
      detractors: "integer",
      balance: "integer",
    },
  );
}
