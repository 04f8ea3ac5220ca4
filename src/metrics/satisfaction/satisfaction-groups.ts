import { holm } from "../proportions.ts";
import { allVotes, npsDifference, type Votes } from "./net-promoter.ts";
import {
  countedParts,
  type SatisfactionCounts,
  type SatisfactionFigures,
  satisfactionFigures,
} from "./satisfaction-figures.ts";

/** A difference of scores, -2..2, and how likely chance makes one as large. */
export interface NpsGap {
  readonly difference: number;
  readonly pValue: number;
}

/** A group beside its own past and beside the others; p-values are Holm-adjusted over the groups. */
export interface SatisfactionGroup {
  readonly key: string | null;
  readonly now: SatisfactionFigures;
  /** In the comparison period; null where nothing was counted. */
  readonly before: SatisfactionFigures | null;
  /** NPS now less NPS before; null unless both are known. */
  readonly change: NpsGap | null;
  /** NPS less that of all other respondents. */
  readonly rest: NpsGap | null;
}

/** Differences less likely than this by chance are clear. */
export const clearly = 0.05;

/** Groups in the order of their NPS, lowest first, those without last; equal ones by name. O(groups · rows). */
export function satisfactionGroups(counts: SatisfactionCounts, compared: boolean): readonly SatisfactionGroup[] {
  const own = countedParts(counts).map((key) => ({
    key,
    now: satisfactionFigures(counts, key),
    before: compared ? satisfactionFigures(counts, key, 1) : null,
  }));
  const votes = own.map(({ now }) => now.votes ?? { respondents: 0, promoters: 0, detractors: 0 });
  const changes = adjusted(own.map(({ now, before }) => difference(now.votes, before?.votes ?? null)));
  const all = allVotes(votes);
  const others = (mine: Votes): Votes => ({
    respondents: all.respondents - mine.respondents,
    promoters: all.promoters - mine.promoters,
    detractors: all.detractors - mine.detractors,
  });
  const rests = adjusted(votes.map((mine) => difference(mine, others(mine))));
  return own
    .map((group, at) => ({ ...group, change: changes[at] ?? null, rest: rests[at] ?? null }))
    .toSorted((a, b) => (a.now.nps ?? 2) - (b.now.nps ?? 2) || byName(a.key, b.key));
}

function byName(a: string | null, b: string | null): number {
  return a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;
}

function difference(first: Votes | null, second: Votes | null): NpsGap | null {
  if (first === null || second === null || first.respondents === 0 || second.respondents === 0) return null;
  return npsDifference(first, second);
}

function adjusted(differences: readonly (NpsGap | null)[]): (NpsGap | null)[] {
  const known = differences.filter((one) => one !== null);
  const pValues = holm(known.map(({ pValue }) => pValue));
  let at = 0;
  return differences.map((one) => one && { difference: one.difference, pValue: pValues[at++] ?? 1 });
}

/** The group whose NPS fell most clearly against its own past, else lies most clearly below the others; null without one. */
export function troubledGroup(
  groups: readonly SatisfactionGroup[],
): { readonly group: SatisfactionGroup; readonly against: "before" | "rest" } | null {
  for (const against of ["before", "rest"] as const) {
    const of = (group: SatisfactionGroup) => (against === "before" ? group.change : group.rest);
    const [worst] = groups
      .filter((group) => {
        const found = of(group);
        return found !== null && found.difference < 0 && found.pValue < clearly;
      })
      .toSorted(
        (a, b) => (of(a)?.pValue ?? 1) - (of(b)?.pValue ?? 1) || (of(a)?.difference ?? 0) - (of(b)?.difference ?? 0),
      );
    if (worst !== undefined) return { group: worst, against };
  }
  return null;
}
