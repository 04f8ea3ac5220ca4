import { distinctRows } from "./bg-nbd-distinct.ts";

/**
 * Purchase histories, one entry per customer: repeat purchases x (whole numbers), age at the last of them t_x and age
 * now T, both since the first purchase and in one unit of time (weeks in Parley). x = 0 has t_x = 0.
 */
export interface PurchaseHistories {
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly T: Float64Array;
}

/**
 * BG/NBD: a customer buys at a rate λ ~ Gamma(r, α) until, after any purchase, leaving for good with a probability
 * p ~ Beta(a, b). α is in units of time.
 */
export interface BgNbdParameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** Throws `bgNbd requires …` where histories are not what `PurchaseHistories` says; the row counts from 1. O(n). */
export function checkHistories({ x, tx, T }: PurchaseHistories): void {
  if (tx.length !== x.length || T.length !== x.length) throw new Error("bgNbd requires as many t_x and T as x");
  for (let row = 0; row < x.length; row++) {
    const count = x[row] as number;
    const last = tx[row] as number;
    const age = T[row] as number;
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY && count === Math.floor(count))) {
      throw new Error(`bgNbd requires whole numbers of repeat purchases, 0 or more (customer ${row + 1})`);
    }
    if (!(last >= 0 && last <= age && age < Number.POSITIVE_INFINITY)) {
      throw new Error(`bgNbd requires 0 ≤ t_x ≤ T, finite (customer ${row + 1})`);
    }
    if (count > 0 !== last > 0) throw new Error(`bgNbd requires t_x above 0 exactly where x is (customer ${row + 1})`);
  }
}

/**
 * Odds that a customer has left against that they still buy: (a / (b + x − 1)) · ((α + T) / (α + t_x))^(r + x), and 0
 * for those who never bought again, as the model lets customers leave after a repeat purchase only.
 */
function oddsGone({ r, alpha, a, b }: BgNbdParameters, x: number, tx: number, T: number): number {
  return x === 0 ? 0 : (a / (b + (x - 1))) * Math.exp((r + x) * Math.log1p((T - tx) / (alpha + tx)));
}

/**
 * P(alive | x, t_x, T): the chance that each customer still buys. It is 1 for everyone who bought once, however long
 * ago, so it must not rank customers by risk. O(n).
 * Source: Fader, Hardie & Lee, Computing P(alive) using the BG/NBD model (2008).
 */
export function aliveProbability(parameters: BgNbdParameters, { x, tx, T }: PurchaseHistories): Float64Array {
  return x.map((count, row) => 1 / (1 + oddsGone(parameters, count, tx[row] as number, T[row] as number)));
}

/**
 * Purchases that a customer who is alive at age T, with x repeat purchases, makes in the next `horizon`:
 * Σ_j P(K > j) · (b + x)_j / (a + b + x)_j, where K ~ NegativeBinomial(r + x, z = horizon / (α + T + horizon)) is how
 * often they would buy if nobody left, and the ratio of rising factorials is the chance to stay through j purchases.
 *
 * Equal to the closed form (a + b + x − 1)/(a − 1) · [1 − (1 − z)^(r + x) · ₂F₁(r + x, b + x; a + b + x − 1; z)], but a
 * sum of positive terms: it loses no digits, and is defined at a = 1 and a + b + x = 1 too.
 * O(K's mean + several of its standard deviations).
 * Source: Fader, Hardie & Lee, "Counting Your Customers" the Easy Way, Marketing Science 24 (2005), equation 10.
 */
export function purchasesIfAlive({ r, alpha, a, b }: BgNbdParameters, x: number, T: number, horizon: number): number {
  const shape = r + x;
  const z = horizon / (alpha + T + horizon);
  // Probabilities of K relative to those of k = 0: divided by their own total, they can neither under- nor overflow.
  let weight = 1;
  let total = 1;
  let weighted = 0;
  let made = 0;
  let staying = 1;
  for (let k = 1; ; k++) {
    const ratio = (z * (shape + k - 1)) / k;
    weight *= ratio;
    made += staying;
    staying *= (b + x + k - 1) / (a + b + x + k - 1);
    total += weight;
    weighted += weight * made;
    if (total > 1e250) {
      weight *= 1e-250;
      total *= 1e-250;
      weighted *= 1e-250;
    }
    // The terms to come are at most a geometric series of ratio z·(shape + k)/(k + 1), times the growth of `made`.
    if (ratio < 1 && weight <= 1e-16 * (1 - ratio) * (1 - z) * weighted) return weighted / total;
  }
}

/**
 * E[Y(horizon) | x, t_x, T]: purchases to expect of each customer in the next `horizon` (same unit as T).
 * Equation 10 of Fader, Hardie & Lee (2005): `purchasesIfAlive` times P(alive); the former depends on x and T
 * alone and is computed once for each pair of them: O(n + pairs · terms).
 * Throws `bgNbd requires …` for a bad history or horizon.
 */
export function expectedPurchases(
  parameters: BgNbdParameters,
  histories: PurchaseHistories,
  horizon: number,
): Float64Array {
  if (!(horizon >= 0 && horizon < Number.POSITIVE_INFINITY)) throw new Error("bgNbd requires a horizon of 0 or more");
  checkHistories(histories);
  const { x, T } = histories;
  const pairs = distinctRows([x, T]);
  const ifAlive = Float64Array.from(pairs.first, (row) =>
    purchasesIfAlive(parameters, x[row] as number, T[row] as number, horizon),
  );
  const alive = aliveProbability(parameters, histories);
  return alive.map((chance, row) => chance * (ifAlive[pairs.index[row] as number] as number));
}
