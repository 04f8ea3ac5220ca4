/** Answers to one kind of survey; `high` and `low` count 9–10 and 0–6. */
export interface SurveySum {
  readonly survey: string;
  readonly answers: number;
  readonly total: number;
  readonly high: number;
  readonly low: number;
}

/** What a customer score is: NPS, or the mean of another survey. */
export type ScoreKind = "nps" | "csat" | "ces";

/** NPS where anybody answered one, else the survey with most answers; null without answers. */
export function surveyKind(sums: readonly SurveySum[]): ScoreKind | null {
  const answers = (kind: ScoreKind) => sums.reduce((all, row) => all + (row.survey === kind ? row.answers : 0), 0);
  if (answers("nps") > 0) return "nps";
  if (answers("csat") + answers("ces") === 0) return null;
  return answers("csat") >= answers("ces") ? "csat" : "ces";
}

/**
 * Score of one kind of survey: NPS = share of 9–10 − share of 0–6 (Reichheld 2003), −1..1; else the mean score on the
 * survey's own scale. Null without answers. O(sums).
 */
export function surveyScore(sums: readonly SurveySum[], kind: ScoreKind): number | null {
  const mine = sums.filter(({ survey }) => survey === kind);
  const sum = (pick: (row: SurveySum) => number) => mine.reduce((all, row) => all + pick(row), 0);
  const answers = sum((row) => row.answers);
  if (answers === 0) return null;
  return kind === "nps"
    ? (sum(({ high }) => high) - sum(({ low }) => low)) / answers
    : sum(({ total }) => total) / answers;
}
