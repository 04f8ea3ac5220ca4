import type { Words } from "#messages.ts";
import type { Team, TeamFigures, TeamMember } from "#metrics/team/team.ts";
import type { RateRanking } from "#metrics/team/team-result.ts";
import { smallSample } from "./caveats.ts";

/** All that a reply about a team speaks of. */
export interface TeamStory {
  readonly words: Words;
  readonly basis: "signed" | "ordered" | "received";
  readonly per: "owner" | "team";
  readonly team: Team;
  readonly ranking: RateRanking;
  readonly previous: { readonly from: string; readonly to: string; readonly total: TeamFigures } | null;
  /** Won deals stand for revenue. */
  readonly fromDeals: boolean;
  /** Returns could not be taken off. */
  readonly gross: boolean;
  /** Some targets count by their share of days. */
  readonly cutTargets: boolean;
  readonly unpriced: number;
  readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
}

/** Closed deals below which nobody's win rate is quoted. */
const fewest = 5;

const kept = (texts: readonly (string | null)[]) => texts.filter((text) => text !== null);

export function nameOf(words: Words, per: TeamStory["per"], { owner, team }: TeamFigures): string {
  return (per === "owner" ? owner : team) ?? words.say(per === "owner" ? "nobody" : "no_team");
}

/** What their money is called. */
export function revenueTitle({ words, basis, fromDeals }: TeamStory): string {
  return words.say(`revenue_${fromDeals ? "won" : basis}`);
}

/** Those who are somebody: deals and money without an owner lead nothing. */
function people({ team: { members }, per }: TeamStory): readonly TeamMember[] {
  return members.filter((member) => (per === "owner" ? member.owner_id : member.team) !== null);
}

function reached(members: readonly TeamMember[]): { n: number; all: number } {
  const aimed = members.flatMap(({ attainment }) => attainment ?? []);
  return { n: aimed.filter((share) => share >= 1).length, all: aimed.length };
}

/** Who leads, who reached their target, and whose win rate differs, if anybody's does. */
export function headlineOf(story: TeamStory): string {
  const { words, per, team, ranking } = story;
  const members = people(story);
  const [first] = members;
  const { won, lost } = team.total;
  if (first === undefined || members.length === 1) {
    const own = first ?? team.total;
    const attainment = own.attainment === null ? "none" : words.percent(own.attainment);
    const [money, closed] = [words.money(own.revenue), words.integer(own.won + own.lost)];
    const values = { first: nameOf(words, per, own), money, attainment, won: words.integer(own.won), closed };
    return words.say("headline_one", values);
  }
  const goal = reached(members);
  const [outstanding] = ranking.above.length > 0 ? ranking.above : ranking.below;
  return words.say("headline", {
    first: nameOf(words, per, first),
    money: words.money(first.revenue),
    share: words.percent(team.total.revenue > 0 ? first.revenue / team.total.revenue : 0),
    targets: goal.all > 0 ? words.say(`on_target_${per}`, { ...goal }) : "",
    rates:
      outstanding !== undefined
        ? words.say(`rates_${outstanding.standing.verdict}`, rateValues(story, outstanding))
        : words.say(won + lost < smallSample ? "rates_few" : "rates_even"),
  });
}

function rateValues({ words, per }: TeamStory, member: TeamMember) {
  const { rate, rest, pValue } = member.standing;
  return {
    name: nameOf(words, per, member),
    rate: words.percent(rate ?? 0),
    rest: words.percent(rest ?? 0),
    closed: member.won + member.lost,
    p: (pValue ?? 1) < 0.001 ? "< 0.001" : `= ${(pValue ?? 1).toFixed(3)}`,
  };
}

/** At most three: what the win rates say, the target, what changed, what size and time tell. */
export function teamInsights(story: TeamStory): string[] {
  const { words, team, previous } = story;
  const { total } = team;
  const goal = reached(people(story));
  const gap = total.target === null ? 0 : total.target - total.revenue;
  return kept([
    ...rates(story),
    total.attainment === null
      ? null
      : words.say(goal.all > 1 ? "insight_target" : "insight_target_one", {
          ...goal,
          per: story.per,
          attainment: words.percent(total.attainment),
          gap: gap > 0 ? "yes" : "no",
          money: words.money(Math.abs(gap)),
        }),
    previous === null || previous.total.revenue <= 0
      ? null
      : words.say("insight_change", {
          basis: revenueTitle(story),
          change: words.change(total.revenue / previous.total.revenue - 1),
          span: words.span(previous.from, previous.to),
          before: words.money(previous.total.revenue),
          now: words.money(total.revenue),
        }),
    bySize(story),
    total.mean_cycle_days === null || total.median_cycle_days === null
      ? null
      : words.say("insight_cycle", {
          mean: words.number(total.mean_cycle_days),
          median: words.number(total.median_cycle_days),
        }),
  ]).slice(0, 3);
}

function rates(story: TeamStory): string[] {
  const { words, ranking, team } = story;
  const [above] = ranking.above;
  const [below] = ranking.below;
  if (above !== undefined || below !== undefined) {
    return [above, below].flatMap((member) =>
      member === undefined ? [] : words.say(`insight_${member.standing.verdict}`, rateValues(story, member)),
    );
  }
  const known = people(story).flatMap(({ win_rate, won, lost }) => (won + lost < fewest ? [] : (win_rate ?? [])));
  if (known.length < 2 || team.total.won + team.total.lost < smallSample) return [];
  const [low, high] = [words.percent(Math.min(...known)), words.percent(Math.max(...known))];
  return [words.say("insight_even", { low, high })];
}

/** Said where number and money tell different stories. */
function bySize({ words, team: { total } }: TeamStory): string | null {
  const [amount, number] = [total.win_rate_by_amount, total.win_rate];
  if (amount === null || number === null || amount >= 1 || Math.abs(amount - number) < 0.03) return null;
  const larger = amount > number ? "yes" : "no";
  return words.say("insight_amount", { amount: words.percent(amount), number: words.percent(number), larger });
}

/** At most three: who is furthest from the target, whose lost deals to review, whose open deals to close. */
export function teamActions(story: TeamStory): string[] {
  const { words, per, ranking, team } = story;
  const members = people(story);
  const gapOf = ({ target, revenue }: TeamMember) => (target === null ? 0 : target - revenue);
  const behind = most(members, gapOf);
  const [below] = ranking.below;
  const [above] = ranking.above;
  const fullest = most(members, ({ open_pipeline }) => open_pipeline);
  const average = team.total.avg_deal ?? 0;
  const chance = team.total.win_rate_by_amount ?? team.total.win_rate ?? 0;
  const missed =
    below === undefined
      ? 0
      : Math.round((below.won + below.lost) * ((below.standing.rest ?? 0) - (below.standing.rate ?? 0)));
  return kept([
    behind !== null && gapOf(behind) > 0
      ? words.say("action_gap", {
          name: nameOf(words, per, behind),
          gap: words.money(gapOf(behind)),
          open: words.money(behind.open_pipeline),
        })
      : null,
    below !== undefined && missed > 0
      ? words.say("action_below", { name: nameOf(words, per, below), k: missed, money: words.money(missed * average) })
      : above !== undefined && members.length > 1
        ? words.say("action_above", {
            name: nameOf(words, per, above),
            n: members.length - 1,
            money: words.money((members.length - 1) * average),
          })
        : null,
    fullest !== null && fullest.open_pipeline > 0
      ? words.say("action_open", {
          name: nameOf(words, per, fullest),
          n: fullest.open_deals,
          open: words.money(fullest.open_pipeline),
          many: members.length > 1 ? "yes" : "no",
          expected: words.money(fullest.open_pipeline * chance),
        })
      : null,
  ]);
}

function most(members: readonly TeamMember[], value: (member: TeamMember) => number): TeamMember | null {
  return members.reduce<TeamMember | null>((top, one) => (top !== null && value(top) >= value(one) ? top : one), null);
}
