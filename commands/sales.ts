import { z } from "zod";
import type { Grain } from "#calendar.ts";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { again } from "#grammar/again.ts";
import { bucketStarts, grainFor } from "#grammar/buckets.ts";
import { addUnits } from "#grammar/fiscal.ts";
import {
  cappedGroups,
  type SalesGroup,
  type SalesPoint,
  salesGroups,
  salesSeries,
  salesTotals,
} from "#metrics/sales/sales.ts";
import { returnsBy, salesByBucket, salesByGroup, unattributedSales } from "#metrics/sales/sales-sums.ts";
import type { BuyersSpan } from "#queries/sales-buyers.ts";
import { salesBuyers } from "#queries/sales-buyers.ts";
import { salesOfPeriod } from "#queries/sales-period.ts";
import type { Reply } from "#reply.ts";
import { salesMessages } from "#wording/sales.ts";
import { groupBars, groupTable, salesKpis, seriesChart, seriesTable } from "#wording/sales-figures.ts";
import { salesMover, salesSentences } from "#wording/sales-sentences.ts";

const options = z.object({ grain: z.enum(["day", "week", "month", "quarter", "year"]).optional() });
type Input = CommandInput<z.output<typeof options>>;
type Sales = Awaited<ReturnType<typeof readSales>>;

/** Most buckets that a picture can show. */
const mostBuckets = 400;

export default defineCommand({
  title: { en: "Sales", zh: "销售" },
  summary: {
    en: "Revenue, orders, order value, returns: how do they develop?",
    zh: "销售额、订单、笔单价、退货走势如何？",
  },
  aliases: ["销售", "销售额", "销售情况", "营收", "营业额", "业绩", "销量"],
  group: "sales",
  examples: [
    { en: "/sales last quarter", zh: "/销售 上季度" },
    { en: "/sales last90d by region vs prev", zh: "/销售 近90天 按区域 环比" },
    { en: "/sales last month vs yoy", zh: "/销售 上月 同比" },
    { en: "/sales last12m by owner top 5", zh: "/销售 近12个月 按负责人 前5" },
    { en: "/sales last90d by product top 5", zh: "/销售 近90天 按产品 前5" },
    { en: "/sales last12m by month", zh: "/销售 近12个月 按月" },
  ],
  period: "last90d",
  compare: "prev",
  narrows: ["orders", "order_lines"],
  options,
  messages: salesMessages,
  async run(input) {
    const { question, words } = input;
    const { period } = question;
    const comparison = question.comparison?.kind === "target" ? null : question.comparison;
    const grain = question.options.grain ?? grainFor(period);
    const grouped = question.by.length > 0;
    const [now, earlier] = await Promise.all([
      readSales(input, { ...period, grain, per: grouped ? "group" : "bucket" }),
      comparison &&
        readSales(input, { ...comparison.period, grain: grouped ? null : grain, per: grouped ? "all" : "bucket" }),
    ]);
    if (now.totals.orders === 0 && !now.totals.returns) return nothing(input);
    const before = earlier && earlier.totals.orders > 0 ? earlier : null;
    const groups = grouped ? salesGroups(now.parts, before?.parts ?? null) : [];
    const peak = now.series.reduce<SalesPoint | null>(
      (top, point) => (top && top.revenue >= point.revenue ? top : point),
      null,
    );
    const mover = salesMover(groups, now.totals, before?.totals ?? null);
    const against = comparison?.kind === "prev" || comparison?.kind === "yoy" ? comparison.kind : null;
    const sentences = salesSentences(words, {
      ...now,
      before: before?.totals ?? null,
      against,
      grain,
      peak,
      groups,
      mover,
    });
    const capped = cappedGroups(groups, question.top ?? 8);
    const listed = cappedGroups(groups, question.top ?? (question.full ? groups.length : 50));
    const dimension = words.dimension(question.by[0] ?? "");
    const look = { grain, from: period.from, to: period.to, highlight: peak?.start ?? null };
    const drawn = grouped
      ? groupBars(words, capped, { dimension, highlight: mover ?? groups[0] ?? null })
      : seriesChart(words, now.series, before?.series ?? null, look);
    const by = grouped ? "owner" : "region";
    return {
      ...sentences,
      chart: { ...drawn, alt: sentences.headline },
      kpis: salesKpis(words, now.totals, before?.totals ?? null),
      table: grouped ? groupTable(words, capped, listed, dimension) : seriesTable(words, now.series, grain),
      footnotes: footnotes(input, now, grain, groups),
      method: ["method_revenue", "method_ratios", "method_compare"].map((key) => words.say(key)),
      followUps: [
        ...(question.by.includes(by)
          ? []
          : [
              {
                label: words.say("follow_by", { dimension: words.dimension(by) }),
                ask: again(question, { by: [by] }),
              },
            ]),
        { label: words.say("follow_yoy"), ask: again(question, { compare: "yoy" }) },
      ],
      result: {
        n: now.totals.customers,
        period: { from: period.from, to: period.to },
        previous: before &&
          comparison && {
            period: { from: comparison.period.from, to: comparison.period.to },
            totals: before.totals,
            ...(grouped ? {} : { series: before.series }),
          },
        excluded: [],
        unattributed: now.unattributed,
        grain,
        totals: now.totals,
        series: now.series,
        ...(grouped ? { groups: listed.shown, other: listed.other } : {}),
      },
    };
  },
});

async function readSales({ view, calendar, words }: Input, span: BuyersSpan) {
  const starts = span.grain === null ? [] : bucketStarts(span, span.grain, calendar);
  if (starts.length > mostBuckets) {
    const message = words.say("too_fine", { n: starts.length, most: mostBuckets });
    throw new UserError("bad_option", message, {
      hint: words.say("too_fine_hint", { command: "/sales last2y by month" }),
    });
  }
  const [{ sold, buyers, returned }, byBucket] = await Promise.all([
    salesOfPeriod(view, span),
    span.per === "group" ? salesBuyers(view.summarised ? view.ungrouped : view, { ...span, per: "bucket" }) : null,
  ]);
  const buckets = salesByBucket(sold);
  const taken = returnsBy(returned, "start");
  return {
    totals: salesTotals(buckets, buyers.total, taken),
    series: salesSeries(starts, buckets, (byBucket ?? buyers).by, taken),
    parts: { sold: salesByGroup(sold, buyers.by), returned: returnsBy(returned, "part") },
    unattributed: unattributedSales(sold),
  };
}

function footnotes(
  { question, view, words }: Input,
  now: Sales,
  grain: Grain,
  groups: readonly SalesGroup[],
): string[] {
  const { from, to } = question.period;
  const notes = [words.say("net")];
  if (!view.has("orders")) notes.push(words.say("deals"));
  if (now.totals.returns === null) notes.push(words.say("no_returns_filter"));
  const { orders, revenue } = now.unattributed;
  if (orders > 0) notes.push(words.say("unattributed", { n: orders, money: words.money(revenue) }));
  if (groups.reduce((sum, { orders }) => sum + orders, 0) > now.totals.orders) notes.push(words.say("several"));
  if (now.totals.orders < 30) notes.push(words.say("small", { n: now.totals.orders }));
  const last = now.series.at(-1)?.start ?? from;
  const cut = (now.series[0]?.start ?? from) < from || addUnits(last, 1, grain) > to;
  if (cut && question.by.length === 0) notes.push(words.say("partial", { grain: words.say(`grain_${grain}`) }));
  return notes;
}

function nothing({ question, view, words }: Input): Reply {
  const { from, to } = question.period;
  const source = view.has("orders") || view.has("opportunities");
  return {
    headline: source ? words.say("empty", { span: words.span(from, to) }) : words.say("empty_source"),
    actions: [words.say("empty_action", { command: "/sales last365d" })],
    followUps: [{ label: words.say("follow_year"), ask: "/sales last365d" }],
    empty: true,
    result: {
      n: 0,
      period: { from, to },
      previous: null,
      excluded: [],
      unattributed: { orders: 0, revenue: 0 },
      totals: { revenue: 0, orders: 0, customers: 0, units: null, aov: null, returns: 0, per_buyer: null },
      series: [],
      ...(question.by.length > 0 ? { groups: [], other: null } : {}),
    },
  };
}
