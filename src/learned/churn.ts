import { addDays } from "#grammar/days.ts";
import { defineLesson, type LessonInput } from "#learned.ts";
import type { ChurnEvents } from "#metrics/churn/churn-events.ts";
import type { ChurnBasis } from "#metrics/churn/churn-population.ts";
import type { ChurnScores } from "#metrics/churn/churn-scores.ts";
import type { ChurnTraining } from "#metrics/churn/churn-training.ts";
import { accountMargins, accountsOfIndustry, churnSize } from "#queries/churn-company.ts";
import {
  type ChurnSpan,
  churnActivities,
  churnContracts,
  churnOrders,
  churnReturns,
  churnSurveys,
  churnTickets,
} from "#queries/churn-events.ts";
import type { View } from "#store.ts";
import scoreTask from "#tasks/score-churn.ts";
import trainTask from "#tasks/train-churn.ts";

export interface ChurnParameters {
  readonly basis: ChurnBasis;
  /** Days; null to take it from the gaps between orders. */
  readonly horizon: number | null;
  /** Industry whose gaps decide the horizon; null for everybody's. */
  readonly industry: string | null;
}

/** Who is about to leave, as of a day. */
export interface ChurnLesson {
  readonly horizon: number;
  readonly quality: ChurnTraining["quality"];
  /** Why there is no model, null when there is one. */
  readonly lacking: ChurnTraining["lacking"];
  /** Are the values margins, or, where no cost is known, revenue? */
  readonly costsKnown: boolean;
  /** The k-th of m has the accounts whose key leaves k when divided by m. */
  readonly scores: readonly ChurnScores[];
}

/** Accounts learned from, at most about; and order days looked at in one go. */
const mostLearned = 8_000;
const mostDays = 1_500_000;

export default defineLesson({
  name: "churn",
  usual: { basis: "orders", horizon: null, industry: null },
  async learn(input: LessonInput, { basis, horizon: given, industry }: ChurnParameters): Promise<ChurnLesson> {
    const { view, compute, asOf } = input;
    const { accounts, days } = await churnSize(view, { to: asOf });
    const [samples, parts] = [Math.ceil(accounts / mostLearned) || 1, Math.ceil(days / mostDays) || 1];
    const among = industry === null ? null : await accountsOfIndustry(view, { industry });
    const learned = await eventsOf(view, { to: asOf, parts: samples, part: 0 });
    const today = dayNumber(asOf);
    const { model, horizon, quality, lacking } = await compute(trainTask, {
      ...{ events: learned, basis, asOf: today, horizon: given, among },
    });
    const costs = view.has("order_lines");
    const scores: ChurnScores[] = [];
    let costsKnown = false;
    for (let part = 0; part < parts; part++) {
      const same = samples === 1 && parts === 1;
      const year = { from: addDays(asOf, -364), to: asOf, parts, part };
      const [events, margins] = await Promise.all([
        same ? learned : eventsOf(view, { to: asOf, parts, part }),
        costs ? accountMargins(view, year) : null,
      ]);
      const known = margins !== null && margins.account.length > 0;
      costsKnown ||= known;
      scores.push(
        await compute(scoreTask, { events, model, margins: known ? margins : null, basis, asOf: today, horizon }),
      );
    }
    return { horizon, quality, lacking, costsKnown, scores };
  },
});

/** All that is known of a part of the accounts up to a day. */
async function eventsOf(view: View, span: ChurnSpan): Promise<ChurnEvents> {
  const of = <Events>(table: string, query: (view: View, span: ChurnSpan) => Promise<Events>) =>
    view.has(table) ? query(view, span) : null;
  const [orders, returns, tickets, surveys, activities, contracts] = await Promise.all([
    churnOrders(view, span),
    of("returns", churnReturns),
    of("tickets", churnTickets),
    of("surveys", churnSurveys),
    of("activities", churnActivities),
    of("contracts", churnContracts),
  ]);
  return { orders, returns, tickets, surveys, activities, contracts };
}

function dayNumber(day: string): number {
  return Date.parse(day) / 86_400_000;
}
