import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { again } from "#grammar/again.ts";
import { addDays, earlier, startOfDay } from "#grammar/days.ts";
import { addUnits, unitStart } from "#grammar/fiscal.ts";
import { readIndicators } from "#indicator.ts";
import { dayNumber } from "#metrics/days.ts";
import { targetOf } from "#metrics/forecast/target.ts";
import { pipelineChanges } from "#metrics/pipeline/pipeline-changes.ts";
import { type PipelineCoverage, pipelineCoverage } from "#metrics/pipeline/pipeline-coverage.ts";
import type { PipelineDeals } from "#metrics/pipeline/pipeline-deals.ts";
import { type DealNamed, type PipelineFound, pipelineResult, usualRung } from "#metrics/pipeline/pipeline-result.ts";
import { groupRows, stageRows, together } from "#metrics/pipeline/pipeline-rows.ts";
import { allOpenDeals, openDealsBy } from "#metrics/pipeline/pipeline-stages.ts";
import { slippedDeals } from "#metrics/pipeline/slipped-deals.ts";
import { wonDaysOf } from "#metrics/pipeline/stage-days.ts";
import { stalledDeals } from "#metrics/pipeline/stalled-deals.ts";
import { dealMovements } from "#queries/deal-movements.ts";
import { forecastTargets } from "#queries/forecast-targets.ts";
import { dealNames } from "#queries/pipeline-deal-names.ts";
import { pipelineDealRows } from "#queries/pipeline-deals.ts";
import { pipelineGaps } from "#queries/pipeline-gaps.ts";
import { stageArrivals, wonStageDays } from "#queries/pipeline-stage-days.ts";
import { pipelineStages } from "#queries/pipeline-stages.ts";
import type { Reply } from "#reply.ts";
import { otherCommands } from "#wording/other-commands.ts";
import { messages } from "#wording/pipeline.ts";
import { pipelineMeant } from "#wording/pipeline-choice.ts";
import { tellPipeline } from "#wording/pipeline-story.ts";

const options = z.object({
  closing: z.enum(["month", "quarter", "year"]).optional(),
  pipeline: z.string().optional(),
});
type Input = CommandInput<z.output<typeof options>>;

/** Deals in each list of `result` unless it is asked for in full, and groups. */
const mostListed = 200;
/** Metrics of targets that open deals are to fill. */
const soughtAfter = new Set(["revenue", "sales", "won", "bookings", "销售额", "营收", "业绩", "签约", "签约额"]);

export default defineCommand({
  title: { en: "Pipeline", zh: "商机" },
  summary: {
    en: "What is open, stalled, slipping; what changed since a date?",
    zh: "有哪些在跟商机，哪些停滞、延期，近期有何变动？",
  },
  aliases: ["商机", "在跟商机", "商机盘点", "商机变动"],
  group: "sales",
  examples: [
    { en: "/pipeline", zh: "/商机" },
    { en: "/pipeline since 2026-09-01", zh: "/商机 近90天" },
    { en: "/pipeline this quarter closing=quarter", zh: "/商机 本季度 closing=quarter" },
    { en: "/pipeline by owner", zh: "/商机 按负责人" },
  ],
  period: "today",
  narrows: "opportunities",
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, words } = input;
    if (question.filters.some(({ dimension }) => dimension === "stage")) {
      throw new UserError("not_applicable", words.say("one_stage"), { hint: "/pipeline" });
    }
    const { period } = question;
    // A period of one day asks how the pipeline stands, a longer one what changed over it.
    const changed = addDays(period.from, 1) < period.to;
    const asOf = earlier(question.asOf, addDays(period.to, -1));
    const { found, ...story } = await find(input, asOf);
    const result = pipelineResult(found);
    if (found.now.deals === 0 && found.movement.deals.opening === 0 && found.movement.deals.new === 0) {
      return nothing(input, asOf, result);
    }
    return {
      ...tellPipeline({ ...story, words, by: grouping(input), changed, since: period.from, found }),
      followUps: followUps(input, changed),
      result,
    };
  },
});

/** What to tell deals apart by besides the stage, by which they always are; null for nothing. */
function grouping({ question }: Input): string | null {
  const [by] = question.by;
  return by === undefined || by === "stage" ? null : by;
}

async function find(input: Input, asOf: string) {
  const { question, view, calendar } = input;
  const { from } = question.period;
  const stages = await pipelineStages(view.ungrouped);
  const asked = question.options.pipeline;
  const lines = [...new Set(stages.map(({ line }) => line))].map((line) => ({ pipeline: line }));
  // Without a name all pipelines are meant.
  const meant = asked === undefined ? null : pipelineMeant(lines, asked, { command: "pipeline", words: input.words });
  const pipeline = meant?.pipeline ?? null;
  const days = { opening: addDays(from, -1), closing: asOf, pipeline };
  const [deals, arrivals, wonDays, gaps] = await Promise.all([
    pipelineDealRows(view, days),
    stageArrivals(view.ungrouped, { closing: asOf }),
    wonStageDays(view.ungrouped, { closing: asOf }),
    pipelineGaps(view, { pipeline }),
  ]);
  const { closing } = question.options;
  const first = closing === undefined ? null : unitStart(asOf, closing, calendar);
  const horizon = closing === undefined || first === null ? null : { from: first, to: addUnits(first, 1, closing) };
  const span = horizon && { from: dayNumber(horizon.from), to: dayNumber(horizon.to) };
  const [won, today] = [wonDaysOf(wonDays), dayNumber(asOf)];
  const arrived = new Map(Array.from(arrivals.deal, (deal, row) => [deal, arrivals.arrived[row] as number]));
  const stalled = stalledDeals(deals, { won, arrived, asOf: today });
  const slipped = slippedDeals(deals, today);
  const most = question.full ? Number.POSITIVE_INFINITY : mostListed;
  const [shownStalled, shownSlipped] = [stalled.slice(0, most), slipped.slice(0, most)];
  const names = await dealNames(view, {
    deals: [...new Set([...shownStalled, ...shownSlipped].map(({ deal }) => deal))],
  });
  const stageNames = new Map(stages.map(({ stage_key, stage }) => [stage_key, stage]));
  const named = <Deal extends { readonly deal: number; readonly stage: number | null }>(list: readonly Deal[]) =>
    list.flatMap((row) => {
      const name = names.get(row.deal);
      const stageName = row.stage === null ? null : (stageNames.get(row.stage) ?? null);
      return name === undefined ? [] : [{ ...row, ...name, stageName } satisfies DealNamed];
    });
  const found: PipelineFound = {
    ...{ asOf, period: { from, to: addDays(asOf, 1) }, horizon },
    ...{ now: allOpenDeals(deals), before: allOpenDeals(deals, "then") },
    stages: stageRows(deals, stages),
    groups: grouping(input) === null ? null : groupRows(deals).slice(0, most),
    ...{ stalled: named(shownStalled), slipped: named(shownSlipped) },
    stalledTotal: together(stalled),
    slippedTotal: together(slipped),
    overdueTotal: together(slipped.filter(({ overdue }) => overdue > 0)),
    coverage: await coverageOf(input, deals, asOf),
    movement: pipelineChanges(deals, span),
    history: usualRung(deals),
    excluded: gaps.unended > 0 ? [{ reason: "closed_at_missing", rows: gaps.unended }] : [],
  };
  const open = [...deals.columns.open_now.keys()].filter((row) => deals.columns.open_now[row] === 1);
  const unpriced = open.filter((row) => Number.isNaN(deals.columns.worth_now[row])).length;
  return { found, unpriced, unborn: gaps.unborn, wonDeals: won.cycle.deals.reduce((sum, count) => sum + count, 0) };
}

/** How far the deals due this quarter cover what its target still lacks; null without a target. */
async function coverageOf(input: Input, deals: PipelineDeals, asOf: string): Promise<PipelineCoverage | null> {
  const { view, calendar } = input;
  const from = unitStart(asOf, "quarter", calendar);
  const to = addUnits(from, 1, "quarter");
  const targets = (await forecastTargets(view, { from, to }))?.filter(({ metric }) =>
    soughtAfter.has(metric.toLowerCase()),
  );
  const target = targets && targetOf(targets, [{ start: from, end: to, value: 0, past: false }], { from, to });
  if (!target) return null;
  const achieved = await revenueSince(input, { from, to: addDays(asOf, 1) });
  const behind = dayNumber(to);
  const due = openDealsBy(deals, (row) => (deals.columns.expected_now[row] as number) < behind).get(true);
  const { deals: count, amount, weighted } = due ?? { deals: 0, amount: 0, weighted: 0 };
  return pipelineCoverage({ from, to }, { target: target.amount, achieved, deals: count, pipeline: amount, weighted });
}

/** Net revenue, or the money of won deals where there are no orders. */
async function revenueSince(
  { view, indicators, calendar }: Input,
  days: { from: string; to: string },
): Promise<number> {
  const revenue = indicators.get("revenue");
  const [start, end] = [days.from, days.to].map((day) => startOfDay(day, calendar.zone)) as [Date, Date];
  const read = revenue && (await readIndicators(view.ungrouped, [revenue], { ...days, start, end, grain: null }));
  const values = read?.[0];
  return values ? (values[0]?.value ?? 0) : ((await dealMovements(view.ungrouped, days)).wonAmount ?? 0);
}

function followUps(input: Input, changed: boolean) {
  const { question, words } = input;
  const dimension = words.dimension("owner");
  return [
    ...(changed ? [] : [{ label: words.say("follow_month"), ask: again(question, { period: "last30d", by: [] }) }]),
    ...(changed && question.options.closing === undefined
      ? [{ label: words.say("follow_quarter"), ask: again(question, { options: { closing: "quarter" } }) }]
      : []),
    ...(changed || question.by.length > 0
      ? []
      : [{ label: words.say("follow_owner", { dimension }), ask: again(question, { by: ["owner"] }) }]),
    ...otherCommands(input, ["funnel", "forecast"]),
  ];
}

function nothing({ question, view, words }: Input, asOf: string, result: Reply["result"]): Reply {
  const { from, to } = question.period;
  const empty = words.say("empty", { date: words.date(asOf), span: words.span(from, to) });
  return {
    headline: view.has("opportunities") ? empty : words.say("empty_source"),
    actions: [
      view.has("opportunities")
        ? words.say("empty_action", { command: "/pipeline last90d" })
        : words.say("reply.no_source"),
    ],
    result,
    empty: true,
  };
}
