import { addDays } from "#metrics/days.ts";
import type { DealNamed } from "#metrics/pipeline/pipeline-result.ts";
import type { SlippedDeal } from "#metrics/pipeline/slipped-deals.ts";
import type { StalledDeal } from "#metrics/pipeline/stalled-deals.ts";
import type { Reply } from "#reply.ts";
import { smallSampleNotes } from "./caveats.ts";
import { kpisOf, type PipelineStory, pictureOf, ratioText, stageName, tableOf } from "./pipeline-figures.ts";

export type ToldPipeline = Pick<
  Reply,
  "headline" | "kpis" | "table" | "insights" | "actions" | "footnotes" | "method"
> &
  Required<Pick<Reply, "chart">>;

/** What is said of a pipeline: where it stands or how it changed, what is stuck, what to do. */
export function tellPipeline(story: PipelineStory): ToldPipeline {
  const { words, changed, found } = story;
  const headline = changed ? changesHeadline(story) : stateHeadline(story);
  const methods = ["open", ...(changed ? ["changes", "horizon"] : []), "stalled", "coverage", "history"];
  return {
    headline,
    chart: { ...pictureOf(story), alt: headline },
    kpis: kpisOf(story),
    table: tableOf(story),
    insights: insightsOf(story).slice(0, 3),
    actions: actionsOf(story).slice(0, 3),
    footnotes: footnotesOf(story),
    method: methods
      .filter((key) => key !== "coverage" || found.coverage !== null)
      .map((key) => words.say(`method_${key}`)),
  };
}

function stateHeadline({ words, found }: PipelineStory): string {
  const { now, stages, groups, overdueTotal } = found;
  if (now.amount <= 0) return words.say("headline_unpriced", { n: now.deals });
  const total = words.money(now.amount);
  if (groups !== null) {
    const first = groups.reduce((top, row) => (row.amount > top.amount ? row : top));
    const share = words.percent(first.amount / now.amount);
    return words.say("headline_grouped", {
      n: now.deals,
      group: first.key ?? words.say("none"),
      share,
      money: words.money(first.amount),
      total,
    });
  }
  const first = stages.reduce((top, row) => (row.amount > top.amount ? row : top));
  return words.say("headline", {
    ...{ n: now.deals, money: total, stage: stageName(words, first), share: words.percent(first.amount / now.amount) },
    ...{ late: overdueTotal.deals, lateMoney: words.money(overdueTotal.amount) },
  });
}

function changesHeadline({ words, found, since }: PipelineStory): string {
  const { opening, closing, new: fresh, won, lost } = found.movement.money;
  const change = closing - opening;
  const values = {
    ...{ date: words.date(since), closing: words.money(closing), new: words.money(fresh) },
    ...{ won: words.money(won), lost: words.money(lost), change: words.money(Math.abs(change)) },
  };
  if (found.movement.deals.closing === 0) return words.say("headline_gone", values);
  if ([opening, closing, fresh, won, lost].every((money) => money === 0)) {
    return words.say("headline_unpriced", { n: found.now.deals });
  }
  if (opening === 0) return words.say("headline_first", values);
  return words.say(change > 0 ? "headline_more" : change < 0 ? "headline_less" : "headline_same", values);
}

function insightsOf({ words, found, changed, since }: PipelineStory): string[] {
  const { movement, coverage, stalled, stalledTotal, overdueTotal, slippedTotal } = found;
  const { won, lost } = movement.money;
  const pushed = { deals: slippedTotal.deals - overdueTotal.deals, amount: slippedTotal.amount - overdueTotal.amount };
  const told = (key: string, { deals, amount }: { deals: number; amount: number }) =>
    deals === 0 ? [] : [words.say(key, { n: deals, money: moneyOf(words, amount || null) })];
  return [
    ...(changed && won > 0 && lost > 0
      ? [
          words.say("insight_lost", {
            ...{ one: words.money(1), ratio: words.money(Math.round((10 * lost) / won) / 10) },
            ...{ wonDeals: movement.deals.won, lostDeals: movement.deals.lost },
          }),
        ]
      : []),
    ...(changed && movement.later.deals > 0
      ? [
          words.say("insight_dates", {
            ...{ n: movement.later.deals, money: words.money(movement.later.money) },
            ...{ m: movement.earlier.deals, date: words.date(since) },
          }),
        ]
      : []),
    ...told("insight_overdue", overdueTotal),
    ...told(stalled[0]?.basis === "cycle" ? "insight_stalled_cycle" : "insight_stalled", stalledTotal),
    ...(coverage === null
      ? []
      : [
          words.say(coverage.ratio === null ? "insight_reached" : "insight_coverage", {
            ...{ date: words.date(addDays(coverage.period.to, -1)), target: words.money(coverage.target) },
            ...{ achieved: words.money(coverage.achieved), remaining: words.money(coverage.remaining) },
            ratio: ratioText(coverage.ratio ?? 0),
          }),
        ]),
    ...told("insight_pushed", pushed),
  ];
}

/** What nobody has entered is not nothing. */
function moneyOf(words: PipelineStory["words"], amount: number | null): string {
  return amount === null ? words.say("amount_unknown") : words.money(amount);
}

function actionsOf({ words, found, unpriced }: PipelineStory): string[] {
  const { slipped, stalled, stages, now } = found;
  const late = slipped.find(({ overdue }) => overdue > 0);
  const stuck = stalled.find(({ id }) => id !== late?.id);
  const about = (deal: DealNamed & { readonly amount: number | null }) => ({
    owner: deal.owner ?? words.say("owner_none"),
    deal: deal.deal ?? deal.customer ?? deal.id,
    money: moneyOf(words, deal.amount),
  });
  const overdue = (deal: DealNamed & SlippedDeal) =>
    words.say("action_overdue", { ...about(deal), days: deal.overdue });
  const waiting = (deal: DealNamed & StalledDeal) =>
    words.say("action_stalled", { ...about(deal), days: deal.days, usual: Math.round(deal.usual) });
  const most = stages.reduce<(typeof stages)[number] | null>(
    (top, row) => (row.amount > (top?.amount ?? 0) ? row : top),
    null,
  );
  return [
    ...(late === undefined ? [] : [overdue(late)]),
    ...(stuck === undefined ? [] : [waiting(stuck)]),
    ...(unpriced > 0 && unpriced * 10 >= now.deals ? [words.say("action_unpriced", { n: unpriced })] : []),
    ...(most === null
      ? []
      : [words.say("action_stage", { n: most.deals, stage: stageName(words, most), money: words.money(most.amount) })]),
  ];
}

function footnotesOf({ words, found, changed, unpriced, unborn, wonDeals }: PipelineStory): string[] {
  const { now, coverage, movement, history, excluded, stalled } = found;
  const unended = excluded.find(({ reason }) => reason === "closed_at_missing")?.rows ?? 0;
  const { voided } = movement;
  return [
    ...(unpriced > 0 ? [words.say("note_unpriced", { n: unpriced })] : []),
    ...(unended > 0 ? [words.say("note_unended", { n: unended })] : []),
    ...(unborn > 0 ? [words.say("note_unborn", { n: unborn })] : []),
    ...(now.weighted === null ? [words.say("note_unweighted")] : []),
    ...(coverage === null ? [words.say("note_no_target")] : []),
    ...(changed && voided.deals > 0
      ? [words.say("note_void", { n: voided.deals, money: words.money(voided.money) })]
      : []),
    ...(stalled.length > 0 && wonDeals < 30 ? [words.say("note_small_won", { n: wonDeals })] : []),
    ...(changed ? [words.say(`history_${history}`)] : []),
    ...smallSampleNotes(words, now.deals),
  ];
}
