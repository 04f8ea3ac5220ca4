import type { View } from "#store.ts";
import { bounds, earlier, inSpans, type SatisfactionSpan, sample as spans } from "./satisfaction-spans.ts";
import { answeredAt, npsVote } from "./satisfaction-surveys.ts";

export const sample: SatisfactionSpan = spans;

/** Answers of CSAT and CES surveys by span, the question's group, kind and scale (a missing one is the usual). */
export async function scoredAnswers(view: View, span: SatisfactionSpan) {
  return view.select(
    `WITH answers AS (
  SELECT ${earlier(answeredAt)} AS side, surveys.group_1 AS part, surveys.kind AS asked, surveys.score AS given, coalesce(surveys.scale_min, 1) AS lowest,
    coalesce(surveys.scale_max, CASE WHEN surveys.kind = 'ces' THEN 7 ELSE 5 END) AS highest
  FROM surveys
  WHERE surveys.kind IN ('csat', 'ces') AND surveys.score IS NOT NULL AND ${inSpans(answeredAt)}
)
SELECT side, part, asked, lowest, highest, count(*) AS answers, count(CASE WHEN given >= highest - 1 THEN 1 END) AS top_two,
  sum(given) AS total
FROM answers WHERE given >= lowest AND given <= highest
GROUP BY side, part, asked, lowest, highest
ORDER BY side, part, asked, lowest, highest`,
    bounds(span),
    {
      side: "integer",
      part: "text?",
      asked: "text",
      lowest: "double",
      highest: "double",
      answers: "integer",
      top_two: "integer",
      total: "double",
    },
  );
}

/** NPS surveys sent, by span and the question's group, and how many of them were answered by the as-of. */
export async function sentSurveys(view: View, span: SatisfactionSpan) {
  return view.select(
    `SELECT ${earlier("surveys.sent_at")} AS side, surveys.group_1 AS part, count(*) AS sent,
  count(CASE WHEN surveys.score IS NOT NULL AND coalesce(surveys.responded_at, surveys.sent_at) < $asOfEnd THEN 1 END) AS answered
FROM surveys
WHERE surveys.kind = 'nps' AND ${inSpans("surveys.sent_at")}
GROUP BY side, part
ORDER BY side, part`,
    bounds(span),
    { side: "integer", part: "text?", sent: "integer", answered: "integer" },
  );
}

/** Answers that no score counts, by reason: on no scale that can be read, without a kind, or without a date (of any time). */
export async function leftOutAnswers(view: View, { start, end }: Pick<SatisfactionSpan, "start" | "end">) {
  const low = "coalesce(surveys.scale_min, 1)";
  const high = "coalesce(surveys.scale_max, CASE WHEN surveys.kind = 'ces' THEN 7 ELSE 5 END)";
  return view.select(
    `WITH answers AS (
  SELECT CASE WHEN ${answeredAt} IS NULL THEN 'no_answer_date' WHEN surveys.kind IS NULL THEN 'no_survey_kind'
    WHEN surveys.kind = 'nps' AND ${npsVote} IS NULL THEN 'scale'
    WHEN surveys.kind <> 'nps' AND (surveys.score < ${low} OR surveys.score > ${high}
      OR (surveys.kind = 'csat' AND ${high} - ${low} > 10)) THEN 'scale' END AS reason
  FROM surveys
  WHERE surveys.score IS NOT NULL AND (${answeredAt} IS NULL OR (${answeredAt} >= $start AND ${answeredAt} < $end))
)
SELECT reason, count(*) AS left_out FROM answers WHERE reason IS NOT NULL GROUP BY reason ORDER BY reason`,
    { start, end },
    { reason: "text", left_out: "integer" },
  );
}
