import { exact } from "../money.ts";
import { interval95, type RateStanding, rateStandings } from "../rate-standouts.ts";
import { type ScoreKind, type SurveySum, surveyKind, surveyScore } from "./team-score.ts";
import type { TargetSums } from "./team-targets.ts";

/** Whose figures they are: an owner's or a team's id; null where nobody is credited. */
type Credit = string | null;

/** Deals of one credit as the store counts them; see `src/queries/team-deals.ts`. */
export interface DealSum {
  readonly credit: Credit;
  readonly won: number;
  readonly lost: number;
  readonly voided: number;
  readonly priced: number;
  readonly won_amount: number | null;
  readonly lost_amount: number | null;
  readonly timed: number;
  readonly seconds: number | null;
  readonly median_days: number | null;
  readonly open_deals: number;
  readonly open_amount: number | null;
  readonly undated: number;
}

/** All that is known of a period, by credit and as a whole; null where the data cannot tell. */
export interface TeamFacts {
  readonly people: readonly { readonly owner: string; readonly name: string | null; readonly team: string | null }[];
  readonly per: "owner" | "team";
  readonly deals: readonly DealSum[];
  readonly whole: DealSum;
  /** Money by credit, less what was taken back; null where won deals stand for it. */
  readonly revenue: ReadonlyMap<Credit, number> | null;
  readonly activities: ReadonlyMap<Credit, number> | null;
  readonly responses: ReadonlyMap<Credit, number | null> | null;
  readonly wholeResponse: number | null;
  readonly surveys: readonly (SurveySum & { readonly credit: Credit })[] | null;
  readonly targets: TargetSums | null;
}

/** The fields of the JSON contract; money in the reporting currency, days and hours elapsed, ratios 0..1. */
export interface TeamFigures {
  readonly owner: string | null;
  readonly team: string | null;
  readonly revenue: number;
  readonly won: number;
  readonly lost: number;
  readonly win_rate: number | null;
  readonly win_rate_ci95: readonly [number, number] | null;
  readonly avg_deal: number | null;
  readonly mean_cycle_days: number | null;
  readonly median_cycle_days: number | null;
  readonly open_pipeline: number;
  readonly activities: number | null;
  readonly median_response_h: number | null;
  /** NPS (−1..1) where there is one, else the mean score of the survey most asked. */
  readonly customer_score: number | null;
  readonly target: number | null;
  readonly attainment: number | null;
  readonly owner_id: string | null;
  readonly won_amount: number;
  /** 赢单金额占比: money won of money won or lost. */
  readonly win_rate_by_amount: number | null;
  readonly open_deals: number;
}

/** Somebody's figures, and how their win rate stands against everybody else's. */
export interface TeamMember extends TeamFigures {
  readonly standing: RateStanding;
}

export interface Team {
  readonly members: readonly TeamMember[];
  readonly total: TeamFigures;
  readonly scoreKind: ScoreKind | null;
}

/**
 * Who performs (团队业绩): figures of everybody who closed a deal, made money, has a target or holds open deals, largest
 * revenue first, then by id; nobody's come last. Totals are facts; win rates carry Wilson intervals and are tested against
 * everybody else's. O(people · log people).
 */
export function team(facts: TeamFacts): Team {
  const { per, people, deals, revenue, targets, surveys } = facts;
  const kind = surveys && surveyKind(surveys);
  const known = new Map(people.map((person) => [person.owner, person]));
  const dealsOf = new Map(deals.map((row) => [row.credit, row]));
  const wanted = targets === null ? null : per === "owner" ? targets.byOwner : targets.byTeam;
  const credits = new Set<Credit>([...dealsOf.keys(), ...(revenue?.keys() ?? []), ...(wanted?.keys() ?? [])]);
  const figures = [...credits].map((credit): TeamFigures => {
    const person = credit === null ? undefined : known.get(credit);
    const own = dealsOf.get(credit) ?? nothing;
    return figuresOf(own, {
      owner: per === "owner" ? (person?.name ?? credit) : null,
      team: per === "owner" ? (person?.team ?? null) : credit,
      owner_id: per === "owner" ? credit : null,
      money: revenue === null ? null : (revenue.get(credit) ?? 0),
      activities: facts.activities && (facts.activities.get(credit) ?? 0),
      response: facts.responses?.get(credit) ?? null,
      score:
        surveys && kind
          ? surveyScore(
              surveys.filter((row) => row.credit === credit),
              kind,
            )
          : null,
      target: (wanted as ReadonlyMap<Credit, number> | null)?.get(credit) ?? null,
    });
  });
  const id = (row: TeamFigures) => (per === "owner" ? row.owner_id : row.team);
  const listed = figures
    .filter((row) => row.won + row.lost > 0 || row.revenue !== 0 || row.target !== null || row.open_deals > 0)
    .sort(
      (a, b) =>
        Number(id(a) === null) - Number(id(b) === null) ||
        b.revenue - a.revenue ||
        ((id(a) ?? "") < (id(b) ?? "") ? -1 : 1),
    );
  const standings = rateStandings(listed.map(({ won, lost }) => ({ successes: won, trials: won + lost })));
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  return {
    members: listed.map((row, index) => ({ ...row, standing: standings[index] as RateStanding })),
    total: figuresOf(facts.whole, {
      ...{ owner: null, team: null, owner_id: null },
      money: revenue && sum(revenue.values()),
      activities: facts.activities && sum(facts.activities.values()),
      response: facts.wholeResponse,
      score: surveys && kind ? surveyScore(surveys, kind) : null,
      target: targets?.total ?? null,
    }),
    scoreKind: kind,
  };
}

function figuresOf(
  deals: DealSum,
  rest: Pick<TeamFigures, "owner" | "team" | "owner_id" | "activities" | "target"> & {
    readonly money: number | null;
    readonly response: number | null;
    readonly score: number | null;
  },
): TeamFigures {
  const { won, lost, seconds, timed } = deals;
  const wonAmount = deals.won_amount ?? 0;
  const revenue = exact(rest.money ?? wonAmount);
  const closed = { successes: won, trials: won + lost };
  const decided = wonAmount + (deals.lost_amount ?? 0);
  return {
    owner: rest.owner,
    team: rest.team,
    revenue,
    won,
    lost,
    win_rate: closed.trials > 0 ? won / closed.trials : null,
    win_rate_ci95: interval95(closed),
    avg_deal: deals.priced > 0 ? wonAmount / deals.priced : null,
    mean_cycle_days: timed > 0 ? (seconds ?? 0) / timed / 86_400 : null,
    median_cycle_days: deals.median_days,
    open_pipeline: deals.open_amount ?? 0,
    activities: rest.activities,
    median_response_h: rest.response,
    customer_score: rest.score,
    target: rest.target,
    attainment: rest.target !== null && rest.target > 0 ? revenue / rest.target : null,
    owner_id: rest.owner_id,
    won_amount: wonAmount,
    win_rate_by_amount: decided > 0 ? wonAmount / decided : null,
    open_deals: deals.open_deals,
  };
}

/** Somebody without any deal. */
export const nothing: DealSum = {
  credit: null,
  won: 0,
  lost: 0,
  voided: 0,
  priced: 0,
  won_amount: null,
  lost_amount: null,
  timed: 0,
  seconds: null,
  median_days: null,
  open_deals: 0,
  open_amount: null,
  undated: 0,
};
