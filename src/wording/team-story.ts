import { rankedRates } from "#charts/ranked-rates.ts";
import type { TeamFigures, TeamMember } from "#metrics/team/team.ts";
import type { Kpi, Reply, Table } from "#reply.ts";
import { smallSampleNotes } from "./caveats.ts";
import { kpiChange, kpiPoints } from "./kpi-change.ts";
import { headlineOf, nameOf, revenueTitle, type TeamStory, teamActions, teamInsights } from "./team-sentences.ts";

export type ToldTeam = Pick<Reply, "headline" | "kpis" | "table" | "insights" | "actions" | "footnotes" | "method"> &
  Required<Pick<Reply, "chart">>;

/** What is said of a team: who leads, who reached the target, whose win rate differs by more than chance. */
export function tellTeam(story: TeamStory, most: number): ToldTeam {
  const { words, team } = story;
  const headline = headlineOf(story);
  const shown = shownMembers(story, most);
  const method = ["method_rate", "method_clear", "method_cycle"];
  if (team.total.target !== null) method.push("method_target");
  return {
    headline,
    chart: { ...chartOf(story, shown), alt: headline },
    kpis: kpisOf(story),
    table: tableOf(story, shown),
    insights: teamInsights(story),
    actions: teamActions(story),
    footnotes: footnotesOf(story, shown.length),
    method: method.map((key) => words.say(key)),
  };
}

/** The first, and who the headline says wins clearly more or less often. */
function shownMembers({ team, ranking }: TeamStory, most: number): readonly TeamMember[] {
  const first = team.members.slice(0, most);
  const named = ranking.above[0] ?? ranking.below[0];
  return named === undefined || first.includes(named) ? first : [...first.slice(0, most - 1), named];
}

function chartOf(story: TeamStory, shown: readonly TeamMember[]) {
  const { words, per, team, ranking } = story;
  const clear = new Set([...ranking.above, ...ranking.below]);
  const spec = rankedRates({
    rows: shown.map((member) => {
      const { win_rate: rate, win_rate_ci95: interval, target } = member;
      return {
        label: nameOf(words, per, member),
        value: member.revenue,
        text: words.money(member.revenue),
        highlight: clear.size === 0 ? member === shown[0] : clear.has(member),
        ...(target === null ? {} : { wanted: target }),
        rate:
          rate === null || interval === null
            ? null
            : { value: rate, low: interval[0], high: interval[1], text: words.percent(rate) },
      };
    }),
    whole: team.total.win_rate,
    valueTitle: revenueTitle(story),
    rateTitle: words.say("win_rate"),
  });
  const subtitle = words.say("subtitle", {
    basis: revenueTitle(story),
    per: words.dimension(per),
    target: team.total.target === null ? "no" : "yes",
  });
  return { spec, subtitle };
}

function kpisOf(story: TeamStory): Kpi[] {
  const { words, team, previous } = story;
  const { revenue, attainment, win_rate, mean_cycle_days } = team.total;
  const before = previous?.total;
  return [
    { label: revenueTitle(story), value: words.money(revenue), ...kpiChange(words, revenue, before?.revenue) },
    ...(attainment === null ? [] : [{ label: words.say("attainment"), value: words.percent(attainment) }]),
    ...(win_rate === null
      ? []
      : [
          {
            label: words.say("win_rate"),
            value: words.percent(win_rate, 1),
            ...kpiPoints(words, win_rate, before?.win_rate),
          },
        ]),
    ...(mean_cycle_days === null
      ? []
      : [
          {
            label: words.say("cycle"),
            value: words.say("days", { days: words.number(mean_cycle_days) }),
            ...kpiChange(words, mean_cycle_days, before?.mean_cycle_days, "less"),
          },
        ]),
  ];
}

/** One row a member, and one for all that are not shown, so that money and deals add up. */
function tableOf(story: TeamStory, shown: readonly TeamMember[]): Table {
  const { words, per, team } = story;
  const aimed = team.total.target !== null;
  const row = (
    name: string,
    figures: Pick<TeamFigures, "revenue" | "won" | "win_rate" | "attainment">,
    cycle: number | null,
  ) => ({
    name,
    revenue: figures.revenue,
    ...(aimed ? { attainment: figures.attainment } : {}),
    won: figures.won,
    win_rate: figures.win_rate,
    ...(aimed ? {} : { cycle }),
  });
  const rest = team.members.filter((member) => !shown.includes(member));
  const sum = (pick: (member: TeamMember) => number) => rest.reduce((all, member) => all + pick(member), 0);
  const [won, closed, revenue] = [sum((one) => one.won), sum((one) => one.won + one.lost), sum((one) => one.revenue)];
  const target = sum((one) => one.target ?? 0);
  const others = {
    revenue,
    won,
    win_rate: closed > 0 ? won / closed : null,
    attainment: target > 0 ? revenue / target : null,
  };
  const memberRow = (member: TeamMember) => row(nameOf(words, per, member), member, member.mean_cycle_days);
  return {
    columns: [
      { key: "name", label: words.say(per), format: "text" },
      { key: "revenue", label: revenueTitle(story), format: "money" },
      ...(aimed ? [{ key: "attainment", label: words.say("attainment"), format: "percent" as const }] : []),
      { key: "won", label: words.say("won_column"), format: "integer" },
      { key: "win_rate", label: words.say("win_rate"), format: "percent" },
      ...(aimed ? [] : [{ key: "cycle", label: words.say("cycle_column"), format: "number" as const }]),
    ],
    rows: [...shown.map(memberRow), ...(rest.length > 0 ? [row(words.say("rest_row"), others, null)] : [])],
    total: team.members.length,
    all: () => team.members.map(memberRow),
  };
}

function footnotesOf(story: TeamStory, shown: number): string[] {
  const { words, basis, team, fromDeals, cutTargets, unpriced, excluded } = story;
  const closed = team.total.won + team.total.lost;
  return [
    fromDeals ? words.say("won", { table: words.say(`table_${basis}`) }) : words.say(basis),
    ...(story.gross ? [words.say("gross")] : []),
    words.say("deals_note"),
    ...(team.total.target === null ? [words.say("no_target")] : cutTargets ? [words.say("target_cut")] : []),
    ...(team.scoreKind === null ? [] : [words.say(`score_${team.scoreKind}`)]),
    ...(closed === 0 ? [] : smallSampleNotes(words, closed)),
    ...(unpriced > 0 ? [words.say("amount_missing", { rows: unpriced })] : []),
    ...excluded.map(({ reason, rows }) => words.say(reason, { rows })),
    ...(team.members.length > shown ? [words.say("capped", { shown, n: team.members.length })] : []),
  ];
}
