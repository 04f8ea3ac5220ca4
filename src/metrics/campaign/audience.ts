import { holm } from "../proportions.ts";
import { homogeneity } from "./chi-square.ts";

/** Distinct accounts of a channel's audience, or of the buyers, that have a trait's value. */
export interface AudienceCount {
  readonly bought: number;
  readonly channel: string;
  readonly trait: string;
  readonly value: string;
  readonly accounts: number;
}

/** How a channel's audience differs from those who buy: what it has most too many of. Shares 0..1. */
export interface AudienceGap {
  readonly channel: string;
  readonly trait: string;
  readonly value: string;
  readonly share: number;
  readonly buyersShare: number;
  /** Adjusted for all channels and traits looked at. */
  readonly pValue: number;
}

/** Differences of less than this part of the audience are of no consequence, however certain. */
const fewestApart = 0.1;
const fewestAccounts = 30;
const fewestExpected = 5;

/**
 * Channels whose audience is made up differently from the buyers: Pearson's chi-square test of homogeneity for each
 * channel and trait, rare values together, Holm-adjusted over all of them, at the 5 % level, and at least a tenth of the
 * audience apart (total variation). People who are in both groups make the test more cautious, not less. Channels and traits
 * with fewer than 30 people on either side are not judged. One gap per channel, the surest, by channel. O(counts).
 */
export function audienceGaps(counts: readonly AudienceCount[]): AudienceGap[] {
  const buyers = new Map<string, Map<string, number>>();
  const audiences = new Map<string, Map<string, number>>();
  for (const { bought, channel, trait, value, accounts } of counts) {
    const groups = bought === 1 ? buyers : audiences;
    const name = bought === 1 ? trait : JSON.stringify([channel, trait]);
    const group = groups.get(name) ?? new Map<string, number>();
    group.set(value, (group.get(value) ?? 0) + accounts);
    groups.set(name, group);
  }
  const found = [...audiences].flatMap(([name, audience]) => {
    const [channel, trait] = JSON.parse(name) as [string, string];
    const against = buyers.get(trait);
    return against === undefined ? [] : (compared(audience, against)?.map((gap) => ({ channel, trait, ...gap })) ?? []);
  });
  const adjusted = holm(found.map(({ pValue }) => pValue));
  const gaps = new Map<string, AudienceGap>();
  for (const [index, { apart, ...gap }] of found.entries()) {
    const pValue = adjusted[index] as number;
    const best = gaps.get(gap.channel);
    if (pValue >= 0.05 || apart < fewestApart || (best && best.pValue <= pValue)) continue;
    gaps.set(gap.channel, { ...gap, pValue });
  }
  return [...gaps.values()].sort((a, b) => (a.channel < b.channel ? -1 : 1));
}

/** The test of one audience, in a list, and the value that it has most too many of; null with too few people. */
function compared(audience: ReadonlyMap<string, number>, buyers: ReadonlyMap<string, number>) {
  const total = (group: ReadonlyMap<string, number>) => [...group.values()].reduce((sum, count) => sum + count, 0);
  const [reached, bought] = [total(audience), total(buyers)];
  if (reached < fewestAccounts || bought < fewestAccounts) return null;
  const first = [0];
  const second = [0];
  let apart = 0;
  let most = { value: "", share: 0, buyersShare: 0 };
  for (const value of [...new Set([...audience.keys(), ...buyers.keys()])].sort()) {
    const [a, b] = [audience.get(value) ?? 0, buyers.get(value) ?? 0];
    const rare = ((a + b) / (reached + bought)) * Math.min(reached, bought) < fewestExpected;
    const at = rare ? 0 : first.length;
    first[at] = (first[at] ?? 0) + a;
    second[at] = (second[at] ?? 0) + b;
    const gap = a / reached - b / bought;
    apart += Math.abs(gap) / 2;
    if (gap > most.share - most.buyersShare) {
      most = { value, share: a / reached, buyersShare: b / bought };
    }
  }
  return [{ ...most, apart, pValue: homogeneity(first, second).pValue }];
}
