import { addDays, daysBetween } from "../days.ts";

/** Targets of one span of days (both included), of owners, teams or the company as a whole. */
export interface TargetRow {
  readonly metric: string;
  readonly first: string;
  readonly last: string;
  readonly level: string;
  readonly amount: number;
}

/** A bucket `[start, end)` with what it brought, or is forecast to bring. */
export interface TargetBucket {
  readonly start: string;
  readonly end: string;
  readonly value: number;
  readonly past: boolean;
}

export interface Target {
  /** Buckets `[from, to)` that have a target, of the span asked about. */
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  /** What the complete buckets brought, what the others are forecast to, and both. */
  readonly actual: number;
  readonly forecast: number;
  readonly expected: number;
  /** Expected over target. */
  readonly attainment: number;
  /** Target of each bucket still to come; a longer target is spread over its days. */
  readonly series: readonly { readonly start: string; readonly amount: number }[];
}

/** Whose targets count where several say the same: the company's own before the sum of its people's. */
const levels = ["company", "owner", "team"];

/**
 * What is expected against what was aimed at, over the buckets within `[from, to)` that have a target. Null without any
 * still to come. O(rows · buckets).
 */
export function targetOf(
  rows: readonly TargetRow[],
  buckets: readonly TargetBucket[],
  { from, to }: { readonly from: string; readonly to: string },
): Target | null {
  const level = levels.find((one) => rows.some((row) => row.level === one));
  const counted = rows.filter((row) => row.level === level);
  const aimed = buckets.map((bucket) => ({ ...bucket, amount: aimedAt(counted, bucket) }));
  const series = aimed.flatMap(({ start, past, amount }) => (past || amount === null ? [] : [{ start, amount }]));
  const within = aimed.filter(({ start, end, amount }) => amount !== null && start >= from && end <= to);
  const amount = within.reduce((sum, bucket) => sum + (bucket.amount ?? 0), 0);
  const [first, last] = [within[0], within.at(-1)];
  if (first === undefined || last === undefined || last.past || !(amount > 0)) return null;
  const brought = (past: boolean) => {
    return within.filter((bucket) => bucket.past === past).reduce((sum, { value }) => sum + value, 0);
  };
  const [actual, forecast] = [brought(true), brought(false)];
  const expected = actual + forecast;
  return { from: first.start, to: last.end, amount, actual, forecast, expected, attainment: expected / amount, series };
}

/** Target of a bucket, of each row by the days they share; null unless targets cover all of its days. */
function aimedAt(rows: readonly TargetRow[], { start, end }: TargetBucket): number | null {
  let [amount, covered] = [0, start];
  for (const row of rows.toSorted((a, b) => (a.first < b.first ? -1 : 1))) {
    const behind = addDays(row.last, 1);
    const days = daysBetween(row.first > start ? row.first : start, behind < end ? behind : end);
    if (days <= 0) continue;
    if (row.first <= covered && behind > covered) covered = behind;
    amount += (row.amount * days) / daysBetween(row.first, behind);
  }
  return covered >= end ? amount : null;
}
