import { type CommandInput, defineCommand } from "#command.ts";
import { again } from "#grammar/again.ts";
import { grainFor } from "#grammar/buckets.ts";
import { addDays, daysBetween } from "#grammar/days.ts";
import { leadFindings, leadGroups } from "#metrics/leads/leads.ts";
import { leadsResult, noLeads } from "#metrics/leads/leads-result.ts";
import { leadSums, leadTrend, undatedLeads } from "#queries/lead-sums.ts";
import type { Reply } from "#reply.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { messages } from "#wording/leads.ts";
import { tellLeads } from "#wording/leads-story.ts";
import { otherCommands } from "#wording/other-commands.ts";

type Input = CommandInput<unknown>;

/** Groups in `result` unless it is asked for in full, and rows of the picture. */
const mostGroups = 200;
const mostShown = 8;

export default defineCommand({
  title: { en: "Leads", zh: "线索" },
  summary: {
    en: "How many leads, from where, how fast answered, how many convert?",
    zh: "线索有多少、从哪来、响应多快、转化多少？",
  },
  aliases: ["线索", "线索分析", "线索转化"],
  group: "sales",
  examples: [
    { en: "/leads last quarter", zh: "/线索 上季度" },
    { en: "/leads last365d by owner", zh: "/线索 近365天 按负责人" },
    { en: "/leads last90d by channel vs yoy", zh: "/线索 近90天 按渠道 同比" },
  ],
  period: "last90d",
  compare: "prev",
  narrows: "leads",
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const { period, asOf } = question;
    const { from, to } = period;
    const earlier = question.comparison?.kind === "target" ? null : (question.comparison?.period ?? null);
    const seenBefore = addDays(asOf, earlier === null ? 0 : -daysBetween(earlier.to, to));
    const by = question.by[0] ?? "source";
    const [now, before, groups, trend, undated] = await Promise.all([
      read(input, { from, to, seen: asOf }),
      earlier && read(input, { from: earlier.from, to: earlier.to, seen: seenBefore }),
      by === "source" ? null : leadSums(view, { from, to, seen: asOf }).then(leadGroups),
      leadTrend(view.ungrouped, { from, to, seen: asOf, grain: grainFor(period) }),
      undatedLeads(view.ungrouped),
    ]);
    const listed = groups ?? now.sources;
    const findings = leadFindings(listed, now.total);
    const previous = before && before.total.leads > 0 ? { ...before, seen: seenBefore } : null;
    const excluded = undated > 0 ? [{ reason: "lead_created_at_missing", rows: undated }] : [];
    const most = question.full ? listed.length : mostGroups;
    const result = leadsResult(now, {
      ...{ previous, trend, findings, excluded },
      groups: question.by.length === 0 ? null : listed.slice(0, most),
    });
    if (!view.has("leads")) {
      return { headline: words.say("empty_source"), actions: [words.say("empty_source_do")], result, empty: true };
    }
    if (now.total.leads === 0) return emptyPeriod(input, result);
    const story = { words, by, total: now.total, groups: listed, findings, previous, asOf, excluded };
    const shown = Math.min(10, question.top ?? mostShown);
    const other = by === "owner" ? "source" : "owner";
    return {
      ...tellLeads(story, shown),
      followUps: [
        {
          label: words.say("follow_owner", { dimension: words.dimension(other) }),
          ask: again(question, { by: [other] }),
        },
        ...otherCommands(input, ["funnel", "campaign"]),
      ],
      result,
    };
  },
});

/** Leads of a period as a whole and by source. */
async function read({ view }: Input, span: { readonly from: string; readonly to: string; readonly seen: string }) {
  const [[total = noLeads], sources] = await Promise.all([
    leadSums(view.ungrouped, span),
    leadSums(view.groupedBy("source"), span),
  ]);
  return { from: span.from, to: span.to, total: { ...total, part: null }, sources: leadGroups(sources) };
}
