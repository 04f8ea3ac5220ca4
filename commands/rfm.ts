import { z } from "zod";
import { rankedBars } from "#charts/ranked-bars.ts";
import { rfmGrid } from "#charts/rfm-grid.ts";
import { type CommandInput, defineCommand } from "#command.ts";
import { again } from "#grammar/again.ts";
import { type RfmSegment, rfmSummary } from "#metrics/rfm/rfm.ts";
import { rfmFindings } from "#metrics/rfm/rfm-findings.ts";
import { rfmGroups } from "#metrics/rfm/rfm-groups.ts";
import { rfmResult } from "#metrics/rfm/rfm-result.ts";
import { usualThresholds } from "#metrics/rfm/rfm-scores.ts";
import { quietSegments, segmentKey, segmentOf } from "#metrics/rfm/rfm-segments.ts";
import { comparedSpans } from "#metrics/rfm/rfm-spans.ts";
import { excludedOrders } from "#queries/excluded-orders.ts";
import { rfmCustomers } from "#queries/rfm-customers.ts";
import { type RfmScoring, returnsFollow, rfmScores } from "#queries/rfm-scores.ts";
import type { Kpi, Reply } from "#reply.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { kpiChange } from "#wording/kpi-change.ts";
import { otherCommands } from "#wording/other-commands.ts";
import { messages } from "#wording/rfm.ts";
import { actionsOf, footnotesOf, headlineOf, insightsOf, methodOf, type RfmStory } from "#wording/rfm-sentences.ts";
import { shownRows } from "#wording/shown-rows.ts";

/** Four limits, for the scores 2 to 5 (days: 5 to 2), such as `2/3/5/10`. */
const limits = z
  .string()
  .regex(/^\d+(\.\d+)?(\/\d+(\.\d+)?){3}$/)
  .transform((text) => text.split("/").map(Number))
  .optional();
const options = z.object({
  scheme: z.enum(["11", "8", "3", "fixed"]).default("11"),
  recency: limits,
  frequency: limits,
  monetary: limits,
});
type Input = CommandInput<z.output<typeof options>>;

/** Customers in `result` unless it is asked for in full. */
const mostCustomers = 200;

export default defineCommand({
  title: { en: "Customer segments (RFM)", zh: "客户分层（RFM）" },
  summary: { en: "Who are our best, promising and slipping customers?", zh: "谁是核心客户，谁有潜力，谁正在流失？" },
  aliases: ["客户分层", "客户价值分层", "RFM分析"],
  group: "customers",
  examples: [
    { en: "/rfm", zh: "/客户分层" },
    { en: "/rfm last90d", zh: "/客户分层 近90天" },
    { en: "/rfm last365d by region", zh: "/客户分层 近365天 按区域" },
    { en: "/rfm last365d scheme=8", zh: "/客户分层 近365天 scheme=8" },
  ],
  period: "last365d",
  narrows: "orders",
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const { scheme } = question.options;
    const spans = {
      ...comparedSpans(
        question.period,
        question.asOf,
        question.comparison?.kind === "yoy" ? question.comparison.period : null,
      ),
      scoring: scoringOf(input),
      returnsFollow: await returnsFollow(view, { asOf: question.asOf }),
    };
    const grouped = question.by.length > 0;
    const [rows, excluded] = await Promise.all([
      rfmScores(view, { ...spans, grouped }),
      excludedOrders(view, question.period),
    ]);
    const counts = rows.map((row) => ({
      group: row.home,
      r: row.r_now,
      fm: row.fm_now,
      previousR: row.r_before,
      previousFm: row.fm_before,
      customers: row.customers,
      revenue: row.revenue,
      previousRevenue: row.revenue_before,
    }));
    const summary = rfmSummary(counts, scheme);
    const action = (segment: string) => words.say(`action.${segmentKey(segment)}`);
    const parts = { scheme, spans, customers: [], groups: null, excluded, action };
    if (summary.customers === 0) return emptyPeriod(input, rfmResult(summary, parts));
    const isQuiet = (r: number | null, fm: number | null) =>
      r !== null && fm !== null && quietSegments[scheme].includes(segmentOf(scheme, r, fm));
    const first = summary.grid.filter(({ r, fm }) => isQuiet(r, fm));
    const customers = await rfmCustomers(view, { ...spans, first, limit: question.full ? null : mostCustomers });
    const { groups, small } = grouped ? rfmGroups(counts, scheme) : { groups: [], small: 0 };
    const quietDays = Math.min(
      ...rows.flatMap((row) => (isQuiet(row.r_now, row.fm_now) ? (row.least_recency ?? []) : [])),
    );
    const found = rfmFindings(summary, scheme);
    const asked = { by: question.by[0] ?? null, options: question.options, deals: !view.has("orders") };
    const story = { words, ...asked, scheme, spans, summary, found, groups, small, customers, excluded, quietDays };
    const headline = headlineOf(story);
    const enough = summary.segments.length > 0;
    return {
      headline,
      ...(enough ? { ...pictureOf(story, headline, action), kpis: kpisOf(story) } : {}),
      insights: enough ? insightsOf(story) : [],
      actions: enough ? actionsOf(story) : [],
      footnotes: footnotesOf(story),
      method: methodOf(story),
      followUps: [
        scheme === "3"
          ? { label: words.say("follow_eleven"), ask: again(question, { options: { scheme: null } }) }
          : { label: words.say("follow_three"), ask: again(question, { options: { scheme: "3" } }) },
        ...otherCommands(input, ["churn", "retention"]),
      ],
      result: rfmResult(summary, { ...parts, customers, groups: grouped ? groups : null }),
    };
  },
});

function scoringOf({ question: { options: given } }: Input): RfmScoring {
  if (given.scheme === "8") return { kind: "means" };
  if (given.scheme !== "fixed") return { kind: "quintiles" };
  return {
    kind: "limits",
    recency: given.recency ?? usualThresholds.recency,
    frequency: given.frequency ?? usualThresholds.frequency,
    monetary: given.monetary ?? usualThresholds.monetary,
  };
}

function kpisOf({ words, summary, found }: RfmStory): readonly Kpi[] {
  const { customers, revenue, previous } = summary;
  return [
    {
      label: words.say("customers"),
      value: words.integer(customers),
      ...kpiChange(words, customers, previous.customers),
    },
    { label: words.say("revenue"), value: words.money(revenue), ...kpiChange(words, revenue, previous.revenue) },
    {
      label: words.say("best_kpi"),
      value: words.integer(found.best.customers),
      ...kpiChange(words, found.best.customers, found.bestBefore),
    },
    { label: words.say("quiet_kpi"), value: words.integer(found.quiet.customers) },
  ];
}

function pictureOf(
  story: RfmStory,
  headline: string,
  action: (segment: string) => string,
): Pick<Reply, "chart" | "table"> {
  const { words, scheme, groups, summary } = story;
  if (groups.length > 0) return groupPicture(story, headline);
  const quiet = quietSegments[scheme];
  const segments = [...summary.segments].sort((a, b) => b.revenue - a.revenue);
  const name = ({ segment }: RfmSegment) => words.say(`segment.${segmentKey(segment)}`);
  const cells = summary.grid.map(({ r, fm, customers }) => ({ r, fm, customers, text: words.integer(customers) }));
  const highlight = summary.grid.filter(({ segment }) => quiet.includes(segment));
  const spec =
    scheme === "11" || scheme === "fixed"
      ? rfmGrid({ cells, highlight, xTitle: words.say("x"), yTitle: words.say("y") })
      : rankedBars({
          rows: segments.map((own) => ({
            label: name(own),
            value: own.revenue,
            text: words.money(own.revenue),
            ...(own.revenueShare === null ? {} : { share: words.percent(own.revenueShare) }),
            highlight: quiet.includes(own.segment),
          })),
        });
  const subtitle = words.say(scheme === "11" || scheme === "fixed" ? "subtitle" : "subtitle_bars");
  return {
    chart: { spec, alt: headline, subtitle },
    table: {
      columns: [
        { key: "segment", label: words.say("segment"), format: "text" },
        { key: "customers", label: words.say("customers"), format: "integer" },
        { key: "share", label: words.say("share"), format: "percent" },
        { key: "revenue", label: words.say("revenue"), format: "money" },
        { key: "action", label: words.say("action"), format: "text" },
      ],
      ...shownRows(segments, 8, (own) => ({
        segment: name(own),
        customers: own.customers,
        share: own.share,
        revenue: own.revenue,
        action: action(own.segment),
      })),
    },
  };
}

function groupPicture({ words, by, groups }: RfmStory, headline: string): Pick<Reply, "chart" | "table"> {
  const name = (group: string | null) => group ?? words.say("none");
  const rows = groups.map(({ group, found }, index) => ({
    label: name(group),
    value: found.quiet.revenueShare ?? 0,
    text: words.percent(found.quiet.revenueShare ?? 0),
    highlight: index === 0 && found.quiet.customers > 0,
  }));
  const subtitle = words.say("subtitle_groups", { dimension: words.dimension(by ?? "") });
  return {
    chart: { spec: rankedBars({ rows }), alt: headline, subtitle },
    table: {
      columns: [
        { key: "group", label: words.dimension(by ?? ""), format: "text" },
        { key: "customers", label: words.say("customers"), format: "integer" },
        { key: "best", label: words.say("best_kpi"), format: "integer" },
        { key: "quiet", label: words.say("quiet_kpi"), format: "integer" },
        { key: "revenue", label: words.say("revenue"), format: "money" },
        { key: "quiet_share", label: words.say("at_risk_share"), format: "percent" },
      ],
      ...shownRows(groups, 8, ({ group, customers, revenue, found }) => ({
        group: name(group),
        customers,
        best: found.best.customers,
        quiet: found.quiet.customers,
        revenue,
        quiet_share: found.quiet.revenueShare,
      })),
    },
  };
}
