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
  /** What was paid for its claim by the ends of some days, in whole cents, a list for each day; the same for all of a claim. */
  readonly paid: readonly Float64Array[];
}

/** What accounts paid for no order or contract that they named, in whole cents by the ends of the same days. */
export interface Unnamed {
  readonly account: Float64Array;
  readonly paid: readonly Float64Array[];
}

/** Which purse pays for each plan; -1 for none. */
type PurseOf = Int32Array;
const none = -1;

/**
 * Allocates payments to receivable plans (回款核销): what was paid for an order or a contract settles its plans, the oldest
 * first, and what an account paid for none that it names settles whatever that account still owes, the oldest first. What
 * is paid beyond the plans settles nothing else. Returns the settled part of each plan in cents, for each of the days.
 * O(plans + payments).
 */
export function settlePlans(plans: Plans, unnamed: Unnamed): Float64Array[] {
  const claims = new Map<number, number>();
  const claimOf = Int32Array.from(plans.claim, (claim) => {
    if (Number.isNaN(claim)) return none;
    const purse = claims.get(claim) ?? claims.size;
    claims.set(claim, purse);
    return purse;
  });
  const accounts = new Map(Array.from(unnamed.account, (account, purse) => [account, purse]));
  const accountOf = Int32Array.from(plans.account, (account) => accounts.get(account) ?? none);
  return plans.paid.map((paid, day) => {
    const named = new Float64Array(claims.size);
    for (const [row, purse] of claimOf.entries()) if (purse !== none) named[purse] = paid[row] as number;
    const settled = new Float64Array(plans.length);
    settle(plans.cents, settled, claimOf, named);
    settle(plans.cents, settled, accountOf, Float64Array.from(unnamed.paid[day] ?? []));
    return settled;
  });
}

/** Pays what plans still owe out of their purses, which are emptied. */
function settle(cents: Float64Array, settled: Float64Array, purseOf: PurseOf, left: Float64Array): void {
  for (const [row, purse] of purseOf.entries()) {
    const owed = (cents[row] as number) - (settled[row] as number);
    const part = purse === none ? 0 : Math.max(0, Math.min(left[purse] as number, owed));
    if (part === 0) continue;
    left[purse] = (left[purse] as number) - part;
    settled[row] = (settled[row] as number) + part;
  }
}
