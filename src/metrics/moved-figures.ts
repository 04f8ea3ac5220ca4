/** A number as it was said. */
interface Figure {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

/** A number that reads otherwise now. */
export interface MovedFigure {
  readonly key: string;
  readonly label: string;
  readonly was: string;
  readonly now: string;
  /** How much the value moved. */
  readonly by: number;
}

/**
 * Numbers that late data moved by more than their rounding: what was said reads otherwise now. A number that only one of
 * both has is no move. O(figures).
 */
export function movedFigures(sent: readonly Figure[], now: readonly Figure[]): MovedFigure[] {
  const fresh = new Map(now.map((figure) => [figure.key, figure]));
  return sent.flatMap(({ key, value, text }) => {
    const figure = fresh.get(key);
    // Summed in another order, or written in another language, it is still the same number.
    const same = figure === undefined || Math.abs(figure.value - value) <= 1e-9 * Math.abs(value);
    if (same || figure.text === text) return [];
    return [{ key, label: figure.label, was: text, now: figure.text, by: figure.value - value }];
  });
}
