import { settleCents } from "./settle-cents.ts";

/** What one value of a dimension had in a period: a sum, or the dividend and the divisor of a ratio. */
export interface ValueSums {
  /** Null for rows without a value. */
  readonly value: string | null;
  readonly over: number;
  /** Null where the number is a sum. */
  readonly under: number | null;
}

/** A number in a period: of the whole, and of every value of a dimension that has rows. */
export interface PeriodSums {
  readonly whole: Omit<ValueSums, "value">;
  readonly parts: readonly ValueSums[];
}

/** A period whose values make up the whole of a ratio. O(values). */
export function periodOf(parts: readonly ValueSums[]): PeriodSums {
  const sum = (of: (part: ValueSums) => number) => parts.reduce((total, part) => total + of(part), 0);
  return { whole: { over: sum(({ over }) => over), under: sum(({ under }) => under ?? 0) }, parts };
}

/** What a value did to the change of the whole. */
export interface ValueChange {
  /** A value of the dimension; `overlap`: what the values count more than once, or cannot tell; `other`: several values. */
  readonly kind: "value" | "overlap" | "other";
  readonly value: string | null;
  /** The value's own number; null for a ratio with nothing to divide by. */
  readonly before: number | null;
  readonly after: number | null;
  readonly contribution: number;
  /** Parts of a ratio's contribution: its own rate changed, and its weight did; 0 and all of it for a sum. */
  readonly rate: number;
  readonly mix: number;
  /** Sums in both periods, by which a value's change is compared with its size. */
  readonly sums: readonly [before: Omit<ValueSums, "value">, after: Omit<ValueSums, "value">];
}

/**
 * Splits the change of a number among the values of a dimension; the contributions sum to the change.
 *
 * A sum: each value's own change; with `cents` settled so that they add up to the cent. A ratio R = Σa/Σb, times `per`:
 * value g, of weight w = b_g/B and rate r = a_g/b_g, did w̄·Δr by its rate and (r̄ − R̄)·Δw by its weight (means of both
 * periods). A value that is new or gone has no rate to compare: all is weight. Where values overlap (a buyer of two
 * categories) or do not cover the whole, the rest is a value of its own, `overlap`.
 *
 * Ordered by absolute contribution, then by value, null last; the overlap comes last. O(values · log values).
 * Source: Kitagawa, Components of a difference between two rates (1955); with means on both sides it is the Shapley split.
 */
export function changeByValue(
  before: PeriodSums,
  after: PeriodSums,
  { per = 1, cents = false }: { readonly per?: number; readonly cents?: boolean } = {},
): ValueChange[] {
  const [first, second] = [withOverlap(before), withOverlap(after)];
  const keys = [...new Set([...first.keys(), ...second.keys()])];
  const pairs = keys.map((key): readonly [Part, Part] => {
    const [one, other] = [first.get(key), second.get(key)];
    const empty = (like: Part): Part => ({ ...like, over: 0, under: like.under === null ? null : 0 });
    return [one ?? empty(other as Part), other ?? empty(one as Part)];
  });
  const changes =
    before.whole.under === null || after.whole.under === null
      ? ofSum(pairs, [before.whole.over, after.whole.over], cents)
      : ofRatio(pairs, [before.whole, after.whole], per);
  return changes.sort(
    (a, b) =>
      Number(a.kind === "overlap") - Number(b.kind === "overlap") ||
      Math.abs(b.contribution) - Math.abs(a.contribution) ||
      Number(a.value === null) - Number(b.value === null) ||
      ((a.value ?? "") < (b.value ?? "") ? -1 : 1),
  );
}

interface Part extends ValueSums {
  readonly kind: "value" | "overlap";
}

/** The values by name and, where they do not add up to the whole, the rest. */
function withOverlap({ whole, parts }: PeriodSums): Map<string, Part> {
  const sum = (of: (part: ValueSums) => number) => parts.reduce((total, part) => total + of(part), 0);
  const over = rest(
    whole.over,
    sum(({ over }) => over),
  );
  const under =
    whole.under === null
      ? null
      : rest(
          whole.under,
          sum(({ under }) => under ?? 0),
        );
  const named = new Map(parts.map((part): [string, Part] => [JSON.stringify(part.value), { ...part, kind: "value" }]));
  if (over !== 0 || (under ?? 0) !== 0) named.set("overlap", { kind: "overlap", value: null, over, under });
  return named;
}

/** A difference without the noise of summing doubles. */
function rest(whole: number, sum: number): number {
  const left = whole - sum;
  return Math.abs(left) <= 1e-9 * Math.max(1, Math.abs(whole), Math.abs(sum)) ? 0 : left;
}

function ofSum(pairs: readonly (readonly [Part, Part])[], whole: readonly [number, number], cents: boolean) {
  const side = (index: 0 | 1) => {
    const amounts = pairs.map((pair) => pair[index].over);
    return cents ? settleCents(amounts, whole[index]) : amounts;
  };
  const [before, after] = [side(0), side(1)];
  return pairs.map(([one, other], index): ValueChange => {
    const [from, to] = [before[index] as number, after[index] as number];
    const contribution = cents ? Math.round(100 * to - 100 * from) / 100 : to - from;
    const { kind, value } = one;
    return { kind, value, before: from, after: to, contribution, rate: 0, mix: contribution, sums: [one, other] };
  });
}

function ofRatio(
  pairs: readonly (readonly [Part, Part])[],
  [before, after]: readonly [PeriodSums["whole"], PeriodSums["whole"]],
  per: number,
) {
  const [all0, all1] = [before.under as number, after.under as number];
  const middle = (before.over / all0 + after.over / all1) / 2;
  return pairs.map(([one, other]): ValueChange => {
    const [b0, b1] = [one.under as number, other.under as number];
    const [w0, w1] = [b0 / all0, b1 / all1];
    const contribution = per * (other.over / all1 - one.over / all0 - middle * (w1 - w0));
    const comparable = b0 !== 0 && b1 !== 0;
    const rate = comparable ? (per * (w0 + w1) * (other.over / b1 - one.over / b0)) / 2 : 0;
    const { kind, value } = one;
    return {
      ...{ kind, value, contribution, rate, mix: contribution - rate, sums: [one, other] },
      before: b0 === 0 ? null : (per * one.over) / b0,
      after: b1 === 0 ? null : (per * other.over) / b1,
    };
  });
}
