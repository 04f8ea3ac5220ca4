import { z } from "zod";
import type { Grain } from "#calendar.ts";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { again } from "#grammar/again.ts";
import { bucketStarts } from "#grammar/buckets.ts";
import { businessDay, startOfDay } from "#grammar/days.ts";
import { addUnits, fiscalYearOf, fiscalYearStart, unitStart } from "#grammar/fiscal.ts";
import { seasonDays } from "#grammar/seasons.ts";
import { type Indicator, readIndicators, type Span } from "#indicator.ts";
import { factorsOf } from "#metrics/forecast/factors.ts";
import { forecastFinding } from "#metrics/forecast/forecast-finding.ts";
import { forecastResult } from "#metrics/forecast/forecast-result.ts";
import { type GroupValue, groupHistories, groupSums, largestGroups } from "#metrics/forecast/group-histories.ts";
import type { History } from "#metrics/forecast/history.ts";
import { type ForecastPlan, type Past, pastOf } from "#metrics/forecast/past.ts";
import { pausesForFestival, springFestivalDays } from "#metrics/forecast/spring-festival.ts";
import { forecastFactors } from "#queries/forecast-factors.ts";
import { forecastFirstOrder } from "#queries/forecast-first-order.ts";
import { forecastGroups } from "#queries/forecast-groups.ts";
import { forecastPipeline } from "#queries/forecast-pipeline.ts";
import { forecastTargets } from "#queries/forecast-targets.ts";
import { salesMeasure } from "#queries/measure-sales.ts";
import type { Reply } from "#reply.ts";
import forecastSeries from "#tasks/forecast-series.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { messages } from "#wording/forecast.ts";
import { tellForecast, tellTooShort } from "#wording/forecast-story.ts";
import { indicatorMeant, type NamedIndicator } from "#wording/indicator-choice.ts";
import { otherCommands } from "#wording/other-commands.ts";

const options = z.object({
  grain: z.enum(["week", "month", "quarter"]).default("month"),
  /** Buckets to forecast. */
  horizon: z.number().int().min(1).max(60).optional(),
  /** Which of them is asked for: the last alone; all when absent. */
  focus: z.enum(["end"]).optional(),
  /** Days from an order to its delivery. */
  lead: z.number().int().min(0).max(365).default(14),
});
type Input = CommandInput<z.output<typeof options>>;

const seasons = { week: 52, month: 12, quarter: 4 } as const;
const horizons = { week: 13, month: 6, quarter: 4 } as const;
/** Groups that are forecast one by one. */
const mostGroups = 12;
const usualGroups = 5;
/** Groups that are all read by bucket; of more only the largest, some of which may be too new to forecast. */
const mostRead = 200;
const candidates = 40;

export default defineCommand({
  title: { en: "Forecast", zh: "预测" },
  summary: {
    en: "What will we sell, how sure is that, and will it reach the target?",
    zh: "接下来能卖多少、把握多大、能否完成目标？",
  },
  aliases: ["预测", "销售预测", "业绩预测", "趋势预测", "需求预测"],
  group: "sales",
  examples: [
    { en: "/forecast", zh: "/预测" },
    { en: "/forecast revenue by week", zh: "/预测 销售额 按周" },
    { en: "/forecast by region", zh: "/预测 按区域" },
    { en: "/forecast orders last3y horizon=12", zh: "/预测 订单数 近3年 horizon=12" },
    { en: "/forecast units by product by week lead=21", zh: "/预测 销量 按产品 按周 lead=21" },
  ],
  period: "last5y",
  narrows: ["orders", "order_lines"],
  looksAhead: true,
  subject: "optional",
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const named = indicatorMeant(question.subject ?? "revenue", input.indicators, words);
    const { id, indicator } = named;
    const plan = planOf(input);
    const read = await readPast(input, indicator, plan);
    const past = pastOf(read, plan, indicator.under === undefined);
    const { history, cut } = past;
    const by = question.by[0] ?? null;
    const asked = {
      kpi: id,
      grain: plan.grain,
      period: question.period,
      money: indicator.unit === "money",
      lead: id === "units" && by !== null ? question.options.lead : null,
    };
    const excluded = cut === null ? [] : [{ reason: "first_bucket_incomplete", rows: 1 }];
    if (history.values.length === 0 && (cut === null || cut >= question.period.to)) {
      return emptyPeriod(input, forecastResult(asked, history, null, excluded), read.known ? "empty" : "empty_source");
    }
    const finding = await find(input, named, plan, { past, read });
    const result = forecastResult(asked, history, finding, excluded);
    const told = { words, indicator, asked, plan, past, by };
    const other = plan.grain === "week" ? "month" : "week";
    const otherGrain = { label: words.say(`follow_${other}`), ask: again(question, { options: { grain: other } }) };
    if (finding === null) return { ...tellTooShort(told), followUps: [otherGrain], result };
    const noPipeline = finding.pipeline === null && view.has("opportunities");
    const otherBy =
      by === null
        ? { label: words.say("follow_by", { dimension: words.dimension("region") }), by: ["region"] }
        : { label: words.say("follow_all"), by: [] };
    return {
      ...tellForecast({ ...told, finding, noPipeline, lastOnly: question.options.focus === "end" }),
      followUps: [
        otherGrain,
        { label: otherBy.label, ask: again(question, { by: otherBy.by }) },
        ...otherCommands(input, ["pipeline"]),
      ],
      result,
    };
  },
});

/** The buckets: complete ones that the period touches, and those ahead, of which the first may have begun. */
function planOf({ question, calendar, now }: Input): ForecastPlan {
  const { grain, horizon = horizons[grain] } = question.options;
  const { period } = question;
  const from = unitStart(period.from, grain, calendar);
  const whole = unitStart(period.to, grain, calendar);
  // A day that has begun is not over, and neither is the bucket that ends with it.
  const to = whole === period.to && now < period.end ? addUnits(whole, -1, grain) : whole;
  return {
    grain,
    season: seasons[grain],
    complete: from < to ? bucketStarts({ from, to }, grain, calendar) : [],
    ahead: Array.from({ length: horizon }, (_, step) => addUnits(to, step, grain)),
    end: addUnits(to, horizon, grain),
  };
}

/** An indicator's past by bucket, as a whole and by group, the bucket that has begun included. */
async function readPast(input: Input, indicator: Indicator, plan: ForecastPlan) {
  const { question, view, calendar } = input;
  const { complete, grain, season, ahead } = plan;
  const span = (from: string, to: string, grain: Grain | null): Span => {
    return { from, to, start: startOfDay(from, calendar.zone), end: startOfDay(to, calendar.zone), grain };
  };
  const [from] = complete;
  if (from === undefined) return { whole: [], sizes: [], rows: [], firstDay: null, season: null, known: true };
  const all = span(from, question.period.to, grain);
  const lastSeason = span(complete.at(-season) ?? from, ahead[0] ?? from, null);
  const [[whole], [recent], [sizes], firstOrder] = await Promise.all([
    readIndicators(view.ungrouped, [indicator], all),
    indicator.under === undefined ? readIndicators(view.ungrouped, [indicator], lastSeason) : [],
    question.by.length > 0 ? readIndicators(view, [indicator], lastSeason) : [],
    indicator.over.measure.relations.includes("sales") ? forecastFirstOrder(view) : null,
  ]);
  return {
    whole: whole ?? [],
    sizes: sizes ?? [],
    rows: sizes ? await readGroups(input, indicator, all, sizes) : [],
    firstDay: firstOrder && businessDay(firstOrder, calendar.zone),
    season: recent?.[0]?.value ?? null,
    known: whole !== null,
  };
}

/** Groups by bucket: all of them, or of very many the largest. */
async function readGroups(input: Input, indicator: Indicator, span: Span, sizes: readonly GroupValue[]) {
  const { view, words } = input;
  if (sizes.length <= mostRead) return (await readIndicators(view, [indicator], span))[0] ?? [];
  const { over, under } = indicator;
  if (over.measure !== salesMeasure || under !== undefined) {
    throw new UserError("too_many_groups", words.say("too_many", { n: sizes.length, most: mostRead }), {
      hint: words.say("too_many_do"),
    });
  }
  const parts = largestGroups(sizes, candidates).flatMap(({ part }) => part ?? []);
  return groupSums(await forecastGroups(view, { ...span, parts, counted: over.sum === "orders" }), over.sum);
}

interface Read {
  readonly past: Past;
  readonly read: Awaited<ReturnType<typeof readPast>>;
}

/** The forecast with all that stands beside it; null where the past is too short. */
async function find(input: Input, named: NamedIndicator, plan: ForecastPlan, { past, read }: Read) {
  const { question, calendar, compute } = input;
  const { id, indicator } = named;
  const { season, ahead, end } = plan;
  const { history } = past;
  const additive = indicator.under === undefined;
  const yearFrom = fiscalYearStart(fiscalYearOf(ahead[0] ?? end, calendar), calendar);
  const year = { from: yearFrom, to: addUnits(yearFrom, 1, "year") };
  const [days, pipeline, targets] = await Promise.all([
    factorDays(input, plan, history),
    id === "revenue" ? pipelineAhead(input, plan) : null,
    additive ? forecastTargets(input.view, { from: year.from, to: end > year.to ? end : year.to }) : null,
  ]);
  const starts = [...history.starts, ...ahead];
  const { factors, left } = factorsOf(days, {
    starts,
    end,
    past: history.starts.length,
    season: history.values.length >= 2 * season ? season : 1,
  });
  const most = Math.min(mostGroups, question.top ?? usualGroups);
  const sized = { sizes: read.sizes, wholeSize: read.season, rows: read.rows };
  const { groups, parts } = groupHistories(sized, history, { additive, most });
  const found = await compute(forecastSeries, {
    whole: history.values,
    groups: groups.map((group) => group.history.values),
    factors,
    season,
    horizon: ahead.length,
    nonNegative: indicator.unit !== "score" && history.values.every((value) => value >= 0),
  });
  if (found.whole === null) return null;
  return forecastFinding({
    ...{ plan, past, whole: found.whole, parts, factors, left, year, pipeline },
    groups: groups.map((group, index) => ({ ...group, forecast: found.groups[index] ?? null })),
    most: indicator.unit === "share" && history.values.every((value) => value <= 1) ? 1 : Number.POSITIVE_INFINITY,
    targets: (targets ?? []).filter(({ metric }) => metric.toLowerCase().replaceAll("-", "_") === id),
  });
}

/** What moves sales, day by day: recorded factors as far as they were known at the as-of, and Spring Festival. */
async function factorDays({ question, view, calendar }: Input, plan: ForecastPlan, history: History) {
  const [from = plan.end] = history.starts;
  const regions = question.filters.find(({ dimension }) => dimension === "region")?.values;
  const recorded = (await forecastFactors(view, { from })).filter(({ day, kind, region, forecast }) => {
    const foreseen = day <= question.asOf || forecast === 1 || kind === "holiday" || kind === "promotion";
    return foreseen && (regions === undefined || region === null || regions.includes(region));
  });
  const years = { first: Number(from.slice(0, 4)), last: Number(plan.end.slice(0, 4)) };
  const festivals = pausesForFestival(calendar.zone)
    ? Array.from({ length: years.last - years.first + 1 }, (_, k) => seasonDays("春节", years.first + k, calendar))
    : [];
  const festive = springFestivalDays(
    recorded,
    festivals.filter((days) => days !== null),
    plan.grain === "week",
  );
  return [...recorded, ...festive];
}

/** Open deals, where the forecast begins now and not in the past. */
async function pipelineAhead({ question: { asOf, period }, view }: Input, { grain }: ForecastPlan) {
  return period.to > asOf ? forecastPipeline(view, { asOf, grain }) : null;
}
