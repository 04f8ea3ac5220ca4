import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { again } from "#grammar/again.ts";
import { addDays, daysBetween, startOfDay } from "#grammar/days.ts";
import churnLesson from "#learned/churn.ts";
import outcomesLesson, { flagged, outcomesOf } from "#learned/churn-outcomes.ts";
import { churnFindings } from "#metrics/churn/churn-findings.ts";
import { churnResult } from "#metrics/churn/churn-result.ts";
import { accountNames } from "#queries/account-names.ts";
import { excludedOrders } from "#queries/excluded-orders.ts";
import { visibleAccounts } from "#queries/visible-accounts.ts";
import type { FollowUp, Reply } from "#reply.ts";
import { askAbout } from "#wording/account-choice.ts";
import { nameOf } from "#wording/account-name.ts";
import { messages } from "#wording/churn.ts";
import { kpisOf, pictureOf } from "#wording/churn-figures.ts";
import { reasonsOf, remedyOf } from "#wording/churn-reasons.ts";
import { tellReport } from "#wording/churn-report.ts";
import {
  actionsOf,
  type ChurnStory,
  footnotesOf,
  headlineOf,
  insightsOf,
  methodOf,
  type NamedChurn,
} from "#wording/churn-sentences.ts";
import { tell } from "#wording/tell.ts";

const options = z.object({
  basis: z.enum(["orders", "contracts"]).default("orders"),
  view: z.enum(["report", "报告", "复盘"]).optional(),
  horizon: z.coerce.number().int().min(7).max(730).optional(),
});
type Input = CommandInput<z.output<typeof options>>;

/** Accounts in `result` unless it is asked for in full. */
const mostAccounts = 200;

export default defineCommand({
  title: { en: "Churn risk", zh: "流失预警" },
  summary: {
    en: "Who is about to leave, why, and how much is at risk?",
    zh: "谁快要流失，为什么，涉及多少钱？",
  },
  aliases: ["流失预警", "流失风险", "流失预测", "客户流失"],
  group: "customers",
  examples: [
    { en: "/churn", zh: "/流失预警" },
    { en: "/churn by owner", zh: "/流失预警 按负责人" },
    { en: "/churn horizon=120", zh: "/流失预警 horizon=120" },
    { en: "/churn basis=contracts", zh: "/流失预警 basis=contracts" },
    { en: "/churn report", zh: "/流失预警 复盘" },
  ],
  period: "last365d",
  narrows: "accounts",
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    if (question.options.view !== undefined) return report(input);
    const { basis } = question.options;
    const { asOf, period } = question;
    const seen = visibleAccounts(view, { grouped: question.by.length > 0 });
    const { learned, active, narrowed, found } = await look(input, seen, asOf, period);
    const { horizon, quality, lacking, costsKnown, scores } = learned.value;
    const { zone } = input.calendar;
    const [names, excluded, previous] = await Promise.all([
      accountNames(view, { keys: found.accounts.map(({ key }) => key) }),
      excludedOrders(view.ungrouped, { start: startOfDay(active.from, zone), end: startOfDay(active.to, zone) }),
      earlier(input, seen),
    ]);
    const accounts = found.accounts.map((one): NamedChurn => {
      const { account = null, name = null, owner = null } = names.get(one.key) ?? {};
      return { ...one, account, name, owner };
    });
    const told = accounts.map((one) => {
      const remedy = one.atRisk ? remedyOf(words, one) : { action: null, opener: null };
      return { ...one, found: one, reasons: one.atRisk ? reasonsOf(words, one, horizon) : [], ...remedy };
    });
    const result = churnResult(found, {
      ...{ basis, horizon, asOf, period, quality, lacking, learnedAt: learned.learnedAt, previous, excluded },
      drivers: scores[0]?.drivers ?? [],
      accounts: told,
      grouped: question.by.length > 0,
    });
    if (found.customers === 0) return nobody(input, result, horizon);
    if (scores.every(({ judgedBy }) => judgedBy === "nothing")) {
      const headline = words.say("untold", { n: found.customers });
      return { headline, actions: [words.say("untold_action")], result };
    }
    const story: ChurnStory = {
      ...{ words, basis, asOf, horizon, costsKnown, quality, lacking, found, accounts, excluded, previous },
      given: question.options.horizon !== undefined,
      by: question.by[0] ?? null,
      deals: !view.has("orders"),
      contracts: view.has("contracts"),
      narrowed: narrowed ? { from: period.from, to: period.to } : null,
    };
    return {
      ...tell(
        story,
        { headlineOf, pictureOf, kpisOf, insightsOf, actionsOf, footnotesOf, methodOf },
        question.top ?? undefined,
      ),
      followUps: followUpsOf(input, story),
      result,
    };
  },
});

/** What came of the pings about accounts that the asker may see; which rules are demoted is told of the whole company. */
async function report({ question, view, words, calendar, recall, office }: Input): Promise<Reply> {
  if (!office) return { headline: words.say("report_here_only"), result: {} };
  const { asOf } = question;
  const { cases } = office;
  const [own, all] = await Promise.all([cases.list(), cases.everybodys()]);
  const flags = (some: typeof own) => some.map((one) => flagged(one, calendar.zone));
  const [found, { value: company }] = await Promise.all([
    outcomesOf(view, flags(own), asOf),
    recall(outcomesLesson, asOf, { flags: flags(all) }),
  ]);
  return tellReport(words, { found, asOf, demoted: cases.terms.demotes ? company.demoted : [], terms: cases.terms });
}

/** What was learned as of a day, and what it says of the accounts in question whose last order falls in the period. */
async function look(
  { question, recall }: Input,
  accounts: ReturnType<typeof visibleAccounts>,
  asOf: string,
  period: { from: string; to: string },
) {
  const { basis, horizon } = question.options;
  const industries = question.filters.find(({ dimension }) => dimension === "industry")?.values ?? [];
  const industry = industries.length === 1 ? (industries[0] ?? null) : null;
  const [learned, seen] = await Promise.all([
    recall(churnLesson, asOf, { basis, horizon: horizon ?? null, industry }),
    accounts,
  ]);
  const active = { from: addDays(asOf, 1 - 2 * learned.value.horizon), to: addDays(asOf, 1) };
  // Contracts that are going to end do not ask when somebody ordered.
  const narrowed = basis === "orders" && (period.from > active.from || period.to < active.to);
  const most = daysBetween(period.from, asOf);
  const least = daysBetween(addDays(period.to, -1), asOf);
  const keep = narrowed ? (silence: number) => silence <= most && silence >= least : null;
  const limit = question.full ? Number.POSITIVE_INFINITY : mostAccounts;
  return { learned, active, narrowed, found: churnFindings(learned.value.scores, seen, { limit, keep }) };
}

/** The same as of the end of the period compared with; null when nothing is. */
async function earlier(input: Input, accounts: ReturnType<typeof visibleAccounts>) {
  const { comparison } = input.question;
  if (comparison === null || comparison.kind === "target") return null;
  const asOf = addDays(comparison.period.to, -1);
  return { ...(await look(input, accounts, asOf, comparison.period)).found, asOf };
}

function nobody({ question, words }: Input, result: Reply["result"], days: number): Reply {
  const asOf = words.date(question.asOf);
  if (question.options.basis === "contracts") {
    const actions = [words.say("empty_orders", { command: "/churn" })];
    return { headline: words.say("empty_contracts", { days, asOf }), actions, result, empty: true };
  }
  const { from, to } = question.period;
  const actions = [words.say("empty_longer", { command: "/churn" })];
  if (question.filters.length > 0) actions.push(words.say("reply.without_filters", { command: "/churn" }));
  return { headline: words.say("empty", { span: words.span(from, to), asOf }), actions, result, empty: true };
}

function followUpsOf({ question, commands, words }: Input, story: ChurnStory): FollowUp[] {
  const first = story.accounts.find(({ atRisk }) => atRisk);
  const longer = 2 * story.horizon;
  const other = story.basis === "orders" ? "contracts" : "orders";
  const offered: (FollowUp | null)[] = [
    first?.account && commands.has("customer")
      ? {
          label: words.say("follow_customer", { name: nameOf(words, first) }),
          ask: askAbout("customer", first.account),
        }
      : null,
    question.by.includes("owner")
      ? null
      : { label: words.say("follow_owner"), ask: again(question, { by: ["owner"] }) },
    story.contracts || other === "orders"
      ? { label: words.say(`follow_${other}`), ask: again(question, { options: { basis: other } }) }
      : null,
    longer <= 365
      ? {
          label: words.say("follow_horizon", { days: longer }),
          ask: again(question, { options: { horizon: `${longer}` } }),
        }
      : null,
    commands.has("rfm") ? { label: words.say("follow_rfm"), ask: "/rfm" } : null,
  ];
  return offered.filter((followUp) => followUp !== null);
}
