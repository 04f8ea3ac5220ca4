import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { NotEnoughData, notEnough, UserError } from "#errors.ts";
import { again } from "#grammar/again.ts";
import { previousPeriod } from "#grammar/period.ts";
import { comparedSpans } from "#metrics/rfm/rfm-spans.ts";
import { segmentFindings } from "#metrics/segment/segment-findings.ts";
import { segmentGroups } from "#metrics/segment/segment-groups.ts";
import { clusterFields, figureFields, groupFields, previousFields } from "#metrics/segment/segment-result.ts";
import { returnsFollow } from "#queries/rfm-scores.ts";
import { segmentCustomerIds } from "#queries/segment-customer-ids.ts";
import { segmentCustomers } from "#queries/segment-customers.ts";
import { segmentExcluded } from "#queries/segment-excluded.ts";
import { segmentGroups as boughtByGroup, type SegmentSpan } from "#queries/segment-groups.ts";
import { segmentReturns } from "#queries/segment-returns.ts";
import type { FollowUp, Reply } from "#reply.ts";
import clusterCustomers from "#tasks/cluster-customers.ts";
import { emptyPeriod, longerPeriod } from "#wording/empty-period.ts";
import { otherCommands } from "#wording/other-commands.ts";
import { messages } from "#wording/segment.ts";
import { clusterChart, clusterKpis, clusterTable } from "#wording/segment-cluster-figures.ts";
import {
  clusterActions,
  clusterFootnotes,
  clusterHeadline,
  clusterInsights,
  clusterMethod,
  noClusters,
} from "#wording/segment-cluster-sentences.ts";
import { segmentChart, segmentKpis, segmentTable } from "#wording/segment-figures.ts";
import { actionsOf, footnotesOf, headlineOf, insightsOf, methodOf } from "#wording/segment-sentences.ts";

const options = z.object({ method: z.enum(["auto", "自动"]).optional() });
type Input = CommandInput<z.output<typeof options>>;

/** Groups in `result` unless it is asked for in full. */
const mostGroups = 200;

export default defineCommand({
  title: { en: "Customer groups", zh: "客户细分" },
  summary: { en: "Which kinds of customers are there, and what is each worth?", zh: "客户分成哪几类，各值多少？" },
  aliases: ["客户细分", "客户分群", "自动分群", "客户聚类", "客户画像"],
  group: "customers",
  examples: [
    { en: "/segment auto", zh: "/客户细分 auto" },
    { en: "/segment by industry", zh: "/客户细分 按行业" },
    { en: "/segment last365d by gender,age_band", zh: "/客户细分 近365天 按性别和年龄段" },
    { en: "/segment last90d by channel", zh: "/客户细分 近90天 按渠道" },
    { en: "/segment last12m by region,category", zh: "/客户细分 近12个月 按区域和品类" },
  ],
  period: "last365d",
  narrows: ["orders", "order_lines"],
  groupings: 2,
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, words } = input;
    const [first] = question.by;
    if (first === undefined) return automatic(input);
    if (question.options.method !== undefined) {
      throw new UserError("bad_option", words.say("auto_by", { dimension: words.dimension(first) }), {
        hint: words.say("auto_by_hint", { by: `/segment by ${first}`, auto: "/segment auto" }),
      });
    }
    return byDimensions(input);
  },
});

async function byDimensions(input: Input): Promise<Reply> {
  const { question, view, words, calendar } = input;
  const { period, by } = question;
  const earlier =
    question.comparison && question.comparison.kind !== "target"
      ? question.comparison.period
      : previousPeriod(period, calendar);
  const [now, before, excluded] = await Promise.all([
    readSales(input, period),
    readSales(input, earlier),
    segmentExcluded(view, period),
  ]);
  const compared = before.sums.length > 0 ? before : null;
  const { total, groups, before: past } = segmentGroups(now, compared);
  const listed = question.full ? groups : groups.slice(0, mostGroups);
  const result = {
    n: total.customers,
    by,
    period: { from: period.from, to: period.to },
    groups: listed.map((group) => groupFields(group, by.length)),
    total: figureFields(total),
    previous: past && {
      period: { from: earlier.from, to: earlier.to },
      n: past.customers,
      groups: listed.map((group) => previousFields(group, by.length)),
      total: figureFields(past),
    },
    excluded,
  };
  if (total.customers === 0) return emptyPeriod(input, result);
  const story = {
    words,
    by,
    groups,
    total,
    before: past,
    found: segmentFindings(groups, total, by.length),
    compared: earlier,
    excluded,
    returns: now.returns !== null,
    deals: !view.has("orders"),
    listed: listed.length,
  };
  const headline = headlineOf(story);
  const shown = question.top ?? 8;
  return {
    headline,
    chart: segmentChart(story, shown, headline),
    kpis: segmentKpis(words, total, past),
    table: segmentTable(story, shown),
    insights: insightsOf(story),
    actions: actionsOf(story),
    footnotes: footnotesOf(story),
    method: methodOf(story),
    followUps: [
      { label: words.say("follow_auto"), ask: again(question, { by: [], options: { method: "auto" } }) },
      ...others(input),
    ],
    result,
  };
}

async function automatic(input: Input): Promise<Reply> {
  const { question, view, words, compute } = input;
  const { period, asOf, full } = question;
  const spans = {
    ...comparedSpans(period, asOf, null),
    scoring: { kind: "quintiles" as const },
    returnsFollow: await returnsFollow(view, { asOf }),
  };
  const [customers, ids, excluded] = await Promise.all([
    segmentCustomers(view, spans),
    full ? segmentCustomerIds(view, spans) : null,
    segmentExcluded(view, period),
  ]);
  const { recency, frequency, spent } = customers.columns;
  const n = customers.length;
  const action = (play: string) => words.say(`play.${play}`);
  const common = { n, period: { from: period.from, to: period.to } };
  const result = (found: Parameters<typeof clusterFields>[0]) => ({
    ...common,
    ...clusterFields(found, action, ids?.columns.account ?? null),
    previous: null,
    excluded,
  });
  if (n === 0) return emptyPeriod(input, result(null));
  const columns = { recency, frequency, monetary: spent };
  const found = await compute(clusterCustomers, { columns, full }).catch(notEnough);
  if (found instanceof NotEnoughData) {
    return {
      headline: noClusters(words, found.code, n),
      actions: [longerPeriod(input)],
      followUps: others(input),
      result: result(null),
    };
  }
  const compared = question.comparison !== null && question.comparison.kind !== "target";
  const story = { words, found, n, asOf, excluded, deals: !view.has("orders"), full, compared };
  const headline = clusterHeadline(story);
  return {
    headline,
    chart: clusterChart(story, headline),
    kpis: clusterKpis(story),
    table: clusterTable(story),
    insights: clusterInsights(story),
    actions: clusterActions(story),
    footnotes: clusterFootnotes(story),
    method: clusterMethod(words, asOf),
    followUps: others(input),
    result: result(found),
  };
}

/** What a span sold to whom, by the question's groups. */
async function readSales({ view }: Input, span: SegmentSpan) {
  // Where each account is in one group, the groups add up to the whole.
  const apart = view.summarised;
  const [rows, returns, all] = await Promise.all([
    boughtByGroup(view, span),
    segmentReturns(view, span),
    apart ? null : boughtByGroup(view.ungrouped, span),
  ]);
  const add = (key: "customers" | "repeaters" | "orders") => (all ?? rows).reduce((sum, row) => sum + row[key], 0);
  const keys = (row: { readonly first_part: string | null; readonly second_part: string | null }) => {
    return { key: row.first_part, key2: row.second_part };
  };
  return {
    sums: rows.map((row) => ({ ...row, ...keys(row) })),
    returns: returns?.map((row) => ({ ...row, ...keys(row) })) ?? null,
    whole: { customers: add("customers"), repeaters: add("repeaters"), orders: add("orders") },
  };
}

/** Other ways to look at the same customers. */
function others(input: Input): FollowUp[] {
  const { question, words } = input;
  const by = question.by.includes("region") ? "owner" : "region";
  const change = { by: [by], options: { method: null } };
  return [
    { label: words.say("follow_by", { dimension: words.dimension(by) }), ask: again(question, change) },
    ...otherCommands(input, ["rfm", "lifecycle"]),
  ];
}
