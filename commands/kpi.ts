import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { again } from "#grammar/again.ts";
import { bucketStarts } from "#grammar/buckets.ts";
import { addDays, earlier, startOfDay } from "#grammar/days.ts";
import { addUnits, unitStart } from "#grammar/fiscal.ts";
import { previousPeriod, yearAgo } from "#grammar/period.ts";
import { type IndicatorValue, indicatorName, readIndicators, type Span } from "#indicator.ts";
import { hollowGrowth } from "#metrics/kpi/hollow-growth.ts";
import { historyLength, type KpiGrain, kpiGrain, kpiRow, seasonOf } from "#metrics/kpi/kpi.ts";
import { inKpiOrder } from "#metrics/kpi/kpi-order.ts";
import { kpiSeries } from "#metrics/kpi/kpi-series.ts";
import { retention } from "#metrics/retention.ts";
import { retentionByCohort } from "#queries/retention-by-cohort.ts";
import type { Reply } from "#reply.ts";
import judgeIndicators from "#tasks/judge-indicators.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { indicatorMeant } from "#wording/indicator-choice.ts";
import { messages } from "#wording/kpi.ts";
import { tellKpi } from "#wording/kpi-story.ts";
import type { KpiStory } from "#wording/kpi-texts.ts";
import { otherCommands } from "#wording/other-commands.ts";

/** `only=revenue,orders`: these key figures and no others, by any of their names. */
const options = z.object({ only: z.string().optional() });
type Input = CommandInput<z.output<typeof options>>;

/** Values before the newest that are judged as well, to tell how often the alarm is raised. */
const judgedBefore = 12;
/** Months of new customers that are looked at for growth that does not last. */
const cohortMonths = 12;

export default defineCommand({
  title: { en: "Key figures", zh: "经营指标" },
  summary: { en: "How are we doing on everything that matters?", zh: "各项经营指标整体表现如何？" },
  aliases: ["经营指标", "看板", "经营看板", "指标", "关键指标"],
  group: "sales",
  examples: [
    { en: "/kpi", zh: "/经营指标" },
    { en: "/kpi last quarter", zh: "/经营指标 上季度" },
    { en: "/kpi mtd", zh: "/经营指标 本月" },
  ],
  period: "last month",
  narrows: ["orders", "leads", "opportunities"],
  groupings: 0,
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words, compute, calendar } = input;
    const { period } = question;
    const grain = kpiGrain(period.step);
    const [history, growth] = await Promise.all([readHistory(input, grain), hollowness(input)]);
    const periods = { value: period, previous: previousPeriod(period, calendar), yoy: yearAgo(period, calendar) };
    const [value, previous, yoy] = await Promise.all(
      Object.entries(periods).map(([name, { from, to }]) => valuesIn(input, history, { from, to }, name === "value")),
    );
    const judged = question.brief
      ? []
      : await compute(judgeIndicators, {
          series: history.rows.map(({ series, indicator: { unit } }) => {
            return { values: series, season: seasonOf[grain], relative: unit === "money" || unit === "count" };
          }),
          most: judgedBefore,
        });
    const rows = history.rows.map(({ id, indicator, series }, at) => {
      const given = { value: value?.[at] ?? null, previous: previous?.[at] ?? null, yoy: yoy?.[at] ?? null };
      const judgement = judged[at]?.newest ?? null;
      return { ...kpiRow({ kpi: id, ...given, history: series, judgement }), indicator };
    });
    const shown = rows.filter((row) => row.value !== null || row.series.some((point) => point !== null));
    const alarms = judged.reduce(
      ({ judged, flagged }, { alarms }) => ({ judged: judged + alarms.judged, flagged: flagged + alarms.flagged }),
      { judged: 0, flagged: 0 },
    );
    const missing = [...history.unknown, ...rows.filter((row) => !shown.includes(row)).map(({ kpi }) => kpi)].sort();
    const result = {
      n: shown.find(({ kpi }) => kpi === "active_customers")?.value ?? 0,
      period: { from: period.from, to: period.to },
      previous: { period: { from: periods.previous.from, to: periods.previous.to } },
      year_ago: { period: { from: periods.yoy.from, to: periods.yoy.to } },
      excluded: [],
      grain,
      starts: history.starts.slice(-12),
      kpis: shown.map(({ indicator, ...row }) => row),
      missing,
      warning: growth,
      alarms: { ...alarms, rate: alarms.judged === 0 ? null : alarms.flagged / alarms.judged },
    };
    if (!shown.some((row) => row.value !== null && row.value !== 0)) return emptyPeriod(input, result);
    const titled = (id: string) => history.titles.get(id)?.[words.locale] ?? id;
    const story: KpiStory = {
      words,
      rows: shown,
      ...{ period, previous: periods.previous, grain, newest: history.starts.at(-1) ?? period.from },
      ...{ alarms, growth, missing: missing.map(titled), filtered: question.filters.length > 0 },
      deals: !view.has("orders") && view.has("opportunities"),
      commands: new Set(input.commands.keys()),
    };
    const month = period.name === "mtd" ? "last month" : "mtd";
    return {
      ...tellKpi(story),
      followUps: [
        { label: words.say(`follow_${month === "mtd" ? "mtd" : "month"}`), ask: again(question, { period: month }) },
        ...(input.commands.has("why") ? [{ label: words.say("follow_why"), ask: `/why revenue ${period.name}` }] : []),
        ...otherCommands(input, ["define"]),
      ],
      result,
    };
  },
});

type History = Awaited<ReturnType<typeof readHistory>>;

/** Every indicator that the data give, bucket by bucket, up to the last bucket that the period completes. */
async function readHistory({ question, view, words, indicators, calendar, now }: Input, grain: KpiGrain) {
  const only = question.options.only?.split(/[,，]/).map((name) => indicatorMeant(name.trim(), indicators, words).id);
  // A day that still runs would make its bucket look like a fall.
  const over = now < question.asOfEnd ? earlier(question.period.to, question.asOf) : question.period.to;
  const to = unitStart(over, grain, calendar);
  const from = addUnits(to, -historyLength[grain], grain);
  const starts = bucketStarts({ from, to }, grain, calendar);
  const all = inKpiOrder([...indicators].map(([file, indicator]) => ({ id: indicatorName(file), indicator })));
  const named = only === undefined ? all : all.filter(({ id }) => only.includes(id));
  const span = { from, to, start: startOfDay(from, calendar.zone), end: startOfDay(to, calendar.zone), grain };
  const read = await readIndicators(
    view,
    named.map(({ indicator }) => indicator),
    span,
  );
  const rows = named.flatMap((each, at) => {
    const values: readonly IndicatorValue[] | null | undefined = read[at];
    return values ? [{ ...each, series: kpiSeries(starts, values, each.indicator.under === undefined) }] : [];
  });
  const known = new Set(rows.map(({ id }) => id));
  return {
    ...{ starts, to, grain, rows },
    unknown: named.map(({ id }) => id).filter((id) => !known.has(id)),
    titles: new Map(named.map(({ id, indicator }) => [id, indicator.title])),
  };
}

/**
 * Values of a span, out of the history where it is one of its buckets; null before anything was known. A sum of which only
 * the end is known is none to compare with: it is told only where a `part` will do.
 */
async function valuesIn(
  { view, calendar }: Input,
  history: History,
  { from, to }: Pick<Span, "from" | "to">,
  part: boolean,
) {
  const { starts, grain, rows } = history;
  const at = starts.indexOf(from);
  const known = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  if (at >= 0 && addUnits(from, 1, grain) === to) return rows.map(({ series }) => known(series[at]));
  const span = { from, to, start: startOfDay(from, calendar.zone), end: startOfDay(to, calendar.zone), grain: null };
  const read = await readIndicators(
    view,
    rows.map(({ indicator }) => indicator),
    span,
  );
  return rows.map(({ indicator, series }, index) => {
    const known = series.findIndex((value) => !Number.isNaN(value));
    const first = starts[known];
    if (!part && indicator.under === undefined && first !== undefined && known > 0 && from < first) return null;
    const [row] = read[index] ?? [];
    if (row !== undefined) return row.value === 0 && (first === undefined || to <= first) ? null : row.value;
    return indicator.under === undefined && first !== undefined && to > first ? 0 : null;
  });
}

/** Is growth bought with customers who do not come back? Null where not, or where the data cannot tell. */
async function hollowness({ question: { period, options }, view, calendar }: Input) {
  if (options.only !== undefined || !view.covers("account_months")) return null;
  const asOf = addDays(period.to, -1);
  const runningMonth = unitStart(asOf, "month", calendar);
  const from = addUnits(runningMonth, -cohortMonths, "month");
  const rows = await retentionByCohort(view, {
    ...({ grain: "month", from, to: addUnits(runningMonth, 1, "month"), asOf, runningMonth, event: null } as const),
  });
  const activity = rows.map(({ cohort_start, active_start, customers, revenue }) => {
    return { cohort: cohort_start, start: active_start, customers, revenue };
  });
  return hollowGrowth(retention(activity, "month", asOf).cohorts);
}
