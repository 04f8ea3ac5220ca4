import { errorFunction } from "simple-statistics";

/** Respondents of the question how likely one is to recommend us, by their latest answer. Whole numbers. */
export interface Votes {
  readonly respondents: number;
  readonly promoters: number;
  readonly detractors: number;
}

/** Net promoter score, -1..1, with its 95 % interval. */
export interface NetPromoterScore {
  readonly nps: number;
  readonly low: number;
  readonly high: number;
  /** Of the score, as estimated from the answers. */
  readonly variance: number;
}

/**
 * Net promoter score (净推荐值): share of promoters (9 and 10 of 10) less share of detractors (0 to 6), -1..1; interval
 * from the variance (p + d − (p − d)²) / n, cut at ±1. O(1). Throws without respondents.
 * Source: Reichheld, The one number you need to grow, Harvard Business Review (2003); variance of a trinomial difference.
 *
 * @example netPromoterScore({ respondents: 100, promoters: 50, detractors: 20 }).nps // 0.3
 */
export function netPromoterScore(
  { respondents, promoters, detractors }: Votes,
  z = 1.959963984540054,
): NetPromoterScore {
  if (!(respondents >= 1)) throw new Error("netPromoterScore requires at least 1 respondent");
  if (!(promoters >= 0 && detractors >= 0 && promoters + detractors <= respondents)) {
    throw new Error("netPromoterScore requires promoters and detractors among the respondents");
  }
  const nps = (promoters - detractors) / respondents;
  const variance = Math.max(0, (promoters + detractors) / respondents - nps * nps) / respondents;
  const reach = z * Math.sqrt(variance);
  return { nps, low: Math.max(-1, nps - reach), high: Math.min(1, nps + reach), variance };
}

/** Answers of a kind that both sides are credited with, so that a handful that agree is not taken for certainty. */
const pseudoVotes = { respondents: 3, promoters: 1, detractors: 1 };

/**
 * Are two scores further apart than chance explains? Two-sided z test of first − second. Each side's variance is taken
 * with one promoter, one passive and one detractor more than answered: a few that agree have no variance of their own. O(1).
 * Source: our own analogue of what Agresti & Caffo, The American Statistician (2000), do for two proportions.
 */
export function npsDifference(first: Votes, second: Votes): { difference: number; pValue: number } {
  const difference = netPromoterScore(first).nps - netPromoterScore(second).nps;
  const [a, b] = [first, second].map((votes) =>
    netPromoterScore({
      respondents: votes.respondents + pseudoVotes.respondents,
      promoters: votes.promoters + pseudoVotes.promoters,
      detractors: votes.detractors + pseudoVotes.detractors,
    }),
  ) as [NetPromoterScore, NetPromoterScore];
  const z = Math.abs(a.nps - b.nps) / Math.sqrt(a.variance + b.variance);
  return { difference, pValue: Math.min(1, 1 - errorFunction(z / Math.SQRT2)) };
}

/** Votes of several groups as one. */
export function allVotes(groups: readonly Votes[]): Votes {
  const sum = (key: keyof Votes) => groups.reduce((total, group) => total + group[key], 0);
  return { respondents: sum("respondents"), promoters: sum("promoters"), detractors: sum("detractors") };
}
