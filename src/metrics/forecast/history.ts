/** A series without gaps, from its first known bucket on. */
export interface History {
  readonly starts: readonly string[];
  readonly values: Float64Array;
  /** Buckets whose value was not known, and is drawn between its neighbours. */
  readonly filled: number;
}

/**
 * The complete buckets `starts` of an indicator, its unknown ones at the beginning left out. What is `additive` (a sum)
 * is 0 in a bucket without facts; any other value lies between its neighbours'. O(n).
 */
export function historyOf(
  known: ReadonlyMap<string, number | null>,
  starts: readonly string[],
  additive: boolean,
): History {
  const isKnown = (start: string) => {
    const value = known.get(start) ?? null;
    return additive ? value !== null && value !== 0 : value !== null;
  };
  const first = starts.findIndex(isKnown);
  const kept = first < 0 ? [] : starts.slice(first);
  const places = kept.flatMap((start, t) => (isKnown(start) ? [t] : []));
  const at = (t: number) => known.get(kept[t] ?? "") ?? 0;
  const values = Float64Array.from(kept, (start, t) => {
    if (additive || isKnown(start)) return at(t);
    const before = places.findLast((place) => place < t) ?? 0;
    const after = places.find((place) => place > t) ?? before;
    return after === before ? at(before) : at(before) + ((at(after) - at(before)) * (t - before)) / (after - before);
  });
  return { starts: kept, values, filled: additive ? 0 : kept.length - places.length };
}
