import { z } from "zod";
import type { Period } from "#calendar.ts";
import { type CommandInput, defineCommand } from "#command.ts";
import { again } from "#grammar/again.ts";
import reachLesson from "#learned/campaign-reach.ts";
import { audienceGaps } from "#metrics/campaign/audience.ts";
import { costsByRow } from "#metrics/campaign/campaign-costs.ts";
import { orders, ranked } from "#metrics/campaign/campaign-order.ts";
import { campaignResult, type ToldRow } from "#metrics/campaign/campaign-result.ts";
import { campaignRows } from "#metrics/campaign/campaign-rows.ts";
import { liftOf } from "#metrics/campaign/lift.ts";
import { addDays } from "#metrics/days.ts";
import { campaignArms } from "#queries/campaign-arms.ts";
import { attributedReturns, attributedSales, costsKnown } from "#queries/campaign-attribution.ts";
import { campaignAudience } from "#queries/campaign-audience.ts";
import { campaignDays } from "#queries/campaign-days.ts";
import { campaignLeads } from "#queries/campaign-leads.ts";
import { campaignList } from "#queries/campaign-list.ts";
import { campaignSpending } from "#queries/campaign-spending.ts";
import { campaignReach, campaignTouches } from "#queries/campaign-touches.ts";
import { attributions } from "#queries/campaign-weights.ts";
import type { Reply } from "#reply.ts";
import type { View } from "#store.ts";
import compareWithBaselines from "#tasks/compare-with-baselines.ts";
import { messages } from "#wording/campaign.ts";
import { tellCampaigns } from "#wording/campaign-story.ts";
import { emptyPeriod } from "#wording/empty-period.ts";

const options = z.object({ attribution: z.enum(attributions).default("last"), sort: z.enum(orders).default("roi") });
type Input = CommandInput<z.output<typeof options>>;

/** Rows of the picture, campaigns compared with what was to be expected, and rows in `result` unless asked for in full. */
const mostShown = 8;
const mostBaselines = 4;
const mostFullBaselines = 60;
const mostRows = 200;

/** What selects campaigns, not orders: the orders of other campaigns stay, so that each touch gets what is its own. */
const ofCampaigns = ["campaign", "channel"];

export default defineCommand({
  title: { en: "Campaign results", zh: "营销效果" },
  summary: { en: "Which campaign and which channel pays?", zh: "哪个活动、哪个渠道最划算？" },
  aliases: ["营销效果", "活动效果", "渠道效果", "营销活动效果", "投放效果"],
  group: "marketing",
  examples: [
    { en: "/campaign last365d by channel", zh: "/营销效果 近一年 按渠道" },
    { en: "/campaign last quarter", zh: "/营销效果 上季度" },
    {
      en: "/campaign last quarter by channel attribution=linear vs prev",
      zh: "/营销效果 上季度 按渠道 attribution=linear 环比",
    },
    { en: "/campaign last90d sort=revenue", zh: "/营销效果 近90天 sort=revenue" },
  ],
  period: "last365d",
  narrows: ["campaign_members", "campaigns"],
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const { period, filters, by } = question;
    const dimension = by[0] ?? "campaign";
    const per = dimension === "campaign" || dimension === "channel" ? dimension : "group";
    const orderView = view.unfiltered(ofCampaigns);
    const facts = per === "group" ? orderView : orderView.ungrouped;
    const others = filters.map((filter) => filter.dimension).filter((name) => !ofCampaigns.includes(name));
    const [list, costed] = await Promise.all([campaignList(view.unfiltered(others).ungrouped), costsKnown(facts)]);
    const selected = filters.length > others.length;
    const scope: Scope = {
      facts,
      per,
      list,
      chosen: selected ? list.map(({ id }) => id) : null,
      costed,
      partly: per === "group" || others.length > 0 || input.asker.role !== "administrator",
    };
    const earlier = question.comparison?.kind === "target" ? null : (question.comparison?.period ?? null);
    const [now, before, arms, audience, days] = await Promise.all([
      read(input, scope, period),
      earlier && read(input, scope, earlier),
      campaignArms(facts, { ...spanOf(scope, period), seen: question.asOfEnd }),
      per === "channel" ? campaignAudience(orderView.ungrouped, period) : [],
      per === "campaign"
        ? campaignDays(facts, { from: addDays(period.from, -4 * 365), to: addDays(question.asOf, 1) })
        : [],
    ]);
    const gaps = new Map(audienceGaps(audience).map((gap) => [gap.channel, gap]));
    const known = new Map(list.map((campaign) => [campaign.campaign, campaign]));
    const rows = ranked(now.found.rows, question.options.sort).map((row): ToldRow => {
      const campaign = per === "campaign" ? known.get(row.key ?? "") : undefined;
      return {
        ...row,
        id: per === "campaign" ? row.key : null,
        campaign: per === "campaign" ? (campaign?.name ?? row.key) : null,
        channel: per === "channel" ? row.key : (campaign?.channel ?? null),
        lifts: row.touched ? liftsOf(arms.filter(({ key }) => key === row.key)) : [],
        baseline: null,
        audience: row.touched ? (gaps.get(row.key ?? "") ?? null) : null,
      };
    });
    const told = per === "campaign" ? await withBaselines(input, rows, known, days) : rows;
    const excluded = now.nobody > 0 ? [{ reason: "touch_without_account", rows: now.nobody }] : [];
    const result = campaignResult(question.full ? told : told.slice(0, mostRows), now.found, {
      ...{ per, period, attribution: question.options.attribution, excluded },
      previous: earlier && before && before.found.buyers > 0 ? { period: earlier, found: before.found } : null,
    });
    if (!told.some(({ touched }) => touched)) {
      const source = view.has("campaigns") || view.has("campaign_members") ? "empty" : "empty_source";
      return emptyPeriod(input, result, source);
    }
    const other = per === "channel" ? "campaign" : "channel";
    return {
      ...tellCampaigns(
        {
          ...{ words, dimension, per, rows: told, found: now.found, selected, excluded },
          before: before?.found ?? null,
          attribution: question.options.attribution,
          sort: question.options.sort,
          partly: scope.partly,
          deals: !view.has("orders"),
          returns: !view.has("returns") || facts.covers("returns"),
        },
        Math.min(12, question.top ?? mostShown),
      ),
      followUps: [
        {
          label: words.say("follow_by", { dimension: words.dimension(other) }),
          ask: again(question, { by: [other] }),
        },
        ...(question.options.attribution === "linear"
          ? []
          : [{ label: words.say("follow_linear"), ask: again(question, { options: { attribution: "linear" } }) }]),
      ],
      result,
    };
  },
});

interface Scope {
  readonly facts: View;
  readonly per: "campaign" | "channel" | "group";
  readonly list: Awaited<ReturnType<typeof campaignList>>;
  /** Keys of the campaigns asked about; null for all. */
  readonly chosen: readonly number[] | null;
  readonly costed: boolean;
  /** Does the question see a part of the customers only, so that costs are to be divided? */
  readonly partly: boolean;
}

function spanOf({ per, chosen, costed }: Scope, { start, end }: Period) {
  return { start, end, per, chosen, costed };
}

/** What campaigns cost and brought in a period. */
async function read({ question, recall }: Input, scope: Scope, period: Period) {
  const { facts, per, list, partly } = scope;
  const span = { ...spanOf(scope, period), attribution: question.options.attribution };
  const [sold, returned, spending, leads, touches, parts, whole] = await Promise.all([
    attributedSales(facts, span),
    attributedReturns(facts, span),
    campaignSpending(facts.unfiltered(question.filters.map(({ dimension }) => dimension)).ungrouped, period),
    campaignLeads(facts, span),
    campaignTouches(facts, span),
    partly ? campaignReach(facts, { end: question.asOfEnd }) : [],
    partly ? recall(reachLesson, question.asOf, reachLesson.usual) : null,
  ]);
  const known = new Map(list.map((campaign) => [campaign.campaign, campaign]));
  const rowOf = (name: string, part: string | null) => {
    const campaign = known.get(name);
    if (campaign === undefined) return null;
    return { key: per === "campaign" ? name : per === "channel" ? campaign.channel : part };
  };
  const costs = costsByRow(spending, whole && { rows: parts, whole: whole.value }, rowOf);
  const paid = list.filter(({ costed }) => costed === 1).map(({ campaign }) => campaign);
  const reached = whole ? parts : paid.map((campaign) => ({ campaign, part: null }));
  const recorded = new Set(
    reached.flatMap(({ campaign, part }) => (paid.includes(campaign) ? [rowOf(campaign, part)?.key ?? null] : [])),
  );
  return {
    found: campaignRows({ sold, returned, costs, recorded, leads, touches }),
    nobody: touches.reduce((sum, { nobody }) => sum + nobody, 0),
  };
}

/** Lift of each treatment arm; none without a control arm. */
function liftsOf(arms: Awaited<ReturnType<typeof campaignArms>>) {
  const control = arms.find(({ arm }) => arm === "control");
  if (control === undefined) return [];
  return arms.filter((arm) => arm !== control).map((arm) => ({ arm: arm.arm, ...liftOf(arm, control) }));
}

/** Compares the first campaigns that have no control arm with what the weeks before let expect. */
async function withBaselines(
  { question, compute }: Input,
  rows: readonly ToldRow[],
  known: ReadonlyMap<string, { readonly first: string | null; readonly last: string | null }>,
  days: Awaited<ReturnType<typeof campaignDays>>,
): Promise<ToldRow[]> {
  const end = addDays(question.asOf, 1);
  const spans = rows
    .filter(({ touched, lifts }) => touched && lifts.length === 0)
    .flatMap(({ id }) => {
      const { first, last } = known.get(id ?? "") ?? { first: null, last: null };
      return first === null || first >= end ? [] : [{ id, from: first, to: last === null ? end : addDays(last, 1) }];
    })
    .slice(0, question.full ? mostFullBaselines : mostBaselines);
  if (spans.length === 0) return [...rows];
  const found = await compute(compareWithBaselines, { days, campaigns: spans, known: end });
  const baselines = new Map(spans.map(({ id }, index) => [id, found[index] ?? null]));
  return rows.map((row) => ({ ...row, baseline: row.touched ? (baselines.get(row.id) ?? null) : null }));
}
