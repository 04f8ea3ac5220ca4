import type { Team, TeamFigures, TeamMember } from "./team.ts";

/** Members whose win rate differs from the others' by more than chance explains; nobody where there is no clear difference. */
export interface RateRanking {
  /** Best first. */
  readonly above: readonly TeamMember[];
  /** Worst first. */
  readonly below: readonly TeamMember[];
}

/** Whose win rate may be ranked at all. O(members · log members). */
export function rateRanking(members: readonly TeamMember[]): RateRanking {
  const rate = ({ win_rate }: TeamMember) => win_rate ?? 0;
  const of = (verdict: "above" | "below") =>
    members.filter(({ standing, owner, team }) => standing.verdict === verdict && (owner ?? team) !== null);
  return {
    above: of("above").sort((a, b) => rate(b) - rate(a)),
    below: of("below").sort((a, b) => rate(a) - rate(b)),
  };
}

/** The JSON fields of `/team`. */
export function teamResult(
  now: Team,
  parts: {
    readonly basis: string;
    readonly per: "owner" | "team";
    readonly period: { readonly from: string; readonly to: string };
    readonly previous: { readonly period: { readonly from: string; readonly to: string }; readonly team: Team } | null;
    readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
    /** Members that are listed at most. */
    readonly most: number;
  },
) {
  const { period, previous, most } = parts;
  const ranking = rateRanking(now.members);
  const named = (members: readonly TeamMember[]) => members.map(({ owner, team }) => owner ?? team);
  return {
    n: closed(now.total),
    basis: parts.basis,
    per: parts.per,
    period: { from: period.from, to: period.to },
    previous: previous && {
      period: { from: previous.period.from, to: previous.period.to },
      n: closed(previous.team.total),
      owners: previous.team.members.slice(0, most).map(memberFields),
      total: previous.team.total,
    },
    excluded: parts.excluded,
    owners: now.members.slice(0, most).map(memberFields),
    total: now.total,
    target: now.total.target,
    win_rates: {
      verdict: ranking.above.length + ranking.below.length > 0 ? "clear difference" : "no clear difference",
      above: named(ranking.above),
      below: named(ranking.below),
    },
    customer_score_kind: now.scoreKind,
  };
}

function closed({ won, lost }: TeamFigures): number {
  return won + lost;
}

/** `win_rate_verdict` is null where the difference from everybody else may be chance. */
function memberFields({ standing, ...figures }: TeamMember) {
  return { ...figures, win_rate_p_value: standing.pValue, win_rate_verdict: standing.verdict };
}
