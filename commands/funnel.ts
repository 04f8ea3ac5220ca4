import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { again } from "#grammar/again.ts";
import { addDays, daysBetween } from "#grammar/days.ts";
import { addUnits } from "#grammar/fiscal.ts";
import { type FunnelReport, funnelReport } from "#metrics/funnel/funnel-report.ts";
import { emptyFunnelResult, funnelResult, journeyResult, openFunnelResult } from "#metrics/funnel/funnel-result.ts";
import { journey } from "#metrics/funnel/journey.ts";
import { openFunnel } from "#metrics/funnel/open-funnel.ts";
import { dealPipelines } from "#queries/deal-pipelines.ts";
import { funnelCohort, funnelDetails } from "#queries/funnel-cohort.ts";
import { journeyRungs, journeyVisitors } from "#queries/funnel-journey.ts";
import { funnelStages } from "#queries/funnel-stages.ts";
import type { FollowUp, Reply } from "#reply.ts";
import { funnelMessages } from "#wording/funnel.ts";
import { tellJourney } from "#wording/funnel-journey.ts";
import { tellOpen } from "#wording/funnel-open.ts";
import { tellFunnel } from "#wording/funnel-story.ts";
import { pipelineMeant } from "#wording/pipeline-choice.ts";

const options = z.object({
  basis: z.enum(["created", "open", "closing"]).default("created"),
  pipeline: z.string().optional(),
  /** From traffic to repurchase. */
  full: z.boolean().default(false),
});
type Input = CommandInput<z.output<typeof options>>;
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
    { en: "/funnel last quarter full", zh: "/漏斗 上季度 full" },
  ],
  period: "last quarter",
  compare: "prev",
  narrows: "opportunities",
  options,
  messages: funnelMessages,
  async run(input) {
    const { question, words } = input;
    if (question.options.full) return wholeJourney(input);
    const found = await find(input);
    if (found === null) return nothing(input, input.view.has("opportunities") ? "empty" : "empty_source");
    const [by = null] = question.by;
    if (found.basis === "open") return openDeals(input, found);
    const comparable = found.comparison !== null && typeof found.comparison !== "string";
    const report = funnelReport({
      names: found.names,
      leadsName: found.leads === "counted" ? words.say("leads") : null,
      now: found.cohort,
      before: comparable ? found.before : null,
      medianDays: found.days,
      grouped: by !== null,
    });
    return cohortFunnel(input, found, report);
  },
});

/** Reads the pipeline's cohort and its comparison; null when there are no deals. */
async function find({ question, view, words }: Input) {
  if ([...question.by, ...question.filters.map((filter) => filter.dimension)].includes("stage")) {
    throw new UserError("not_applicable", words.say("by_stage"), { hint: "/funnel by region" });
  }
  if (!view.has("opportunities")) return null;
  const { period, asOf, options: asked } = question;
  const { basis } = asked;
  // What is expected to close in a running period lies ahead of the as-of.
  const whole = (days: { readonly from: string; readonly to: string }) =>
    basis === "closing" && period.running ? addUnits(days.from, period.step.count, period.step.unit) : days.to;
  const { from } = period;
  const span = { anchor: basis, from, to: whole(period), seen: asOf } as const;
  const pipelines = await dealPipelines(view, span);
  const chosen = pipelineMeant(pipelines, asked.pipeline, { command: "funnel", words });
  if (chosen === null || chosen.deals === 0) return null;

  const { pipeline } = chosen;
  const stages = await funnelStages(view, { pipeline });
  const names = stages.map(({ stage }) => stage);
  if (names.length === 0) names.push(words.say("created"));
  if (!stages.some(({ won }) => won)) names.push(words.say("won"));
  const counted = basis === "created" && view.has("leads");
  const withLeads = counted && view.covers("leads");
  const at = { pipeline, ...span, rungs: names.length, withLeads };
  const earlier = basis === "open" ? undefined : question.comparison?.period;
  const seenUntil = addDays(asOf, earlier ? -daysBetween(earlier.to, period.to) : 0);
  const [cohort, before, details] = await Promise.all([
    funnelCohort(view, at),
    earlier ? funnelCohort(view, { ...at, from: earlier.from, to: whole(earlier), seen: seenUntil }) : null,
    funnelDetails(view, at),
  ]);
  // Without dated entries nobody knows where the earlier cohort stood at the same age; won or not is always dated.
  const dated = details.history !== "inferred" || names.length <= 2;
  const comparison =
    before === null ? null : before.cells.length === 0 ? "no_before" : dated ? { seenUntil } : "undated_before";
  const undated = pipelines.reduce((sum, row) => sum + row.undated, 0);
  return {
    ...details,
    basis,
    pipeline,
    expectedTo: span.to === period.to || basis === "open" ? null : addDays(span.to, -1),
    otherPipelines: pipelines.reduce((sum, row) => sum + (row === chosen ? 0 : row.deals), 0),
    names,
    cohort,
    before,
    comparison: comparison as { seenUntil: string } | "no_before" | "undated_before" | null,
    leads: withLeads ? ("counted" as const) : counted ? ("left_out" as const) : ("none" as const),
    excluded: [
      { reason: "created_at_missing", rows: basis === "created" ? undated : 0 },
      { reason: "lead_created_at_missing", rows: cohort.undatedLeads },
    ].filter(({ rows }) => rows > 0),
  };
}

/** How far the deals of a cohort came. */
function cohortFunnel(input: Input, found: Found, report: FunnelReport): Reply {
  const { question, words } = input;
  const { period, comparison, full } = question;
  const [by = null] = question.by;
  const region = { label: words.say("follow_region", { dimension: words.dimension("region") }), by: ["region"] };
  const result = funnelResult(
    report,
    { ...found, period },
    { comparison: comparison?.period ?? null, reasons: found.reasons, grouped: by !== null, full },
  );
  return {
    ...tellFunnel({ words, report, notes: found, by }, question.top ?? undefined),
    followUps: [
      ...(by === null ? [{ label: region.label, ask: again(question, { by: region.by }) }] : []),
      { label: words.say("follow_open"), ask: again(question, { by: [], options: { basis: "open" } }) },
      ...journeyButton(input),
    ],
    result: found.expectedTo === null ? result : { ...result, expected_to: addDays(found.expectedTo, 1) },
  };
}

function journeyButton({ question, view, words }: Input): FollowUp[] {
  if (question.filters.length > 0 || !view.has("leads")) return [];
  return [{ label: words.say("follow_full"), ask: `/funnel ${question.period.name} full` }];
}

/** Deals that are open now: how many and how much money stands in each stage. */
function openDeals({ question, words }: Input, found: Found): Reply {
  const [by = null] = question.by;
  const open = openFunnel(found.names, found.cohort.cells);
  const recorded = found.cohort.cells.reduce((sum, cell) => sum + (cell.recorded ? cell.deals : 0), 0) / open.deals;
  const period = { from: question.asOf, to: addDays(question.asOf, 1) };
  return {
    ...tellOpen({ words, open, recorded, notes: found, by }, question.top ?? undefined),
    period,
    followUps: [{ label: words.say("title_back"), ask: "/funnel" }],
    result: openFunnelResult(open, { ...found, period }, by !== null),
  };
}

/** From traffic by leads, customers, deals, orders and payments to repurchase. */
async function wholeJourney(input: Input): Promise<Reply> {
  const { question, view, words, asker } = input;
  if (question.by.length > 0) throw new UserError("not_applicable", words.say("journey_by"), { hint: "/funnel full" });
  if (!view.has("leads")) return nothing(input, "journey_no_leads");
  if (!view.covers("leads"))
    throw new UserError("not_applicable", words.say("journey_filter"), { hint: "/funnel full" });
  const { period, comparison, asOf } = question;
  const earlier = comparison?.period ?? null;
  const seenBefore = addDays(asOf, earlier ? -daysBetween(earlier.to, period.to) : 0);
  const side = async ({ from, to }: { readonly from: string; readonly to: string }, seen: string) => {
    const [visitors, rungs] = await Promise.all([
      // Visitors belong to nobody: beside some people's leads they would say nothing.
      asker.role === "administrator" ? journeyVisitors(view, { from, to }) : null,
      journeyRungs(view, { from, to, seen }),
    ]);
    return { visitors, rungs };
  };
  const [now, before] = await Promise.all([side(period, asOf), earlier && side(earlier, seenBefore)]);
  const leads = now.rungs[0]?.reached ?? 0;
  if (leads === 0) return nothing(input, "journey_empty");
  const deals = view.has("opportunities");
  const known: readonly (readonly [string, boolean])[] = [
    ["traffic", now.visitors !== null],
    ["lead", true],
    ["customer", true],
    ["opportunity", deals],
    ["order", deals || view.has("orders")],
    ["payment", view.has("payments")],
    ["repurchase", deals || view.has("orders")],
  ];
  const names = new Map(known.flatMap(([rung, has]) => (has ? [[rung, words.say(`rung_${rung}`)] as const] : [])));
  const compared = before !== null && (before.rungs[0]?.reached ?? 0) > 0;
  const found = journey(names, now, compared ? before : null);
  const traffic = now.visitors !== null;
  return {
    ...tellJourney({ words, journey: found, traffic, asOf, seenBefore: compared ? seenBefore : null }),
    followUps: [
      { label: words.say("title_back"), ask: again(question, { options: { full: null } }) },
      {
        label: words.say("follow_region", { dimension: words.dimension("region") }),
        ask: again(question, { by: ["region"], options: { full: null } }),
      },
      { label: words.say("follow_open"), ask: again(question, { options: { full: null, basis: "open" } }) },
    ],
    result: journeyResult(found, { period, leads, comparison: earlier, leadsBefore: before?.rungs[0]?.reached ?? 0 }),
  };
}

function nothing({ question, words }: Input, why: string): Reply {
  const { period } = question;
  const headline = words.say(why, { span: words.span(period.from, period.to) });
  if (why === "empty_source" || why === "journey_no_leads") {
    const result = emptyFunnelResult({ basis: question.options.basis, period });
    return { headline, actions: [words.say("reply.no_source")], empty: true, result };
  }
  return {
    headline,
    actions: [words.say("empty_action", { command: "/funnel last365d" })],
    followUps: [{ label: words.say("follow_year"), ask: "/funnel last365d" }],
    empty: true,
    result: emptyFunnelResult({ basis: question.options.basis, period }),
  };
}
