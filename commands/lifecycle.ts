import { type CommandInput, defineCommand } from "#command.ts";
import { NotApplicable } from "#errors.ts";
import { again } from "#grammar/again.ts";
import { addDays, earlier } from "#grammar/days.ts";
import { type LifecycleStageName, lifecycle } from "#metrics/lifecycle/lifecycle.ts";
import { lifecycleFindings } from "#metrics/lifecycle/lifecycle-findings.ts";
import { lifecycleGroups } from "#metrics/lifecycle/lifecycle-groups.ts";
import { lifecycleResult } from "#metrics/lifecycle/lifecycle-result.ts";
import { comparedSpans } from "#metrics/rfm/rfm-spans.ts";
import { appliesTo } from "#model/dimensions.ts";
import { excludedOrders } from "#queries/excluded-orders.ts";
import { lifecycleStages } from "#queries/lifecycle-stages.ts";
import type { Reply } from "#reply.ts";
import { withoutFilters } from "#wording/empty-period.ts";
import { messages } from "#wording/lifecycle.ts";
import { kpisOf, pictureOf } from "#wording/lifecycle-figures.ts";
import { actionsOf, footnotesOf, headlineOf, insightsOf, methodOf } from "#wording/lifecycle-sentences.ts";
import { otherCommands } from "#wording/other-commands.ts";
import { tell } from "#wording/tell.ts";

/** Slipping accounts in `result` unless it is asked for in full. */
const mostAccounts = 200;
/** Days over which money is counted. */
const year = 365;

export default defineCommand({
  title: { en: "Customer lifecycle", zh: "客户生命周期" },
  summary: {
    en: "How many customers are in each stage of their life, and who moved?",
    zh: "各生命周期阶段有多少客户，谁在流转？",
  },
  aliases: ["生命周期", "客户生命周期"],
  group: "customers",
  examples: [
    { en: "/lifecycle", zh: "/生命周期" },
    { en: "/lifecycle last quarter", zh: "/生命周期 上季度" },
    { en: "/lifecycle last365d by region", zh: "/生命周期 近365天 按区域" },
  ],
  period: "last90d",
  narrows: ["accounts", "orders"],
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const { by } = question;
    const blind = notOfAccounts(input);
    const asOf = earlier(question.asOf, addDays(question.period.to, -1));
    const { from, to, previousFrom } = comparedSpans({ from: question.period.from, to: addDays(asOf, 1) }, asOf, null);
    const start = addDays(from, -1);
    const [{ moves, slipping: rows }, excluded] = await Promise.all([
      lifecycleStages(view, {
        ...{ from, asOf, start, previousFrom },
        ...{ yearFrom: addDays(asOf, 1 - year), previousYearFrom: addDays(start, 1 - year) },
        grouped: by.length > 0,
        prospects: blind === null,
        limit: question.full ? null : mostAccounts,
      }),
      excludedOrders(view, { start: new Date(0), end: question.period.end }),
    ]);
    const counts = moves.map((row) => ({
      group: by.length > 0 ? row.home : null,
      from: row.stage_before as LifecycleStageName | null,
      to: row.stage_now as LifecycleStageName,
      customers: row.customers,
      revenue: row.revenue,
      revenueBefore: row.revenue_before,
    }));
    const slipping = rows.map((row) => ({
      account: row.account,
      name: row.account_name,
      owner: row.owner_name,
      stage: row.stage_now as LifecycleStageName,
      from: row.stage_before as LifecycleStageName | null,
      revenue: row.revenue,
      silent: row.silent ?? 0,
      usual: row.usual ?? 0,
    }));
    const summary = lifecycle(counts);
    const groups = by.length > 0 ? lifecycleGroups(counts) : [];
    const result = lifecycleResult(summary, {
      period: { from, to },
      previous: { from: previousFrom, to: from },
      slipping,
      groups: by.length > 0 ? groups : null,
      excluded,
    });
    if (summary.customers === 0) return nobody(input, asOf, result);
    const found = lifecycleFindings(summary);
    const deals = !view.has("orders");
    const story = { words, by: by[0] ?? null, blind, deals, asOf, start, summary, found, groups, slipping, excluded };
    return {
      ...tell(story, { headlineOf, pictureOf, kpisOf, insightsOf, actionsOf, footnotesOf, methodOf }),
      followUps: [
        ...otherCommands(input, ["churn", "rfm"]),
        { label: words.say("follow_year"), ask: again(question, { period: "last365d" }) },
      ],
      result,
    };
  },
});

/**
 * The dimension that narrows the question, but that an account without orders cannot have; null where there is none.
 * Throws `NotApplicable` when the question groups by such a dimension, as a stage belongs to the whole account.
 */
function notOfAccounts({ question, dimensions }: CommandInput<unknown>): string | null {
  const usable = dimensions.filter((dimension) => appliesTo(dimension, "accounts")).map(({ name }) => name);
  const other = (name: string) => !usable.includes(name);
  const grouping = question.by.find(other);
  if (grouping !== undefined) throw new NotApplicable(grouping, "accounts", usable);
  return question.filters.map(({ dimension }) => dimension).find(other) ?? null;
}

function nobody({ question, words }: CommandInput<unknown>, asOf: string, result: Reply["result"]): Reply {
  const actions = [
    words.say("empty_period", { command: "/lifecycle last90d" }),
    ...withoutFilters({ question, words }),
  ];
  return { headline: words.say("empty", { day: words.date(asOf) }), actions, result, empty: true };
}
