/** How unevenly money is spread over accounts. */
export interface Concentration {
  readonly accounts: number;
  readonly total: number;
  /** 0 when all bring the same, (n − 1) / n when one brings all. */
  readonly gini: number;
  /** Share of the total that the best 20 % of accounts bring: the ceil(n / 5) largest. */
  readonly top20Share: number;
  /** The fewest accounts that bring at least 80 % of the total. */
  readonly accountsFor80pct: number;
  /** Accounts below zero, which sent back more than they bought. */
  readonly negative: number;
  /**
   * Pareto curve from (0, 0) to (1, 1): the largest accounts so far as a share of all, and their share of the total; at
   * most 101 points.
   */
  readonly curve: readonly { readonly accounts: number; readonly accountShare: number; readonly share: number }[];
}

/**
 * Concentration of money (二八分析): Pareto curve, Gini coefficient Σ (2i − n − 1) xᵢ / (n · Σ x) over ascending values, and
 * who brings 80 %. Negative values stay negative, so that the total is the one that other figures show: the curve then
 * passes 1 before it ends there, and the Gini coefficient can do so too. Throws without accounts, with numbers that are
 * not finite, and when the total is not above 0. O(n log n).
 * Source: Gini (1912) as in Sen, On Economic Inequality (1973), section 2.
 *
 * @example concentration([1, 2, 3, 4]).gini // 0.25
 */
export function concentration(values: ArrayLike<number>): Concentration {
  const accounts = values.length;
  if (accounts === 0) throw new Error("concentration requires at least 1 account");
  const sorted = Float64Array.from(values).sort();
  const total = sorted.reduce((sum, value) => sum + value, 0);
  if (!Number.isFinite(total)) throw new Error("concentration requires finite numbers");
  if (!(total > 0)) throw new Error("concentration requires a total above 0");

  const steps = Math.min(100, accounts);
  const best = Math.ceil(accounts / 5);
  const curve = [{ accounts: 0, accountShare: 0, share: 0 }];
  let [sum, weighted, top20, accountsFor80pct] = [0, 0, 0, 0];
  // Sums of decimals miss their last digits: what is 80 % but for those is 80 %.
  const most = 0.8 * total * (1 - 1e-12);
  for (let taken = 1, step = 1; taken <= accounts; taken += 1) {
    const value = sorted[accounts - taken] as number;
    sum += value;
    weighted += (accounts + 1 - 2 * taken) * value;
    if (taken === best) top20 = sum;
    if (accountsFor80pct === 0 && sum >= most) accountsFor80pct = taken;
    if (taken < Math.round((step * accounts) / steps)) continue;
    curve.push({ accounts: taken, accountShare: taken / accounts, share: taken === accounts ? 1 : sum / total });
    step += 1;
  }
  return {
    accounts,
    total,
    gini: weighted / (accounts * total),
    top20Share: top20 / total,
    accountsFor80pct,
    negative: sorted.findIndex((value) => value >= 0),
    curve,
  };
}
