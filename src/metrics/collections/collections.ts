import type { Plans } from "./settle-plans.ts";

/** Upper bounds of the ageing buckets, in days past due. */
const bounds = [30, 60, 90] as const;
export const ageingBuckets = ["1-30", "31-60", "61-90", ">90"] as const;

/** Days counted from 1970-01-01: plans due on `[from, to)`, as they stand at the end of day `asOf`. */
export interface CollectionDays {
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
}

/** What plans come to, in money. */
export interface Due {
  /** Plans due in the period, and how much of them is settled. */
  readonly due: number;
  readonly settled: number;
  /** Settled over due (回款率); null where nothing was due. */
  readonly rate: number | null;
  /** Unsettled parts of all plans whose day has passed. */
  readonly overdue: number;
}

export interface Collections extends Due {
  readonly ageing: readonly { readonly bucket: string; readonly amount: number; readonly plans: number }[];
  /** Unsettled parts of plans that fall due within the next seven days. */
  readonly soon: number;
}

/**
 * What is due, settled, overdue and how old (应收账龄) of receivable plans, given the settled cents of each. A plan is
 * overdue from the day after it was due. O(n).
 */
export function collections(plans: Plans, settled: Float64Array, { from, to, asOf }: CollectionDays): Collections {
  const sums = { due: 0, settled: 0, soon: 0 };
  const ageing = ageingBuckets.map((bucket) => ({ bucket, amount: 0, plans: 0 }));
  for (let row = 0; row < plans.length; row++) {
    const [due, cents, paid] = [plans.due[row] as number, plans.cents[row] as number, settled[row] as number];
    const open = cents - paid;
    if (due >= from && due < to) {
      sums.due += cents;
      sums.settled += paid;
    }
    if (due > asOf && due <= asOf + 7) sums.soon += open;
    if (due >= asOf || open <= 0) continue;
    const bucket = ageing[bucketOf(asOf - due)] as (typeof ageing)[number];
    bucket.amount += open;
    bucket.plans++;
  }
  const overdue = ageing.reduce((total, { amount }) => total + amount, 0);
  return {
    ...{ due: sums.due / 100, settled: sums.settled / 100, rate: sums.due > 0 ? sums.settled / sums.due : null },
    overdue: overdue / 100,
    ageing: ageing.map((row) => ({ ...row, amount: row.amount / 100 })),
    soon: sums.soon / 100,
  };
}

function bucketOf(days: number): number {
  const place = bounds.findIndex((bound) => days <= bound);
  return place < 0 ? bounds.length : place;
}

/** The same by a key of each plan, with the days that the oldest overdue plan is past due. O(n). */
export function dueBy<Key>(
  plans: Plans,
  settled: Float64Array,
  { days: { from, to, asOf }, keyOf }: { readonly days: CollectionDays; readonly keyOf: (row: number) => Key },
): Map<Key, Due & { readonly oldest: number }> {
  const sums = new Map<Key, { due: number; settled: number; overdue: number; oldest: number }>();
  for (let row = 0; row < plans.length; row++) {
    const [due, cents, paid] = [plans.due[row] as number, plans.cents[row] as number, settled[row] as number];
    const counts = due >= from && due < to;
    const late = due < asOf && cents > paid;
    if (!counts && !late) continue;
    const key = keyOf(row);
    const sum = sums.get(key) ?? { due: 0, settled: 0, overdue: 0, oldest: 0 };
    if (counts) {
      sum.due += cents;
      sum.settled += paid;
    }
    if (late) {
      sum.overdue += cents - paid;
      sum.oldest = Math.max(sum.oldest, asOf - due);
    }
    sums.set(key, sum);
  }
  return new Map(
    [...sums].map(([key, { due, settled: paid, overdue, oldest }]) => [
      key,
      { due: due / 100, settled: paid / 100, rate: due > 0 ? paid / due : null, overdue: overdue / 100, oldest },
    ]),
  );
}
