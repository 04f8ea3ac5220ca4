/** Days at which the past is looked at as if it were the present. Days count from 1970-01-01. */
export interface ChurnSnapshots {
  /** Newest first; their horizons end before the validation begins. */
  readonly training: readonly number[];
  /** The newest day whose horizon is over; held out of training. */
  readonly validation: number;
}

/** Training snapshots at most. */
const most = 4;
/** Least horizon, in days. */
export const leastHorizon = 90;

/**
 * Snapshots for a model as of a day: validation one horizon before it, training at two horizons before it and every half
 * horizon further back, up to four. A snapshot needs a whole horizon of history, so a short history has fewer or none.
 */
export function churnSnapshots(asOf: number, horizon: number, firstDay: number): ChurnSnapshots {
  const step = Math.ceil(horizon / 2);
  const training = Array.from({ length: most }, (_, k) => asOf - 2 * horizon - k * step);
  return { training: training.filter((day) => day - horizon >= firstDay), validation: asOf - horizon };
}

/**
 * Days after which a silent account counts as gone: the larger of 90 and twice the median gap between consecutive order
 * days of the accounts given, rounded up; 90 without any gap. Arrays are parallel, sorted by account, then day.
 * O(order days · log order days).
 */
export function churnHorizon(account: ArrayLike<number>, day: ArrayLike<number>, upTo: number): number {
  const gaps = orderGaps(account, day, upTo).sort();
  if (gaps.length === 0) return leastHorizon;
  const middle = ((gaps[(gaps.length - 1) >> 1] as number) + (gaps[gaps.length >> 1] as number)) / 2;
  return Math.max(leastHorizon, Math.ceil(2 * middle));
}

/** Gaps in days between consecutive order days of one account, up to a day, in the order of the events. O(events). */
export function orderGaps(account: ArrayLike<number>, day: ArrayLike<number>, upTo: number): Float64Array {
  const gaps = new Float64Array(account.length);
  let count = 0;
  for (let at = 1; at < account.length; at++) {
    if (account[at] !== account[at - 1] || (day[at] as number) > upTo) continue;
    gaps[count++] = (day[at] as number) - (day[at - 1] as number);
  }
  return gaps.slice(0, count);
}
