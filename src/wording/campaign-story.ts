import type { ToldRow } from "#metrics/campaign/campaign-result.ts";
import type { Reply } from "#reply.ts";
import { campaignKpis, campaignTable, rankedChart } from "./campaign-figures.ts";
import { headlineOf } from "./campaign-headline.ts";
import { baselineChart, liftChart, moneyChart } from "./campaign-pictures.ts";
import { type CampaignStory, isTested, isUnreached, singleOf } from "./campaign-rows.ts";
import { actionsOf, insightsOf } from "./campaign-sentences.ts";
import { smallSampleNotes } from "./caveats.ts";

export type ToldCampaigns = Pick<
  Reply,
  "headline" | "kpis" | "table" | "insights" | "actions" | "footnotes" | "method"
> &
  Required<Pick<Reply, "chart">>;

/** What is said of campaigns: which pays, what works, what to do. */
export function tellCampaigns(story: CampaignStory, most: number): ToldCampaigns {
  const { words, rows } = story;
  const headline = headlineOf(story);
  const shown = rows.filter(({ touched }) => touched).slice(0, most);
  return {
    headline,
    chart: { ...chartOf(story, shown), alt: headline },
    kpis: campaignKpis(story),
    table: campaignTable(story, shown),
    insights: insightsOf(story),
    actions: actionsOf(story),
    footnotes: footnotesOf(story),
    method: ["touches", "money", "cost", "lift", "baseline", "audience"].map((key) => words.say(`method_${key}`)),
  };
}

function chartOf(story: CampaignStory, shown: readonly ToldRow[]) {
  const single = singleOf(story);
  if (single !== null && single.lifts.length > 0) return liftChart(story.words, single.lifts);
  if (single?.baseline && single.roi === null) return baselineChart(story.words, single.baseline);
  if (single !== null && single.roi !== null) return moneyChart(story.words, single);
  return rankedChart(story, shown, shown[0] ?? null);
}

function footnotesOf(story: CampaignStory): string[] {
  const { words, rows, found } = story;
  const touched = rows.filter((row) => row.touched);
  const unknown = touched.filter(({ cost, revenue }) => cost === null && revenue !== 0).length;
  const unspent = touched.filter(({ cost, revenue }) => cost === 0 && revenue !== 0).length;
  const unreached = touched.filter((row) => isUnreached(row) && (row.cost ?? 0) > 0).length;
  const none = rows.find((row) => !row.touched);
  const nobody = story.excluded.reduce((sum, { rows: count }) => sum + count, 0);
  const money = (value: number) => words.money(value);
  return [
    words.say(`note_${story.attribution}`),
    words.say(`note_${found.basis}`),
    ...(none ? [words.say("note_none", { money: money(none.revenue), total: money(found.revenue) })] : []),
    ...(story.selected ? [words.say("note_selected")] : []),
    ...(story.partly && found.total.cost !== null ? [words.say("note_part")] : []),
    ...(unknown > 0 ? [words.say("note_unknown", { n: unknown })] : []),
    ...(unreached > 0 ? [words.say("note_unreached", { n: unreached })] : []),
    ...(unspent > 0 ? [words.say("note_unspent", { n: unspent })] : []),
    ...(touched.some(({ baseline }) => baseline !== null) ? [words.say("note_baseline")] : []),
    ...(story.per !== "campaign" && touched.some(({ lifts }) => lifts.length > 0)
      ? [words.say("note_lift_pooled")]
      : []),
    ...(touched.some((row) => row.lifts.length > 0 && !isTested(row)) ? [words.say("note_small_arms")] : []),
    ...(found.total.leads === null ? [words.say("note_leads")] : []),
    ...(story.returns ? [] : [words.say("note_returns")]),
    ...(story.deals ? [words.say("reply.orders_from_deals")] : []),
    ...(nobody > 0 ? [words.say("note_touch", { n: nobody })] : []),
    ...smallSampleNotes(words, found.total.customers),
  ];
}
