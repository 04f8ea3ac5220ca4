import type { ChurnEvents } from "#metrics/churn/churn-events.ts";
import type { ChurnBasis } from "#metrics/churn/churn-population.ts";
import { type ChurnScores, scoreChurn } from "#metrics/churn/churn-scores.ts";
import type { AccountMargins } from "#metrics/churn/churn-value.ts";
import type { RiskModel } from "#metrics/classification/risk-model.ts";
import { defineTask } from "#task.ts";

/** Scores of the active accounts among those whose events are given. */
export default defineTask(
  import.meta.url,
  ({
    events,
    ...how
  }: {
    events: ChurnEvents;
    model: RiskModel | null;
    margins: AccountMargins | null;
    basis: ChurnBasis;
    asOf: number;
    horizon: number;
  }): ChurnScores => scoreChurn(events, how),
);
