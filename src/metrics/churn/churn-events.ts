/**
 * What is known of accounts, one line per event, parallel arrays sorted by account, then day. Days are whole numbers
 * counted from 1970-01-01 in business time; an event without an end has NaN there. A source that has no such table has
 * null.
 */
export interface ChurnEvents {
  /** Order days: valid orders and their money. */
  readonly orders: { readonly account: Days; readonly day: Days; readonly orders: Days; readonly net: Days };
  readonly returns: { readonly account: Days; readonly day: Days; readonly amount: Days } | null;
  /** `hours` from opening to the first answer, given on the day `answered`; `complaint` is 1 or 0. */
  readonly tickets: {
    readonly account: Days;
    readonly day: Days;
    readonly complaint: Days;
    readonly answered: Days;
    readonly hours: Days;
    readonly resolved: Days;
  } | null;
  /** `score` on a scale from 0 to 1, 1 best, by the day it was given. */
  readonly surveys: { readonly account: Days; readonly day: Days; readonly score: Days } | null;
  readonly activities: { readonly account: Days; readonly day: Days } | null;
  /**
   * Contracts, memberships and subscriptions: known from `day`, in force up to `ends`; one that was `cancelled` (1, else
   * 0), whenever that was, renews nothing.
   */
  readonly contracts: {
    readonly account: Days;
    readonly day: Days;
    readonly ends: Days;
    readonly amount: Days;
    readonly starts: Days;
    readonly cancelled: Days;
  } | null;
}

type Days = Float64Array;

/** Where the events of some accounts lie in a table: of the i-th account those in `[starts[i], ends[i])`. */
export interface Slices {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Finds the events of `accounts` (ascending) in a table's column of accounts (ascending). O(accounts + events). */
export function slicesOf(accounts: ArrayLike<number>, column: ArrayLike<number>): Slices {
  const starts = new Int32Array(accounts.length);
  const ends = new Int32Array(accounts.length);
  let at = 0;
  for (let i = 0; i < accounts.length; i++) {
    const account = accounts[i] as number;
    while (at < column.length && (column[at] as number) < account) at++;
    starts[i] = at;
    while (at < column.length && column[at] === account) at++;
    ends[i] = at;
  }
  return { starts, ends };
}
