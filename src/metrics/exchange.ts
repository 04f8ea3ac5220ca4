/** What one unit of a currency was worth in another, on a day. */
interface Rate {
  readonly from: string;
  readonly to: string;
  readonly rate: number;
  readonly on: string;
}

/**
 * What one unit of `from` is worth in `to` (exchange rate, 汇率): by a rate between the two, in either direction, the
 * newer one; else through one currency between, by the pair of rates whose older one is newest. Null when no rates lead
 * there. O(rates²) in the worst case.
 */
export function exchange(rates: readonly Rate[], from: string, to: string): { rate: number; on: string } | null {
  const both = rates.flatMap((known) => [
    known,
    { from: known.to, to: known.from, rate: 1 / known.rate, on: known.on },
  ]);
  const newest = (found: readonly { rate: number; on: string }[]) =>
    found.reduce<{ rate: number; on: string } | null>((best, one) => (best && best.on >= one.on ? best : one), null);
  const direct = newest(both.filter((known) => known.from === from && known.to === to));
  if (direct) return { rate: direct.rate, on: direct.on };
  return newest(
    both
      .filter((first) => first.from === from)
      .flatMap((first) =>
        both
          .filter((second) => second.from === first.to && second.to === to)
          .map((second) => ({ rate: first.rate * second.rate, on: first.on < second.on ? first.on : second.on })),
      ),
  );
}
