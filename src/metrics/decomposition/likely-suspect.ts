import { changeByValue, periodOf, type ValueSums } from "./change-by-value.ts";
import { ratioSurprise } from "./surprise.ts";

/** A number by the values of a dimension, in two periods; of a share more is worse. */
export interface SuspectSums {
  readonly name: string;
  readonly before: readonly ValueSums[];
  readonly after: readonly ValueSums[];
}

export interface LikelySuspect {
  readonly name: string;
  /** The share in the value, and in all others, before and after. */
  readonly inside: readonly [before: number, after: number];
  readonly outside: readonly [before: number, after: number];
}

/** Least log likelihood ratio, in nats, less the choice, of a suspect: about three standard errors among eight values. */
const leastSurprise = 2;

/**
 * The share that changed in one value most unlike in the others, and got worse where the number got worse, or better with it;
 * null where none did clearly. Ties by the order given. O(suspects · values).
 */
export function likelySuspect(
  suspects: readonly SuspectSums[],
  value: string | null,
  gotWorse: boolean,
): LikelySuspect | null {
  const judged = suspects.flatMap(({ name, before, after }) => {
    const [inside, outside] = [true, false].map((own) =>
      [before, after].map((sums) => rateOf(sums.filter((each) => (each.value === value) === own))),
    ) as [[number, number], [number, number]];
    if (![...inside, ...outside].every(Number.isFinite) || inside[1] > inside[0] !== gotWorse) return [];
    const changes = changeByValue(periodOf(before), periodOf(after));
    const surprise = ratioSurprise(changes, (change) => change.kind === "value" && change.value === value, "share");
    return [{ name, inside, outside, surprise }];
  });
  const [first] = judged.toSorted((a, b) => b.surprise - a.surprise);
  if (first === undefined || first.surprise < leastSurprise) return null;
  const { name, inside, outside } = first;
  return { name, inside, outside };
}

function rateOf(sums: readonly ValueSums[]): number {
  const { over, under } = periodOf(sums).whole;
  return under ? over / under : Number.NaN;
}

/**
 * Which of the numbers that multiply to a value's sum changed most in the direction of its contribution, by its logarithm;
 * null where none did. O(parts · values).
 */
export function mainPart(parts: readonly SuspectSums[], value: string | null, contribution: number) {
  const numberOf = (sums: readonly ValueSums[]) => {
    const own = sums.find((each) => each.value === value);
    return own === undefined ? 0 : own.under === null ? own.over : own.over / own.under;
  };
  const [first] = parts
    .map(({ name, before, after }) => ({ name, inside: [numberOf(before), numberOf(after)] as const }))
    .filter(({ inside: [was, is] }) => was > 0 && is > 0)
    .map((part) => ({ ...part, size: Math.log(part.inside[1] / part.inside[0]) * Math.sign(contribution) }))
    .toSorted((a, b) => b.size - a.size);
  return first === undefined || first.size <= 0 ? null : { name: first.name, inside: first.inside, outside: null };
}
