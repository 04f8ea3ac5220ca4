import { niceTicks } from "#charts/nice-ticks.ts";
import { trend } from "#charts/trend.ts";
import { bucketStarts } from "#grammar/buckets.ts";
import { addDays, businessDay, startOfDay } from "#grammar/days.ts";
import { unitStart } from "#grammar/fiscal.ts";
import { defineJob, type JobInput } from "#job.ts";
import { relativeChange, type SalesGroup, type SalesPoint, salesSeries } from "#metrics/sales/sales.ts";
import { returnsBy, salesByBucket } from "#metrics/sales/sales-sums.ts";
import { dealMovements } from "#queries/deal-movements.ts";
import { salesOfPeriod } from "#queries/sales-period.ts";
import type { Chart, Kpi, Reply } from "#reply.ts";
import { weeklyDigestMessages } from "#wording/weekly-digest.ts";

type Words = JobInput["words"];
type Deals = Awaited<ReturnType<typeof dealMovements>>;
const weeks = 13;

export default defineJob({
  title: { en: "Weekly digest", zh: "销售周报" },
  summary: {
    en: "Last week against the week before and a year ago: sales, deals, who moved, what to look at.",
    zh: "上周与前一周、去年同期的对比：销售额、商机、变化最大的部分、该关注什么。",
  },
  schedule: "0 9 * * 1",
  audience: "channel",
  messages: weeklyDigestMessages,
  async run(input) {
    const { view, words, calendar, now } = input;
    const end = unitStart(businessDay(now, calendar.zone), "week", calendar);
    const [start, before] = [addDays(end, -7), addDays(end, -14)];
    const [series, lastYear, deals, dealsBefore] = await Promise.all([
      readWeeks(input, addDays(end, -7 * weeks), end),
      readWeeks(input, addDays(start, -364), addDays(end, -364)),
      view.has("opportunities") ? dealMovements(view, { from: start, to: end }) : null,
      view.has("opportunities") ? dealMovements(view, { from: before, to: start }) : null,
    ]);
    const [week, weekBefore] = [series.at(-1), series.at(-2)];
    const moved = deals ? deals.created + deals.won + deals.lost : 0;
    if (!week || !weekBefore || (week.orders === 0 && !week.returns && moved === 0)) return [];
    const year = lastYear[0]?.orders ? lastYear[0] : null;
    const movers = await readMovers(input, start, addDays(end, -1));
    const headline = sayHeadline(words, week, weekBefore, year, deals);
    const reply: Reply = {
      headline,
      chart: { ...chart(words, series), alt: headline },
      kpis: kpis(words, week, weekBefore, deals, dealsBefore),
      insights: insights(words, movers.groups, deals, dealsBefore),
      actions: actions(words, movers.groups, deals, dealsBefore),
      footnotes: [
        words.say("net", { span: words.span(start, end) }),
        ...(view.has("orders") ? [] : [words.say("deals_as_orders")]),
        ...(week.orders > 0 && week.orders < 30 ? [words.say("small", { n: week.orders })] : []),
      ],
      followUps: [
        { label: words.say("follow_sales", { dimension: words.dimension(movers.by) }), ask: movers.question },
        ...(deals ? [{ label: words.say("follow_funnel"), ask: "/funnel last90d" }] : []),
      ],
      result: {
        n: week.customers,
        period: { from: start, to: end },
        previous: weekBefore,
        week,
        year,
        series,
        deals,
        deals_previous: dealsBefore,
        groups: movers.groups,
        excluded: [],
      },
    };
    return [{ reply }];
  },
});

/** Sales of whole weeks `[from, to)`. */
async function readWeeks({ view, calendar }: JobInput, from: string, to: string): Promise<SalesPoint[]> {
  const [start, end] = [startOfDay(from, calendar.zone), startOfDay(to, calendar.zone)];
  const span = { from, to, start, end, grain: "week", per: "bucket" } as const;
  const { sold, buyers, returned } = await salesOfPeriod(view, span);
  const starts = bucketStarts(span, "week", calendar);
  return salesSeries(starts, salesByBucket(sold), buyers.by, returnsBy(returned, "start"));
}

/** Groups of the week against the week before: regions where accounts have them, else owners. */
async function readMovers({ ask }: JobInput, first: string, last: string) {
  const asked = (by: string) => `/sales ${first}..${last} by ${by} vs prev`;
  const read = async (by: string) => {
    const { result } = await ask(asked(by));
    return { by, question: asked(by), groups: (result.groups ?? []) as readonly SalesGroup[] };
  };
  const regions = await read("region");
  return regions.groups.some(({ key }) => key !== null) ? regions : read("owner");
}

const gap = (group: SalesGroup) => (group.previous === null ? 0 : group.revenue - group.previous);

function extremes(groups: readonly SalesGroup[]): { up: SalesGroup | undefined; down: SalesGroup | undefined } {
  const sorted = [...groups].sort((a, b) => gap(b) - gap(a));
  return { up: sorted.find((group) => gap(group) > 0), down: sorted.reverse().find((group) => gap(group) < 0) };
}

function sayHeadline(
  words: Words,
  week: SalesPoint,
  before: SalesPoint,
  year: SalesPoint | null,
  deals: Deals | null,
): string {
  if (week.orders === 0 && !week.returns) {
    return words.say("headline_deals", { created: deals?.created ?? 0, lost: deals?.lost ?? 0 });
  }
  const side = (ratio: number | null) => (ratio === null ? "none" : ratio >= 0 ? "up" : "down");
  const weekRatio = relativeChange(week.revenue, before.revenue);
  const yearRatio = relativeChange(week.revenue, year?.revenue);
  return words.say("headline", {
    revenue: words.money(week.revenue),
    week: side(weekRatio),
    weekChange: words.percent(Math.abs(weekRatio ?? 0)),
    year: side(yearRatio),
    yearChange: words.percent(Math.abs(yearRatio ?? 0)),
  });
}

function chart(words: Words, series: readonly SalesPoint[]): Omit<Chart, "alt"> {
  const values = series.map(({ revenue }) => revenue);
  const points = series.map(({ start, revenue }, index) => ({
    start,
    label: words.bucket(start, "week"),
    value: revenue,
    text: words.money(revenue),
    highlight: index === series.length - 1,
  }));
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values));
  const axisText = ticks.map((value) => ({ value, text: words.money(value) }));
  return { spec: trend({ points, axisText }), subtitle: words.say("subtitle") };
}

function kpis(
  words: Words,
  week: SalesPoint,
  before: SalesPoint,
  deals: Deals | null,
  dealsBefore: Deals | null,
): Kpi[] {
  const change = (now: number, then: number | undefined, goodWhenUp = true) => {
    const ratio = relativeChange(now, then);
    return ratio === null ? {} : { change: words.change(ratio), good: ratio >= 0 === goodWhenUp };
  };
  const counted = (key: "created" | "won" | "lost"): Kpi[] => {
    if (!deals) return [];
    const value = words.say("count_money", { n: deals[key], money: words.money(deals[`${key}Amount`] ?? 0) });
    return [{ label: words.say(key), value, ...change(deals[key], dealsBefore?.[key], key !== "lost") }];
  };
  return [
    { label: words.say("revenue"), value: words.money(week.revenue), ...change(week.revenue, before.revenue) },
    { label: words.say("orders"), value: words.integer(week.orders), ...change(week.orders, before.orders) },
    {
      label: words.say("customers"),
      value: words.integer(week.customers),
      ...change(week.customers, before.customers),
    },
    ...counted("created"),
    ...counted("won"),
    ...counted("lost"),
  ];
}

function insights(words: Words, groups: readonly SalesGroup[], deals: Deals | null, before: Deals | null): string[] {
  const { up, down } = extremes(groups);
  const move = (key: string, group: SalesGroup | undefined) =>
    group === undefined
      ? []
      : [
          words.say(key, {
            group: group.key ?? words.say("missing_group"),
            before: words.money(group.previous ?? 0),
            now: words.money(group.revenue),
            gap: words.money(Math.abs(gap(group))),
          }),
        ];
  const said = deals &&
    before && {
      ...{
        created: deals.created,
        createdMoney: words.money(deals.createdAmount ?? 0),
        won: deals.won,
        lost: deals.lost,
      },
      ...{ createdBefore: before.created, wonBefore: before.won, lostBefore: before.lost },
    };
  return [...move("mover_down", down), ...move("mover_up", up), ...(said ? [words.say("deals", said)] : [])];
}

function actions(words: Words, groups: readonly SalesGroup[], deals: Deals | null, before: Deals | null): string[] {
  const { down } = extremes(groups);
  const said: string[] = [];
  if (down) {
    said.push(
      words.say("action_group", { group: down.key ?? words.say("missing_group"), gap: words.money(-gap(down)) }),
    );
  }
  if (deals && deals.lost > 0 && deals.lostAmount) {
    const { lost, lostAmount } = deals;
    said.push(words.say("action_lost", { lost, money: words.money(lostAmount), tenth: words.money(lostAmount / 10) }));
  }
  if (deals && before && deals.created < before.created && before.createdAmount) {
    const money = words.money((before.created - deals.created) * (before.createdAmount / before.created));
    said.push(words.say("action_new", { created: deals.created, createdBefore: before.created, money }));
  }
  return said;
}
