import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { NotEnoughData, notEnough } from "#errors.ts";
import { again } from "#grammar/again.ts";
import { addDays, daysBetween } from "#grammar/days.ts";
import lifetimeLesson from "#learned/lifetime-value.ts";
import { clvFindings } from "#metrics/lifetime/clv-findings.ts";
import { type ClvHorizon, usualHorizon } from "#metrics/lifetime/clv-horizon.ts";
import { clvResult, nothingLearned } from "#metrics/lifetime/clv-result.ts";
import { accountNames } from "#queries/account-names.ts";
import { excludedOrders } from "#queries/excluded-orders.ts";
import { visibleAccounts } from "#queries/visible-accounts.ts";
import type { Reply } from "#reply.ts";
import { nameOf } from "#wording/account-name.ts";
import { messages } from "#wording/clv.ts";
import { kpisOf, pictureOf } from "#wording/clv-figures.ts";
import { actionsOf, type ClvStory, footnotesOf, headlineOf, insightsOf, methodOf } from "#wording/clv-sentences.ts";
import { otherCommands } from "#wording/other-commands.ts";
import { tell } from "#wording/tell.ts";

const options = z.object({
  /** Months (`12`), or weeks (`39w`). */
  horizon: z
    .string()
    .regex(/^([1-9]|[1-5]\d|60)m?$|^([1-9]|[1-9]\d|1\d\d|2[0-5]\d|260)w$/, "6, 12, 24, 39w")
    .optional(),
  /** What a year's delay takes off money: `0.1` or `10%`. */
  discount: z
    .string()
    .regex(/^(\d{1,2}(\.\d+)?%|0?\.\d+|0)$/, "0.1, 10%")
    .optional(),
});
type Input = CommandInput<z.output<typeof options>>;

/** Customers in `result` unless it is asked for in full. */
const mostCustomers = 200;
const everyone = "last20y";
const unnamed = { account: null, name: null, owner: null };

export default defineCommand({
  title: { en: "Customer lifetime value", zh: "客户终身价值" },
  summary: { en: "What will each customer be worth in 12 months?", zh: "每个客户未来12个月值多少钱？" },
  aliases: ["客户终身价值", "客户生命周期价值", "LTV", "CLTV"],
  group: "customers",
  examples: [
    { en: "/clv", zh: "/客户终身价值" },
    { en: "/clv by region", zh: "/客户终身价值 按区域" },
    { en: "/clv last90d horizon=24", zh: "/客户终身价值 近90天 horizon=24" },
    { en: "/clv horizon=39w discount=10%", zh: "/客户终身价值 horizon=39w discount=10%" },
  ],
  period: everyone,
  narrows: "accounts",
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words, recall } = input;
    const { asOf, period } = question;
    const horizon = horizonOf(question.options);
    const grouped = question.by.length > 0;
    const [learned, seen, excluded] = await Promise.all([
      recall(lifetimeLesson, asOf, horizon).catch(notEnough),
      visibleAccounts(view, { grouped }),
      excludedOrders(view.ungrouped, period),
    ]);
    if (learned instanceof NotEnoughData) {
      return unlearned(input, learned.code, nothingLearned({ horizon, period, grouped, excluded }));
    }
    const { value: model } = learned;
    const { groupOf, groups } = placesOf(seen);
    const found = clvFindings(model.scores, {
      groupOf,
      groups,
      accounts: seen.keys.length,
      since: { first: daysBetween(addDays(period.to, -1), asOf), last: daysBetween(period.from, asOf) },
      most: question.full ? seen.keys.length : mostCustomers,
      valued: model.value !== null,
    });
    const parts = { found, horizon, period, grouped, excluded };
    if (found.customers === 0) return nobody(input, clvResult(model, { ...parts, named: () => unnamed }));
    const { account, clv, expectedPurchases } = model.scores;
    const rows = [...found.listed, ...found.cooling.rows, ...found.fresh.rows];
    const names = await accountNames(view, { keys: question.full ? null : rows.map((row) => account[row] ?? 0) });
    const named = (row: number) => names.get(account[row] ?? 0) ?? unnamed;
    const worth = model.value === null ? expectedPurchases : clv;
    // Those worth the same are listed by the id that people know.
    found.listed.sort(
      (a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || ((named(a).account ?? "") < (named(b).account ?? "") ? -1 : 1),
    );
    const story: ClvStory = {
      ...{ words, horizon, asOf, period, model, found, excluded },
      by: question.by[0] ?? null,
      deals: !view.has("orders"),
      returnedShare: model.returnedShare,
      who: (row) => {
        const own = named(row);
        return { name: nameOf(words, own), owner: own.owner };
      },
    };
    return {
      ...tell(
        story,
        { headlineOf, pictureOf, kpisOf, insightsOf, actionsOf, footnotesOf, methodOf },
        question.top ?? undefined,
      ),
      followUps: [
        horizon.count === usualHorizon.count && horizon.unit === usualHorizon.unit
          ? { label: words.say("follow_two"), ask: again(question, { options: { horizon: "24" } }) }
          : { label: words.say("follow_one"), ask: again(question, { options: { horizon: null } }) },
        ...otherCommands(input, ["churn", "rfm"]),
      ],
      result: clvResult(model, { ...parts, named }),
    };
  },
});

function horizonOf({ horizon, discount }: z.output<typeof options>): ClvHorizon {
  const { count, unit, yearlyDiscount } = usualHorizon;
  return {
    count: horizon === undefined ? count : Number.parseInt(horizon, 10),
    unit: horizon === undefined ? unit : horizon.endsWith("w") ? "week" : "month",
    yearlyDiscount:
      discount === undefined
        ? yearlyDiscount
        : discount.endsWith("%")
          ? Number.parseFloat(discount) / 100
          : Number(discount),
  };
}

/** By account key the place of its group among the groups, counted from 1; 0 where the asker sees no such account. */
function placesOf({ keys, groups }: Awaited<ReturnType<typeof visibleAccounts>>): {
  groupOf: Int32Array;
  groups: (string | null)[];
} {
  const groupOf = new Int32Array((keys.at(-1) ?? 0) + 1);
  const places = new Map<string | null, number>();
  keys.forEach((key, index) => {
    const group = groups?.[index] ?? null;
    const place = places.get(group) ?? places.size + 1;
    if (place > places.size) places.set(group, place);
    groupOf[key] = place;
  });
  return { groupOf, groups: groups === null ? [] : [...places.keys()] };
}

function nobody({ question, words }: Input, result: Reply["result"]): Reply {
  const { from, to, name } = question.period;
  const actions: string[] = [];
  if (name !== everyone) actions.push(words.say("empty_all", { command: "/clv" }));
  if (question.filters.length > 0 || name === everyone)
    actions.push(words.say("reply.without_filters", { command: "/clv" }));
  return { headline: words.say("empty", { span: words.span(from, to) }), actions, result, empty: true };
}

function unlearned({ words, commands }: Input, code: string, result: Reply["result"]): Reply {
  const actions = [words.say("cannot_check")];
  if (commands.has("rfm")) actions.unshift(words.say("cannot_later", { command: "/rfm" }));
  return { headline: words.say(`cannot_${code}`), actions, result, empty: true };
}
