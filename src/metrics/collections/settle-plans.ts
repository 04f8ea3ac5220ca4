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

/** What was paid for a claim, or by an account for none that it names. */
export interface Paid {
  readonly claim: Float64Array;
  readonly account: Float64Array;
  /** Money paid by the ends of some days, a list for each. */
  readonly money: readonly Float64Array[];
}

/**
 * Allocates payments to receivable plans (回款核销): what was paid for an order or a contract settles its plans, the oldest
 * first, and what an account paid for none that it names settles whatever that account still owes, the oldest first. What
 * is paid beyond the plans settles nothing else. Returns the settled part of each plan in cents, for each of the days.
 * O(plans + payments).
 */
export function settlePlans(plans: Plans, paid: Paid): Float64Array[] {
  const named = new Map<number, number>();
  const unnamed = new Map<number, number>();
  const purseOf = Int32Array.from(paid.claim, (claim, row) => {
    const [purses, key] = Number.isNaN(claim) ? [unnamed, paid.account[row] as number] : [named, claim];
    const purse = purses.get(key) ?? named.size + unnamed.size;
    purses.set(key, purse);
    return purse;
  });
  const none = -1;
  const steps = [
    Int32Array.from(plans.claim, (claim) => named.get(claim) ?? none),
    Int32Array.from(plans.account, (account) => unnamed.get(account) ?? none),
  ];
  return paid.money.map((money) => {
    const left = new Float64Array(named.size + unnamed.size);
    for (const [row, purse] of purseOf.entries())
      left[purse] = (left[purse] as number) + Math.round((money[row] as number) * 100);
    const settled = new Float64Array(plans.length);
    for (const step of steps) {
      for (const [row, purse] of step.entries()) {
        const owed = (plans.cents[row] as number) - (settled[row] as number);
        const part = purse === none ? 0 : Math.max(0, Math.min(left[purse] as number, owed));
        if (part === 0) continue;
        left[purse] = (left[purse] as number) - part;
        settled[row] = (settled[row] as number) + part;
      }
    }
    return settled;
  });
}
