import { z } from "zod";
import { cohortTriangle } from "#charts/cohort-triangle.ts";
import { rankedBars } from "#charts/ranked-bars.ts";
import { type CommandInput, defineCommand } from "#command.ts";
import { again } from "#grammar/again.ts";
import { bucketStarts } from "#grammar/buckets.ts";
import { cents } from "#metrics/money.ts";
import { type Cohort, rateAt, retention } from "#metrics/retention.ts";
import { contractRenewals } from "#queries/contract-renewals.ts";
import { excludedOrders } from "#queries/excluded-orders.ts";
import { retentionByCohort } from "#queries/retention-by-cohort.ts";
import type { Kpi, Reply, Table } from "#reply.ts";
import { withoutFilters } from "#wording/empty-period.ts";
import { otherCommands } from "#wording/other-commands.ts";
import { messages } from "#wording/retention.ts";
import {
  actionsOf,
  customersIn,
  footnotesOf,
  headlineOf,
  insightsOf,
  methodOf,
  type RetentionStory,
} from "#wording/retention-sentences.ts";

const options = z.object({
  grain: z.enum(["week", "month", "quarter"]).default("month"),
  event: z.enum(["check_in", "visit", "login"]).optional(),
});
type Input = CommandInput<z.output<typeof options>>;

export default defineCommand({
  title: { en: "Retention", zh: "客户留存" },
  summary: { en: "Do new customers come back?", zh: "新客会回来吗？" },
  aliases: ["留存", "留存率", "留存分析", "客户留存"],
  group: "customers",
  examples: [
    { en: "/retention", zh: "/留存" },
    { en: "/retention last12m grain=quarter", zh: "/留存 近12个月 grain=quarter" },
    { en: "/retention last12w grain=week", zh: "/留存 近12周 grain=week" },
    { en: "/retention last12m by region", zh: "/留存 近12个月 按区域" },
  ],
  period: "last12m",
  narrows: "orders",
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const { asOf, period } = question;
    const { grain } = question.options;
    const event = question.options.event ?? null;
    const days = cohortDays(input);
    const grouped = question.by.length > 0;
    const cells = { ...days, grain, asOf, runningMonth: `${asOf.slice(0, 7)}-01`, event };
    // A customer may belong to several groups, each with a first order of its own: groups do not add up to the whole.
    const whole = view.ungrouped;
    const [all, parts, excluded, renewals] = await Promise.all([
      retentionByCohort(whole, cells).then(activityOf),
      grouped ? retentionByCohort(view, { ...cells, grouped }).then(activityOf) : [],
      event === null ? excludedOrders(whole, period) : [],
      whole.has("contracts") && whole.covers("contracts") ? contractRenewals(whole, { ...period, asOf }) : null,
    ]);
    const found = retention(all, grain, asOf);
    const names = [...new Set(parts.map(({ group }) => group))];
    const groups = names
      .map((group) => ({
        group,
        found: retention(
          parts.filter((row) => row.group === group),
          grain,
          asOf,
        ),
      }))
      .map((group) => ({ ...group, size: customersIn(group.found) }))
      .sort(
        (a, b) =>
          (rateAt(b.found.cohorts, 1).rate ?? -1) - (rateAt(a.found.cohorts, 1).rate ?? -1) ||
          b.size - a.size ||
          (String(a.group) < String(b.group) ? -1 : 1),
      );
    const renewal =
      renewals && renewals.due > 0 ? { ...renewals, renewal_rate: renewals.renewed / renewals.due } : null;
    const fields = (cohorts: readonly Cohort[]) =>
      cohorts.map((cohort) => ({ ...cohort, revenue: event === null ? cohort.revenue.map(cents) : [] }));
    const result = {
      n: customersIn(found),
      grain,
      event,
      period: { from: period.from, to: period.to },
      cohorts: fields(found.cohorts),
      average: found.average,
      ...(grouped
        ? {
            groups: groups.map(({ group, size, found: own }) => ({
              group,
              size,
              average: own.average,
              cohorts: fields(own.cohorts),
            })),
          }
        : {}),
      renewals: renewal,
      renewal_rate: renewal?.renewal_rate ?? null,
      excluded,
    };
    if (found.cohorts.length === 0) return nobody(input, result);
    const by = question.by[0] ?? null;
    const story = { words, grain, event, asOf, by, found, groups, renewals, excluded, deals: !view.has("orders") };
    const headline = headlineOf(story);
    const others = (["month", "week", "quarter"] as const).filter((other) => other !== grain);
    return {
      headline,
      chart: chartOf(story, headline),
      kpis: kpisOf(story),
      table: tableOf(story),
      insights: insightsOf(story),
      actions: actionsOf(story),
      footnotes: footnotesOf(story),
      method: methodOf(story),
      followUps: [
        ...others.map((other) => ({
          label: words.say(`follow_${other}`),
          ask: again(question, { options: { grain: other } }),
        })),
        ...otherCommands(input, ["rfm"]),
      ],
      result,
    };
  },
});

/** Cohorts that begin within the period; the one it lies in where none does. */
function cohortDays({ question, calendar }: Input): { from: string; to: string } {
  const { period } = question;
  const starts = bucketStarts(period, question.options.grain, calendar);
  const first = starts.find((start) => start >= period.from) ?? starts[0] ?? period.from;
  return { from: first, to: period.to };
}

function activityOf(rows: Awaited<ReturnType<typeof retentionByCohort>>) {
  return rows.map(({ home, cohort_start, active_start, customers, revenue }) => ({
    group: home,
    cohort: cohort_start,
    start: active_start,
    customers,
    revenue,
  }));
}

function nobody({ question, words }: Input, result: Reply["result"]): Reply {
  const { period, options: given } = question;
  const span = words.span(period.from, period.to);
  const headline =
    given.event === undefined
      ? words.say("empty", { span })
      : words.say("no_events", { span, event: words.say(`event.${given.event}`) });
  const actions = [
    words.say("reply.longer_period", { command: "/retention last2y" }),
    ...withoutFilters({ question, words }),
  ];
  return { headline, actions, result, empty: true };
}

function chartOf(story: RetentionStory, headline: string): NonNullable<Reply["chart"]> {
  const { words, grain, event, found, groups, by } = story;
  if (groups.length > 0) {
    const rows = groups.map(({ group, found: own }, index) => {
      const rate = rateAt(own.cohorts, 1).rate ?? 0;
      return { label: group ?? words.say("none"), value: rate, text: words.percent(rate), highlight: index === 0 };
    });
    const values = { unit: words.say("unit", { grain }), dimension: words.dimension(by ?? "") };
    return { spec: rankedBars({ rows }), alt: headline, subtitle: words.say("subtitle_groups", values) };
  }
  // The first column is everybody by definition: it only stands there while nothing else does.
  const later = found.cohorts.some(({ retained }) => typeof retained[1] === "number");
  const rows = found.cohorts
    .filter(({ retained }) => !later || typeof retained[1] === "number")
    .slice(-12)
    .map(({ cohort, size, retained, complete }) => ({
      label: `${words.bucket(cohort, grain)} (${words.integer(size)})`,
      cells: retained.flatMap((count, k) =>
        count === null || (later && k === 0)
          ? []
          : [{ k, ratio: count / size, text: words.percent(count / size), complete: complete[k] ?? false }],
      ),
    }));
  const xTitle = words.say(event === null ? "axis" : "axis_event", { grain });
  return { spec: cohortTriangle({ rows, xTitle }), alt: headline, subtitle: words.say("subtitle") };
}

function kpisOf({ words, grain, found, renewals }: RetentionStory): Kpi[] {
  const unit = words.say("unit", { grain });
  const rates = [1, 3].flatMap((k) => {
    const { rate } = rateAt(found.cohorts, k);
    const label = k === 1 ? words.say("after_one", { unit }) : words.say("after_unit", { k, unit });
    return rate === null ? [] : [{ label, value: words.percent(rate) }];
  });
  const kept =
    renewals && renewals.due > 0
      ? [{ label: words.say("renewal"), value: words.percent(renewals.renewed / renewals.due) }]
      : [];
  return [{ label: words.say("won"), value: words.integer(customersIn(found)) }, ...rates, ...kept];
}

function tableOf({ words, grain, event, found, groups, by }: RetentionStory): Table {
  const steps = [1, 2, 3];
  const lines =
    groups.length > 0
      ? groups.map(({ group, size, found: own }) => {
          return { name: group ?? words.say("none"), size, cohorts: own.cohorts };
        })
      : found.cohorts.map((cohort) => {
          return { name: words.bucket(cohort.cohort, grain), size: cohort.size, cohorts: [cohort] };
        });
  const first = by === null ? words.say(event === null ? "cohort" : "cohort_event") : words.dimension(by);
  const rowOf = ({ name, size, cohorts }: (typeof lines)[number]) => ({
    name,
    size,
    ...Object.fromEntries(steps.map((k) => [`after_${k}`, rateAt(cohorts, k).rate])),
  });
  return {
    columns: [
      { key: "name", label: first, format: "text" },
      { key: "size", label: words.say("customers"), format: "integer" },
      ...steps.map((k) => ({ key: `after_${k}`, label: words.say("after", { k }), format: "percent" as const })),
    ],
    // The newest cohorts, the largest groups.
    rows: (groups.length > 0 ? lines.slice(0, 8) : lines.slice(-8)).map(rowOf),
    total: lines.length,
    all: () => lines.map(rowOf),
  };
}
