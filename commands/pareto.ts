import { type CommandInput, defineCommand } from "#command.ts";
import { again } from "#grammar/again.ts";
import { addDays, earlier } from "#grammar/days.ts";
import { type Concentration, concentration } from "#metrics/concentration/concentration.ts";
import { type ParetoPart, paretoResult, ranked } from "#metrics/concentration/pareto-result.ts";
import { accountNames } from "#queries/account-names.ts";
import { excludedOrders } from "#queries/excluded-orders.ts";
import { paretoAccounts } from "#queries/pareto-accounts.ts";
import { salesSums } from "#queries/sales-sums.ts";
import type { Reply } from "#reply.ts";
import measureConcentration from "#tasks/measure-concentration.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { otherCommands } from "#wording/other-commands.ts";
import { messages } from "#wording/pareto.ts";
import { kpisOf, pictureOf } from "#wording/pareto-figures.ts";
import {
  actionsOf,
  footnotesOf,
  headlineOf,
  insightsOf,
  methodOf,
  type ParetoStory,
} from "#wording/pareto-sentences.ts";
import { tell } from "#wording/tell.ts";

type Input = CommandInput<unknown>;
type Span = Input["question"]["period"];
/** What the money is spread over, and how; `spread` is null where there is no money. */
interface Found {
  readonly spread: Concentration | null;
  readonly before: Concentration | null;
  readonly largest: readonly ParetoPart[];
  readonly customers: ParetoStory["customers"];
  /** Did anybody order? */
  readonly ordered: boolean;
}

/** Largest accounts or values in `result` unless it is asked for in full. */
const mostListed = 200;
/** Quiet accounts that the text names. */
const mostNamed = 3;

export default defineCommand({
  title: { en: "Revenue concentration (80/20)", zh: "二八分析" },
  summary: { en: "How concentrated is revenue, and on whom?", zh: "销售额集中在哪些客户身上？" },
  aliases: ["二八分析", "二八法则", "帕累托", "客户集中度", "集中度分析"],
  group: "customers",
  examples: [
    { en: "/pareto", zh: "/二八分析" },
    { en: "/pareto last quarter vs yoy", zh: "/二八分析 上季度 同比" },
    { en: "/pareto last365d by product", zh: "/二八分析 近365天 按产品" },
  ],
  period: "last365d",
  compare: "prev",
  narrows: ["orders", "order_lines"],
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const { from, to } = question.period;
    const by = question.by[0] ?? null;
    const kind = question.comparison?.kind;
    const compared = kind === "prev" || kind === "yoy" ? (question.comparison?.period ?? null) : null;
    const [found, leftOut] = await Promise.all([
      by === null ? byAccount(input, compared) : byValue(input, compared),
      view.ungrouped.covers("valid_orders") ? excludedOrders(view.ungrouped, question.period) : [],
    ]);
    // Money without a customer still belongs to a product or a region.
    const excluded = leftOut.filter(({ reason }) => by === null || reason !== "no_account");
    const { spread, before, largest, customers } = found;
    const previous = compared && { from: compared.from, to: compared.to, spread: before };
    const result = paretoResult({ by, period: { from, to }, spread, largest, previous, excluded });
    if (spread === null) return emptyPeriod(input, result, found.ordered ? "no_revenue" : "empty");
    const compare = previous?.spread ? { ...previous, spread: previous.spread } : null;
    const deals = !view.has("orders");
    const story: ParetoStory = { words, by, deals, spread, largest, customers, previous: compare, excluded };
    return {
      ...tell(story, { headlineOf, pictureOf, kpisOf, insightsOf, actionsOf, footnotesOf, methodOf }),
      followUps: [
        ...otherCommands(input, ["churn", "rfm"]).slice(0, 1),
        ...(view.has("order_lines") && by !== "product"
          ? [{ label: words.say("follow_product"), ask: again(question, { by: ["product"] }) }]
          : []),
      ],
      result,
    };
  },
});

async function byAccount({ question, view, compute }: Input, compared: Span | null): Promise<Found> {
  const { from, to } = question.period;
  const asOf = earlier(question.asOf, addDays(to, -1));
  const [{ key, ...columns }, earlierOnes] = await Promise.all([
    paretoAccounts(view, { from, to, asOf }),
    compared && paretoAccounts(view, { from: compared.from, to: compared.to, asOf: addDays(compared.to, -1) }),
  ]);
  if (key.length === 0) return { spread: null, before: null, largest: [], customers: null, ordered: false };
  const most = question.full ? key.length : mostListed;
  const before = earlierOnes && earlierOnes.key.length > 0 ? earlierOnes.net : null;
  const { now, before: spreadBefore } = await compute(measureConcentration, { columns, most, before });
  const quiet = now.quiet.slice(0, mostNamed);
  const keysOf = (places: Uint32Array) => [...places].map((place) => key[place] ?? 0);
  const names = await accountNames(view, {
    keys: [...new Set([now.largest, quiet, now.next].flatMap(keysOf))],
  });
  const parts = (places: Uint32Array) =>
    ranked(
      [...places].map((place) => {
        const own = names.get(key[place] ?? 0);
        return {
          name: own?.name ?? null,
          account: own?.account ?? null,
          owner: own?.owner ?? null,
          revenue: columns.net[place] ?? 0,
          silent: columns.silent[place] ?? null,
        };
      }),
      now.spread.total,
    );
  const { quietCustomers, quietRevenue, top10Share } = now;
  return {
    spread: now.spread,
    before: spreadBefore,
    largest: parts(now.largest),
    customers: { quiet: parts(quiet), quietCustomers, quietRevenue, next: parts(now.next), top10Share },
    ordered: true,
  };
}

async function byValue({ question, view }: Input, compared: Span | null): Promise<Found> {
  const read = async ({ from, to, start, end }: Span) => {
    const sums = await salesSums(view, { from, to, start, end, grain: null });
    return sums
      .map(({ part, net }) => ({ name: part, account: null, owner: null, revenue: net, silent: null }))
      .sort((a, b) => b.revenue - a.revenue || (String(a.name) < String(b.name) ? -1 : 1));
  };
  const [now, before] = await Promise.all([read(question.period), compared && read(compared)]);
  const spreadOf = (parts: typeof now | null) => {
    const values = (parts ?? []).map(({ revenue }) => revenue);
    return values.reduce((sum, value) => sum + value, 0) > 0 ? concentration(values) : null;
  };
  const spread = spreadOf(now);
  const shown = question.full ? now : now.slice(0, mostListed);
  return {
    spread,
    before: spreadOf(before),
    largest: spread === null ? [] : ranked(shown, spread.total),
    customers: null,
    ordered: now.length > 0,
  };
}
