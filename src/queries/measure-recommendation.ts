import type { Measure, Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { sample as span } from "./sales-span.ts";
import { npsAnswers } from "./satisfaction-surveys.ts";

export const sample: Span = span;

type AnswerSum = "balance" | "respondents";

/** Latest answers of respondents to the NPS question in a span: how many, and promoters less detractors. */
export async function measureRecommendation(view: View, span: Span): Promise<readonly Sums<AnswerSum>[]> {
  const rows = await npsAnswers(view, span);
  return rows.map(({ start, part, balance, respondents }) => ({ start, part, sums: { balance, respondents } }));
}

export const recommendationMeasure: Measure<AnswerSum> = {
  relations: ["surveys"],
  needs: ["surveys"],
  read: measureRecommendation,
};
