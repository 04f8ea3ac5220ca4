/** Receivable plans in the order in which they fall due, column by column; NaN is unknown. */
export interface Plans {
  readonly length: number;
  /** Order or contract that each is for. */
  readonly claim: Float64Array;
  readonly account: Float64Array;
  /** Days counted from 1970-01-01: when it is due, and when the money began to be owed. */
  readonly due: Float64Array;
  readonly arises: Float64Array;
  /** In whole cents. */
  readonly cents: Float64Array;
}

/** What was paid by a day, in money: for a claim, or by an account for none that it names. */
export interface Paid {
  readonly claim: Float64Array;
  readonly account: Float64Array;
  readonly money: Float64Array;
}

/**
 * Allocates payments to receivable plans (回款核销): what was paid for an order or a contract settles its plans, the oldest
 * first, and what an account paid for none that it names settles whatever that account still owes, the oldest first. What
 * is paid beyond the plans settles nothing else. Returns the settled part of each plan, in cents. O(plans + payments).
 */
export function settlePlans(plans: Plans, paid: Paid): Float64Array {
  const claims = new Map<number, number>();
  const accounts = new Map<number, number>();
  for (const [row, money] of paid.money.entries()) {
    const claim = paid.claim[row] as number;
    const [purse, key] = Number.isNaN(claim) ? [accounts, paid.account[row] as number] : [claims, claim];
    purse.set(key, (purse.get(key) ?? 0) + Math.round(money * 100));
  }
  const settled = new Float64Array(plans.length);
  const spend = (purse: Map<number, number>, key: number, row: number) => {
    const left = purse.get(key) ?? 0;
    const part = Math.max(0, Math.min(left, (plans.cents[row] as number) - (settled[row] as number)));
    if (part === 0) return;
    purse.set(key, left - part);
    settled[row] = (settled[row] as number) + part;
  };
  for (let row = 0; row < plans.length; row++) spend(claims, plans.claim[row] as number, row);
  for (let row = 0; row < plans.length; row++) spend(accounts, plans.account[row] as number, row);
  return settled;
}
