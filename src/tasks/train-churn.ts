import type { ChurnEvents } from "#metrics/churn/churn-events.ts";
import type { ChurnBasis } from "#metrics/churn/churn-population.ts";
import { churnHorizon } from "#metrics/churn/churn-snapshots.ts";
import { type ChurnTraining, trainChurn } from "#metrics/churn/churn-training.ts";
import { defineTask } from "#task.ts";

/** The horizon (that given, else out of the gaps of the accounts `among`, else of all) and what was learned with it. */
export default defineTask(
  import.meta.url,
  ({
    events,
    basis,
    asOf,
    horizon: given,
    among,
  }: {
    events: ChurnEvents;
    basis: ChurnBasis;
    asOf: number;
    horizon: number | null;
    among: Float64Array | null;
  }): ChurnTraining & { readonly horizon: number } => {
    const { account, day } = events.orders;
    const horizon = given ?? churnHorizon(account, day, { upTo: asOf, among });
    return { horizon, ...trainChurn(events, { basis, asOf, horizon, seed: 1 }) };
  },
);
