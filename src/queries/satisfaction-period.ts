import type { View } from "#store.ts";
import { scoredAnswers, sentSurveys } from "./satisfaction-answers.ts";
import { returnsMade, servedOrders } from "./satisfaction-orders.ts";
import { ticketService } from "./satisfaction-responses.ts";
import { type SatisfactionSpan, sample as spans } from "./satisfaction-spans.ts";
import { satisfactionVotes } from "./satisfaction-votes.ts";

export const sample: SatisfactionSpan = spans;

/** All that is counted of two spans, by the question's group; null for what is not there or cannot be narrowed so. */
export async function satisfactionCounts(view: View, span: SatisfactionSpan) {
  const known = (table: string) => view.has(table) && view.covers(table);
  const surveys = known("surveys");
  const orders =
    (view.has("orders") || view.has("opportunities")) && (view.covers("valid_orders") || view.covers("sales"));
  const [votes, sent, scored, service, served, returns] = await Promise.all([
    surveys ? satisfactionVotes(view, span) : null,
    surveys ? sentSurveys(view, span) : null,
    surveys ? scoredAnswers(view, span) : null,
    known("tickets") ? ticketService(view, span) : null,
    orders ? servedOrders(view, span) : null,
    known("returns") ? returnsMade(view, span) : null,
  ]);
  return { votes, sent, scored, service, orders: served, returns };
}
