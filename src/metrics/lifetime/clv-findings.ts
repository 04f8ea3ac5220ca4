import type { LifetimeScores } from "./lifetime-model.ts";

/** Customers that stand out: how many, what it is about in money, and the first of them as rows of the scores. */
export interface ClvCustomers {
  readonly customers: number;
  readonly money: number;
  readonly rows: readonly number[];
}

export interface ClvGroup {
  readonly group: string | null;
  readonly customers: number;
  readonly expectedPurchases: number;
  readonly clv: number;
  /** Its most valuable customer. */
  readonly first: number;
}

/** What the asker's customers are expected to bring. Money is 0 throughout without a value model. */
export interface ClvFindings {
  readonly customers: number;
  /** Customers who are the asker's, but whose purchases all lie before or all after the period. */
  readonly outside: number;
  /** The asker's accounts that never bought. */
  readonly prospects: number;
  readonly expectedPurchases: number;
  readonly clv: number;
  /** Money of the expected purchases. */
  readonly undiscounted: number;
  /** Money of the recent time. */
  readonly recent: number;
  /** Customers who bought once only. */
  readonly once: number;
  /** Shares of ten equally large groups of customers, the most valuable first; of purchases without a value model. */
  readonly deciles: readonly number[];
  /** Fewest customers who bring half of it all. */
  readonly half: number;
  /** Rows of the scores, the most valuable customers first. */
  readonly listed: Int32Array;
  /** Several purchases, and as likely gone as not: `money` is what they would bring more if they were surely there. */
  readonly cooling: ClvCustomers;
  /** First bought in the last 90 days. */
  readonly fresh: ClvCustomers;
  readonly groups: readonly ClvGroup[];
}

/** Chances of being alive between which a customer cools, purchases it takes to tell, days for which one is new. */
export const clvRules = { doubtful: 0.8, lost: 0.2, fewestPurchases: 3, newDays: 90 } as const;

const named = 3;

/**
 * Finds what there is to say about some of the customers scored. `groupOf` tells by account key whether the asker sees an
 * account (0: no) and to which of `groups` it belongs (1, 2 …). Customers count who first bought at least `since.first` and
 * last bought at most `since.last` days ago; at most `most` are listed. O(n).
 */
export function clvFindings(
  scores: LifetimeScores,
  asked: {
    readonly groupOf: Int32Array;
    readonly accounts: number;
    readonly groups: readonly (string | null)[];
    readonly since: { readonly first: number; readonly last: number };
    readonly most: number;
    readonly valued: boolean;
  },
): ClvFindings {
  const { groupOf, since, valued } = asked;
  const { account, age, silent, repeats, recent, pAlive, clv, expectedPurchases, expectedValue } = scores;
  const worth = valued ? clv : expectedPurchases;
  const rows = new Int32Array(account.length);
  let [customers, outside] = [0, 0];
  for (let row = 0; row < account.length; row++) {
    if ((groupOf[account[row] as number] ?? 0) === 0) continue;
    if ((age[row] as number) < since.first || (silent[row] as number) > since.last) outside++;
    else rows[customers++] = row;
  }
  const deciles = new Float64Array(10);
  const groups = asked.groups.map((group) => ({ group, customers: 0, expectedPurchases: 0, clv: 0, first: -1 }));
  const cooling = keeper();
  const fresh = keeper();
  const sums = { purchases: 0, clv: 0, undiscounted: 0, recent: 0, once: 0, worth: 0 };
  for (let place = 0; place < customers; place++) {
    const row = rows[place] as number;
    const money = valued ? (clv[row] as number) : 0;
    const alive = pAlive[row] as number;
    sums.purchases += expectedPurchases[row] as number;
    sums.clv += money;
    if (valued) sums.undiscounted += (expectedPurchases[row] as number) * (expectedValue[row] as number);
    sums.recent += recent[row] as number;
    sums.worth += worth[row] as number;
    if (repeats[row] === 0) sums.once++;
    const decile = Math.floor((10 * place) / customers);
    deciles[decile] = (deciles[decile] as number) + (worth[row] as number);
    // The most valuable of all are named as such already.
    if ((age[row] as number) <= clvRules.newDays) fresh.add(row, place < named ? 0 : (worth[row] as number), money);
    if (
      alive < clvRules.doubtful &&
      alive >= clvRules.lost &&
      (repeats[row] as number) + 1 >= clvRules.fewestPurchases
    ) {
      const odds = 1 / alive - 1;
      cooling.add(row, odds * (worth[row] as number), odds * money);
    }
    const group = groups[(groupOf[account[row] as number] as number) - 1];
    if (group === undefined) continue;
    if (group.first < 0) group.first = row;
    group.customers++;
    group.expectedPurchases += expectedPurchases[row] as number;
    group.clv += money;
  }
  return {
    customers,
    outside,
    prospects: asked.accounts - customers - outside,
    expectedPurchases: sums.purchases,
    clv: sums.clv,
    undiscounted: sums.undiscounted,
    recent: sums.recent,
    once: sums.once,
    deciles: Array.from(deciles, (part) => (sums.worth > 0 ? part / sums.worth : 0)),
    half: fewestForHalf(rows.subarray(0, customers), worth, sums.worth),
    listed: rows.slice(0, Math.min(customers, asked.most)),
    cooling: cooling.found(),
    fresh: fresh.found(),
    groups: groups
      .filter((group) => group.customers > 0)
      .sort((a, b) => (valued ? b.clv - a.clv : b.expectedPurchases - a.expectedPurchases) || a.first - b.first),
  };
}

function fewestForHalf(rows: Int32Array, worth: Float64Array, total: number): number {
  let [sum, count] = [0, 0];
  while (count < rows.length && sum < total / 2) sum += worth[rows[count++] as number] as number;
  return count;
}

/** Counts and sums rows, and keeps those of the highest rank above 0. */
function keeper() {
  const best: { row: number; rank: number }[] = [];
  let [customers, money] = [0, 0];
  return {
    add(row: number, rank: number, amount: number) {
      customers++;
      money += amount;
      if (rank <= (best[named - 1]?.rank ?? 0)) return;
      best.push({ row, rank });
      best.sort((a, b) => b.rank - a.rank || a.row - b.row);
      best.length = Math.min(best.length, named);
    },
    found: (): ClvCustomers => ({ customers, money, rows: best.map(({ row }) => row) }),
  };
}
