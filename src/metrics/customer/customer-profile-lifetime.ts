import type { LifetimeScores } from "../lifetime/lifetime-model.ts";

/** What one customer is expected to bring over the horizon; money is null without a value model. */
export interface CustomerLifetime {
  readonly expectedPurchases: number;
  readonly expectedValue: number | null;
  readonly pAlive: number;
  readonly clv: number | null;
}

/** The scores of one account by its key; null when it never ordered. O(accounts). */
export function customerLifetime(scores: LifetimeScores, account: number): CustomerLifetime | null {
  const row = scores.account.indexOf(account);
  if (row < 0) return null;
  const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
  return {
    expectedPurchases: scores.expectedPurchases[row] ?? 0,
    expectedValue: known(scores.expectedValue[row]),
    pAlive: scores.pAlive[row] ?? 0,
    clv: known(scores.clv[row]),
  };
}
