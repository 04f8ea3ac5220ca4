import { z } from "zod";
import { rankedBars } from "#charts/ranked-bars.ts";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { again } from "#grammar/again.ts";
import { addDays, daysBetween } from "#grammar/days.ts";
import { openStages, pipelineNamed, type Step } from "#metrics/funnel/funnel.ts";
import { type FunnelReport, funnelReport } from "#metrics/funnel/funnel-report.ts";
import { dealPipelines } from "#queries/deal-pipelines.ts";
import { funnelCohort, funnelDetails } from "#queries/funnel-cohort.ts";
import { funnelStages } from "#queries/funnel-stages.ts";
import type { Reply } from "#reply.ts";
import { funnelMessages } from "#wording/funnel.ts";
import { funnelKpis, groupBars, groupTable, stageBars, stageTable } from "#wording/funnel-figures.ts";
import { funnelProvenance, funnelSentences } from "#wording/funnel-sentences.ts";

const options = z.object({
  basis: z.enum(["created", "open", "closing"]).default("created"),
  pipeline: z.string().optional(),
});
type Input = CommandInput<z.output<typeof options>>;
type Words = Input["words"];
type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

export default defineCommand({
  title: { en: "Sales funnel", zh: "销售漏斗" },
  summary: { en: "Where do deals leak?", zh: "商机在哪个阶段流失最多？" },
  aliases: ["漏斗", "销售漏斗", "转化漏斗", "漏斗分析"],
  group: "sales",
  examples: [
    { en: "/funnel last quarter", zh: "/漏斗 上季度" },
    { en: "/funnel last quarter by region", zh: "/漏斗 上季度 按区域" },
    { en: "/funnel basis=open", zh: "/漏斗 basis=open" },
    { en: "/funnel last90d basis=closing", zh: "/漏斗 近90天 basis=closing" },
  ],
  period: "last quarter",
  compare: "prev",
  narrows: "opportunities",
  options,
  messages: funnelMessages,
  async run(input) {
    const found = await find(input);
    if (found === null) return nothing(input);
    if (input.question.options.basis === "open") return openDeals(input, found);
    const comparable = found.comparison !== null && typeof found.comparison !== "string";
    const report = funnelReport({
      names: found.names,
      leadsName: found.leads === "counted" ? input.words.say("leads") : null,
      now: found.cohort,
      before: comparable ? found.before : null,
      medianDays: found.days,
      grouped: input.question.by.length > 0,
    });
    return reply(input, found, report);
  },
});

/** Reads the pipeline's cohort and its comparison; null when there are no deals. */
async function find({ question, view, words }: Input) {
  if ([...question.by, ...question.filters.map((filter) => filter.dimension)].includes("stage")) {
    throw new UserError("not_applicable", words.say("by_stage"), { hint: "/funnel by region" });
  }
  if (!view.has("opportunities")) return null;
  const { basis } = question.options;
  const anchor = basis === "closing" ? "closed" : "created";
  const { from, to } = basis === "open" ? { from: "1970-01-01", to: addDays(question.asOf, 1) } : question.period;
  const pipelines = await dealPipelines(view, { from, to, anchor });
  const chosen = choose(pipelines, question.options.pipeline, words);
  if (!chosen || chosen.deals === 0) return null;

  const stages = await funnelStages(view, { pipeline: chosen.pipeline });
  const names = stages.map(({ stage }) => stage);
  if (names.length === 0) names.push(words.say("created"));
  if (!stages.some(({ won }) => won)) names.push(words.say("won"));
  const counted = basis === "created" && view.has("leads");
  const withLeads = counted && view.covers("leads");
  const { pipeline } = chosen;
  const at = { pipeline, from, to, anchor, seen: question.asOf, rungs: names.length, withLeads } as const;
  const earlier = basis === "open" ? undefined : question.comparison?.period;
  const seenUntil = addDays(question.asOf, earlier ? -daysBetween(earlier.to, to) : 0);
  const [cohort, before, details] = await Promise.all([
    funnelCohort(view, at),
    earlier ? funnelCohort(view, { ...at, from: earlier.from, to: earlier.to, seen: seenUntil }) : null,
    funnelDetails(view, at),
  ]);
  // Without dated entries nobody knows where the earlier cohort stood at the same age; won or not is always dated.
  const dated = details.history !== "inferred" || names.length <= 2;
  const comparison =
    before === null ? null : before.cells.length === 0 ? "no_before" : dated ? { seenUntil } : "undated_before";
  return {
    ...details,
    basis,
    pipeline,
    otherPipelines: pipelines.reduce((sum, row) => sum + (row === chosen ? 0 : row.deals), 0),
    names,
    cohort,
    before,
    comparison: comparison as { seenUntil: string } | "no_before" | "undated_before" | null,
    leads: withLeads ? ("counted" as const) : counted ? ("left_out" as const) : ("none" as const),
    excluded: [
      { reason: "created_at_missing", rows: pipelines.reduce((sum, row) => sum + row.undated, 0) },
      { reason: "lead_created_at_missing", rows: cohort.undatedLeads },
    ].filter(({ rows }) => rows > 0),
  };
}

/** The pipeline asked for, by name or the beginning of it; without one, that of most deals. */
function choose<Row extends { readonly pipeline: string }>(
  rows: readonly Row[],
  name: string | undefined,
  words: Words,
) {
  const row = pipelineNamed(rows, name);
  if (row || rows.length === 0) return row;
  const names = rows.map(({ pipeline }) => pipeline || words.say("unnamed"));
  const hint = words.say("pipelines", { names: words.list(names), example: `/funnel pipeline=${names[0]}` });
  throw new UserError("not_understood", words.say("unknown_pipeline", { name: name ?? "" }), { hint });
}

function reply({ question, words }: Input, found: Found, report: FunnelReport): Reply {
  const { whole, brokenGroup } = report;
  const grouped = question.by.length > 0;
  const sentences = funnelSentences(words, report, found);
  const focus = brokenGroup ?? whole.leak;
  const shown = report.groups.slice(0, question.top ?? 8);
  const lost = found.reasons.reduce((sum, row) => sum + row.deals, 0);
  const dimension = words.dimension(question.by[0] ?? "");
  const drawn = grouped && focus ? groupBars(words, shown, focus, dimension) : stageBars(words, whole, focus);
  const { period, comparison } = question;
  return {
    ...sentences,
    chart: { ...drawn, alt: sentences.headline },
    kpis: funnelKpis(words, report),
    table: grouped ? groupTable(words, report.groups, shown, dimension) : stageTable(words, whole),
    method: ["method_reached", "method_conversion", "method_leak", "method_days"].map((key) => words.say(key)),
    followUps: [
      ...(grouped
        ? []
        : [
            {
              label: words.say("follow_region", { dimension: words.dimension("region") }),
              ask: again(question, { by: ["region"] }),
            },
          ]),
      { label: words.say("follow_open"), ask: again(question, { by: [], options: { basis: "open" } }) },
    ],
    result: {
      basis: found.basis,
      pipeline: found.pipeline,
      n: whole.size,
      period: { from: period.from, to: period.to },
      previous: whole.before &&
        comparison && {
          period: { from: comparison.period.from, to: comparison.period.to },
          n: whole.sizeBefore,
          stages: whole.before,
          overall: whole.overallBefore,
        },
      excluded: found.excluded,
      stages: whole.now,
      overall: whole.overall,
      leak: leakFields(whole.leak),
      lost_reasons: found.reasons.map((row) => ({ ...row, share: row.deals / lost })),
      open_share: report.openShare,
      history: found.history,
      ...(grouped
        ? {
            groups: report.groups.slice(0, question.full ? undefined : 50).map((group) => ({
              key: group.key,
              reached: group.size,
              overall: group.overall,
              leak: leakFields(group.leak),
              stages: group.now,
            })),
            worst: brokenGroup && { key: brokenGroup.key, ...leakFields(brokenGroup) },
          }
        : {}),
    },
  };
}

function leakFields(step: Step | null) {
  return step && { stage: step.stage, conversion: step.conversion, previous: step.previous, p_value: step.p_value };
}

/** Deals that are open now: how many and how much money stands in each stage. */
function openDeals({ question, words }: Input, found: Found): Reply {
  const stages = openStages(found.names, found.cohort.cells);
  const n = stages.reduce((sum, { deals }) => sum + deals, 0);
  const amount = stages.reduce((sum, stage) => sum + stage.amount, 0);
  const most = stages.reduce(
    (top, stage) => (stage.amount > top.amount ? stage : top),
    stages[0] as (typeof stages)[number],
  );
  const share = words.percent(amount > 0 ? most.amount / amount : 0);
  const headline = words.say("open_headline", { n, money: words.money(amount), stage: most.stage, share });
  const rows = stages.map((stage) => ({
    label: stage.stage,
    value: stage.amount,
    text: words.money(stage.amount),
    share: words.integer(stage.deals),
    highlight: stage === most,
  }));
  return {
    headline,
    chart: { spec: rankedBars({ rows }), alt: headline, subtitle: words.say("open_chart") },
    table: {
      columns: [
        { key: "stage", label: words.say("column_stage"), format: "text" },
        { key: "deals", label: words.say("kpi_deals"), format: "integer" },
        { key: "amount", label: words.say("column_amount"), format: "money" },
      ],
      rows: stages,
    },
    actions: [words.say("open_action", { stage: most.stage, n: most.deals, money: words.money(most.amount) })],
    footnotes: funnelProvenance(words, recordedShare(found), found),
    followUps: [{ label: words.say("title_back"), ask: "/funnel" }],
    result: {
      basis: "open",
      pipeline: found.pipeline,
      n,
      period: { from: question.asOf, to: addDays(question.asOf, 1) },
      previous: null,
      excluded: found.excluded,
      stages,
      amount,
      history: found.history,
    },
  };
}

function recordedShare({ cohort }: Found): number {
  const deals = (keep: boolean) =>
    cohort.cells.reduce((sum, cell) => sum + (cell.here !== null && (!keep || cell.recorded) ? cell.deals : 0), 0);
  return deals(false) > 0 ? deals(true) / deals(false) : 0;
}

function nothing({ question, view, words }: Input): Reply {
  const { period } = question;
  return {
    headline: words.say(view.has("opportunities") ? "empty" : "empty_source"),
    actions: [words.say("empty_action", { command: "/funnel last365d" })],
    followUps: [{ label: words.say("follow_year"), ask: "/funnel last365d" }],
    empty: true,
    result: {
      ...{ basis: question.options.basis, n: 0, period: { from: period.from, to: period.to }, previous: null },
      ...{ excluded: [], stages: [], overall: null, leak: null, lost_reasons: [], open_share: null, history: null },
    },
  };
}
