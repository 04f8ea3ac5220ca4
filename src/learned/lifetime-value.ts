import { NotEnoughData } from "#errors.ts";
import { addDays } from "#grammar/days.ts";
import { defineLesson } from "#learned.ts";
import { holdoutDays, horizonDays, usualHorizon } from "#metrics/lifetime/clv-horizon.ts";
import { clvHistories } from "#queries/clv-histories.ts";
import { clvSpan } from "#queries/clv-span.ts";
import learnLifetimeValue from "#tasks/learn-lifetime-value.ts";

/**
 * What every customer is expected to buy, and to be worth, over a horizon: BG/NBD and Gamma-Gamma of the whole company's
 * orders, checked by orders that they had not seen. Throws `NotEnoughData` where the orders cannot teach it.
 */
export default defineLesson({
  name: "lifetime-value",
  usual: usualHorizon,
  async learn({ view, asOf, compute }, horizon) {
    const { days: historyDays, returnedShare } = await clvSpan(view, { asOf });
    if (historyDays === null) throw new NotEnoughData("no_customers", "lifetime value requires an order");
    const heldBack = holdoutDays(historyDays, horizon);
    const { columns } = await clvHistories(view, {
      asOf,
      calibrated: addDays(asOf, -(heldBack ?? 0)),
      recentAfter: addDays(asOf, -horizonDays(horizon)),
    });
    const { seen_days: seenDays, seen_span: seenSpan, ...rest } = columns;
    const model = await compute(learnLifetimeValue, { histories: { ...rest, seenDays, seenSpan }, horizon, heldBack });
    return { ...model, historyDays, returnedShare };
  },
});
