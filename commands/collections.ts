import { type CommandInput, defineCommand } from "#command.ts";
import { again } from "#grammar/again.ts";
import { addDays, daysBetween, earlier } from "#grammar/days.ts";
import { type CollectionDays, collections, type Due, dueBy } from "#metrics/collections/collections.ts";
import {
  type CollectionsFound,
  collectionsResult,
  type OwnerCollections,
} from "#metrics/collections/collections-result.ts";
import { daysSalesOutstanding } from "#metrics/collections/days-sales-outstanding.ts";
import { standingPlans } from "#metrics/collections/standing-plans.ts";
import { dayNumber } from "#metrics/days.ts";
import { accountNames } from "#queries/account-names.ts";
import { collectionPlans, unnamedPayments } from "#queries/collections-plans.ts";
import { collectionsReceived } from "#queries/collections-received.ts";
import type { Reply } from "#reply.ts";
import settlePlans from "#tasks/settle-plans.ts";
import { messages } from "#wording/collections.ts";
import { tellCollections } from "#wording/collections-story.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { otherCommands } from "#wording/other-commands.ts";

type Input = CommandInput<unknown>;
type Part = string | null;

/** Accounts and groups in `result` unless it is asked for in full. */
const mostListed = 200;
/** Nothing settled, where nothing was asked. */
const none = new Float64Array();

export default defineCommand({
  title: { en: "Collections", zh: "回款" },
  summary: {
    en: "What was paid, what is due and overdue, how old, by whom?",
    zh: "回了多少款，还有多少到期、逾期，账龄多长，是谁的？",
  },
  aliases: ["回款", "回款率", "应收账款", "账龄", "应收账龄", "催收"],
  group: "sales",
  examples: [
    { en: "/collections", zh: "/回款" },
    { en: "/collections last quarter vs yoy", zh: "/回款 上季度 同比" },
    { en: "/collections last90d by team", zh: "/回款 近90天 按团队" },
  ],
  period: "this quarter",
  compare: "prev",
  narrows: ["receivable_plans", "payments"],
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const found = await find(input);
    const { now } = found;
    const result = collectionsResult(found);
    const planned = view.has("receivable_plans");
    // What is overdue now says nothing of a period long past.
    const overdue = question.asOf < question.period.to ? now.overdue : 0;
    if (now.received === 0 && now.refunded === 0 && now.due === 0 && overdue === 0) {
      return emptyPeriod(input, result, planned || view.has("payments") ? "empty" : "empty_source");
    }
    const running = question.period.running === true;
    const story = { words, by: question.by[0] ?? null, found, planned, running };
    return {
      ...tellCollections(story),
      followUps: [
        { label: words.say("follow_quarter"), ask: again(question, { period: "last quarter" }) },
        ...(question.by.length > 0
          ? []
          : [
              {
                label: words.say("follow_team", { dimension: words.dimension("team") }),
                ask: again(question, { by: ["team"] }),
              },
            ]),
        ...otherCommands(input, ["sales"]),
      ],
      result,
    };
  },
});

async function find(input: Input): Promise<CollectionsFound> {
  const { question, view, asker, compute } = input;
  const { asOf } = question;
  const period = { from: question.period.from, to: question.period.to };
  const kind = question.comparison?.kind;
  const before = kind === "prev" || kind === "yoy" ? (question.comparison?.period ?? null) : null;
  // A representative sees what lies in the pool, but it is nobody's to collect.
  const pooled = asker.role === "administrator" ? 1 : 0;
  const paidBy = {
    pooled,
    ...{ now: asOf, end: addDays(period.to, -1) },
    // The earlier period is looked at when it was as old as this one is now.
    earlier: before === null ? asOf : addDays(asOf, -daysBetween(before.to, period.to)),
    earlierEnd: addDays(before?.to ?? period.to, -1),
  };
  const first = before === null ? period.from : earlier(before.from, period.from);
  const [read, unnamed, received, receivedBefore, receivedBy] = await Promise.all([
    collectionPlans(view.groupedByEach(["owner", ...question.by]), { ...paidBy, first }),
    unnamedPayments(view.ungrouped, paidBy),
    collectionsReceived(view.groupedBy("owner"), { ...period, pooled }),
    before && collectionsReceived(view.ungrouped, { from: before.from, to: before.to, pooled }),
    question.by.length === 0 ? null : collectionsReceived(view, { ...period, pooled }),
  ]);
  const paid = ({ by_now, by_end, by_earlier, by_earlierend }: typeof unnamed.columns) => {
    return [by_now, by_end, ...(before === null ? [] : [by_earlier, by_earlierend])];
  };
  const standing = standingPlans({ ...read, paid: paid(read.columns) });
  const { plans } = standing;
  const [settled = none, settledByEnd = none, settledEarlier = none, settledByEarlierEnd = none] = await compute(
    settlePlans,
    { plans, unnamed: { account: unnamed.columns.account, paid: paid(unnamed.columns) } },
  );
  const days = spanOf(period.from, period.to, asOf);
  const earlierDays = spanOf(before?.from ?? period.from, before?.to ?? period.to, paidBy.earlier);
  const byAccount = dueBy(plans, settled, { days, keyOf: (row) => plans.account[row] as number });
  const debtors = [...byAccount].filter(([account, { overdue }]) => overdue > 0 && !Number.isNaN(account));
  debtors.sort(([a, x], [b, y]) => y.overdue - x.overdue || a - b);
  const shown = question.full ? debtors : debtors.slice(0, mostListed);
  const names = await accountNames(view, { keys: shown.map(([account]) => account) });
  const byPart = (parts: readonly Part[], received: ReceivedRows) =>
    partRows(dueBy(plans, settled, { days, keyOf: (row): Part => parts[row] ?? null }), received);
  const owners = byPart(standing.first, received).map(({ key, ...row }): OwnerCollections => ({ owner: key, ...row }));
  const groups = receivedBy && byPart(standing.second, receivedBy);
  return {
    period,
    now: {
      ...{ ...collections(plans, settled, days), ...moneyIn(received) },
      sales: daysSalesOutstanding(plans, settledByEnd, days),
    },
    previous: before && {
      ...{ from: before.from, to: before.to },
      ...collections(plans, settledEarlier, earlierDays),
      ...moneyIn(receivedBefore ?? []),
      sales: daysSalesOutstanding(plans, settledByEarlierEnd, earlierDays),
    },
    owners: question.full ? owners : owners.slice(0, mostListed),
    groups: groups && (question.full ? groups : groups.slice(0, mostListed)),
    debtors: shown.flatMap(([account, row]) => {
      const name = names.get(account);
      return name === undefined ? [] : [{ ...name, ...row }];
    }),
    overdueAccounts: debtors.length,
    accounts: byAccount.size,
    excluded: [...standing.excluded, ...unknownPayments(received)],
  };
}

function spanOf(from: string, to: string, asOf: string): CollectionDays {
  return { from: dayNumber(from), to: dayNumber(to), asOf: dayNumber(asOf) };
}

type ReceivedRows = Awaited<ReturnType<typeof collectionsReceived>>;

function moneyIn(rows: ReceivedRows) {
  const cents = (value: (row: ReceivedRows[number]) => number) =>
    rows.reduce((sum, row) => sum + Math.round(100 * value(row)), 0);
  const refunded = cents((row) => row.refunded);
  return { received: (cents((row) => row.paid) - refunded) / 100, refunded: refunded / 100 };
}

function unknownPayments(rows: ReceivedRows) {
  const unknown = rows.reduce((sum, row) => sum + row.unknown, 0);
  return unknown > 0 ? [{ reason: "payment_amount_missing", rows: unknown }] : [];
}

/** What was received, due and overdue by group: most due first, then by name. */
function partRows(due: ReadonlyMap<Part, Due & { readonly oldest: number }>, received: ReceivedRows) {
  const money = new Map(received.map((row) => [row.part, moneyIn([row]).received]));
  return [...new Set([...due.keys(), ...money.keys()])]
    .map((key) => {
      const { oldest, ...row } = due.get(key) ?? { due: 0, settled: 0, rate: null, overdue: 0, oldest: 0 };
      return { key, ...row, received: money.get(key) ?? 0 };
    })
    .sort((a, b) => b.due - a.due || b.received - a.received || (String(a.key) < String(b.key) ? -1 : 1));
}
