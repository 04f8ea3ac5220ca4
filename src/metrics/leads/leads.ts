import { fisherExact } from "../fisher-exact.ts";
import type { Proportion } from "../proportions.ts";
import { interval95, type RateStanding, rateStandings } from "../rate-standouts.ts";

/** Leads of one group and what became of them, as the store counts them. */
export interface LeadSum {
  /** Null where the value is missing. */
  readonly part: string | null;
  readonly leads: number;
  readonly responded: number;
  /** Median hours to the first response; null without any. */
  readonly responseHours: number | null;
  readonly converted: number;
  /** Median days to conversion; null without any. */
  readonly days: number | null;
  /** Answered within the hour, and those of them that converted. */
  readonly quick: number;
  readonly quickConverted: number;
  /** Answered later, and converted. */
  readonly slowConverted: number;
  /** Neither converted nor given up. */
  readonly open: number;
  /** Those of the open ones that are not even answered. */
  readonly waiting: number;
}

/** The fields of the JSON contract for leads of one kind. */
export interface LeadFigures {
  readonly leads: number;
  readonly share: number;
  readonly responded: number;
  readonly median_response_h: number | null;
  readonly converted: number;
  /** Null without leads. */
  readonly conversion: number | null;
  readonly conversion_ci95: readonly [number, number] | null;
  readonly median_days_to_convert: number | null;
}

/** A group of leads, and how its conversion stands against that of all others. */
export interface LeadGroup extends LeadSum {
  readonly figures: LeadFigures;
  readonly standing: RateStanding;
}

/**
 * Figures of leads (线索): share of all of them, responded, converted, conversion with its Wilson 95 % interval. Hours and
 * days are medians of elapsed time. O(1).
 */
export function leadFigures(sum: LeadSum, all: number): LeadFigures {
  const proportion = { successes: sum.converted, trials: sum.leads };
  return {
    leads: sum.leads,
    share: all > 0 ? sum.leads / all : 0,
    responded: sum.responded,
    median_response_h: sum.responseHours,
    converted: sum.converted,
    conversion: sum.leads > 0 ? sum.converted / sum.leads : null,
    conversion_ci95: interval95(proportion),
    median_days_to_convert: sum.days,
  };
}

/** Groups of leads, most leads first, then by name with the missing value last; tested against each other. */
export function leadGroups(sums: readonly LeadSum[]): LeadGroup[] {
  const sorted = sums.toSorted((a, b) => b.leads - a.leads || byName(a.part, b.part));
  const all = sorted.reduce((total, { leads }) => total + leads, 0);
  const standings = rateStandings(sorted.map(({ converted, leads }) => ({ successes: converted, trials: leads })));
  return sorted.map((sum, index) => ({
    ...sum,
    figures: leadFigures(sum, all),
    standing: standings[index] as RateStanding,
  }));
}

function byName(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What stands out among leads: null where nothing does by more than chance. */
export interface LeadFindings {
  /** Converts best of those that convert clearly better than the others. */
  readonly best: LeadGroup | null;
  /** Of those that convert clearly worse, the one that loses most customers by it. */
  readonly worst: LeadGroup | null;
  /**
   * Answers most of its leads within the hour, of those that do so clearly more often; with the chance that it converts
   * as well as the others. It was chosen by its speed alone, so that this one test needs no adjustment.
   */
  readonly quickest: { readonly group: LeadGroup; readonly pValue: number } | null;
  /** Answered within the hour against later, with what the difference may be by chance; null without both. */
  readonly speed: { readonly quick: Proportion; readonly slow: Proportion; readonly pValue: number } | null;
}

/** What stands out among groups of leads with a name, and what a quick answer does. O(groups). */
export function leadFindings(groups: readonly LeadGroup[], total: LeadSum): LeadFindings {
  const named = groups.filter(({ part }) => part !== null);
  const above = named.filter(({ standing }) => standing.verdict === "above");
  const below = named.filter(({ standing }) => standing.verdict === "below");
  return {
    best: most(above, ({ standing }) => standing.rate ?? 0),
    worst: most(below, ({ leads, standing }) => leads * ((standing.rest ?? 0) - (standing.rate ?? 0))),
    quickest: quickestOf(groups),
    speed: speedOf(total),
  };
}

function quickestOf(groups: readonly LeadGroup[]): LeadFindings["quickest"] {
  const standings = rateStandings(groups.map(({ quick, responded }) => ({ successes: quick, trials: responded })));
  const share = ({ quick, responded }: LeadGroup) => quick / responded;
  const clearly = groups.filter(({ part }, index) => part !== null && standings[index]?.verdict === "above");
  const group = most(clearly, share);
  if (group === null) return null;
  const others = groups.filter((one) => one !== group);
  const sum = (pick: (one: LeadGroup) => number) => others.reduce((total, one) => total + pick(one), 0);
  const rest = { successes: sum(({ converted }) => converted), trials: sum(({ leads }) => leads) };
  return { group, pValue: fisherExact({ successes: group.converted, trials: group.leads }, rest) };
}

function most(groups: readonly LeadGroup[], value: (group: LeadGroup) => number): LeadGroup | null {
  return groups.reduce<LeadGroup | null>((top, one) => (top !== null && value(top) >= value(one) ? top : one), null);
}

function speedOf(total: LeadSum): LeadFindings["speed"] {
  const quick = { successes: total.quickConverted, trials: total.quick };
  const slow = { successes: total.slowConverted, trials: total.responded - total.quick };
  if (quick.trials === 0 || slow.trials === 0) return null;
  return { quick, slow, pValue: fisherExact(quick, slow) };
}
