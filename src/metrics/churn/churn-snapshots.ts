/** Days at which the past is looked at as if it were the present. Days count from 1970-01-01. */
export interface ChurnSnapshots {
  /** Newest first; their horizons end before the validation begins. */
  readonly training: readonly number[];
  /** The newest day whose horizon is over; held out of training. */
  readonly validation: number;
}

/** Training snapshots at most. */
const most = 8;
/** Least horizon, in days. */
export const leastHorizon = 90;

/**
 * Snapshots for a model as of a day: validation one horizon before it, training at two horizons before it and every quarter
 * of a horizon further back, up to eight. A snapshot needs a whole horizon of history, so a short history has fewer or none.
 */
export function churnSnapshots(asOf: number, horizon: number, firstDay: number): ChurnSnapshots {
  const step = Math.ceil(horizon / 4);
  const training = Array.from({ length: most }, (_, k) => asOf - 2 * horizon - k * step);
  return { training: training.filter((day) => day - horizon >= firstDay), validation: asOf - horizon };
}

/**
 * Days after which a silent account counts as gone: the larger of 90 and twice the median gap between consecutive order
 * days of the accounts `among` (ascending; null for all), up to a day, rounded up; 90 without any gap. Arrays are
 * parallel, sorted by account, then day. O(order days · log order days).
 */
export function churnHorizon(
  account: ArrayLike<number>,
  day: ArrayLike<number>,
  { upTo, among }: { readonly upTo: number; readonly among: ArrayLike<number> | null },
): number {
  const gaps = new Float64Array(account.length);
  let [count, place] = [0, 0];
  for (let at = 1; at < account.length; at++) {
    const key = account[at] as number;
    if (key !== account[at - 1] || (day[at] as number) > upTo) continue;
    while (among !== null && place < among.length && (among[place] as number) < key) place++;
    if (among !== null && among[place] !== key) continue;
    gaps[count++] = (day[at] as number) - (day[at - 1] as number);
  }
  if (count === 0) return leastHorizon;
  const sorted = gaps.slice(0, count).sort();
  const middle = ((sorted[(count - 1) >> 1] as number) + (sorted[count >> 1] as number)) / 2;
  return Math.max(leastHorizon, Math.ceil(2 * middle));
}
