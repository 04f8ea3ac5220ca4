import type { ValueChange } from "./change-by-value.ts";
import type { Factor } from "./change-factors.ts";
import type { Explanation } from "./explaining-values.ts";

/** What a change is told by. */
export interface ChangeFound {
  readonly metric: string;
  readonly before: number;
  readonly after: number;
  readonly delta: number;
  readonly isRatio: boolean;
  readonly cents: boolean;
  readonly factors: readonly Factor[];
  /** The best explanation first. */
  readonly explanations: readonly Explanation[];
}

/** The JSON fields of `/why`; of each dimension at most `most` values, the rest in one row, and the overlap in another. */
export function whyResult(
  found: ChangeFound,
  { n, period, previous, most }: { n: number; period: object; previous: object; most: number },
) {
  const { metric, before, after, delta, factors, explanations } = found;
  const [best] = explanations;
  const row = (change: ValueChange) => ({
    value: change.value,
    before: change.before,
    after: change.after,
    contribution: change.contribution,
    // Nothing of a fall is 0, not −0.
    share_of_change: delta === 0 ? null : change.contribution / delta + 0,
    ...(found.isRatio ? { rate_effect: change.rate, mix_effect: change.mix } : {}),
  });
  return {
    n,
    period,
    previous: { period: previous, value: before },
    metric,
    value: after,
    delta,
    factors,
    drivers: (best?.drivers ?? []).map((change) => ({ dimension: best?.dimension ?? null, ...row(change) })),
    dimensions: explanations.map(({ dimension, power, surprise, changes }) => ({
      dimension,
      explanatory_power: power,
      surprise,
      values: cappedChanges(changes, most, found.cents).map((change) => ({ kind: change.kind, ...row(change) })),
    })),
    excluded: [],
  };
}

/** The values that did most, the others as one row `other`, and the overlap; together they still add up. O(values). */
export function cappedChanges(changes: readonly ValueChange[], most: number, cents: boolean): ValueChange[] {
  const values = changes.filter(({ kind }) => kind === "value");
  if (values.length <= most + 1) return [...changes];
  const rest = values.slice(most);
  const sum = (of: (change: ValueChange) => number) => {
    const total = rest.reduce((sum, change) => sum + of(change), 0);
    return cents ? Math.round(total * 100) / 100 : total;
  };
  const side = (index: 0 | 1): ValueChange["sums"][0] => ({
    over: rest.reduce((total, { sums }) => total + sums[index].over, 0),
    under:
      rest[0]?.sums[0].under == null ? null : rest.reduce((total, { sums }) => total + (sums[index].under ?? 0), 0),
  });
  const isSum = rest[0]?.sums[0].under == null;
  const other: ValueChange = {
    kind: "other",
    value: null,
    before: isSum ? sum(({ before }) => before ?? 0) : null,
    after: isSum ? sum(({ after }) => after ?? 0) : null,
    contribution: sum(({ contribution }) => contribution),
    rate: sum(({ rate }) => rate),
    mix: sum(({ mix }) => mix),
    sums: [side(0), side(1)],
  };
  return [...values.slice(0, most), other, ...changes.filter(({ kind }) => kind === "overlap")];
}
