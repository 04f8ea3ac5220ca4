import type { ClvHorizon } from "#metrics/lifetime/clv-horizon.ts";
import { type LifetimeHistories, lifetimeModel } from "#metrics/lifetime/lifetime-model.ts";
import { defineTask } from "#task.ts";

/** Fits the models of lifetime value and scores every customer. */
export default defineTask(
  import.meta.url,
  ({
    histories,
    ...how
  }: {
    readonly histories: LifetimeHistories;
    readonly horizon: ClvHorizon;
    readonly heldBack: number | null;
  }) => lifetimeModel(histories, how),
);
