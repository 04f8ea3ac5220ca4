import { holm, type Proportion, twoProportions } from "../proportions.ts";
import { elsewhere } from "./satisfaction-cause.ts";
import type { SatisfactionFigures } from "./satisfaction-figures.ts";
import { clearly, type SatisfactionGroup } from "./satisfaction-groups.ts";

/** A group with its complaints per order, and those of all others, 0..1. */
export interface ComplainingGroup {
  readonly group: SatisfactionGroup;
  readonly rate: number;
  readonly rest: number;
}

/**
 * The group whose complaints per order lie above those of all others most clearly: two-proportion z tests, Holm-adjusted over
 * the groups; null where none does. O(groups log groups).
 */
export function complainingGroup(
  groups: readonly SatisfactionGroup[],
  whole: SatisfactionFigures,
): ComplainingGroup | null {
  const tested = groups.flatMap((group) => {
    const [own, others] = [perOrder(group.now), perOrder(elsewhere(whole, group.now))];
    if (own === null || others === null) return [];
    const [rate, rest] = [own.successes / own.trials, others.successes / others.trials];
    return [{ group, rate, rest, ...twoProportions(own, others) }];
  });
  const pValues = holm(tested.map(({ pValue }) => pValue));
  const [most] = tested
    .filter(({ z }, at) => z > 0 && (pValues[at] ?? 1) < clearly)
    .toSorted((a, b) => b.z - a.z || ((a.group.key ?? "") < (b.group.key ?? "") ? -1 : 1));
  return most === undefined ? null : { group: most.group, rate: most.rate, rest: most.rest };
}

function perOrder({ complaints, orders }: Pick<SatisfactionFigures, "complaints" | "orders">): Proportion | null {
  return complaints === null || orders === null || orders === 0
    ? null
    : { successes: Math.min(complaints, orders), trials: orders };
}
