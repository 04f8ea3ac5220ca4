import { type OfferedAccounts, offersOfAccounts } from "#metrics/recommend/recommend-accounts.ts";
import type { RecommendFacts } from "#metrics/recommend/recommend-facts.ts";
import type { PurchaseColumns } from "#metrics/recommend/recommend-histories.ts";
import type { RecommendModel } from "#metrics/recommend/recommend-model.ts";
import { defineTask } from "#task.ts";

/** What to offer each of many accounts. */
export default defineTask(
  import.meta.url,
  (input: {
    readonly model: RecommendModel;
    readonly facts: RecommendFacts;
    readonly purchases: PurchaseColumns;
    readonly accounts: OfferedAccounts;
    readonly count: number;
  }) => offersOfAccounts(input.model, input.facts, input.purchases, input.accounts, input.count),
);
